import { type Segment, wordDiff } from "./diff";
import type { CandidateResponse } from "./types";

// What each response has that the one it is compared with has not, message by message.

/** For each response its messages' differences: the first beside the second, all others beside the first. */
export function differences(responses: readonly CandidateResponse[]): Map<string, Segment[][]> {
  const [first, second] = responses;
  if (!first || !second) return new Map();
  return new Map(
    responses.map((response) => [response.id, againstOther(response, response === first ? second : first)]),
  );
}

function againstOther(response: CandidateResponse, other: CandidateResponse): Segment[][] {
  return response.messages.map((message, at) =>
    wordDiff(other.messages[at]?.content ?? "", message.content).filter((segment) => segment.type !== "removed"),
  );
}
