import { type Preset, presetOf, strengthWords } from "./scales";
import type { CandidateResponse, Content, PairwiseVerdict, Settings } from "./types";

// Screen and canonical order. People see responses in an order of their own; what is stored never depends on it.

const LETTERS = ["A", "B", "C", "D", "E", "F"] as const;

/** "A" for the first response on screen, "B" for the second. */
export function letterOf(content: Pick<Content, "responses">, id: string): string {
  const place = content.responses.findIndex((response) => response.id === id);
  return LETTERS[place] ?? id;
}

/** "Response 1" for r1: the name that does not depend on anyone's screen. */
export function canonicalName(id: string): string {
  return `Response ${id.replace(/^r/, "")}`;
}

/** Who answers knows responses by the letters of their own screen, everyone else by their numbers. */
export function namingOf(content: Partial<Content>): "letters" | "numbers" {
  return content.names_itself === undefined ? "numbers" : "letters";
}

export function nameIn(content: Partial<Content>, id: string): string {
  if (namingOf(content) === "numbers" || !content.responses) return canonicalName(id);
  return `Response ${letterOf({ responses: content.responses }, id)}`;
}

export function canonicalIds(content: Content): string[] {
  return content.responses.map((response) => response.id).sort((one, other) => ordinal(one) - ordinal(other));
}

function ordinal(id: string): number {
  return Number(id.slice(1));
}

/** Whether the screen shows the canonical first response on the right. */
export function isFlipped(content: Content): boolean {
  return content.responses[0]?.id !== canonicalIds(content)[0];
}

/** From a signed value as the screen shows it (negative: left) to the stored one (negative: first), or back. */
export function across(content: Content, value: number): number {
  return isFlipped(content) ? 0 - value : value;
}

export interface ScalePoint {
  canonical: number;
  screen: number;
  label: string;
  key: string;
}

/** The points of a pairwise scale from left to right on this screen, with the keys 1, 2, … that pick them. */
export function screenPoints(content: Content, settings: Settings): ScalePoint[] {
  const preset = presetOf(settings);
  return preset.points.map((screen, place) => ({
    screen,
    canonical: across(content, screen),
    label: screenLabel(preset, screen),
    key: String(place + 1),
  }));
}

function screenLabel(preset: Preset, screen: number): string {
  if (screen === 0) return "about the same";
  return `${screen < 0 ? "A" : "B"} ${strengthWords(preset, screen)}`;
}

/** The verdict that a point stands for: 0 is the answer "about the same", not a weak preference. */
export function verdictAt(canonical: number): PairwiseVerdict {
  return canonical === 0 ? { verdict: "same" } : { verdict: "prefer", strength: canonical };
}

/** Where a verdict stands on the scale, or nothing when it is not on it (both bad, cannot assess). */
export function pointOf(verdict: PairwiseVerdict | undefined): number | null {
  if (verdict?.verdict === "same") return 0;
  return verdict?.verdict === "prefer" ? verdict.strength : null;
}

/** The response that a verdict prefers, if it prefers one. */
export function winnerOf(content: Content, verdict: PairwiseVerdict | undefined): string | null {
  if (verdict?.verdict !== "prefer") return null;
  const [first, second] = canonicalIds(content);
  return (verdict.strength < 0 ? first : second) ?? null;
}

export function responseText(response: CandidateResponse): string {
  return response.messages.map((message) => message.content).join("\n\n");
}

/** The last thing that the assistant said: what an edit rewrites. */
export function finalText(response: CandidateResponse): string {
  return response.messages.filter((message) => message.role === "assistant").at(-1)?.content ?? responseText(response);
}
