import { describe, expect, it } from "vitest";

import { contradiction } from "./contradictions";
import { aContent, answer, context, criterion, flipped, settings } from "./testing";

const better = (r1: number, r2: number) => ({ accuracy: { r1: { value: r1 }, r2: { value: r2 } } });
const prefer = (strength: number) => ({ verdict: "prefer", strength }) as const;
const ctx = context({ criteria: [criterion()] });

describe("a note on contradictions", () => {
  it("appears when each criterion favours the one and the verdict the other", () => {
    expect(contradiction(answer({ overall: prefer(2), criteria: better(2, 0) }), ctx)).toBe(
      "Each criterion that differs favours A, but overall B is better.",
    );
  });

  it("names sides as this screen shows them", () => {
    const swapped = { ...ctx, content: flipped(aContent()) };
    expect(contradiction(answer({ overall: prefer(2), criteria: better(2, 0) }), swapped)).toBe(
      "Each criterion that differs favours B, but overall A is better.",
    );
  });

  it("stays away when they agree, when criteria are equal, and when they differ among themselves", () => {
    const two = { ...ctx, criteria: [criterion(), criterion({ key: "tone", title: "Tone" })] };
    const mixed = { ...better(2, 0), tone: { r1: { value: 0 }, r2: { value: 1 } } };
    expect(contradiction(answer({ overall: prefer(-1), criteria: better(2, 0) }), ctx)).toBeNull();
    expect(contradiction(answer({ overall: prefer(3), criteria: better(1, 1) }), ctx)).toBeNull();
    expect(contradiction(answer({ overall: prefer(3), criteria: mixed }), two)).toBeNull();
  });

  it("reads signed comparisons and rankings too", () => {
    const signed = criterion({
      key: "clarity",
      applies_to: "comparison",
      scale: { type: "ordinal", anchors: [-1, 0, 1].map((value) => ({ value, label: `${value}` })) },
    });
    expect(
      contradiction(
        answer({ overall: prefer(1), criteria: { clarity: { value: -1 } } }),
        context({ criteria: [signed] }),
      ),
    ).toContain("favours A");
    const ranking = context({ criteria: [criterion()], settings: settings({ mode: "ranking", scale: "ranking" }) });
    expect(contradiction(answer({ overall: { ranks: { r1: 2, r2: 1 } }, criteria: better(2, 0) }), ranking)).toContain(
      "favours A",
    );
    expect(contradiction(answer({ overall: { ranks: { r1: 1, r2: 2 } }, criteria: better(2, 0) }), ranking)).toBeNull();
  });

  it("is silent when an answer could not be given", () => {
    expect(contradiction(answer({ overall: { verdict: "cannot_assess" }, criteria: better(2, 0) }), ctx)).toBeNull();
    expect(
      contradiction(
        answer({ overall: prefer(1), criteria: { accuracy: { r1: { missing: "cannot_assess" }, r2: { value: 1 } } } }),
        ctx,
      ),
    ).toBeNull();
  });
});
