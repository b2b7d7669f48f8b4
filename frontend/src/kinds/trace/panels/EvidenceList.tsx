import { ActionIcon, UnstyledButton } from "@mantine/core";

import { Icon } from "@/ui/Icon";

import { shownWords } from "../conversation/controls";
import { TraceWords } from "../conversation/TraceWords";
import { useDesk } from "../desk";
import { placeWords } from "../timeline/words";
import type { Evidence } from "../types";
import styles from "./panels.module.css";

interface EvidenceListProps {
  evidence: readonly Evidence[];
  onRemove: (index: number) => void;
}

/** Stretches of the trace's text, each with where it is; a click goes there. */
export function EvidenceList({ evidence, onRemove }: EvidenceListProps) {
  const { disabled, select, state, trace } = useDesk();
  if (evidence.length === 0) return null;
  return (
    <ul className={styles.evidence} aria-label="Evidence">
      {evidence.map((each, index) => (
        <li key={`${each.node}/${String(each.part)}/${String(each.start)}/${String(each.end)}`}>
          <UnstyledButton
            className={styles.quote}
            onClick={() => {
              state.set({ view: "conversation" });
              select(each.node);
            }}
          >
            <q>
              <TraceWords>{each.quote}</TraceWords>
            </q>
            <span className={styles.quiet}>{placeWords(trace, each.node)}</span>
          </UnstyledButton>
          {!disabled && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`Remove the evidence “${shownWords(each.quote.slice(0, 40))}”`}
              onClick={() => {
                onRemove(index);
              }}
            >
              <Icon name="cross" size={13} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}
