import type { Criterion } from "@/api/types";
import { createStore } from "@/lib/store";

import { type Action, emptyAnswer, reduce } from "./answer";
import type { Desk, DeskState } from "./desk";
import { withSelected } from "./lookingUp";
import { traceOf } from "./steps";
import type { Answer, Content, Context, NodeTool, Settings, Taxonomy, TraceNode } from "./types";

// Builders for this folder's tests. Every value differs from its neighbours, so that nothing passes by luck.

export function aNode(id: string, overrides: Partial<TraceNode> = {}): TraceNode {
  return {
    ...{ id, parent: null, kind: "reasoning", agent: "", text_parts: [`Text of ${id}.`], tool: null, to: "" },
    ...{ status: "", start: null, end: null, tokens: null, context: "", sha256: `sha-${id}` },
    ...overrides,
  };
}

export function aTool(overrides: Partial<NodeTool> = {}): NodeTool {
  return {
    ...{ name: "search", call_id: "", arguments: { query: "primes" }, raw: '{"query":"primes"}', valid: true },
    ...{ check: null, ...overrides },
  };
}

export function aContent(overrides: Partial<Content> = {}): Content {
  return {
    ...{ problem: "Which prime follows 101?", reference: "103", tools: [], edges: [] },
    nodes: [aNode("a"), aNode("b"), aNode("c", { kind: "final" })],
    ...overrides,
  };
}

export function someSettings(overrides: Partial<Settings> = {}): Settings {
  return {
    mode: "first_error",
    scale: {
      type: "ordinal",
      anchors: [
        { value: -1, label: "Wrong", description: "It is false." },
        { value: 0, label: "Neutral", description: "It does no harm." },
        { value: 1, label: "Right", description: "It is true and helps." },
      ],
    },
    wrong: [-1],
    inherited: true,
    graded: ["plan", "reasoning", "message", "tool_call", "handoff", "final"],
    required: "all",
    tool_calls: { verdict: true, checks: ["right_tool", "right_arguments", "right_order", "needed", "result_read"] },
    handoffs: ["right_next", "information_kept", "constraints_kept", "clear", "on_goal"],
    plan: "off",
    taxonomy: null,
    ...{ outcome: true, verifiable: true, attribution: true, counterfactuals: true, rewrites: true },
    tolerance: 3,
    rationale: "never",
    ...overrides,
  };
}

/** Asks for nothing but what a test turns on. */
export function bareSettings(overrides: Partial<Settings> = {}): Settings {
  return someSettings({
    ...{ tool_calls: { verdict: false, checks: [] }, handoffs: [], outcome: false, verifiable: false },
    ...{ attribution: false, counterfactuals: false, rewrites: false },
    ...overrides,
  });
}

export function aTaxonomy(overrides: Partial<Taxonomy> = {}): Taxonomy {
  return {
    ...{ preset: "own", title: "Own errors", counting: "every" },
    severities: [
      { key: "high", title: "High" },
      { key: "low", title: "Low" },
    ],
    codes: [
      { key: "slip", title: "Slip", group: "Reasoning", help: "A small mistake.", counting: "", archived: false },
      { key: "abuse", title: "Resource abuse", group: "Planning", help: "", counting: "last", archived: false },
    ],
    ...overrides,
  };
}

export function aCriterion(overrides: Partial<Criterion> = {}): Criterion {
  return {
    key: "soundness",
    title: "Soundness",
    guidance: "Does it follow?",
    scale: { type: "binary" },
    applies_to: "step",
    required: true,
    weight: 1,
    ...overrides,
  };
}

export function aContext(overrides: Partial<Context> = {}): Context {
  return { content: aContent(), settings: someSettings(), criteria: [], ...overrides };
}

export function anAnswer(overrides: Partial<Answer> = {}): Answer {
  return { ...emptyAnswer(), ...overrides };
}

/** A desk as the page has one, without the page. `answers` is every answer it gave, as undo would see them. */
export interface TestDesk extends Desk {
  answers: Answer[];
}

export function aDesk(
  context: Context = aContext(),
  { answer = anAnswer(), state = {}, disabled = false }: DeskOptions = {},
): TestDesk {
  const answers = [answer];
  const trace = traceOf(context);
  const read = () => answers.at(-1) ?? answer;
  const store = createStore({ ...FIRST, selected: trace.steps[0]?.id ?? null, ...state });
  return {
    ...{ context, trace, answers, read, disabled, notes: new Map(), problems: {}, state: store },
    get answer() {
      return read();
    },
    act: (action: Action) => {
      const next = reduce(read(), action, trace);
      if (next !== read() && !disabled) answers.push(next);
    },
    select: (id, how) => {
      store.set(withSelected(store.get(), read(), id, how));
    },
  };
}

interface DeskOptions {
  answer?: Answer;
  state?: Partial<DeskState>;
  disabled?: boolean;
}

const FIRST: DeskState = {
  ...{
    selected: null,
    view: "conversation",
    query: "",
    match: 0,
    unfolded: new Set(),
    pages: new Map(),
    panel: "step",
    edit: null,
  },
  ...{ revealed: false, picking: null, plain: false, advance: false, scrolled: 0, said: "" },
};
