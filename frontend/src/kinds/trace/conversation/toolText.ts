import type { Json, NodeTool } from "../types";

/** The part of a node's texts under which its tool's arguments are found, folded and marked. */
export const ARGUMENTS_PART = -1;

export interface ArgumentsText {
  text: string;
  /** Missing where it is no JSON. */
  language?: "json";
}

/**
 * The arguments of a call as they are shown: JSON laid out; texts of several lines, such as code, under their names,
 * as nobody can read them between quotes; what is no JSON exactly as it came.
 */
export function argumentsText({ valid, arguments: given, raw }: NodeTool): ArgumentsText {
  if (!valid) return { text: raw };
  if (given === null && raw === "") return { text: "" };
  if (isRecord(given) && Object.values(given).some(isOfSeveralLines)) return { text: listed(given) };
  return { text: laidOut(given), language: "json" };
}

function listed(given: Record<string, Json>): string {
  return Object.entries(given)
    .map(([name, value]) => (isOfSeveralLines(value) ? `${name}:\n${value}` : `${name}: ${laidOut(value)}`))
    .join("\n\n");
}

function isOfSeveralLines(value: Json): value is string {
  return typeof value === "string" && value.includes("\n");
}

function isRecord(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const LINE = 88;
/** Deeper than anybody reads; beyond it, everything stands in one line. */
const DEEPEST = 40;

/** JSON with what fits into a line in one line. */
export function laidOut(value: Json, indent = ""): string {
  const line = inOneLine(value);
  if (line.length + indent.length <= LINE || indent.length >= 2 * DEEPEST) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((each) => inner + laidOut(each, inner)).join(",\n")}\n${indent}]`;
  if (!isRecord(value)) return line;
  const entries = Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${laidOut(each, inner)}`);
  return `{\n${entries.join(",\n")}\n${indent}}`;
}

function inOneLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${inOneLine(each)}`);
  return `{${entries.join(", ")}}`;
}
