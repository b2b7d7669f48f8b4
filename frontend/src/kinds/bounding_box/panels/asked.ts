import { labelOf } from "../labels";
import type { Attribute, AttributeValue, Box, Settings } from "../types";

// What several boxes have in common.

/** What the labels of all the boxes ask, in the order of the first one's. */
export function sharedAttributes(boxes: readonly Box[], settings: Settings): Attribute[] {
  const labels = new Set(boxes.map((box) => labelOf(settings, box.label)));
  const [first, ...others] = [...labels].map((label) => label?.attributes ?? []);
  return (first ?? []).filter((attribute) =>
    others.every((attributes) => attributes.some((other) => sameQuestion(attribute, other))),
  );
}

function sameQuestion(one: Attribute, other: Attribute): boolean {
  const values = (attribute: Attribute) => (attribute.options ?? []).map(({ value }) => value).join("\n");
  return one.key === other.key && one.type === other.type && values(one) === values(other);
}

/** The value of all the boxes; `mixed` where they differ. */
export type Shared<T> = { mixed: false; value: T } | { mixed: true };

export function sharedValue(boxes: readonly Box[], key: string): Shared<AttributeValue | undefined> {
  return shared(boxes.map((box) => box.attributes[key]));
}

export function shared<T>(values: readonly T[]): Shared<T | undefined> {
  const kinds = new Set(values.map((value) => JSON.stringify(value)));
  return kinds.size > 1 ? { mixed: true } : { mixed: false, value: values[0] };
}
