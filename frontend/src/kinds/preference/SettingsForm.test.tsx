import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { SettingsForm } from "./SettingsForm";
import { settings } from "./testing";
import type { Settings } from "./types";

const choice = (value: string, title: string) => ({ value, title, help: `About ${title}.` });
const preset = (id: string, mode: string, title: string) => ({
  id,
  mode,
  title,
  help: `${title}.`,
  values: [{ value: 3, label: "most" }],
});

const description = {
  modes: [choice("pairwise", "Compare two"), choice("rating", "Rate each")],
  presets: [preset("seven_point", "pairwise", "Seven"), preset("thumbs", "rating", "Thumbs")],
  turns: [choice("last", "The last turn"), choice("every", "Every turn")],
  rationale_rules: [
    { ...choice("never", "Never"), modes: ["pairwise", "rating"] },
    { ...choice("ties", "On ties"), modes: ["pairwise"] },
    { ...choice("always", "Always"), modes: ["pairwise", "rating"] },
  ],
  limits: { rationale: 10_000, reasons: 30, reason: 60 },
};

function open(start: Settings) {
  const onChange = vi.fn<(settings: Settings) => void>();
  function Stage() {
    const [current, setCurrent] = useState(start);
    return (
      <SettingsForm
        settings={current}
        description={description}
        onChange={(next) => {
          setCurrent(next);
          onChange(next);
        }}
      />
    );
  }
  const { container } = renderPart(<Stage />);
  return { container, latest: () => onChange.mock.lastCall?.[0] };
}

describe("the settings of a preference project", () => {
  it("another mode brings its own scale, and drops a rule that it does not know", async () => {
    const { latest } = open(settings({ rationale: { rule: "ties", strength: 2, min_length: 15, reasons: [] } }));
    await userEvent.click(screen.getByRole("radio", { name: "Rate each" }));
    expect(latest()).toMatchObject({ mode: "rating", scale: "thumbs", rationale: { rule: "never", min_length: 15 } });
  });

  it("a rule that asks for a rationale also asks for its length", async () => {
    const { latest } = open(settings({ rationale: { rule: "always", strength: 2, min_length: 0, reasons: [] } }));
    const field = screen.getByRole("textbox", { name: "Least number of characters" });
    await userEvent.clear(field);
    await userEvent.type(field, "25");
    expect(latest()?.rationale.min_length).toBe(25);
  });

  it("switches are on or off", async () => {
    const { latest } = open(settings());
    await userEvent.click(screen.getByRole("switch", { name: /better version/ }));
    expect(latest()?.allow_edit).toBe(true);
    await userEvent.click(screen.getByRole("switch", { name: /random order/ }));
    expect(latest()?.randomise_sides).toBe(false);
  });

  it("has no fault that axe finds", async () => {
    await expectAccessible(open(settings()).container);
  });
});
