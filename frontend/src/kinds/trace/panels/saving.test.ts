import { describe, expect, it } from "vitest";

import { traceOf } from "../steps";
import { aContent, aContext, aNode } from "../testing";
import type { TraceNode } from "../types";
import { stretchBetween } from "./saving";

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 9, 0, second)).toISOString();
const traceWith = (nodes: TraceNode[]) => traceOf(aContext({ content: aContent({ nodes }) }));

const timed = traceWith([
  aNode("a", { start: at(0), end: at(2), tokens: { input: 1000, output: 1000 } }),
  aNode("b", { start: at(3), end: at(5), tokens: { input: 30, output: 4 } }),
  aNode("result", { kind: "tool_result", start: at(5), end: at(9) }),
  aNode("copy", { context: "copied", tokens: { input: 700, output: 700 } }),
  aNode("c", { start: at(10), end: at(11), tokens: { input: 500, output: 7 } }),
  aNode("d", { start: at(16), end: at(18), tokens: { input: 90, output: 2 } }),
]);

describe("what a direct way would save", () => {
  it("is what lies between the two steps: graded steps, tokens, and the time with its waits", () => {
    expect(stretchBetween(timed, "a", "d")).toEqual({ steps: 2, tokens: 541, seconds: 14 });
  });

  it("is also the last step when the run stops earlier", () => {
    expect(stretchBetween(timed, "c", "d", { through: true })).toEqual({ steps: 1, tokens: 92, seconds: 7 });
  });

  it("leaves out what was copied from before", () => {
    expect(stretchBetween(timed, "b", "c")).toEqual({ steps: 0, tokens: null, seconds: 5 });
  });

  it("is nothing between neighbours", () => {
    expect(stretchBetween(timed, "a", "b")).toEqual({ steps: 0, tokens: null, seconds: null });
  });

  it("has no tokens and no time where the trace does not tell", () => {
    const silent = traceWith([aNode("a"), aNode("b"), aNode("c")]);
    expect(stretchBetween(silent, "a", "c")).toEqual({ steps: 1, tokens: null, seconds: null });
  });

  it("begins with what is left out where the end of the step before is not known", () => {
    const loose = traceWith([aNode("a"), aNode("b", { start: at(4), end: at(6) }), aNode("c", { start: at(9) })]);
    expect(stretchBetween(loose, "a", "c")?.seconds).toBe(5);
  });

  it("does not count time backwards where steps overlap", () => {
    const side = traceWith([
      aNode("a", { start: at(0), end: at(9) }),
      aNode("b", { start: at(1), end: at(2) }),
      aNode("c", { start: at(3) }),
    ]);
    expect(stretchBetween(side, "a", "c")?.seconds).toBeNull();
  });

  it("is not known where the second does not come after the first", () => {
    expect(stretchBetween(timed, "d", "a")).toBeNull();
    expect(stretchBetween(timed, "a", "a")).toBeNull();
    expect(stretchBetween(timed, "a", "gone")).toBeNull();
  });
});
