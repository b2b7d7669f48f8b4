import { describe, expect, it } from "vitest";

import { chosen, sayGrants } from "./grants";
import { invitation } from "./testing";

describe("the grants that are sent", () => {
  it("are the rows with a project, each role once", () => {
    expect(
      chosen([
        { project: "p1", role: "annotator" },
        { project: null, role: "manager" },
        { project: "p1", role: "annotator" },
        { project: "p1", role: "reviewer" },
      ]),
    ).toEqual([
      { project: "p1", role: "annotator" },
      { project: "p1", role: "reviewer" },
    ]);
  });
});

describe("what an invitation gives", () => {
  const titles = new Map([["p1", "Chats"]]);

  it("names admin rights and roles with their projects", () => {
    const grants = [
      { project: "p1", role: "manager" },
      { project: "p9", role: "reviewer" },
    ];
    expect(sayGrants(invitation({ is_admin: true, grants }), titles)).toBe(
      "admin, manager of Chats, reviewer of a project that is gone",
    );
  });

  it("is an account where there is nothing else", () => {
    expect(sayGrants(invitation(), titles)).toBe("an account");
  });

  it("is a new password where it resets one", () => {
    const resets = { id: "u2", display_name: "Ben", pseudonym: "annotator-bbbbb" };
    expect(sayGrants(invitation({ resets }), titles)).toBe("a new password for Ben");
  });
});
