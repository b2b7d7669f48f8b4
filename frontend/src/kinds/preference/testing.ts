import type { Criterion } from "@/api/types";

import type { Answer, Content, Context, Settings } from "./types";

// Builders for this folder's tests. Every value differs from its neighbours, so that nothing passes by luck.

export function aContent(overrides: Partial<Content> = {}): Content {
  return {
    messages: [{ role: "user", content: "Name a prime above 100." }],
    responses: [
      { id: "r1", messages: [{ role: "assistant", content: "101 is a prime." }] },
      { id: "r2", messages: [{ role: "assistant", content: "111 is a prime." }] },
    ],
    names_itself: [],
    ...overrides,
  };
}

/** The same task as someone sees it whose sides were swapped. */
export function flipped(content: Content): Content {
  return { ...content, responses: [...content.responses].reverse() };
}

export function withResponses(count: number): Content {
  const responses = Array.from({ length: count }, (_, place) => ({
    id: `r${place + 1}`,
    messages: [{ role: "assistant" as const, content: `Answer number ${place + 1}` }],
  }));
  return aContent({ responses });
}

export function settings(overrides: Partial<Settings> = {}): Settings {
  return {
    mode: "pairwise",
    scale: "seven_point",
    turns: "last",
    rationale: { rule: "never", strength: 2, min_length: 0, reasons: [] },
    allow_edit: false,
    randomise_sides: true,
    ...overrides,
  };
}

export function criterion(overrides: Partial<Criterion> = {}): Criterion {
  return {
    key: "accuracy",
    title: "Accuracy",
    guidance: "Is what it says true?",
    scale: {
      type: "ordinal",
      anchors: [
        { value: 0, label: "Wrong", description: "The main claim is false." },
        { value: 1, label: "Partly", description: "One claim is false." },
        { value: 2, label: "Right", description: "No false claim." },
      ],
    },
    applies_to: "response",
    required: true,
    weight: 1,
    ...overrides,
  };
}

export function context(overrides: Partial<Context> = {}): Context {
  return { content: aContent(), settings: settings(), criteria: [], ...overrides };
}

export function answer(overrides: Partial<Answer> = {}): Answer {
  return { criteria: {}, rationale: "", reasons: [], edit: null, ...overrides };
}
