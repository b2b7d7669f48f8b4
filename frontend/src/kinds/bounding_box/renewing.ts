import { labelOf } from "./labels";
import type { Answer, Attribute, AttributeValue, Box, Settings } from "./types";

// Labels and attributes change while drafts and answers wait. What is opened later is brought to what they are now.

/** The answer with the labels that its boxes have now and the attributes that these still ask; the same if it has. */
export function inTermsOf(settings: Settings, answer: Answer): Answer {
  const boxes = answer.boxes.map((box) => renewed(box, settings));
  return boxes.every((box, at) => box === answer.boxes[at]) ? answer : { ...answer, boxes };
}

function renewed(box: Box, settings: Settings): Box {
  const label = labelOf(settings, box.label);
  if (!label) return box;
  const asked = new Map(label.attributes.map((attribute) => [attribute.key, attribute]));
  const said = Object.entries(box.attributes);
  const kept = said.filter(([key, value]) => isStillAsked(asked.get(key), value));
  if (label.key === box.label && kept.length === said.length) return box;
  return { ...box, label: label.key, attributes: Object.fromEntries(kept) };
}

/** A number out of its range and a text that is too long stay: people may be writing them. */
function isStillAsked(attribute: Attribute | undefined, said: AttributeValue): boolean {
  if (!attribute) return false;
  if ("missing" in said) return attribute.not_sure;
  switch (attribute.type) {
    case "radio":
    case "select":
      return attribute.options?.some((option) => option.value === said.value) ?? false;
    case "checkbox":
      return typeof said.value === "boolean";
    case "number":
      return typeof said.value === "number";
    case "text":
      return typeof said.value === "string";
  }
}
