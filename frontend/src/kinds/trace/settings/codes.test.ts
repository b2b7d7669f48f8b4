import { describe, expect, it } from "vitest";

import type { Taxonomy } from "../types";
import { codeKey, freshCode, severitiesOf, taxonomyOf, withoutCode } from "./codes";
import type { Description } from "./description";

const code = (key: string, title = key) => ({
  ...{ key, title, group: "Tools", help: "", counting: "" as const, archived: false },
});
const taxonomy: Taxonomy = {
  preset: "own",
  title: "Ours",
  counting: "first",
  severities: [
    { key: "high", title: "High" },
    { key: "low", title: "Low" },
  ],
  codes: [code("wrong_unit"), code("skipped")],
};

describe("codes of a taxonomy", () => {
  it("get keys that exports can use, none of them twice", () => {
    expect(codeKey("Wrong tool, wrong time!", [])).toBe("wrong_tool_wrong_time");
    expect(codeKey("Überprüft nichts", [])).toBe("u_berpru_ft_nichts");
    expect(codeKey("工具", [])).toBe("error");
    expect(codeKey("Skipped", ["skipped", "skipped_2"])).toBe("skipped_3");
  });

  it("begin in the group of the last one", () => {
    expect(freshCode("Slow", taxonomy.codes)).toEqual({ ...code("slow", "Slow") });
  });

  it("are archived, not removed, while answers name them", () => {
    expect(withoutCode(taxonomy, "skipped", true).codes.map(({ archived }) => archived)).toEqual([false, true]);
    expect(withoutCode(taxonomy, "skipped", false).codes.map(({ key }) => key)).toEqual(["wrong_unit"]);
  });
});

describe("severities", () => {
  it("keep their keys when they are renamed in place", () => {
    expect(severitiesOf("Critical\nLow", taxonomy.severities)).toEqual([
      { key: "high", title: "Critical" },
      { key: "low", title: "Low" },
    ]);
  });

  it("are added and left out by line", () => {
    expect(severitiesOf("High\n\nMedium level\nLow", taxonomy.severities).map(({ title }) => title)).toEqual([
      "High",
      "Medium level",
      "Low",
    ]);
    expect(new Set(severitiesOf("High\nMedium\nLow", taxonomy.severities).map(({ key }) => key)).size).toBe(3);
    expect(severitiesOf("Low", taxonomy.severities)).toEqual([{ key: "low", title: "Low" }]);
  });
});

describe("a preset", () => {
  const known = {
    taxonomies: [{ ...taxonomy, preset: "mast", key: "mast", help: "14 codes" }],
  } as unknown as Description;

  it("comes whole, without what only the form shows", () => {
    expect(taxonomyOf("mast", known)).toEqual({ ...taxonomy, preset: "mast" });
    expect(taxonomyOf("none", known)).toBeNull();
    expect(taxonomyOf("own", known)?.codes).toHaveLength(1);
  });
});
