import { SegmentedControl, Switch } from "@mantine/core";

import { count } from "@/lib/format";

import { useDeskCore, useDeskState } from "../desk";
import styles from "./compare.module.css";
import type { Adopting } from "./Comparison";

interface ComparisonBarProps {
  /** How many rows there are, and how many of them are disputed. */
  steps: number;
  disputed: number;
  /** How many rows about the whole trace differ. */
  differing: number;
  only: boolean;
  onOnly: (only: boolean) => void;
  adopting: Adopting | undefined;
}

/** Steps or the whole trace, all of them or what is disputed. */
export function ComparisonBar({ steps, disputed, differing, only, onOnly, adopting }: ComparisonBarProps) {
  const { state } = useDeskCore();
  const panel = useDeskState((desk) => desk.panel);
  return (
    <div className={styles.bar}>
      <SegmentedControl
        size="xs"
        aria-label="What is compared"
        value={panel}
        data={[
          { value: "step", label: disputed > 0 ? `Steps, ${count(disputed)} disputed` : "Steps" },
          { value: "trace", label: differing > 0 ? `Whole trace, ${count(differing)} differ` : "Whole trace" },
        ]}
        onChange={(value) => {
          state.set({ panel: value === "trace" ? "trace" : "step" });
        }}
      />
      {panel === "step" && disputed > 0 && (
        <Switch
          size="xs"
          label={`Only these, of ${count(steps)}`}
          checked={only}
          onChange={(event) => {
            onOnly(event.currentTarget.checked);
          }}
        />
      )}
      {adopting && (
        <button type="button" className={styles.agreed} onClick={adopting.agreed}>
          Take what nobody disputes
        </button>
      )}
    </div>
  );
}
