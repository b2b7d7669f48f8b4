import axe from "axe-core";
import { expect } from "vitest";

/** Colours are checked in a real browser; jsdom lays nothing out. A part has no landmarks. */
const RULES = { "color-contrast": { enabled: false }, region: { enabled: false } };

export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, { rules: RULES });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}
