// The shapes of this kind's content, settings and answers. The server's module of the kind validates the same shapes.

import type { Scalar, Scale, Value } from "@/lib/scales";

import type { KindContext } from "../defineKind";

export type { Dispute } from "../defineKind";

export type NodeKind =
  | "system"
  | "user"
  | "plan"
  | "reasoning"
  | "message"
  | "tool_call"
  | "tool_result"
  | "handoff"
  | "final"
  | "state"
  | "error";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What the machine finds in a call's arguments, by the schema of its tool. */
export interface SchemaCheck {
  ok: boolean;
  problems: string[];
}

export interface NodeTool {
  name: string;
  call_id: string;
  arguments: Json;
  /** The arguments as they came. */
  raw: string;
  valid: boolean;
  check: SchemaCheck | null;
}

export interface TraceNode {
  id: string;
  parent: string | null;
  kind: NodeKind;
  agent: string;
  /** For managers only, as `cost` and `pointer`. */
  model?: string;
  text_parts: string[];
  tool: NodeTool | null;
  to: string;
  status: "" | "ok" | "error";
  start: string | null;
  end: string | null;
  tokens: { input: number; output: number } | null;
  cost?: number | null;
  pointer?: string;
  /** Copied from before, or a demonstration: shown, never graded. */
  context: "" | "copied" | "demo";
  sha256: string;
}

export interface ToolDefinition {
  name: string;
  description: string;
  parameters: { [key: string]: Json } | null;
}

export interface Content {
  problem: string;
  reference: string;
  nodes: TraceNode[];
  tools: ToolDefinition[];
  edges: [string, string][];
}

export type ToolCheck = "right_tool" | "right_arguments" | "right_order" | "needed" | "result_read";
export type HandoffQuestion = "right_next" | "information_kept" | "constraints_kept" | "clear" | "on_goal";
export type Counting = "every" | "first" | "last";

export interface TaxonomyCode {
  key: string;
  title: string;
  group: string;
  help: string;
  /** Empty: as the taxonomy counts. */
  counting: "" | Counting;
  archived: boolean;
}

export interface Taxonomy {
  preset: "mast" | "trail" | "prm800k" | "tool_calls" | "own";
  title: string;
  counting: "every" | "first";
  severities: { key: string; title: string }[];
  codes: TaxonomyCode[];
}

export interface Settings {
  mode: "first_error" | "rate_all";
  scale: Scale;
  /** The values of the scale that mean an error. */
  wrong: Scalar[];
  inherited: boolean;
  graded: NodeKind[];
  required: "all" | "first_error" | "nothing";
  tool_calls: { verdict: boolean; checks: ToolCheck[] };
  handoffs: HandoffQuestion[];
  plan: "off" | "once" | "before_and_after";
  taxonomy: Taxonomy | null;
  outcome: boolean;
  verifiable: boolean;
  attribution: boolean;
  counterfactuals: boolean;
  rewrites: boolean;
  tolerance: number;
  rationale: "never" | "on_error" | "always";
}

export const CANNOT_VERIFY = "cannot_verify";

/** A value of the project's scale, or that the step cannot be verified. */
export type Label = Scalar;
export type YesNo = "yes" | "no" | "cannot_verify";
export type ToolVerdict =
  "correct" | "wrong_tool" | "wrong_arguments" | "wrong_order" | "unnecessary" | "cannot_verify";

export type Judgements = Record<string, Value>;
/** `unread`: arguments as they are typed, kept although they are no JSON yet. Such an answer is not complete. */
export type Rewrite = { text: string } | { name: string; arguments: Json } | { name: string; unread: string };

export interface ToolAnswer {
  verdict?: ToolVerdict;
  checks?: Partial<Record<ToolCheck, YesNo>>;
}

export interface StepAnswer {
  sha256: string;
  label?: Label;
  /** Wrong only because of an earlier error. */
  inherited?: true;
  criteria?: Judgements;
  tool?: ToolAnswer;
  handoff?: Partial<Record<HandoffQuestion, YesNo>>;
  rewrite?: Rewrite;
  comment?: string;
}

export interface NodeReference {
  node: string;
  sha256: string;
}

/** A stretch of a node's text; `start` and `end` count Unicode code points in `text_parts[part]`. */
export interface Evidence extends NodeReference {
  part: number;
  start: number;
  end: number;
  quote: string;
}

export interface FoundError extends NodeReference {
  id: string;
  code: string;
  severity: string;
  rationale: string;
  evidence: Evidence[];
}

export interface PlanGrade {
  criteria: Judgements;
  note: string;
}

export type Outcome = "success" | "partial" | "fail" | "cannot_verify";
export type Verifiable =
  "exact_match" | "unit_test" | "citation" | "recomputation" | "human_authority" | "not_verifiable";
export type ExitReason = "bad_problem" | "wrong_reference" | "gave_up";

export type Attribution = { nobody: true } | (NodeReference & { agent: string; reason: string });

export interface Precondition {
  text: string;
  evidence: Evidence | null;
}

export interface Counterfactual {
  id: string;
  op: "bypass" | "insert" | "replace" | "reorder" | "stop_earlier";
  from_agent: string;
  to_agent: string;
  skipped_agents: string[];
  tool: string;
  from_node: string;
  to_node: string;
  claim: string;
  preconditions: Precondition[];
  /** Whether the system declares this hand-off; null where it declares none. The server works it out. */
  permitted: boolean | null;
  effect: "same_answer" | "better_answer" | "worse_answer" | "unknown";
  severity: "major" | "minor";
  confidence: number;
}

/** A person's answer while it grows. */
export interface Answer {
  exit: null | { reason: ExitReason; note: string };
  /** By node id; only nodes about which something was said. */
  steps: Record<string, StepAnswer>;
  /** Null while nothing was said. */
  first_error: null | { none: true } | NodeReference;
  errors: FoundError[];
  plan: null | { before: PlanGrade; after: PlanGrade | null };
  final: { criteria: Judgements };
  outcome: Outcome | null;
  verifiable: Verifiable | null;
  attribution: Attribution | null;
  counterfactuals: Counterfactual[];
  criteria: Judgements;
  rationale: string;
}

/** All that gives an answer its meaning. */
export type Context = KindContext<Content, Settings>;
