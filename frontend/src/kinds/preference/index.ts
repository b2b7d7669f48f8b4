import { defineKind } from "../defineKind";
import { emptyAnswer, fromDraft } from "./answer";
import { AnswerSummary } from "./AnswerSummary";
import { verdictCommands } from "./commands";
import { isComplete, missing } from "./completeness";
import { fit } from "./fitting";
import { SettingsForm } from "./SettingsForm";
import type { Answer, Content, Settings } from "./types";
import { verdictChoices } from "./verdicts";
import { View } from "./View";

export default defineKind<Content, Answer, Settings>({
  name: "preference",
  label: "Which response is better?",
  View,
  SettingsForm,
  AnswerSummary,
  emptyAnswer,
  fit: (answer, context) => fit(fromDraft(answer), context),
  isComplete: (answer, context) => isComplete(fromDraft(answer), context),
  problems: (answer, context) => missing(fromDraft(answer), context),
  commands: verdictCommands,
  criterionTargets: [
    { value: "response", label: "Each response" },
    { value: "comparison", label: "The comparison" },
  ],
  verdictChoices,
});
