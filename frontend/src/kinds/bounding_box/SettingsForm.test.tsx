import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import type { Usage } from "../defineKind";
import { withAdded, withArchived } from "./settings/editing";
import { SettingsForm } from "./SettingsForm";
import type { Settings } from "./types";

const description = {
  help: { labels: "What people draw boxes around.", required: "Asked always.", not_sure: "Instead of a value." },
  attribute_types: [
    { value: "radio", title: "Choice, all shown", help: "Every option is on screen." },
    { value: "checkbox", title: "Yes or no", help: "Starts unset." },
  ],
  palette: ["#0066FF", "#99FF33", "#660033", "#00FFFF"],
  shortcuts: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
  limits: {
    ...{ labels: 2000, title: 80, attributes: 30, options: 100, text: 1000 },
    ...{ min_size: [1, 100], iou_threshold: [0.1, 0.95] },
  },
};

const labelled = (titles: string[]) => withAdded([], titles, description.palette);

const start = (overrides: Partial<Settings> = {}): Settings => ({
  labels: labelled(["Car", "Truck", "Bus"]),
  min_size: 2,
  no_objects: true,
  iou_threshold: 0.5,
  occlusion: true,
  ...overrides,
});

const USED: Usage = { car: { mentions: 312, answers: 40, tasks: 24 } };

function open(settings = start(), usage?: Usage, errors?: Record<string, string>) {
  const onChange = vi.fn<(settings: Settings) => void>();
  function Form() {
    const [current, setCurrent] = useState(settings);
    return (
      <SettingsForm
        settings={current}
        description={description}
        usage={usage}
        errors={errors}
        onChange={(next) => {
          setCurrent(next);
          onChange(next);
        }}
      />
    );
  }
  const { container } = renderPart(<Form />);
  return { container, latest: () => onChange.mock.lastCall?.[0] };
}

async function chooseInMenu(label: string, item: string) {
  await userEvent.click(screen.getByRole("button", { name: `More for ${label}` }));
  await userEvent.click(await screen.findByRole("menuitem", { name: item }));
}

describe("the labels of a project", () => {
  it("are added by Enter, and not twice", async () => {
    const { latest } = open();
    const field = screen.getByRole("textbox", { name: "Title of a new label" });
    await userEvent.type(field, "Tram{Enter}");
    expect(latest()?.labels.at(-1)).toMatchObject({ key: "tram", title: "Tram", shortcut: "4" });
    await userEvent.type(field, "tram{Enter}");
    expect(latest()?.labels).toHaveLength(4);
    expect(screen.getByText("There is a label with this title.")).toBeVisible();
  });

  it("are pasted, one a line", async () => {
    const { latest } = open();
    await userEvent.click(screen.getByRole("button", { name: "Add many…" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "One label a line" }), "Tram{Enter}Bus{Enter}Ship");
    expect(screen.getByText("1 line left out: the project has it already.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Add 2 labels" }));
    expect(latest()?.labels.map(({ key }) => key)).toEqual(["car", "truck", "bus", "tram", "ship"]);
  });

  it("are renamed without changing their keys", async () => {
    const { latest } = open();
    await userEvent.type(screen.getByRole("textbox", { name: "Title of car" }), "riage");
    expect(latest()?.labels[0]).toMatchObject({ key: "car", title: "Carriage" });
  });

  it("take a colour from the palette", async () => {
    const { latest } = open();
    await userEvent.click(screen.getByRole("button", { name: "Colour of Truck: green, #99FF33" }));
    await userEvent.click(await screen.findByRole("button", { name: "dark pink, #660033" }));
    expect(latest()?.labels[1]?.colour).toBe("#660033");
  });

  it("are removed when no answer has them", async () => {
    const { latest } = open(start(), USED);
    await chooseInMenu("Truck", "Remove");
    expect(latest()?.labels.map(({ key }) => key)).toEqual(["car", "bus"]);
  });

  it("cannot be removed while answers have them", async () => {
    open(start(), USED);
    await userEvent.click(screen.getByRole("button", { name: "More for Car" }));
    expect(await screen.findByText("In use: archive or merge it instead of removing it.")).toBeInTheDocument();
    expect(screen.queryByRole("menuitem", { name: "Remove" })).not.toBeInTheDocument();
  });

  it("are archived after saying what that touches, and come back", async () => {
    const { latest } = open(start(), USED);
    await chooseInMenu("Car", "Archive");
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent("312 boxes in 24 tasks keep this label");
    expect(latest()).toBeUndefined();
    await userEvent.click(within(dialog).getByRole("button", { name: "Archive" }));
    expect(latest()?.labels[0]).toMatchObject({ key: "car", archived: true });
    await userEvent.click(screen.getByRole("button", { name: "Restore Car" }));
    expect(latest()?.labels[0]).toMatchObject({ key: "car", archived: false });
  });

  it("are merged after saying what that touches", async () => {
    const { latest } = open(start(), USED);
    await chooseInMenu("Car", "Merge into another label…");
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("button", { name: "Merge" })).toBeDisabled();
    await userEvent.click(within(dialog).getByRole("combobox", { name: "Into" }));
    await userEvent.click(await screen.findByRole("option", { name: "Bus" }));
    expect(dialog).toHaveTextContent("312 boxes in 24 tasks will count as “Bus”.");
    await userEvent.click(within(dialog).getByRole("button", { name: "Merge" }));
    expect(latest()?.labels[0]).toMatchObject({ key: "car", merged_into: "bus", archived: false });
    expect(screen.getByText("counts as “Bus”")).toBeVisible();
  });

  it("that are archived can only be removed when no answer has them", () => {
    const labels = withArchived(withArchived(start().labels, "car"), "truck");
    open(start({ labels }), USED);
    expect(screen.getByRole("button", { name: "Remove Truck" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Remove Car" })).not.toBeInTheDocument();
  });

  it("show what the server found wrong at their place", () => {
    open(start(), undefined, { "labels.1.title": "Titles must differ.", min_size: "At most 100." });
    expect(screen.getByRole("textbox", { name: "Title of truck" })).toHaveAccessibleDescription("Titles must differ.");
    expect(screen.getByText("At most 100.")).toBeVisible();
  });

  it("are found among many by a part of the title", async () => {
    const titles = Array.from({ length: 120 }, (_, at) => `Part ${String(at + 1)}`);
    open(start({ labels: labelled(titles) }));
    const list = screen.getByRole("list", { name: "Labels" });
    expect(within(list).getAllByRole("listitem")).toHaveLength(50);
    expect(screen.getByRole("button", { name: "Show more (70 labels left)" })).toBeVisible();
    await userEvent.type(screen.getByRole("textbox", { name: "Find a label" }), "119");
    expect(within(list).getAllByRole("listitem")).toHaveLength(1);
    expect(screen.getByRole("textbox", { name: "Title of part-119" })).toBeVisible();
  }, 20_000);
});

describe("the attributes of a label", () => {
  it("are added, and asked in the way that is chosen", async () => {
    const { latest } = open();
    await userEvent.click(screen.getByRole("button", { name: "Details of Bus" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Title of a new attribute" }), "Colour{Enter}");
    await userEvent.click(screen.getByRole("combobox", { name: "Answered by" }));
    await userEvent.click(await screen.findByRole("option", { name: "Choice, all shown" }));
    await userEvent.type(screen.getByRole("combobox", { name: "Options" }), "Red{Enter}Blue{Enter}");
    await userEvent.click(screen.getByRole("switch", { name: /^Required/ }));
    expect(latest()?.labels[2]?.attributes).toEqual([
      {
        key: "colour",
        title: "Colour",
        type: "radio",
        options: [
          { value: "red", label: "Red" },
          { value: "blue", label: "Blue" },
        ],
        required: true,
        not_sure: false,
      },
    ]);
  });

  it("of a used label are removed only after a question", async () => {
    const [car, ...others] = start().labels;
    const attributes = [{ key: "wet", title: "Wet", type: "checkbox" as const, required: false, not_sure: true }];
    const { latest } = open(start({ labels: car ? [{ ...car, attributes }, ...others] : [] }), USED);
    await userEvent.click(screen.getByRole("button", { name: "Attributes: 1 of Car" }));
    await userEvent.click(screen.getByRole("button", { name: "Remove Wet" }));
    expect(latest()).toBeUndefined();
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove" }));
    expect(latest()?.labels[0]?.attributes).toEqual([]);
  });

  it("of a used label lose an option only after a question", async () => {
    const [car, ...others] = start().labels;
    const options = ["Red", "Blue"].map((label) => ({ value: label.toLowerCase(), label }));
    const colour = { key: "colour", title: "Colour", type: "radio" as const, options, required: false, not_sure: true };
    const { latest } = open(start({ labels: car ? [{ ...car, attributes: [colour] }, ...others] : [] }), USED);
    await userEvent.click(screen.getByRole("button", { name: "Attributes: 1 of Car" }));
    await userEvent.type(screen.getByRole("combobox", { name: "Options" }), "{Backspace}");
    expect(latest()).toBeUndefined();
    const dialog = await screen.findByRole("dialog", { name: "Change “Colour”?" });
    expect(dialog).toHaveTextContent("Boxes with the label “Car” may have the answer “Blue”.");
    await userEvent.click(within(dialog).getByRole("button", { name: "Change" }));
    expect(latest()?.labels[0]?.attributes[0]?.options).toEqual([{ value: "red", label: "Red" }]);
  });
});

describe("the rules of a project with boxes", () => {
  it("are switched and typed", async () => {
    const { latest } = open();
    await userEvent.click(screen.getByRole("switch", { name: /shows no objects/ }));
    expect(latest()?.no_objects).toBe(false);
    await userEvent.click(screen.getByRole("switch", { name: /occluded or truncated/ }));
    expect(latest()?.occlusion).toBe(false);
    const field = screen.getByRole("textbox", { name: "Smallest box" });
    await userEvent.clear(field);
    await userEvent.type(field, "7");
    expect(latest()?.min_size).toBe(7);
  });

  it("have no fault that axe finds", async () => {
    const { container } = open(start(), USED);
    await userEvent.click(screen.getByRole("button", { name: "Details of Bus" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Title of a new attribute" }), "Colour{Enter}");
    await expectAccessible(container);
  });
});
