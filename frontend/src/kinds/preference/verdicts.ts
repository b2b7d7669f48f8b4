import type { VerdictChoice } from "../defineKind";
import { emptyAnswer } from "./answer";
import { hasTie, presetOf, strengthWords } from "./scales";
import { verdictAt } from "./sides";
import type { Answer, PairwiseVerdict, Settings } from "./types";

/** The answers that a column of an imported file can stand for, when each row has one verdict on two responses. */
export function verdictChoices(settings: Settings): VerdictChoice<Answer>[] {
  if (settings.mode !== "pairwise") return [];
  const preset = presetOf(settings);
  const points = preset.points.filter((point) => point !== 0);
  return [
    ...points.map((point) =>
      choice(`prefer${point}`, `Response ${point < 0 ? 1 : 2} is ${strengthWords(preset, point)}`, verdictAt(point)),
    ),
    ...(hasTie(preset) ? [choice("same", "About the same", { verdict: "same" })] : []),
    choice("both_bad", "Both bad", { verdict: "both_bad" }),
    choice("cannot_assess", "Cannot assess", { verdict: "cannot_assess" }),
  ];
}

function choice(id: string, label: string, overall: PairwiseVerdict): VerdictChoice<Answer> {
  return { id, label, answer: { ...emptyAnswer(), overall } };
}
