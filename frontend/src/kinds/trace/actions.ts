import type { Value } from "@/lib/scales";

import type {
  Answer,
  Counterfactual,
  Evidence,
  FoundError,
  HandoffQuestion,
  Label,
  Outcome,
  Precondition,
  Rewrite,
  ToolCheck,
  ToolVerdict,
  Verifiable,
  YesNo,
} from "./types";

// Every act of a person on the answer. Hashes of nodes are filled in from the trace; a null takes something away.

/** Evidence as the screen finds it, without the hash. */
export type FoundEvidence = Omit<Evidence, "sha256">;

export interface FoundPrecondition {
  text: string;
  evidence: FoundEvidence | null;
}

export type ErrorChange = Partial<Pick<FoundError, "node" | "code" | "severity" | "rationale">>;

export type CounterfactualChange = Partial<Omit<Counterfactual, "id" | "permitted" | "preconditions">> & {
  preconditions?: readonly (FoundPrecondition | Precondition)[];
};

export type FoundAttribution = null | { nobody: true } | { agent: string; node: string; reason: string };

export type StepAction =
  | { type: "setLabel"; node: string; label: Label | null }
  | { type: "setInherited"; node: string; inherited: boolean }
  | { type: "setCriterion"; node: string; key: string; value: Value | null }
  /** "correct" answers every open check with yes. */
  | { type: "setTool"; node: string; verdict: ToolVerdict | null }
  | { type: "setToolCheck"; node: string; check: ToolCheck; value: YesNo | null }
  | { type: "setHandoff"; node: string; question: HandoffQuestion; value: YesNo | null }
  | { type: "setRewrite"; node: string; rewrite: Rewrite | null }
  | { type: "setComment"; node: string; text: string }
  /** The step is labelled wrong if it has no label. Null: the first error is open again. */
  | { type: "pinFirstError"; node: string | null }
  /** The trace has no error; `on: false` takes that back. */
  | { type: "noError"; on: boolean }
  /** Every step before this one that has no label is right. */
  | { type: "labelBefore"; node: string };

export type ErrorAction =
  | ({ type: "addError"; id: string; node: string; evidence?: readonly FoundEvidence[] } & ErrorChange)
  | { type: "changeError"; id: string; change: ErrorChange }
  | { type: "removeError"; id: string }
  | { type: "addEvidence"; error: string; evidence: FoundEvidence }
  | { type: "removeEvidence"; error: string; index: number };

export type CounterfactualAction =
  | { type: "addCounterfactual"; id: string; change?: CounterfactualChange }
  | { type: "changeCounterfactual"; id: string; change: CounterfactualChange }
  | { type: "removeCounterfactual"; id: string };

export type WholeAction =
  | { type: "setPlan"; when: "before" | "after"; key: string; value: Value | null }
  | { type: "setPlanNote"; when: "before" | "after"; note: string }
  /** The run is shown, so the plan is to be graded once more. */
  | { type: "revealRun" }
  | { type: "setFinal"; key: string; value: Value | null }
  | { type: "setOutcome"; outcome: Outcome | null }
  | { type: "setVerifiable"; verifiable: Verifiable | null }
  | { type: "setAttribution"; attribution: FoundAttribution }
  | { type: "setOverall"; key: string; value: Value | null }
  | { type: "setRationale"; text: string }
  | { type: "setExit"; exit: Answer["exit"] };

export type Action = StepAction | ErrorAction | CounterfactualAction | WholeAction;
