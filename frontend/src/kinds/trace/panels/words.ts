import type {
  Counterfactual,
  ExitReason,
  HandoffQuestion,
  Outcome,
  ToolCheck,
  ToolVerdict,
  Verifiable,
} from "../types";

// What the panels ask, in words.

interface Named<Value extends string> {
  value: Value;
  label: string;
  description?: string;
}

export const TOOL_VERDICTS: Named<ToolVerdict>[] = [
  { value: "correct", label: "Correct" },
  { value: "wrong_tool", label: "Wrong tool" },
  { value: "wrong_arguments", label: "Wrong arguments" },
  { value: "wrong_order", label: "Wrong order" },
  { value: "unnecessary", label: "Unnecessary" },
  { value: "cannot_verify", label: "Cannot verify" },
];

export const TOOL_CHECKS: Record<ToolCheck, string> = {
  right_tool: "Right tool?",
  right_arguments: "Right arguments?",
  right_order: "Right order?",
  needed: "Needed?",
  result_read: "Result read correctly?",
};

export const HANDOFF_QUESTIONS: Record<HandoffQuestion, string> = {
  right_next: "Right next agent?",
  information_kept: "Information kept?",
  constraints_kept: "Constraints kept?",
  clear: "Clear what to do?",
  on_goal: "Still on the goal?",
};

export const OUTCOMES: Named<Outcome>[] = [
  { value: "success", label: "Success" },
  { value: "partial", label: "Partial" },
  { value: "fail", label: "Fail" },
  { value: "cannot_verify", label: "Cannot verify" },
];

export const VERIFIABLE: Named<Verifiable>[] = [
  { value: "exact_match", label: "Exact match", description: "The answer equals a known one." },
  { value: "unit_test", label: "Unit test", description: "A test can be run on it." },
  { value: "citation", label: "Citation", description: "A source says so and can be looked up." },
  { value: "recomputation", label: "Recomputation", description: "It can be worked out again." },
  { value: "human_authority", label: "Human authority", description: "Someone who knows the field must say." },
  { value: "not_verifiable", label: "Not verifiable", description: "Nobody could tell." },
];

export const OPERATIONS: Named<Counterfactual["op"]>[] = [
  { value: "bypass", label: "Bypass", description: "Hand over directly and leave agents out." },
  { value: "insert", label: "Insert", description: "Have a step in between that is missing." },
  { value: "replace", label: "Replace", description: "Use another tool." },
  { value: "reorder", label: "Reorder", description: "Do a step earlier or later." },
  { value: "stop_earlier", label: "Stop earlier", description: "End the run sooner." },
];

export const EFFECTS: Named<Counterfactual["effect"]>[] = [
  { value: "same_answer", label: "Same answer" },
  { value: "better_answer", label: "Better answer" },
  { value: "worse_answer", label: "Worse answer" },
  { value: "unknown", label: "Unknown" },
];

export const SEVERITIES: Named<Counterfactual["severity"]>[] = [
  { value: "major", label: "Major" },
  { value: "minor", label: "Minor" },
];

export const EXITS: (Named<ExitReason> & { said: string })[] = [
  {
    value: "bad_problem",
    label: "The problem is bad",
    description: "It cannot be understood or solved as it stands.",
    said: "You said that the problem is bad.",
  },
  {
    value: "wrong_reference",
    label: "The reference is wrong",
    description: "The answer that is given as right is not.",
    said: "You said that the reference is wrong.",
  },
  {
    value: "gave_up",
    label: "Give up",
    description: "The trace may be fine, but you cannot grade it.",
    said: "You gave up on this trace.",
  },
];
