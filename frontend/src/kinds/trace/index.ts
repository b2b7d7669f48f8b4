import { defineKind } from "../defineKind";
import { emptyAnswer, fromDraft } from "./answer";
import { fit } from "./answering/fitting";
import { AnswerSummary } from "./AnswerSummary";
import { isComplete, missing } from "./completeness";
import { SettingsForm } from "./SettingsForm";
import type { Answer, Content, Settings } from "./types";
import { verdictChoices } from "./verdicts";
import { View } from "./View";

export default defineKind<Content, Answer, Settings>({
  name: "trace",
  label: "Where does the reasoning go wrong?",
  View,
  SettingsForm,
  AnswerSummary,
  emptyAnswer,
  fit: (answer, context) => fit(fromDraft(answer), context),
  isComplete: (answer, context) => isComplete(fromDraft(answer), context),
  problems: (answer, context) => missing(fromDraft(answer), context),
  // The keys need to know what is selected, so the desk offers them itself.
  commands: () => [],
  criterionTargets: [
    { value: "step", label: "Each step" },
    { value: "tool_call", label: "Each tool call" },
    { value: "handoff", label: "Each hand-off" },
    { value: "plan", label: "The plan" },
    { value: "final", label: "The final answer" },
    { value: "overall", label: "The whole trace" },
  ],
  verdictChoices,
});
