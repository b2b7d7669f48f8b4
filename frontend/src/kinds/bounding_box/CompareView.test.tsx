import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { emptyAnswer } from "./answer";
import { AnswerSummary } from "./AnswerSummary";
import { CompareView, ReviewView } from "./CompareView";
import { aCell, aCellLabel, cells, cellSettings } from "./panels/testing";
import { ReadonlyView } from "./ReadonlyView";
import { aCriterion } from "./testing";
import type { Answer } from "./types";

const content = { image: { width: 200, height: 100 } };
const images = { image: { url: "/i", thumbnail_url: "/t", width: 200, height: 100, tiles: null } };
const context = { content, settings: cellSettings(), criteria: [aCriterion()], images };

const a = { ...cells(aCell("a1"), aCell("a2", "wbc", { x: 100 })), criteria: { focus: { value: 1 } } };
const b = { ...cells(aCell("b1", "wbc"), aCell("b2", "wbc", { x: 101 })), criteria: { focus: { value: 0 } } };
const c = cells(aCell("c1"));
const answers = [
  { label: "A", answer: a },
  { label: "B", answer: b },
  { label: "C", answer: c },
];

const conflicts = () => screen.getAllByRole("option").map((each) => each.textContent);

function review() {
  const seen: { answer: Answer; steps: number } = { answer: emptyAnswer(), steps: 0 };
  function Desk() {
    const [answer, setAnswer] = useState(seen.answer);
    const keep = (next: Answer) => {
      seen.answer = next;
      seen.steps += 1;
      setAnswer(next);
    };
    return <ReviewView mode="review" {...context} answers={answers} answer={answer} onChange={keep} />;
  }
  renderPart(<Desk />);
  return seen;
}

describe("comparing answers", () => {
  it("lists where they differ", () => {
    renderPart(<CompareView mode="compare" {...context} answers={answers} />);
    expect(conflicts()).toEqual(["LabelRBC or WBC", "FoundWBC, not by C"]);
  });

  it("walks the conflicts with keys, around the end", async () => {
    renderPart(<CompareView mode="compare" {...context} answers={answers} />);
    await userEvent.keyboard("j");
    expect(screen.getByRole("option", { selected: true })).toHaveTextContent("RBC or WBC");
    await userEvent.keyboard("{ArrowRight}");
    expect(screen.getByRole("option", { selected: true })).toHaveTextContent("not by C");
    expect(within(screen.getByRole("list", { name: "Answers here" })).getByText("C: no box")).toBeVisible();
    await userEvent.keyboard("j");
    expect(screen.getByRole("option", { selected: true })).toHaveTextContent("RBC or WBC");
    await userEvent.keyboard("k");
    expect(screen.getByRole("option", { selected: true })).toHaveTextContent("not by C");
  });

  it("compares only those who are switched on", async () => {
    renderPart(<CompareView mode="compare" {...context} answers={answers} />);
    await userEvent.click(screen.getByRole("button", { name: /^C (\d|no)/ }));
    expect(conflicts()).toEqual(["LabelRBC or WBC"]);
    await userEvent.click(screen.getByRole("button", { name: /^B (\d|no)/ }));
    expect(screen.queryByRole("heading", { name: "Conflicts" })).not.toBeInTheDocument();
  });

  it("takes gold as one more answer", () => {
    renderPart(<CompareView mode="compare" {...context} answers={[{ label: "A", answer: c }]} gold={emptyAnswer()} />);
    expect(screen.getByRole("button", { name: /^Gold (\d|no)/ })).toHaveAttribute("aria-pressed", "true");
    expect(conflicts()).toEqual(["FoundRBC, not by Gold"]);
  });

  it("finds no conflict between a label and one that was merged into it", () => {
    const labels = [aCellLabel("rbc", { merged_into: "wbc" }), aCellLabel("wbc")];
    const two = [
      { label: "A", answer: c },
      { label: "B", answer: cells(aCell("b1", "wbc")) },
    ];
    renderPart(<CompareView mode="compare" {...context} settings={cellSettings({ labels })} answers={two} />);
    expect(screen.getByText("None: all found the same, with the same labels.")).toBeVisible();
  });

  it("shows the criteria side by side", () => {
    renderPart(<CompareView mode="compare" {...context} answers={answers} />);
    const row = screen.getByRole("row", { name: /Focus/ });
    expect(
      within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent),
    ).toEqual(["Sharp", "Blurred", "—"]);
    expect(row).toHaveAttribute("data-differs", "true");
  });

  it("has no fault that axe finds", async () => {
    renderPart(<CompareView mode="compare" {...context} answers={answers} gold={a} />);
    await userEvent.keyboard("j");
    await expectAccessible(screen.getByRole("region", { name: "Answers and conflicts" }));
  });
});

describe("reviewing answers", () => {
  it("adopts one box of one person, and another person's instead, each in one step to undo", async () => {
    const seen = review();
    await userEvent.keyboard("j");
    await userEvent.click(screen.getByRole("button", { name: "Adopt the box of A" }));
    expect(seen.answer.boxes).toMatchObject([{ label: "rbc", x: 10, y: 20, width: 30, height: 40 }]);
    expect(within(screen.getAllByRole("option")[0] as HTMLElement).getByText(/has a box here/)).toBeInTheDocument();
    await userEvent.keyboard("ab");
    await waitFor(() => {
      expect(seen.answer.boxes.map(({ label }) => label)).toEqual(["wbc"]);
    });
    expect(seen.steps).toBe(2);
  });

  it("adopts everything of one person", async () => {
    const seen = review();
    await userEvent.click(screen.getByRole("button", { name: "Adopt all of B" }));
    expect(seen.answer.boxes.map(({ label, x }) => [label, x])).toEqual([
      ["wbc", 10],
      ["wbc", 101],
    ]);
    expect(seen.answer.criteria).toEqual({ focus: { value: 0 } });
  });

  it("adopts what all who are shown agree on, once", async () => {
    const seen = review();
    await userEvent.click(screen.getByRole("button", { name: /^C (\d|no)/ }));
    await userEvent.click(screen.getByRole("button", { name: "Adopt what all agree on (1)" }));
    await userEvent.click(screen.getByRole("button", { name: "Adopt what all agree on (1)" }));
    expect(seen.answer.boxes).toMatchObject([{ label: "wbc", x: 100 }]);
  });
});

describe("an answer that is only shown", () => {
  it("has its boxes in a list, and nothing to change", () => {
    renderPart(<ReadonlyView mode="readonly" {...context} answer={a} />);
    expect(screen.getAllByRole("row")).toHaveLength(2);
    expect(screen.queryByRole("button", { name: /^Delete/ })).not.toBeInTheDocument();
  });

  it("may be missing", () => {
    renderPart(<ReadonlyView mode="readonly" {...context} />);
    expect(screen.getByRole("application")).toHaveAccessibleName(/200 × 100 pixels, 0 boxes/);
    expect(screen.queryByRole("grid")).not.toBeInTheDocument();
  });

  it("is said in words where there is no image", () => {
    renderPart(<ReadonlyView mode="readonly" {...context} images={undefined} answer={c} />);
    expect(screen.getByText("The image is not shown here. 1 box: 1 RBC.")).toBeVisible();
  });

  it("is a line in tables, with a small picture where the image is at hand", () => {
    const { container } = renderPart(<AnswerSummary {...context} answer={a} />);
    expect(container).toHaveTextContent("2 boxes: 1 RBC, 1 WBC");
    expect(container.querySelectorAll("rect")).toHaveLength(2);
    expect(container.querySelector("img")).toHaveAttribute("src", "/t");
  });
});
