import { numberProblem, type Scalar } from "@/lib/scales";

import type { Attribute, AttributeValue } from "./types";

// What an attribute accepts as a value.

/** Why a value does not answer an attribute, as a sentence; null when it does. */
export function attributeProblem(attribute: Attribute, value: AttributeValue | undefined): string | null {
  if (value === undefined) return attribute.required ? "Not answered yet." : null;
  if ("missing" in value) return attribute.not_sure ? null : "“not sure” is no answer here.";
  return scalarProblem(attribute, value.value);
}

function scalarProblem(attribute: Attribute, value: Scalar): string | null {
  switch (attribute.type) {
    case "radio":
    case "select":
      return attribute.options?.some((option) => option.value === value) ? null : "Choose one of the options.";
    case "checkbox":
      return typeof value === "boolean" ? null : "Say yes or no.";
    case "number":
      return numberProblem(Number(value), attribute);
    case "text":
      return lengthProblem(String(value), attribute);
  }
}

function lengthProblem(text: string, { required, max_length: most = 200 }: Attribute): string | null {
  if (required && text.trim() === "") return "Write something.";
  return text.length > most ? `At most ${most} characters (${text.length} so far).` : null;
}
