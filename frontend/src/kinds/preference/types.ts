// The shapes of this kind's content, settings and answers. The server's module of the kind validates the same shapes.

import type { Value } from "@/lib/scales";

import type { KindContext } from "../defineKind";

export interface ToolCall {
  id: string;
  function: { name: string; arguments: string };
}

export interface Message {
  role: "system" | "user" | "assistant" | "tool";
  content: string;
  name?: string;
  tool_calls?: ToolCall[];
}

export interface CandidateResponse {
  id: string;
  messages: Message[];
  model?: string;
}

export interface Content {
  messages: Message[];
  responses: CandidateResponse[];
  names_itself?: string[];
}

export type Mode = "pairwise" | "rating" | "ranking";

export type RationaleRule = "never" | "ties" | "above_strength" | "always";

export interface RationaleSettings {
  rule: RationaleRule;
  strength: number;
  min_length: number;
  reasons: string[];
}

export interface Settings {
  mode: Mode;
  scale: string;
  turns: "last" | "every";
  rationale: RationaleSettings;
  allow_edit: boolean;
  randomise_sides: boolean;
}

/** Strength is canonical: negative says that the response with the lowest id is better, whatever the screen shows. */
export type PairwiseVerdict =
  | { verdict: "prefer"; strength: number }
  | { verdict: "same" }
  | { verdict: "both_bad" }
  | { verdict: "cannot_assess" };

export type Rating = number | "cannot_assess";

export interface Ratings {
  ratings: Record<string, Rating>;
}

export interface Ranks {
  ranks: Record<string, number>;
}

export type Overall = PairwiseVerdict | Ratings | Ranks;

export type CriterionAnswer = Value | Record<string, Value>;

export interface Edit {
  base: string;
  text: string;
}

/** A person's answer while it grows; `overall` is missing until it is given. */
export interface Answer {
  overall?: Overall;
  criteria: Record<string, CriterionAnswer>;
  rationale: string;
  reasons: string[];
  edit: Edit | null;
  turns?: Record<string, Overall>;
}

/** All that gives an answer its meaning. */
export type Context = KindContext<Content, Settings>;
