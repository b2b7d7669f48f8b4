import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import type { Usage } from "../defineKind";
import { SettingsForm } from "./SettingsForm";
import type { Settings } from "./types";

const choice = (value: string, title: string) => ({ value, title, help: `About: ${title}` });
const THREE = {
  type: "ordinal" as const,
  anchors: [
    { value: -1, label: "Wrong", description: "" },
    { value: 0, label: "Neutral", description: "" },
    { value: 1, label: "Right", description: "" },
  ],
};
const TOOLS = {
  ...{ preset: "tool_calls", key: "tool_calls", title: "Tool calls", help: "2 codes", counting: "every" },
  severities: [{ key: "major", title: "Major" }],
  codes: ["Wrong tool", "Wrong order"].map((title) => ({
    ...{ key: title.toLowerCase().replace(" ", "_"), title, group: "Calls", help: "", counting: "", archived: false },
  })),
};
const description = {
  help: { mode: "It cannot change once there are answers.", scale: "The labels." },
  modes: [choice("first_error", "Stop at the first error"), choice("rate_all", "Rate every step")],
  node_kinds: [choice("reasoning", "Reasoning"), choice("tool_call", "Tool call"), choice("state", "State")],
  required: [choice("all", "Every step"), choice("nothing", "No step")],
  tool_checks: [choice("right_tool", "Right tool?"), choice("needed", "Needed?")],
  handoff_questions: [choice("right_next", "Right next agent?")],
  plan: [choice("off", "Not asked"), choice("before_and_after", "Before and after")],
  counting: [
    choice("every", "Every occurrence"),
    choice("first", "First occurrence"),
    choice("last", "Last occurrence"),
  ],
  rationale: [choice("never", "Never required"), choice("always", "Always required")],
  taxonomies: [TOOLS],
  scales: [
    { key: "three_points", title: "Wrong, neutral, right", help: "Three", scale: THREE, wrong: [-1] },
    { key: "two_points", title: "Right or not", help: "Two", scale: { type: "binary" }, wrong: [false] },
  ],
  limits: { tolerance: [1, 1000] },
};
const start = (overrides: Partial<Settings> = {}): Settings => ({
  mode: "first_error",
  scale: THREE,
  wrong: [-1],
  inherited: true,
  graded: ["reasoning", "tool_call"],
  required: "all",
  tool_calls: { verdict: true, checks: ["right_tool"] },
  handoffs: ["right_next"],
  plan: "off",
  taxonomy: null,
  ...{ outcome: true, verifiable: true, attribution: true, counterfactuals: true, rewrites: true },
  tolerance: 3,
  rationale: "never",
  ...overrides,
});

function show(settings: Settings, usage?: Usage) {
  const changed = vi.fn<(settings: Settings) => void>();
  function Held() {
    const [held, setHeld] = useState(settings);
    return (
      <SettingsForm
        settings={held}
        description={description}
        usage={usage}
        onChange={(next) => {
          changed(next);
          setHeld(next);
        }}
      />
    );
  }
  const { container } = renderPart(<Held />);
  return { container, latest: () => changed.mock.lastCall?.[0] };
}

describe("the settings of a project of traces", () => {
  it("ask about inherited errors only where every step is rated", async () => {
    const { latest } = show(start());
    expect(screen.queryByRole("switch", { name: /inherit an earlier error/ })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole("radio", { name: "Rate every step" }));
    await userEvent.click(screen.getByRole("switch", { name: /inherit an earlier error/ }));
    expect(latest()).toMatchObject({ mode: "rate_all", inherited: false });
  });

  it("keep what is chosen in the order of the options", async () => {
    const { latest } = show(start({ graded: ["tool_call"] }));
    await userEvent.click(screen.getByRole("checkbox", { name: /State/ }));
    await userEvent.click(screen.getByRole("checkbox", { name: /^Reasoning/ }));
    expect(latest()?.graded).toEqual(["reasoning", "tool_call", "state"]);
  });

  it("take over a preset of labels with what means an error", async () => {
    const { latest } = show(start());
    await userEvent.click(screen.getByRole("combobox", { name: "Labels of a step" }));
    await userEvent.click(await screen.findByRole("option", { name: /Right or not/ }));
    expect(latest()).toMatchObject({ scale: { type: "binary" }, wrong: [false] });
  });

  it("forget that a label means an error when it is removed", async () => {
    const { latest } = show(start({ wrong: [-1, 0] }));
    await userEvent.click(screen.getByRole("button", { name: "Remove value 2" }));
    expect(latest()?.wrong).toEqual([-1]);
    expect(screen.getByRole("combobox", { name: "Labels of a step" })).toHaveValue("Our own labels");
  });

  it("bring in a taxonomy, to be changed code by code", async () => {
    const { container, latest } = show(start());
    await userEvent.click(screen.getByRole("combobox", { name: "Error taxonomy" }));
    await userEvent.click(await screen.findByRole("option", { name: /Tool calls/ }));
    await userEvent.type(screen.getByRole("textbox", { name: "New code" }), "Too slow{Enter}");
    await userEvent.click(screen.getByRole("button", { name: "Remove Wrong tool" }));
    expect(latest()?.taxonomy?.codes.map(({ key, group }) => [key, group])).toEqual([
      ["wrong_order", "Calls"],
      ["too_slow", "Calls"],
    ]);
    await expectAccessible(container);
  });

  it("archive a code that answers name, and keep the taxonomy", async () => {
    const used: Usage = { wrong_tool: { mentions: 4, answers: 3, tasks: 2 } };
    const { latest } = show(
      start({ taxonomy: { ...TOOLS, key: undefined, help: undefined } as unknown as Settings["taxonomy"] }),
      used,
    );
    expect(screen.getByRole("combobox", { name: "Error taxonomy" })).toBeDisabled();
    await userEvent.click(screen.getByRole("button", { name: "Archive Wrong tool" }));
    expect(latest()?.taxonomy?.codes[0]).toMatchObject({ key: "wrong_tool", archived: true });
    const codes = within(screen.getByRole("list", { name: "Codes" }));
    expect(codes.getByText("archived")).toBeInTheDocument();
    expect(codes.getByText("4 uses")).toBeInTheDocument();
  });
});
