import { describe, expect, it } from "vitest";

import type { KindField, Mapping } from "@/api/types";

import {
  columnsFor,
  complete,
  unusedColumns,
  verdictColumns,
  verdictValues,
  withColumns,
  withConstant,
  withVerdict,
  withVerdictColumns,
} from "./mapping";

const columns = [
  { name: "instruction", sample: "Say hi", values: [] },
  { name: "response1", sample: "Hi", values: [] },
  { name: "annotator_1", sample: "1", values: ["10", "1", "2"] },
  { name: "annotator_2", sample: "2", values: ["2", "0"] },
];
const field = (part: Partial<KindField>): KindField => ({
  key: "prompt",
  title: "",
  help: "",
  required: false,
  many: false,
  ...part,
});
const first = { overall: { verdict: "prefer", strength: -1 } };

describe("columns", () => {
  it("feed a field alone or in order", () => {
    const one = withColumns({}, field({}), ["instruction"]);
    const many = withColumns(one, field({ key: "responses", many: true }), ["response1"]);
    expect(many.columns).toEqual({ prompt: "instruction", responses: ["response1"] });
    expect(columnsFor(many, "prompt")).toEqual(["instruction"]);
    expect(withColumns(many, field({}), []).columns).toEqual({ responses: ["response1"] });
  });

  it("that feed nothing and hold no verdict are left for metadata", () => {
    const mapping = { columns: { prompt: "instruction" }, verdicts: { columns: { annotator_1: "Ann" }, values: {} } };
    expect(unusedColumns(mapping, columns)).toEqual(["response1", "annotator_2"]);
  });

  it("can be replaced by one text for all rows", () => {
    expect(withConstant({}, "source", "PandaLM").constants).toEqual({ source: "PandaLM" });
    expect(withConstant({ constants: { source: "x" } }, "source", "").constants).toEqual({});
  });
});

describe("verdicts", () => {
  const mapping: Mapping = withVerdictColumns({}, ["annotator_1", "annotator_2"]);

  it("can stand only in columns with few values", () => {
    expect(verdictColumns(columns)).toEqual(["annotator_1", "annotator_2"]);
  });

  it("name their annotators after the columns, and list each value once in order", () => {
    expect(mapping.verdicts?.columns).toEqual({ annotator_1: "Annotator 1", annotator_2: "Annotator 2" });
    expect(verdictValues(mapping, columns)).toEqual(["0", "1", "2", "10"]);
  });

  it("whose value means nothing are left out on purpose when others mean something", () => {
    const sent = complete(withVerdict(mapping, "1", first), columns);
    expect(sent.verdicts?.values).toEqual({ "0": null, "1": first, "2": null, "10": null });
  });

  it("are not sent at all when no value has a meaning", () => {
    expect(complete({ ...mapping, metadata: ["id"] }, columns)).toEqual({ metadata: ["id"] });
  });
});
