import { describe, expect, it } from "vitest";

import { saySaved } from "./SaveBadge";
import { sayWait } from "./TaskStates";
import { sayClock } from "./Timer";

describe("what the header says", () => {
  it("where the work is now", () => {
    expect(saySaved({ kind: "nothing" }, 0)).toBeNull();
    expect(saySaved({ kind: "saved", at: 10_000 }, 12_000)?.text).toBe("saved 2 s ago");
    expect(saySaved({ kind: "saved", at: 0 }, 180_000)?.text).toBe("saved 3 minutes ago");
    expect(saySaved({ kind: "device", at: 0 }, 1)).toMatchObject({ text: "saved on this device", tone: "warn" });
    expect(saySaved({ kind: "unsaved" }, 1)).toMatchObject({ text: "not saved", tone: "bad" });
    expect(saySaved({ kind: "closed", detail: "It is finished." }, 1)?.help).toBe("It is finished.");
  });

  it("how long it took", () => {
    expect(sayClock(0)).toBe("0:00");
    expect(sayClock(754_900)).toBe("12:34");
  });
});

describe("what an empty queue says", () => {
  it("counts down in minutes, then in seconds", () => {
    expect(sayWait(240_000)).toBe("trying again in 4 minutes.");
    expect(sayWait(59_000)).toBe("trying again in 59 seconds.");
    expect(sayWait(1)).toBe("trying again in 1 second.");
    expect(sayWait(0)).toBe("trying again now.");
  });
});
