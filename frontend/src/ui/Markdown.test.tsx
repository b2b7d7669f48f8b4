import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { Markdown } from "./Markdown";

it("shows HTML in a text as nothing that runs or loads", () => {
  const { container } = renderPart(
    <Markdown>
      {'Hi <img src="x" onerror="alert(1)"> <script>alert(2)</script> <iframe src="https://evil.example"></iframe>'}
    </Markdown>,
  );
  expect(container.querySelector("script, iframe, img")).toBeNull();
  expect(container.innerHTML).not.toContain("onerror=");
});

it("loads no remote image: it is a link that says so", () => {
  const { container } = renderPart(<Markdown>{"![a chart](https://images.example/chart.png)"}</Markdown>);
  expect(container.querySelector("img")).toBeNull();
  const link = screen.getByRole("link", { name: /a chart/ });
  expect(link).toHaveAttribute("href", "https://images.example/chart.png");
  expect(link).toHaveTextContent("not loaded");
});

it("drops links that run code and guards the others", () => {
  renderPart(<Markdown>{"[bad](javascript:alert(1)) [good](https://docs.example/a)"}</Markdown>);
  expect(screen.queryByRole("link", { name: "bad" })).toBeNull();
  expect(screen.getByRole("link", { name: "good" })).toHaveAttribute("rel", "noopener noreferrer nofollow");
});

it("draws formulas with KaTeX", async () => {
  const { container } = renderPart(<Markdown>{"The area is $\\pi r^2$ and\n\n$$\\sum_i x_i$$"}</Markdown>);
  await waitFor(() => {
    expect(container.querySelectorAll(".katex")).toHaveLength(2);
  });
  expect(container.querySelectorAll(".katex-display")).toHaveLength(1);
});

it("shows a formula that is wrong as its source", async () => {
  const { container } = renderPart(<Markdown>{"$\\frac{1$"}</Markdown>);
  await waitFor(() => {
    expect(container.querySelector(".katex-error")).toHaveTextContent("\\frac{1");
  });
});

it("highlights code by its language and keeps its text", async () => {
  const { container } = renderPart(<Markdown>{"```python\ndef f(x):\n    return x < 2\n```"}</Markdown>);
  await waitFor(() => {
    expect(container.querySelector(".hljs-keyword")).toHaveTextContent("def");
  });
  expect(container.querySelector("pre")?.textContent).toBe("def f(x):\n    return x < 2");
});

it("draws tables and is accessible", async () => {
  const { container } = renderPart(
    <Markdown>{"## Prices\n\n| fruit | price |\n| --- | --- |\n| fig | 2 |\n\n- [x] done"}</Markdown>,
  );
  expect(screen.getByRole("cell", { name: "fig" })).toBeVisible();
  await expectAccessible(container);
});

it("shows the source as written on demand", () => {
  const { container } = renderPart(<Markdown raw>{"**bold** & <b>"}</Markdown>);
  expect(container).toHaveTextContent("**bold** & <b>");
});
