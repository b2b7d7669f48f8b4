import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";

import { anAttribute } from "../testing";
import { AttributesPanel } from "./AttributesPanel";
import { aCell, aCellLabel, cells, cellSettings, onStage } from "./testing";

const round = { value: "round", label: "Round" };
const long = { value: "long", label: "Long" };
const attributes = [
  anAttribute({ key: "shape", title: "Shape", type: "radio", options: [round, long], required: true, not_sure: true }),
  anAttribute({ key: "stage", title: "Stage", type: "select", options: [{ value: "early", label: "Early" }] }),
  anAttribute({ key: "wet", title: "Wet" }),
  anAttribute({ key: "nuclei", title: "Nuclei", type: "number", min: 0, max: 5, step: 1 }),
  anAttribute({ key: "remark", title: "Remark", type: "text", max_length: 40 }),
];
const settings = cellSettings({ labels: [aCellLabel("rbc", { attributes }), aCellLabel("wbc")] });

function open(...boxes: ReturnType<typeof aCell>[]) {
  return withProblems({}, ...boxes);
}

function withProblems(problems: Record<string, string>, ...boxes: ReturnType<typeof aCell>[]) {
  const stage = onStage(<AttributesPanel />, { answer: cells(...boxes), settings, problems });
  stage.set({ selection: boxes.map(({ id }) => id) });
  return { ...stage, box: (at = 0) => stage.answer().boxes[at] };
}

describe("the attributes of what is selected", () => {
  it("are not there while nothing is selected", () => {
    const { set, container } = open(aCell("a"));
    set({ selection: [] });
    expect(container.querySelector("section")).toBeNull();
  });

  it("are answered by radio, list, yes or no, number and text", async () => {
    const { box } = open(aCell("a"));
    await userEvent.click(screen.getByRole("radio", { name: "Long" }));
    await userEvent.click(screen.getByRole("combobox", { name: "Stage" }));
    await userEvent.click(await screen.findByRole("option", { name: "Early" }));
    await userEvent.click(within(screen.getByRole("radiogroup", { name: "Wet" })).getByRole("radio", { name: "No" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Nuclei" }), "3");
    await userEvent.type(screen.getByRole("textbox", { name: "Remark" }), "blurred");
    expect(box()?.attributes).toEqual({
      shape: { value: "long" },
      stage: { value: "early" },
      wet: { value: false },
      nuclei: { value: 3 },
      remark: { value: "blurred" },
    });
  });

  it("take back what is clicked again, and know “not sure” as an answer", async () => {
    const { box } = open(aCell("a", "rbc", { attributes: { shape: { value: "round" } } }));
    await userEvent.click(screen.getByRole("radio", { name: "Round" }));
    expect(box()?.attributes).toEqual({});
    await userEvent.click(screen.getByRole("button", { name: "Shape: not sure" }));
    expect(box()?.attributes).toEqual({ shape: { missing: "not_sure" } });
    await userEvent.click(screen.getByRole("button", { name: "Shape: not sure" }));
    expect(box()?.attributes).toEqual({});
  });

  it("say what is wrong with a value", () => {
    open(aCell("a", "rbc", { attributes: { nuclei: { value: 7 } } }));
    expect(screen.getByText("The most is 5.")).toBeVisible();
  });

  it("show at the box what the server refused", () => {
    withProblems(
      {
        "boxes.0.attributes.shape": "Shape is required for RBC.",
        "boxes.0.attributes.old": "The label RBC has no such attribute.",
        "boxes.0": "This box lies outside the image.",
        "boxes.1": "Another box is wrong.",
      },
      aCell("a"),
    );
    expect(within(screen.getByRole("group", { name: /Shape/ })).getByText("Shape is required for RBC.")).toBeVisible();
    expect(screen.getByText("The label RBC has no such attribute.")).toBeVisible();
    expect(screen.getByText("This box lies outside the image.")).toBeVisible();
    expect(screen.queryByText("Another box is wrong.")).not.toBeInTheDocument();
  });

  it("of several boxes are set for all that are not locked", async () => {
    const { set, answer } = open(aCell("a"), aCell("b"), aCell("c"));
    set({ locked: new Set(["b"]) });
    expect(screen.getByRole("heading", { name: "3 boxes" })).toBeVisible();
    await userEvent.click(screen.getByRole("radio", { name: "Round" }));
    expect(answer().boxes.map(({ attributes: given }) => given.shape)).toEqual([
      { value: "round" },
      undefined,
      { value: "round" },
    ]);
  });

  it("of several boxes say where values differ", () => {
    open(
      aCell("a", "rbc", { occluded: true, attributes: { wet: { value: true } } }),
      aCell("b", "rbc", { attributes: { wet: { value: false } } }),
    );
    expect(within(screen.getByRole("group", { name: "Wet" })).getByText("several values")).toBeVisible();
    expect(screen.getByRole("checkbox", { name: "Occluded" })).toBePartiallyChecked();
  });

  it("change the label of all that are selected", async () => {
    const { answer } = open(aCell("a"), aCell("b"));
    await userEvent.click(screen.getByRole("combobox", { name: "Label" }));
    await userEvent.click(await screen.findByRole("option", { name: "WBC" }));
    expect(answer().boxes.map(({ label }) => label)).toEqual(["wbc", "wbc"]);
  });

  it("flag what is occluded or truncated, if the project asks", async () => {
    const { box } = open(aCell("a"));
    await userEvent.click(screen.getByRole("checkbox", { name: "Truncated" }));
    expect(box()?.truncated).toBe(true);
    await userEvent.click(screen.getByRole("checkbox", { name: "Truncated" }));
    expect(box()).not.toHaveProperty("truncated");
  });

  it("move a box by numbers, when typing is over and no further than the image", async () => {
    const { box } = open(aCell("a"));
    const x = screen.getByRole("textbox", { name: "x" });
    await userEvent.clear(x);
    await userEvent.type(x, "185");
    expect(box()?.x).toBe(10);
    fireEvent.blur(x);
    expect(box()).toMatchObject({ x: 170, y: 20, width: 30, height: 40 });
    await userEvent.clear(screen.getByRole("textbox", { name: "Height" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Height" }), "12.5{Enter}");
    expect(box()?.height).toBe(12.5);
  });

  it("are gone to with Enter from the picture, and left with Escape", async () => {
    open(aCell("a"));
    await userEvent.keyboard("{Enter}");
    expect(screen.getByRole("radio", { name: "Round" })).toHaveFocus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Escape}");
    expect(screen.getByRole("radio", { name: "Long" })).toBeChecked();
  });

  it("have no fault that axe finds", async () => {
    await expectAccessible(open(aCell("a")).container);
  });
});
