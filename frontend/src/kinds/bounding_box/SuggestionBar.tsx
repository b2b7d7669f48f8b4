import { Button } from "@mantine/core";

import { type Command, shortcutKeys } from "@/lib/commands";

import { useStageCore, useStageState, useViewport } from "./stage";
import styles from "./stage.module.css";
import { isAcceptable } from "./suggestions";
import type { Box } from "./types";
import { rectToScreen } from "./viewport";

const GAP = 8;
const HEIGHT = 40;
/** The title above a box stays free. */
const TITLE = 24;

/** Accept or reject, right below the suggested box that the keys act on, or above it where there is no room. */
export function SuggestionBar({ commands }: { commands: readonly Command[] }) {
  const { suggestion, disabled } = useStageCore();
  const current = useStageState((state) => state.suggested);
  const box = suggestion?.boxes.find((each) => each.id === current);
  return box && !disabled ? <Bar box={box} commands={commands} /> : null;
}

function Bar({ box, commands }: { box: Box; commands: readonly Command[] }) {
  const { settings } = useStageCore().context;
  const left = useViewport((viewport) => Math.max(8, Math.min(rectToScreen(viewport, box).x, viewport.width - 220)));
  const top = useViewport((viewport) => {
    const { y, height } = rectToScreen(viewport, box);
    const below = y + height + GAP;
    return Math.max(GAP, below + HEIGHT < viewport.height ? below : Math.min(y, viewport.height) - HEIGHT - TITLE);
  });
  const [accept, reject] = ["boxes.accept", "boxes.reject"].map((id) => commands.find((command) => command.id === id));
  return (
    <div className={styles.bar} style={{ left, top }}>
      {accept && (
        <Button size="compact-sm" disabled={!isAcceptable(box, settings)} onClick={accept.run}>
          Accept <Key command={accept} />
        </Button>
      )}
      {reject && (
        <Button size="compact-sm" variant="default" onClick={reject.run}>
          Reject <Key command={reject} />
        </Button>
      )}
    </div>
  );
}

function Key({ command }: { command: Command }) {
  return (
    <span className={styles.key} aria-hidden>
      {shortcutKeys(command.shortcut ?? "").join(" ")}
    </span>
  );
}
