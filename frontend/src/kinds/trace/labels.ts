import { choicesOf, type Scalar } from "@/lib/scales";

import { CANNOT_VERIFY, type Label, type Settings } from "./types";

// The labels that a step can have: those of the project's scale, best first, and "cannot verify".

export type Tone = "right" | "neutral" | "wrong" | "cannot_verify";

export interface LabelChoice {
  value: Label;
  label: string;
  description: string;
  /** The key on the keyboard, or "" beyond the ninth. */
  key: string;
  tone: Tone;
}

export const CANNOT_VERIFY_CHOICE: LabelChoice = {
  value: CANNOT_VERIFY,
  label: "Cannot verify",
  description: "Neither the trace nor what you know lets you tell.",
  key: "u",
  tone: "cannot_verify",
};

/** Best first, so that 1 is right; "cannot verify" at the end. */
export function labelChoices(settings: Settings): LabelChoice[] {
  const choices = choicesOf(settings.scale);
  const ordered = settings.scale.type === "ordinal" ? [...choices].reverse() : choices;
  const first = ordered.find((choice) => !settings.wrong.includes(choice.value));
  return [
    ...ordered.map(({ value, label, description }, place) => ({
      ...{ value, label, description },
      key: place < 9 ? String(place + 1) : "",
      tone: settings.wrong.includes(value) ? "wrong" : value === first?.value ? "right" : ("neutral" as Tone),
    })),
    CANNOT_VERIFY_CHOICE,
  ];
}

export function isWrong(label: Label | undefined, settings: Settings): boolean {
  return label !== undefined && settings.wrong.includes(label);
}

/** The value that says "right": the best that is no error. Null where every value is an error. */
export function rightLabel(settings: Settings): Scalar | null {
  return labelChoices(settings).find((choice) => choice.tone === "right")?.value ?? null;
}

/** Undefined for a label that the scale does not have. */
export function choiceOf(label: Label | undefined, settings: Settings): LabelChoice | undefined {
  return label === undefined ? undefined : labelChoices(settings).find((choice) => choice.value === label);
}
