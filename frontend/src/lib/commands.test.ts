import { describe, expect, it } from "vitest";

import { type KeyPress, matchShortcut, shortcutKeys, takesText } from "./commands";

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe("matchShortcut", () => {
  it("takes Ctrl and Command for mod", () => {
    expect(matchShortcut("mod+k", [press("k", { ctrlKey: true })])).toBe("full");
    expect(matchShortcut("mod+k", [press("k", { metaKey: true })])).toBe("full");
    expect(matchShortcut("mod+k", [press("k")])).toBe("none");
  });

  it("does not take a plain key for the same key with Ctrl", () => {
    expect(matchShortcut("s", [press("s", { ctrlKey: true })])).toBe("none");
  });

  it("ignores Shift for signs that need it on some keyboards", () => {
    expect(matchShortcut("?", [press("?", { shiftKey: true })])).toBe("full");
    expect(matchShortcut("1", [press("1")])).toBe("full");
  });

  it("tells letters with Shift from letters without", () => {
    expect(matchShortcut("r", [press("R", { shiftKey: true })])).toBe("none");
    expect(matchShortcut("shift+r", [press("R", { shiftKey: true })])).toBe("full");
  });

  it("follows a sequence press by press", () => {
    expect(matchShortcut("g p", [press("g")])).toBe("part");
    expect(matchShortcut("g p", [press("g"), press("p")])).toBe("full");
    expect(matchShortcut("g p", [press("g"), press("h")])).toBe("none");
    expect(matchShortcut("g", [press("g"), press("g")])).toBe("none");
  });
});

describe("shortcutKeys", () => {
  it("names keys as people know them", () => {
    expect(shortcutKeys("mod+enter")).toEqual(["Ctrl", "Enter"]);
    expect(shortcutKeys("g p")).toEqual(["G", "P"]);
  });
});

describe("takesText", () => {
  it("knows fields from buttons", () => {
    const field = document.createElement("input");
    const box = Object.assign(document.createElement("input"), { type: "checkbox" });
    expect(takesText(field)).toBe(true);
    expect(takesText(document.createElement("textarea"))).toBe(true);
    expect(takesText(box)).toBe(false);
    expect(takesText(document.createElement("button"))).toBe(false);
  });
});
