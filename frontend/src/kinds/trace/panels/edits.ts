import { counted, duration } from "@/lib/format";

import { type EditField, openFields } from "../answering/edits";
import { shownWords } from "../conversation/controls";
import type { Trace } from "../steps";
import { placeWords } from "../timeline/words";
import type { Counterfactual } from "../types";
import { type Stretch, stretchBetween } from "./saving";

// What the panels say of a counterfactual edit.

/** What the run would not have spent; null where the edit would spare nothing, or its steps are not known. */
export function spared({ op, from_node, to_node }: Counterfactual, trace: Trace): Stretch | null {
  if (op === "bypass") return stretchBetween(trace, from_node, to_node);
  if (op !== "stop_earlier") return null;
  // Without another end, what is left out goes on to the end of the run.
  return stretchBetween(trace, from_node, to_node || (trace.nodes.at(-1)?.id ?? ""), { through: true });
}

const SAYING: Record<Counterfactual["op"], (edit: Counterfactual) => string> = {
  bypass: ({ skipped_agents }) => `Bypass ${skipped_agents.map(shownWords).join(", ") || "…"}`,
  insert: () => "Insert a step",
  replace: ({ tool }) => (tool ? `Use ${shownWords(tool)} instead` : "Use another tool"),
  reorder: () => "Reorder",
  stop_earlier: () => "Stop earlier",
};

/** "Bypass Critic, Planner: step 3 to step 9". */
export function sayEdit(edit: Counterfactual, trace: Trace): string {
  const said = SAYING[edit.op](edit);
  const ends = [edit.from_node, edit.to_node].filter((node) => trace.place.has(node));
  if (ends.length === 0) return said;
  return `${said}: ${ends.map((node) => placeWords(trace, node).toLowerCase()).join(" to ")}`;
}

const NAMES: Record<EditField, string> = {
  from_node: "the first step",
  to_node: "the last step",
  from_agent: "the first agent",
  to_agent: "the last agent",
  skipped_agents: "who is left out",
  tool: "the tool",
  claim: "the claim",
  preconditions: "a precondition’s words",
};

/** What was not filled in yet, in one sentence; null when all is there. */
export function sayOpen(edit: Counterfactual): string | null {
  const open = openFields(edit);
  return open.length > 0 ? `Still open: ${open.map((field) => NAMES[field]).join(", ")}.` : null;
}

/** "4 steps, 1,204 tokens, 12 s": what the trace tells of it. */
export function sayStretch({ steps, tokens, seconds }: Stretch): string {
  return [
    counted(steps, "step"),
    ...(tokens === null ? [] : [counted(tokens, "token")]),
    ...(seconds === null ? [] : [duration(seconds * 1000)]),
  ].join(", ");
}

/** Whether the system lets the first agent hand over to the last, in words. */
export function sayPermitted(permitted: boolean | null): string {
  return permitted === null ? "not declared" : permitted ? "yes" : "no";
}
