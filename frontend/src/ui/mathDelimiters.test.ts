import { expect, it } from "vitest";

import { withKnownMath } from "./mathDelimiters";

it("turns LaTeX's own delimiters into those of Markdown", () => {
  expect(withKnownMath("so \\( x^2 \\) holds")).toBe("so $x^2$ holds");
  expect(withKnownMath("\\[\na + b\n\\]")).toBe("\n$$\na + b\n$$\n");
});

it("makes a formula that stands alone between $$ a displayed one", () => {
  expect(withKnownMath("Then\n$$\\sum_i x_i$$\nholds")).toBe("Then\n$$\n\\sum_i x_i\n$$\nholds");
  expect(withKnownMath("$$\nx\n$$")).toBe("$$\nx\n$$");
});

it("leaves code as it is", () => {
  const fenced = "```python\nre.match('\\(a\\)')\n```\n\\(x\\)";
  expect(withKnownMath(fenced)).toBe("```python\nre.match('\\(a\\)')\n```\n$x$");
  expect(withKnownMath("`\\(a\\)` and \\(b\\)")).toBe("`\\(a\\)` and $b$");
  expect(withKnownMath("```\nnever closed \\(a\\)")).toBe("```\nnever closed \\(a\\)");
});

it("tells money from formulas", () => {
  expect(withKnownMath("It costs $5 and $6.")).toBe("It costs \\$5 and \\$6.");
  expect(withKnownMath("from $5-$6")).toBe("from \\$5-\\$6");
  expect(withKnownMath("$x$ and $\\pi r^2$, not $5")).toBe("$x$ and $\\pi r^2$, not \\$5");
  expect(withKnownMath("already \\$5 and $a$")).toBe("already \\$5 and $a$");
});
