import type { FoundEvidence } from "../actions";
import { isLongerThan } from "../codePoints";

// How much of a trace can be quoted. The server takes no more.

export const MOST_PASSAGES = 20;
const LONGEST_QUOTE = 20_000;
export const TOO_LONG = "A passage can have at most 20,000 characters. Select less.";

export function isTooLong({ quote }: Pick<FoundEvidence, "quote">): boolean {
  return isLongerThan(quote, LONGEST_QUOTE);
}
