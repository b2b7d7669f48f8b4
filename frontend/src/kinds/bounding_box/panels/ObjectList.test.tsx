import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";

import { anAttribute } from "../testing";
import { ObjectList } from "./ObjectList";
import { aCell, aCellLabel, cells, cellSettings, onStage } from "./testing";

const four = cells(
  aCell("a"),
  aCell("b", "wbc", { width: 9, height: 9 }),
  aCell("c", "wbc", { y: 2 }),
  aCell("d", "rbc", { width: 60, height: 60 }),
);
const row = (name: RegExp) => screen.getByRole("row", { name });
const selected = () => screen.getAllByRole("row", { selected: true }).map((each) => each.dataset.row);

describe("the list of boxes", () => {
  it("selects by click, adds with Ctrl and fills up with Shift", async () => {
    const { state } = onStage(<ObjectList />, { answer: four });
    const user = userEvent.setup();
    await user.click(row(/^Box 2, WBC/));
    expect(state().selection).toEqual(["b"]);
    await user.keyboard("{Shift>}");
    await user.click(row(/^Box 4, RBC/));
    await user.keyboard("{/Shift}");
    expect(selected()).toEqual(["b", "c", "d"]);
    await user.keyboard("{Control>}");
    await user.click(row(/^Box 3, WBC/));
    await user.keyboard("{/Control}");
    expect(state().selection).toEqual(["b", "d"]);
  });

  it("shows what is selected and hovered in the picture, and hovers what the pointer is on", async () => {
    const { state, set } = onStage(<ObjectList />, { answer: four });
    set({ selection: ["c"], hovered: "d" });
    expect(selected()).toEqual(["c"]);
    expect(row(/^Box 4, RBC/)).toHaveAttribute("data-hovered", "true");
    await userEvent.hover(row(/^Box 1, RBC/));
    expect(state().hovered).toBe("a");
    await userEvent.unhover(row(/^Box 1, RBC/));
    expect(state().hovered).toBeNull();
  });

  it("hides, locks and deletes a box without selecting it", async () => {
    const { answer, state } = onStage(<ObjectList />, { answer: four });
    await userEvent.click(screen.getByRole("button", { name: "Hide box 2" }));
    await userEvent.click(screen.getByRole("button", { name: "Lock box 3" }));
    expect([...state().hidden]).toEqual(["b"]);
    expect([...state().locked]).toEqual(["c"]);
    expect(screen.getByRole("button", { name: "Delete box 3" })).toBeDisabled();
    await userEvent.click(screen.getByRole("button", { name: "Delete box 1" }));
    expect(answer().boxes.map(({ id }) => id)).toEqual(["b", "c", "d"]);
    expect(state().selection).toEqual([]);
  });

  it("is one stop for Tab; arrows walk the rows and their buttons, Delete deletes", async () => {
    const { answer, state } = onStage(<ObjectList />, { answer: four });
    const user = userEvent.setup();
    await user.click(row(/^Box 1, RBC/));
    await user.keyboard("{ArrowDown}");
    await waitFor(() => {
      expect(row(/^Box 2, WBC/)).toHaveFocus();
    });
    expect(state().selection).toEqual(["b"]);
    await user.keyboard("{ArrowRight}");
    expect(screen.getByRole("button", { name: "Hide box 2" })).toHaveFocus();
    await user.keyboard("{ArrowLeft}{Delete}");
    expect(answer().boxes.map(({ id }) => id)).toEqual(["a", "c", "d"]);
    expect(screen.getAllByRole("row").filter((each) => each.tabIndex === 0)).toHaveLength(1);
  });

  it("sorts by size and groups by label, whose boxes can be hidden together", async () => {
    const { state } = onStage(<ObjectList />, { answer: four });
    await userEvent.click(screen.getByRole("combobox", { name: "Order of the boxes" }));
    await userEvent.click(await screen.findByRole("option", { name: "Largest first" }));
    expect(screen.getAllByRole("row").map((each) => each.dataset.row)).toEqual(["d", "a", "c", "b"]);
    await userEvent.click(screen.getByRole("combobox", { name: "Order of the boxes" }));
    await userEvent.click(await screen.findByRole("option", { name: "By label" }));
    await userEvent.click(screen.getByRole("button", { name: "Hide all WBC" }));
    expect([...state().hiddenLabels]).toEqual(["wbc"]);
  });

  it("shows only one label, or only what has a problem", async () => {
    const labels = [aCellLabel("rbc", { attributes: [anAttribute({ required: true })] }), aCellLabel("wbc")];
    onStage(<ObjectList />, { answer: four, settings: cellSettings({ labels }) });
    expect(row(/^Box 1, RBC/)).toHaveAccessibleName("Box 1, RBC, 30 × 40, something is missing");
    expect(row(/^Box 2, WBC/)).toHaveAccessibleName("Box 2, WBC, 9 × 9");
    await userEvent.click(screen.getByRole("checkbox", { name: "2 problems" }));
    expect(screen.getAllByRole("row").map((each) => each.dataset.row)).toEqual(["a", "d"]);
    await userEvent.click(screen.getByRole("checkbox", { name: "2 problems" }));
    await userEvent.click(screen.getByRole("combobox", { name: "Only boxes with the label" }));
    await userEvent.click(await screen.findByRole("option", { name: "WBC (2)" }));
    expect(screen.getAllByRole("row").map((each) => each.dataset.row)).toEqual(["b", "c"]);
  });

  it("draws only what is in sight of ten thousand boxes", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => aCell(`m${String(at)}`));
    onStage(<ObjectList />, { answer: cells(...many) });
    expect(screen.getByRole("grid", { name: "Boxes" })).toHaveAttribute("aria-rowcount", "10000");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
  });

  it("changes nothing where nothing can be changed", () => {
    onStage(<ObjectList />, { answer: four, readonly: true });
    expect(screen.queryByRole("button", { name: /^Delete/ })).not.toBeInTheDocument();
  });

  it("has no fault that axe finds", async () => {
    await expectAccessible(onStage(<ObjectList />, { answer: four }).container);
  });
});
