import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";

import { aCriterion, anAttribute } from "../testing";
import { AnswerPanels } from "./AnswerPanels";
import { CommentsPanel } from "./CommentsPanel";
import { CriteriaPanel } from "./CriteriaPanel";
import { LabelPicker } from "./LabelPicker";
import { NoObjects } from "./NoObjects";
import { SidePane } from "./SidePane";
import { SuggestionsPanel } from "./SuggestionsPanel";
import { aCell, aCellLabel, cells, cellSettings, onStage } from "./testing";

describe("the labels to draw with", () => {
  it("are picked by click, for what is selected, too", async () => {
    const { answer, state, set } = onStage(<LabelPicker />, { answer: cells(aCell("a"), aCell("b")) });
    expect(screen.getByRole("radio", { name: /RBC/ })).toBeChecked();
    set({ selection: ["b"] });
    await userEvent.click(screen.getByRole("radio", { name: /WBC/ }));
    expect(state().label).toBe("wbc");
    expect(answer().boxes.map(({ label }) => label)).toEqual(["rbc", "wbc"]);
  });

  it("say how many boxes have them", () => {
    onStage(<LabelPicker />, { answer: cells(aCell("a"), aCell("b"), aCell("c", "platelet")) });
    expect(within(screen.getByRole("radio", { name: /RBC/ })).getByLabelText("2 boxes")).toBeVisible();
    expect(within(screen.getByRole("radio", { name: /WBC/ })).getByLabelText("0 boxes")).toBeVisible();
  });

  it("are walked with arrows, which label nothing", async () => {
    const { state } = onStage(<LabelPicker />);
    screen.getByRole("radio", { name: /RBC/ }).focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(screen.getByRole("radio", { name: /WBC/ })).toHaveFocus();
    expect(state().label).toBe("rbc");
    await userEvent.keyboard("{Enter}");
    expect(state().label).toBe("wbc");
  });

  it("are found by name with a key", async () => {
    const labels = Array.from({ length: 40 }, (_, at) => aCellLabel(`part-${String(at)}`));
    const { state } = onStage(<LabelPicker />, { settings: cellSettings({ labels }) });
    expect(screen.queryByRole("radio", { name: /PART-33/ })).not.toBeInTheDocument();
    await userEvent.keyboard("/");
    await userEvent.type(await screen.findByRole("combobox", { name: "Find a label" }), "33{Enter}");
    expect(state().label).toBe("part-33");
    expect(screen.getByRole("radio", { name: /PART-33/ })).toBeChecked();
  });

  it("leave the palette by Escape without a change", async () => {
    const { state } = onStage(<LabelPicker />);
    await userEvent.keyboard("/");
    await userEvent.type(await screen.findByRole("combobox", { name: "Find a label" }), "plat{Escape}");
    expect(state().label).toBe("rbc");
  });

  it("are not those that were archived or merged", () => {
    const labels = [
      aCellLabel("rbc"),
      aCellLabel("old", { archived: true }),
      aCellLabel("gone", { merged_into: "rbc" }),
    ];
    onStage(<LabelPicker />, { settings: cellSettings({ labels }) });
    expect(screen.getAllByRole("radio")).toHaveLength(1);
  });
});

describe("suggestions", () => {
  const suggestion = cells(
    aCell("s1", "rbc", { score: 0.9 }),
    aCell("s2", "wbc", { score: 0.6, x: 50 }),
    aCell("s3", "rbc", { score: 0.3, x: 90 }),
  );
  const button = (name: string) => screen.getByRole("button", { name });

  it("are walked and accepted one by one", async () => {
    const { answer } = onStage(<SuggestionsPanel />, { suggestion });
    expect(button("Accept")).toBeDisabled();
    await userEvent.click(button("Next"));
    expect(screen.getByText("RBC, 90 % confident")).toBeVisible();
    await userEvent.click(button("Accept"));
    expect(answer().boxes).toMatchObject([{ label: "rbc", suggested: "s1" }]);
    expect(screen.getByText("WBC, 60 % confident")).toBeVisible();
    await userEvent.click(button("Reject"));
    expect(screen.getByText("Of 3 boxes: 1 accepted, 1 rejected.")).toBeVisible();
  });

  it("below the confidence are not shown, and not accepted", async () => {
    const { answer, set } = onStage(<SuggestionsPanel />, { suggestion });
    set({ threshold: 0.5 });
    expect(screen.getByText("Of 3 boxes: 0 accepted, 0 rejected, 1 less confident.")).toBeVisible();
    await userEvent.click(button("Accept all"));
    expect(answer().boxes.map(({ suggested }) => suggested)).toEqual(["s1", "s2"]);
  });

  it("that were rejected can be brought back", async () => {
    const { answer } = onStage(<SuggestionsPanel />, { suggestion });
    await userEvent.click(button("Reject all"));
    expect(answer().rejected).toEqual(["s1", "s2", "s3"]);
    await userEvent.click(button("Bring back 3 rejected ones"));
    expect(answer()).not.toHaveProperty("rejected");
  });
});

describe("criteria of the image", () => {
  it("are judged on their scale, with the anchors beside it", async () => {
    const { answer } = onStage(<CriteriaPanel />, { criteria: [aCriterion()] });
    expect(screen.getByText("Every border is a line.")).toBeVisible();
    await userEvent.click(screen.getByRole("radio", { name: /^Sharp/ }));
    expect(answer().criteria).toEqual({ focus: { value: 1 } });
    await userEvent.click(screen.getByRole("radio", { name: "Cannot assess" }));
    expect(answer().criteria).toEqual({ focus: { missing: "cannot_assess" } });
    await userEvent.click(screen.getByRole("radio", { name: "Cannot assess" }));
    expect(answer().criteria).toEqual({});
  });

  it("are typed as numbers and texts", async () => {
    const noise = aCriterion({ key: "noise", title: "Noise", scale: { type: "interval", min: 0, max: 50, step: 1 } });
    const remark = aCriterion({ key: "remark", title: "Remark", scale: { type: "text", min_length: 5 } });
    const { answer } = onStage(<CriteriaPanel />, { criteria: [noise, remark] });
    await userEvent.type(screen.getByRole("textbox", { name: "Noise" }), "60");
    await userEvent.type(screen.getByRole("textbox", { name: "Remark" }), "dust");
    expect(answer().criteria).toEqual({ noise: { value: 60 }, remark: { value: "dust" } });
    expect(screen.getByText("The most is 50.")).toBeVisible();
    expect(screen.getByText("Write at least 5 characters (4 so far).")).toBeVisible();
  });

  it("show what is missing", () => {
    const problems = { "criteria.focus": "Focus: not judged yet." };
    onStage(<CriteriaPanel />, { criteria: [aCriterion()], problems });
    expect(screen.getByText("Not judged yet.")).toBeVisible();
  });
});

describe("no objects", () => {
  it("is said with a switch", async () => {
    const { answer } = onStage(<NoObjects />);
    await userEvent.click(screen.getByRole("switch", { name: "No objects here" }));
    expect(answer().no_objects).toBe(true);
    await userEvent.click(screen.getByRole("switch", { name: "No objects here" }));
    expect(answer().no_objects).toBe(false);
  });

  it("cannot be said beside boxes, or where the project does not let people", () => {
    onStage(<NoObjects />, { answer: cells(aCell("a")) });
    expect(screen.getByRole("switch", { name: /^No objects here/ })).toBeDisabled();
    const { container } = onStage(<NoObjects />, { settings: cellSettings({ no_objects: false }) });
    expect(within(container).queryByRole("switch")).not.toBeInTheDocument();
  });
});

describe("comments", () => {
  const comments = [
    { id: "k1", box: "a", x: 20, y: 30, text: "One or two?" },
    { id: "k2", box: null, x: 90, y: 50, text: "Dirt." },
  ];
  const answer = { ...cells(aCell("a")), comments };

  it("say what they are about, open, and go", async () => {
    const stage = onStage(<CommentsPanel />, { answer });
    expect(screen.getByRole("button", { name: /Box 1, RBC.*One or two/ })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: /A point.*Dirt/ }));
    expect(stage.state().comment).toEqual({ id: "k2", box: null, x: 90, y: 50 });
    await userEvent.click(screen.getByRole("button", { name: "Delete the comment “One or two?”" }));
    expect(stage.answer().comments.map(({ id }) => id)).toEqual(["k2"]);
  });

  it("are begun on the selected box or on a point", async () => {
    const stage = onStage(<CommentsPanel />, { answer });
    expect(screen.getByRole("button", { name: "On the selected box" })).toBeDisabled();
    stage.set({ selection: ["a"] });
    await userEvent.click(screen.getByRole("button", { name: "On the selected box" }));
    expect(stage.state().comment).toEqual({ id: null, box: "a", x: 25, y: 40 });
    await userEvent.click(screen.getByRole("button", { name: "On a point" }));
    expect(stage.state().tool).toBe("comment");
  });
});

const WHOLE = (
  <SidePane label="Your answer">
    <AnswerPanels />
  </SidePane>
);

describe("all panels together", () => {
  it("go to the first thing that is missing", async () => {
    const attributes = [anAttribute({ required: true })];
    const settings = cellSettings({ labels: [aCellLabel("rbc", { attributes })] });
    const problems = { "boxes.1.attributes.wet": "Box 2, RBC: Wet: not answered yet." };
    const { state } = onStage(WHOLE, { answer: cells(aCell("a"), aCell("b")), settings, problems });
    expect(state().selection).toEqual(["b"]);
    expect(screen.getByText("Not answered yet.")).toBeVisible();
    await waitFor(() => {
      expect(within(screen.getByRole("radiogroup", { name: "Wet" })).getByRole("radio", { name: "Yes" })).toHaveFocus();
    });
  });

  it("have no fault that axe finds", async () => {
    const suggestion = cells(aCell("s1", "wbc", { score: 0.9 }));
    const { container, set } = onStage(WHOLE, {
      answer: cells(aCell("a")),
      criteria: [aCriterion()],
      suggestion,
    });
    set({ selection: ["a"] });
    await expectAccessible(container);
  });
});
