import { defineKind } from "../defineKind";
import { emptyAnswer, fromDraft } from "./answer";
import { AnswerSummary } from "./AnswerSummary";
import { isComplete, missing } from "./completeness";
import { fit } from "./fitting";
import { SettingsForm } from "./SettingsForm";
import type { Answer, Content, Settings } from "./types";
import { verdictChoices } from "./verdicts";
import { View } from "./View";

export default defineKind<Content, Answer, Settings>({
  name: "bounding_box",
  label: "Where are the objects?",
  View,
  SettingsForm,
  AnswerSummary,
  emptyAnswer,
  fit: (answer, context) => fit(fromDraft(answer), context),
  isComplete: (answer, context) => isComplete(fromDraft(answer), context),
  problems: (answer, context) => missing(fromDraft(answer), context),
  // The keys need to know what is selected, so the stage offers them itself.
  commands: () => [],
  criterionTargets: [{ value: "image", label: "The image" }],
  verdictChoices,
});
