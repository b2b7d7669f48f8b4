import type { ComponentType } from "react";

import type { Criterion, ShownImage } from "@/api/types";
import type { Command } from "@/lib/commands";

/** `annotate`: one person answers. `review`: answers side by side with one to write. `compare`: answers beside each other. */
export type Mode = "annotate" | "review" | "compare" | "readonly";

/** Somebody's answer, under the name that the reader may see ("A", a pseudonym). */
export interface NamedAnswer<Answer> {
  label: string;
  answer: Answer;
}

/** A unit that people judged differently by one measure; the values stand in the order of their answers. */
export interface Dispute {
  unit: string;
  measure: string;
  values: unknown[];
}

/** What gives an answer its meaning. */
export interface KindContext<Content, Settings> {
  content: Content;
  settings: Settings;
  criteria: Criterion[];
  /** The images of the content, by the field that holds them. */
  images?: Record<string, ShownImage>;
  /** Asks for new addresses of the images: they hold for a few hours only. */
  renewImages?: () => Promise<unknown>;
}

export interface ViewProps<Content, Answer, Settings> extends KindContext<Content, Settings> {
  mode: Mode;
  answer?: Answer;
  onChange?: (answer: Answer) => void;
  answers?: NamedAnswer<Answer>[];
  /** What a model answered, if people are shown it. */
  suggestion?: Answer | null;
  /** The known answer, for managers. */
  gold?: Answer | null;
  /** What the answers differ about, unit by unit. */
  disputes?: Dispute[];
  /** What the server or the kind found wrong, by path (`criteria.clarity`). */
  problems?: Record<string, string>;
}

/** What the kind's commands may read and do while a person answers. */
export interface AnnotateContext<Content, Answer, Settings> extends KindContext<Content, Settings> {
  answer: Answer;
  onChange: (answer: Answer) => void;
  suggestion?: Answer | null;
}

/** How often answers name an entry of the settings, such as a label. */
export type Usage = Record<string, { mentions: number; answers: number; tasks: number }>;

export interface SettingsFormProps<Settings> {
  settings: Settings;
  /** What the server says of the settings: presets, options, help texts. */
  description: Record<string, unknown>;
  onChange: (settings: Settings) => void;
  /** Missing while the project has no answers. */
  usage?: Usage;
  disabled?: boolean;
  errors?: Record<string, string>;
}

/** An answer that a value found in an imported file can stand for. */
export interface VerdictChoice<Answer> {
  id: string;
  label: string;
  answer: Answer;
}

/** Everything the front end knows of one kind of question. */
export interface KindDefinition<Content, Answer, Settings> {
  name: string;
  label: string;
  View: ComponentType<ViewProps<Content, Answer, Settings>>;
  SettingsForm: ComponentType<SettingsFormProps<Settings>>;
  AnswerSummary: ComponentType<KindContext<Content, Settings> & { answer: Answer }>;
  emptyAnswer: (context: KindContext<Content, Settings>) => Answer;
  /**
   * An answer from before brought to what is asked today: settings and rubrics change while drafts wait. Leaves out only
   * what the screen has no place for, since nobody could take that back; what a person can mend stays.
   */
  fit: (answer: Answer, context: KindContext<Content, Settings>) => Answer;
  isComplete: (answer: Answer, context: KindContext<Content, Settings>) => boolean;
  /** What is missing before the answer can be sent, by path; empty when it is complete. */
  problems: (answer: Answer, context: KindContext<Content, Settings>) => Record<string, string>;
  commands: (context: AnnotateContext<Content, Answer, Settings>) => Command[];
  /** What a criterion can be about, for the rubric editor. The first is the default. */
  criterionTargets: { value: string; label: string }[];
  verdictChoices: (settings: Settings) => VerdictChoice<Answer>[];
}

/** A kind as the rest of the app sees it: JSON in and out, which the server has validated. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a registry holds kinds of every content and answer
export type Kind = KindDefinition<any, any, any>;

export function defineKind<Content, Answer, Settings>(kind: KindDefinition<Content, Answer, Settings>): Kind {
  return kind;
}
