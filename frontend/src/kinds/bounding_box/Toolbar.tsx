import type { Command } from "@/lib/commands";

import { AdjustmentsMenu } from "./AdjustmentsMenu";
import { toolCommandId } from "./commands";
import { colourOf, titleOf } from "./labels";
import { type Tool, useStage, useStageCore, useStageState, useViewport } from "./stage";
import styles from "./stage.module.css";
import { ToolButton, ToolIcon } from "./ToolButton";

const TOOLS: Tool[] = ["select", "draw", "extreme", "comment"];

/** The tools, what is drawn with, and how the picture is shown. */
export function Toolbar({ commands }: { commands: readonly Command[] }) {
  const { disabled } = useStageCore();
  const find = (id: string) => commands.find((command) => command.id === id);
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Picture">
      {!disabled && <Tools find={find} />}
      {!disabled && <CurrentLabel />}
      <span className={styles.gap} />
      <AdjustmentsMenu invert={find("boxes.invert")} reset={find("boxes.as-it-is")} />
      <Zoom find={find} />
    </div>
  );
}

interface FindProps {
  find: (id: string) => Command | undefined;
}

function Tools({ find }: FindProps) {
  const current = useStageState((state) => state.tool);
  const snapping = useStageState((state) => state.snapping);
  const snap = find("boxes.snap");
  return (
    <>
      {TOOLS.map((tool) => {
        const command = find(toolCommandId(tool));
        return (
          command && (
            <ToolButton key={tool} command={command} pressed={tool === current}>
              <ToolIcon name={tool} />
            </ToolButton>
          )
        );
      })}
      {snap && (
        <ToolButton command={snap} pressed={snapping}>
          <ToolIcon name="snap" />
        </ToolButton>
      )}
    </>
  );
}

/** What the next box will be. */
function CurrentLabel() {
  const { settings } = useStage().context;
  const label = useStageState((state) => state.label);
  if (label === null) return <span className={styles.current}>This project has no labels yet.</span>;
  return (
    <span className={styles.current} title="The label of the next box">
      <span className={styles.swatch} style={{ background: colourOf(settings, label) }} />
      {titleOf(settings, label)}
    </span>
  );
}

function Zoom({ find }: FindProps) {
  const percent = useViewport((viewport) => Math.round(100 * viewport.scale * window.devicePixelRatio));
  const [smaller, larger, actual, fit] = ["zoom-out", "zoom-in", "actual-size", "fit"].map((id) => find(`boxes.${id}`));
  return (
    <>
      {smaller && <ToolButton command={smaller}>−</ToolButton>}
      {actual && (
        <ToolButton command={actual} aria-label={`${String(percent)} %: ${actual.label}`}>
          <span className={styles.percent}>{percent} %</span>
        </ToolButton>
      )}
      {larger && <ToolButton command={larger}>+</ToolButton>}
      {fit && (
        <ToolButton command={fit}>
          <ToolIcon name="fit" />
        </ToolButton>
      )}
    </>
  );
}
