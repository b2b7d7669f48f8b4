import { describe, expect, it } from "vitest";

import { actsOn } from "./acts";
import { user } from "./testing";

const changes = (...args: Parameters<typeof user>) => actsOn(user(...args)).map(({ change }) => change);

describe("what can be done to an account", () => {
  it("is the opposite of what it is", () => {
    expect(changes()).toEqual([{ is_admin: true }, { is_active: false }]);
    expect(changes({ is_admin: true })).toEqual([{ is_admin: false }, { is_active: false }]);
  });

  it("is only to activate it while nobody can sign in to it", () => {
    expect(changes({ is_active: false, is_admin: true })).toEqual([{ is_active: true }]);
  });

  it("warns in red of what shuts somebody out, and of nothing else", () => {
    expect(actsOn(user()).map(({ label, danger = false }) => [label, danger])).toEqual([
      ["Make admin", false],
      ["Deactivate", true],
    ]);
  });
});
