import { describe, expect, it } from "vitest";

import { codePointLength, sliceByCodePoints, toCodePoints, toUtf16 } from "./codePoints";

const TEXT = "a😀b👩‍💻c";

describe("code points", () => {
  it("count an emoji once", () => {
    expect(codePointLength(TEXT)).toBe([...TEXT].length);
    expect(toCodePoints(TEXT, TEXT.indexOf("b"))).toBe(2);
  });

  it("are found again in the text", () => {
    for (let offset = 0; offset <= [...TEXT].length; offset += 1) {
      expect(toCodePoints(TEXT, toUtf16(TEXT, offset))).toBe(offset);
    }
  });

  it("cut the text where the server cuts it", () => {
    expect(sliceByCodePoints(TEXT, 1, 3)).toBe("😀b");
    expect(sliceByCodePoints(TEXT, 2, 5)).toBe([...TEXT].slice(2, 5).join(""));
  });

  it("end before a pair that an offset would split", () => {
    expect(toCodePoints(TEXT, 2)).toBe(1);
  });

  it("end with the text", () => {
    expect(toUtf16("ab", 9)).toBe(2);
    expect(toCodePoints("ab", 9)).toBe(2);
  });

  it("bear half a pair alone", () => {
    expect(codePointLength("a\ud83db")).toBe(3);
  });
});
