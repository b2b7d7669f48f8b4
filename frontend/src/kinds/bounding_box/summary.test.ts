import { describe, expect, it } from "vitest";

import { emptyAnswer } from "./answer";
import { aCell, aCellLabel, cells, cellSettings } from "./panels/testing";
import { sayAnswer } from "./summary";

const boxes = (count: number, label: string) =>
  Array.from({ length: count }, (_, at) => aCell(`${label}${String(at)}`, label));

describe("an answer in a line", () => {
  it("counts the boxes of each label, the most frequent first", () => {
    const answer = cells(...boxes(1, "platelet"), ...boxes(9, "rbc"), ...boxes(2, "wbc"));
    expect(sayAnswer(answer, cellSettings())).toBe("12 boxes: 9 RBC, 2 WBC, 1 PLATELET");
    expect(sayAnswer(cells(aCell("a")), cellSettings())).toBe("1 box: 1 RBC");
  });

  it("tells an explicit “no objects” from an answer without boxes", () => {
    expect(sayAnswer({ ...emptyAnswer(), no_objects: true }, cellSettings())).toBe("No objects");
    expect(sayAnswer(emptyAnswer(), cellSettings())).toBe("No boxes");
  });

  it("counts merged labels as one, and many labels as others", () => {
    const labels = [aCellLabel("rbc"), aCellLabel("old", { merged_into: "rbc" })];
    const merged = cells(...boxes(2, "old"), ...boxes(3, "rbc"));
    expect(sayAnswer(merged, cellSettings({ labels }))).toBe("5 boxes: 5 RBC");
    const many = cells(...Array.from({ length: 8 }, (_, at) => aCell(String(at), `l${String(at)}`)));
    expect(sayAnswer(many, cellSettings())).toMatch(/^8 boxes: 1 l0, .*1 l5, 2 others$/);
  });

  it("counts comments", () => {
    const comments = [{ id: "k", box: null, x: 1, y: 1, text: "Dirt." }];
    expect(sayAnswer({ ...emptyAnswer(), comments }, cellSettings())).toBe("No boxes · 1 comment");
  });
});
