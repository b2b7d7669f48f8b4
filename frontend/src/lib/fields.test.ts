import { expect, it } from "vitest";

import { fieldsUnder } from "./fields";

it("gives a part of a form its own problems, under paths of its own", () => {
  const fields = { "settings.mode": "Choose one.", "settings.rationale.rule": "Unknown.", title: "Missing." };
  expect(fieldsUnder(fields, "settings")).toEqual({ mode: "Choose one.", "rationale.rule": "Unknown." });
});
