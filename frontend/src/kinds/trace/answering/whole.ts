import type { FoundAttribution, WholeAction } from "../actions";
import type { Trace } from "../steps";
import type { Answer, Attribution, PlanGrade } from "../types";
import { isEmpty, withEntry, withPart } from "./entries";

export function reduceWhole(answer: Answer, action: WholeAction, trace: Trace): Answer {
  switch (action.type) {
    case "setPlan":
      return withPlan(answer, action.when, (grade) => ({
        ...grade,
        criteria: withEntry(grade.criteria, action.key, action.value),
      }));
    case "setPlanNote":
      return withPlan(answer, action.when, (grade) => ({ ...grade, note: action.note }));
    case "revealRun":
      return withPart(answer, "plan", {
        before: answer.plan?.before ?? NO_GRADE,
        after: answer.plan?.after ?? NO_GRADE,
      });
    case "setFinal":
      return withPart(answer, "final", { criteria: withEntry(answer.final.criteria, action.key, action.value) });
    case "setOutcome":
      return withPart(answer, "outcome", action.outcome);
    case "setVerifiable":
      return withPart(answer, "verifiable", action.verifiable);
    case "setAttribution":
      return withPart(answer, "attribution", withHash(action.attribution, trace));
    case "setOverall":
      return withPart(answer, "criteria", withEntry(answer.criteria, action.key, action.value));
    case "setRationale":
      return withPart(answer, "rationale", action.text);
    case "setExit":
      return withPart(answer, "exit", action.exit);
  }
}

const NO_GRADE: PlanGrade = { criteria: {}, note: "" };

/** A plan about which nothing is said any more has no entry; one that was graded after the run keeps it. */
function withPlan(answer: Answer, when: "before" | "after", change: (grade: PlanGrade) => PlanGrade): Answer {
  const plan = answer.plan ?? { before: NO_GRADE, after: null };
  const next = { ...plan, [when]: change(plan[when] ?? NO_GRADE) };
  const isOver = next.after === null && isEmpty(next.before.criteria) && next.before.note === "";
  return withPart(answer, "plan", isOver ? null : next);
}

function withHash(attribution: FoundAttribution, trace: Trace): Attribution | null {
  if (attribution === null || "nobody" in attribution) return attribution;
  const { agent, node, reason } = attribution;
  return { agent, node, sha256: trace.byId.get(node)?.sha256 ?? "", reason };
}
