import { describe, expect, it } from "vitest";

import { emptyAnswer } from "./answer";
import { aBox, aLabel, anAnswer, someSettings } from "./panels/testing";
import { sayAnswer } from "./summary";

const boxes = (count: number, label: string) =>
  Array.from({ length: count }, (_, at) => aBox(`${label}${String(at)}`, label));

describe("an answer in a line", () => {
  it("counts the boxes of each label, the most frequent first", () => {
    const answer = anAnswer(...boxes(1, "platelet"), ...boxes(9, "rbc"), ...boxes(2, "wbc"));
    expect(sayAnswer(answer, someSettings())).toBe("12 boxes: 9 RBC, 2 WBC, 1 PLATELET");
    expect(sayAnswer(anAnswer(aBox("a")), someSettings())).toBe("1 box: 1 RBC");
  });

  it("tells an explicit “no objects” from an answer without boxes", () => {
    expect(sayAnswer({ ...emptyAnswer(), no_objects: true }, someSettings())).toBe("No objects");
    expect(sayAnswer(emptyAnswer(), someSettings())).toBe("No boxes");
  });

  it("counts merged labels as one, and many labels as others", () => {
    const labels = [aLabel("rbc"), aLabel("old", { merged_into: "rbc" })];
    const merged = anAnswer(...boxes(2, "old"), ...boxes(3, "rbc"));
    expect(sayAnswer(merged, someSettings({ labels }))).toBe("5 boxes: 5 RBC");
    const many = anAnswer(...Array.from({ length: 8 }, (_, at) => aBox(String(at), `l${String(at)}`)));
    expect(sayAnswer(many, someSettings())).toMatch(/^8 boxes: 1 l0, .*1 l5, 2 others$/);
  });

  it("counts comments", () => {
    const comments = [{ id: "k", box: null, x: 1, y: 1, text: "Dirt." }];
    expect(sayAnswer({ ...emptyAnswer(), comments }, someSettings())).toBe("No boxes · 1 comment");
  });
});
