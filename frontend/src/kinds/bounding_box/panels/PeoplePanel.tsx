import { Button, UnstyledButton } from "@mantine/core";

import { counted } from "@/lib/format";

import type { Answer } from "../types";
import compare from "./compare.module.css";
import type { PersonLayer } from "./layers";
import { Panel } from "./Panel";
import styles from "./panels.module.css";

interface PeoplePanelProps {
  layers: readonly PersonLayer[];
  off: ReadonlySet<string>;
  onToggle: (id: string) => void;
  /** Where one's own answer is written. */
  onAdopt?: (answer: Answer) => void;
}

/** Whose boxes are shown, and how they are drawn. */
export function PeoplePanel({ layers, off, onToggle, onAdopt }: PeoplePanelProps) {
  return (
    <Panel title="Whose boxes">
      {layers.length === 0 && <p className={styles.quiet}>Nobody has answered yet.</p>}
      <div className={compare.people}>
        {layers.map((layer) => (
          <div key={layer.id} className={compare.person}>
            <UnstyledButton
              className={compare.personName}
              aria-pressed={!off.has(layer.id)}
              onClick={() => {
                onToggle(layer.id);
              }}
            >
              <LineSample layer={layer} />
              <span className={styles.labelTitle}>{layer.name}</span>{" "}
              <span className={styles.count}>{saySize(layer)}</span>
            </UnstyledButton>
            {onAdopt && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Adopt all of ${layer.name}`}
                onClick={() => {
                  onAdopt(layer.answer);
                }}
              >
                Adopt all
              </Button>
            )}
          </div>
        ))}
      </div>
    </Panel>
  );
}

function saySize({ answer, boxes }: PersonLayer): string {
  return answer.no_objects ? "no objects" : counted(boxes.length, "box", "boxes");
}

const DASHES: Record<PersonLayer["line"], string | undefined> = { solid: undefined, dashed: "6 4", dotted: "2 3" };

/** On a dark ground, like most images: the colours are made for these. */
export function LineSample({ layer }: { layer: Pick<PersonLayer, "colour" | "line"> }) {
  return (
    <svg width={24} height={16} viewBox="0 0 24 16" aria-hidden className={compare.sample}>
      <path d="M4 8h16" stroke={layer.colour} strokeWidth={3} strokeDasharray={DASHES[layer.line]} />
    </svg>
  );
}
