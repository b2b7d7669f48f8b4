import type { Criterion } from "@/api/types";
import type { Value } from "@/lib/scales";

import type { Judgements } from "../types";
import { CriterionField } from "./CriterionField";
import { Panel } from "./Panel";

interface CriteriaProps {
  criteria: readonly Criterion[];
  given: Judgements | undefined;
  /** Where they are kept: `criteria`, `final.criteria`. */
  path: string;
  onValue: (key: string, value: Value | null) => void;
}

/** The criteria of the rubric that apply to one thing. */
export function Criteria({ criteria, given, path, onValue }: CriteriaProps) {
  return criteria.map((criterion) => (
    <CriterionField
      key={criterion.key}
      criterion={criterion}
      value={given?.[criterion.key]}
      path={`${path}.${criterion.key}`}
      onValue={(value) => {
        onValue(criterion.key, value);
      }}
    />
  ));
}

/** The same in a card of their own; nothing where the rubric asks nothing. */
export function CriteriaPanel({ title, ...rest }: CriteriaProps & { title: string }) {
  if (rest.criteria.length === 0) return null;
  return (
    <Panel title={title}>
      <Criteria {...rest} />
    </Panel>
  );
}
