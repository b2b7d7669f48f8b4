import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { StagePane } from "./StagePane";
import { StageProvider } from "./StageProvider";
import { aBox, aContext, anAnswer } from "./testing";
import type { Answer } from "./types";

const IMAGE = { url: "/images/one", thumbnail_url: "/images/one-small", width: 800, height: 600, tiles: null };
const CONTEXT = aContext({ images: { image: IMAGE } });
const FULL = anAnswer({ boxes: [aBox(), aBox({ id: "b2", x: 300, label: "dog" })] });

/** The stage with an answer that grows, as on the desk. */
function Desk({ first, onAnswer }: { first: Answer; onAnswer: (answer: Answer) => void }) {
  const [answer, setAnswer] = useState(first);
  return (
    <StageProvider
      context={CONTEXT}
      answer={answer}
      onChange={(next) => {
        onAnswer(next);
        setAnswer(next);
      }}
    >
      <StagePane />
    </StageProvider>
  );
}

function openDesk(first: Answer) {
  const answers = [first];
  renderPart(<Desk first={first} onAnswer={(answer) => answers.push(answer)} />);
  return answers;
}

const picture = () => screen.getByRole("application");
const said = () => screen.getByRole("status", { name: "What happened in the picture" }).textContent;

test("the picture says what it is and how many boxes it has", async () => {
  openDesk(FULL);
  expect(picture()).toHaveAccessibleName("Image, 800 × 600 pixels, 2 boxes");
  await expectAccessible(document.body);
});

test("a box is added, labelled, moved and deleted by keys alone", async () => {
  const answers = openDesk(anAnswer());
  const user = userEvent.setup();
  picture().focus();
  await user.keyboard("b2{ArrowRight}");
  const [before] = answers[1]?.boxes ?? [];
  expect(before).toMatchObject({ label: "cat", width: 2, height: 2 });
  expect(answers.at(-1)?.boxes).toEqual([{ ...before, label: "dog", x: (before?.x ?? 0) + 1 }]);
  expect(said()).toMatch(/^At \d+, \d+; 2 × 2$/);
  await user.keyboard("{Delete}");
  expect(answers.at(-1)?.boxes).toEqual([]);
  expect(said()).toBe("Box deleted");
});

test("Tab goes through the boxes and then on to what comes after the picture", async () => {
  openDesk(FULL);
  const user = userEvent.setup();
  picture().focus();
  await user.keyboard("{Tab}");
  expect(said()).toBe("Box 1, Cat, selected");
  await user.keyboard("{Tab}");
  expect(said()).toBe("Box 2, Dog, selected");
  await user.keyboard("{Tab}");
  expect(picture()).not.toHaveFocus();
});

test("the toolbar shows which tool is in use and what it draws", async () => {
  openDesk(anAnswer());
  const user = userEvent.setup();
  const toolbar = within(screen.getByRole("toolbar", { name: "Picture" }));
  await user.click(toolbar.getByRole("button", { name: "Select" }));
  expect(toolbar.getByRole("button", { name: "Select" })).toHaveAttribute("aria-pressed", "true");
  await user.keyboard("n");
  expect(toolbar.getByRole("button", { name: "Draw" })).toHaveAttribute("aria-pressed", "true");
  await user.keyboard("2");
  expect(toolbar.getByText("Dog")).toBeVisible();
});

test("an answer is only changed by the person", () => {
  expect(openDesk(FULL)).toEqual([FULL]);
});

test("where nothing can be changed there are no tools to change it", () => {
  renderPart(
    <StageProvider context={CONTEXT} answer={FULL}>
      <StagePane />
    </StageProvider>,
  );
  expect(screen.queryByRole("button", { name: "Draw" })).toBeNull();
  expect(screen.getByRole("button", { name: "Fit the image" })).toBeEnabled();
});

test("an image that could not be loaded can be asked for again", async () => {
  openDesk(FULL);
  const image = document.querySelector("img");
  expect(image).toHaveAttribute("src", "/images/one");
  if (image) fireEvent.error(image);
  expect(screen.getByRole("alert")).toHaveTextContent("The image could not be loaded.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(document.querySelector("img")).toHaveAttribute("src", "/images/one");
  expect(screen.queryByRole("alert")).toBeNull();
});
