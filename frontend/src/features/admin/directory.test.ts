import { describe, expect, it } from "vitest";

import { groupOf, inGroup, search } from "./directory";
import { user } from "./testing";

const ada = user({ display_name: "Ada Byron", email: "ada@first.example", pseudonym: "annotator-aaaaa" });
const ben = user({
  display_name: "Ben Ito",
  email: "ben@second.example",
  pseudonym: "annotator-bbbbb",
  is_active: false,
});
const author = user({ display_name: "Annotator 1", email: null, pseudonym: "annotator-ccccc", is_placeholder: true });
const everybody = [ada, ben, author];

describe("the groups of people", () => {
  it("part those who can sign in, who no longer can, and who never could", () => {
    expect(everybody.map(groupOf)).toEqual(["accounts", "locked", "authors"]);
    expect(inGroup(everybody, "locked")).toEqual([ben]);
  });
});

describe("searching people", () => {
  it("finds parts of names, addresses and pseudonyms in any case", () => {
    expect(search(everybody, "byr")).toEqual([ada]);
    expect(search(everybody, "SECOND.example")).toEqual([ben]);
    expect(search(everybody, "ccccc")).toEqual([author]);
  });

  it("wants every word", () => {
    expect(search(everybody, "ada first")).toEqual([ada]);
    expect(search(everybody, "ada second")).toEqual([]);
  });

  it("shows everybody for an empty search", () => {
    expect(search(everybody, "  ")).toEqual(everybody);
  });
});
