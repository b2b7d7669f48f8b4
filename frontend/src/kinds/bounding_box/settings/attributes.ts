import type { Attribute, AttributeOption, AttributeType } from "../types";
import { keyFor } from "./editing";

// What is asked about a box, beside its label.

const DEFAULT_LENGTH = 200;

export function hasOptions(type: AttributeType): boolean {
  return type === "radio" || type === "select";
}

export function newAttribute(title: string, taken: readonly string[]): Attribute {
  const key = keyFor(title, new Set(taken), "attribute");
  return { key, title, type: "checkbox", required: false, not_sure: false };
}

/** The attribute asked in another way: what the new way does not know is dropped, options stay between lists. */
export function inType(attribute: Attribute, type: AttributeType): Attribute {
  const { key, title, required, not_sure, options } = attribute;
  return { key, title, type, ...particulars(type, options ?? []), required, not_sure };
}

function particulars(type: AttributeType, options: AttributeOption[]): Partial<Attribute> {
  if (hasOptions(type)) return { options };
  if (type === "number") return { min: null, max: null, step: null };
  return type === "text" ? { max_length: DEFAULT_LENGTH } : {};
}

/** What boxes may have that the changed attribute no longer takes, as a part of a sentence; null if there is nothing. */
export function lostBy(before: Attribute, after: Attribute): string | null {
  const alike = before.type === after.type || (hasOptions(before.type) && hasOptions(after.type));
  if (!alike) return "answers that the new way of asking does not take";
  const left = new Set((after.options ?? []).map(({ value }) => value));
  const gone = (before.options ?? []).filter(({ value }) => !left.has(value));
  return gone.length === 0 ? null : `the answer ${gone.map(({ label }) => `“${label}”`).join(" or ")}`;
}

/** One option for each text. An option that was there keeps the value that answers are stored under. */
export function withOptions(attribute: Attribute, labels: readonly string[]): Attribute {
  const known = attribute.options ?? [];
  const taken = new Set(known.map(({ value }) => value));
  const options = labels.map((label) => {
    const value = known.find((option) => option.label === label)?.value ?? keyFor(label, taken, "option");
    taken.add(value);
    return { value, label };
  });
  return { ...attribute, options };
}
