import type { CounterfactualAction, CounterfactualChange } from "../actions";
import type { Trace } from "../steps";
import type { Answer, Content, Counterfactual } from "../types";
import { changed, without, withPart } from "./entries";
import { withHash } from "./errors";

export function reduceCounterfactuals(answer: Answer, action: CounterfactualAction, trace: Trace): Answer {
  return withPart(answer, "counterfactuals", changedList(answer.counterfactuals, action, trace));
}

function changedList(list: Counterfactual[], action: CounterfactualAction, trace: Trace): Counterfactual[] {
  switch (action.type) {
    case "addCounterfactual":
      return [...list, withChange(fresh(action.id), action.change ?? {}, trace)];
    case "changeCounterfactual":
      return changed(list, action.id, (item) => withChange(item, action.change, trace));
    case "removeCounterfactual":
      return without(list, action.id);
  }
}

function fresh(id: string): Counterfactual {
  return {
    ...{ id, op: "bypass", from_agent: "", to_agent: "", skipped_agents: [], tool: "", from_node: "", to_node: "" },
    ...{ claim: "", preconditions: [], permitted: null, effect: "unknown", severity: "major", confidence: 3 },
  };
}

function withChange(item: Counterfactual, change: CounterfactualChange, trace: Trace): Counterfactual {
  const { preconditions, ...others } = change;
  const next = { ...item, ...others };
  return {
    ...next,
    preconditions:
      preconditions?.map(({ text, evidence }) => ({ text, evidence: evidence && withHash(evidence, trace) })) ??
      item.preconditions,
    permitted: permitted(trace.content, next.from_agent, next.to_agent),
  };
}

/** Whether the system declares this hand-off; null where it declares none, or not both agents are named. */
export function permitted({ edges }: Pick<Content, "edges">, from: string, to: string): boolean | null {
  return edges.length === 0 || !from || !to ? null : edges.some(([one, other]) => one === from && other === to);
}
