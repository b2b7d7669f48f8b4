import { ActionIcon, Button, TextInput } from "@mantine/core";

import { Icon } from "@/ui/Icon";

import type { CounterfactualChange } from "../actions";
import { useDesk } from "../desk";
import type { Counterfactual } from "../types";
import { EvidenceList } from "./EvidenceList";
import { MarkEvidence } from "./MarkEvidence";
import { Field } from "./Panel";
import styles from "./panels.module.css";

const MOST = 20;
const LONGEST = 2_000;

interface PreconditionsProps {
  edit: Counterfactual;
  path: string;
  onChange: (change: CounterfactualChange) => void;
}

/** What must have been known or true for the edit to work, each with the words of the trace that show it. */
export function Preconditions({ edit, path, onChange }: PreconditionsProps) {
  const { disabled } = useDesk();
  const list = edit.preconditions;
  const change = (index: number, part: NonNullable<CounterfactualChange["preconditions"]>) => {
    onChange({ preconditions: [...list.slice(0, index), ...part, ...list.slice(index + 1)] });
  };
  return (
    <Field title="Preconditions" path={path}>
      {list.map((each, index) => (
        <div key={index} role="group" aria-label={`Precondition ${String(index + 1)}`} className={styles.precondition}>
          <div className={styles.inline}>
            <TextInput
              size="xs"
              aria-label={`Precondition ${String(index + 1)}`}
              placeholder="What had to be known or true?"
              maxLength={LONGEST}
              value={each.text}
              disabled={disabled}
              onChange={(event) => {
                change(index, [{ ...each, text: event.currentTarget.value }]);
              }}
            />
            {!disabled && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`Remove precondition ${String(index + 1)}`}
                onClick={() => {
                  change(index, []);
                }}
              >
                <Icon name="trash" size={14} />
              </ActionIcon>
            )}
          </div>
          <EvidenceList
            evidence={each.evidence ? [each.evidence] : []}
            onRemove={() => {
              change(index, [{ ...each, evidence: null }]);
            }}
          />
          {each.evidence === null && (
            <MarkEvidence
              picking={{ for: "precondition", id: edit.id, index }}
              onTaken={(evidence) => {
                change(index, [{ ...each, evidence }]);
              }}
            />
          )}
        </div>
      ))}
      {!disabled && list.length < MOST && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            change(list.length, [{ text: "", evidence: null }]);
          }}
        >
          Add a precondition
        </Button>
      )}
    </Field>
  );
}
