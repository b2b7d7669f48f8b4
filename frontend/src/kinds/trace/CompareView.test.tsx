import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";
import { useAllCommands } from "@/ui/CommandProvider";

import { AnswerSummary } from "./AnswerSummary";
import { anError, content, firstErrorAt, said, settings } from "./compare/testing";
import { CompareView } from "./CompareView";
import { ReadonlyView } from "./ReadonlyView";
import { ReviewView } from "./ReviewView";
import { anAnswer } from "./testing";
import { giveSizes } from "./timeline/testing";
import type { Answer, Content, Dispute } from "./types";

giveSizes();
// A growing text field listens to it; jsdom has no fonts.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

const context = { content, settings, criteria: [] };
const a = anAnswer({
  steps: { ...said("plan", { label: 1 }), ...said("look", { label: -1, comment: "The wrong page." }) },
  first_error: firstErrorAt("look"),
  errors: [anError("look")],
  outcome: "fail",
});
const b = anAnswer({
  steps: { ...said("plan", { label: 1 }), ...said("look", { label: 1 }), ...said("sum", { label: -1 }) },
  first_error: firstErrorAt("sum"),
  outcome: "fail",
});
const answers = [
  { label: "A", answer: a },
  { label: "B", answer: b },
];

const matrix = () => within(screen.getByRole("table", { name: "What each person said of each step" }));
const steps = () =>
  matrix()
    .getAllByRole("rowheader")
    .map((head) => head.textContent.match(/Step \d|Node \d/)?.[0]);
const cells = (step: RegExp) =>
  within(matrix().getByRole("row", { name: step }))
    .getAllByRole("cell")
    .map((cell) => cell.textContent);
const details = (name: string) => within(screen.getByRole("region", { name }));

/** The commands of the page with a key, as the list of shortcuts reads them. */
function KeysOfThePage() {
  const withKeys = useAllCommands().filter(({ shortcut }) => shortcut);
  return (
    <ul aria-label="Keys of the page">
      {withKeys.map(({ id, shortcut }) => (
        <li key={id}>{shortcut}</li>
      ))}
    </ul>
  );
}

function shortcuts(): string[] {
  const list = screen.getByRole("list", { name: "Keys of the page" });
  return within(list)
    .getAllByRole("listitem")
    .map((item) => item.textContent);
}

function compare(props: Partial<Parameters<typeof CompareView>[0]> = {}) {
  return renderPart(
    <>
      <CompareView mode="compare" {...context} answers={answers} {...props} />
      <KeysOfThePage />
    </>,
  );
}

beforeEach(() => {
  localStorage.clear();
});

describe("comparing answers", () => {
  it("shows the disputed steps first, with what each person said", () => {
    compare();
    expect(steps()).toEqual(["Step 2", "Step 3"]);
    expect(cells(/^Step 2/)).toEqual(["WrongFirst errorSlip…with words", "Right"]);
  });

  it("shows all steps when asked", async () => {
    compare();
    await userEvent.click(screen.getByRole("switch", { name: "Only these, of 4" }));
    expect(steps()).toEqual(["Step 1", "Step 2", "Step 3", "Step 4"]);
    await userEvent.keyboard("d");
    expect(steps()).toEqual(["Step 2", "Step 3"]);
  });

  it("shows all steps where nothing is disputed", () => {
    compare({ answers: [{ label: "A", answer: a }] });
    expect(steps()).toEqual(["Step 1", "Step 2", "Step 3", "Step 4"]);
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
  });

  it("takes the disputes that the server found for the disputes", () => {
    const disputes: Dispute[] = [{ unit: "end", measure: "step", values: [1, 0] }];
    compare({ disputes });
    expect(steps()).toEqual(["Step 4"]);
  });

  it("walks the rows with keys, around the end, with one selection for the trace beside", async () => {
    compare();
    const current = () =>
      matrix()
        .getAllByRole("row", { current: true })
        .map((row) => row.textContent.slice(0, 6));
    expect(current()).toEqual(["Step 2"]);
    await userEvent.keyboard("j");
    expect(current()).toEqual(["Step 3"]);
    await userEvent.keyboard("j");
    expect(current()).toEqual(["Step 2"]);
    await userEvent.keyboard("k");
    expect(current()).toEqual(["Step 3"]);
    expect(screen.getByRole("heading", { name: "Step 3, Scout" })).toBeVisible();
  });

  it("marks on the rail where an error is seen first and where answers differ", () => {
    compare();
    const mark = (name: RegExp) => screen.getByRole("option", { name });
    expect(mark(/^Step 1 of 4/)).toHaveAccessibleName("Step 1 of 4, reasoning, Lead, labelled right");
    expect(mark(/^Step 2 of 4/)).toHaveAccessibleName(/first error in 1 of 2 answers, answers differ$/);
    expect(mark(/^Step 3 of 4/)).toHaveAccessibleName(/first error in 1 of 2 answers, answers differ$/);
    expect(mark(/^Step 4 of 4/)).toHaveAccessibleName("Step 4 of 4, final answer, Lead");
    const signs = screen.getAllByRole("option").map((each) => each.dataset.sign);
    expect(signs).toEqual(["right", "pin", "pin", undefined]);
    expect(screen.getByTitle("Answers differ on 2 of 4 steps")).toHaveTextContent("2differ");
  });

  it("goes from a mark on the rail to what was said there", async () => {
    compare();
    await userEvent.click(screen.getByRole("option", { name: /^Step 3 of 4/ }));
    expect(screen.getByRole("heading", { name: "Step 3, Scout" })).toBeVisible();
  });

  it("has each key once in the list of shortcuts", () => {
    compare();
    const keys = shortcuts();
    expect(keys).toContain("j");
    expect(keys).toEqual([...new Set(keys)]);
  });

  it("says below the table all that was said of the selected step", async () => {
    compare();
    const table = details("On step 2, Scout");
    const row = (name: RegExp) => table.getByRole("row", { name });
    expect(row(/^Label/)).toHaveAttribute("data-differs", "true");
    expect(
      within(row(/^First error/))
        .getAllByRole("cell")
        .map((cell) => cell.textContent),
    ).toEqual(["Here", "Step 3, Scout"]);
    expect(row(/^Comment/)).toHaveTextContent("The wrong page.");
  });

  it("compares what is said of the whole trace; gold has a column of its own", async () => {
    compare({ gold: anAnswer({ outcome: "success" }) });
    await userEvent.click(screen.getByRole("radio", { name: "Whole trace, 2 differ" }));
    const row = details("On the whole trace").getByRole("row", { name: /^Outcome/ });
    expect(
      within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent),
    ).toEqual(["Fail", "Fail", "Success"]);
    expect(screen.getByRole("columnheader", { name: "Gold" })).toBeVisible();
  });

  it("says that nobody has answered", () => {
    compare({ answers: [] });
    expect(screen.getByText("Nobody has answered yet")).toBeVisible();
  });

  it("has no fault that axe finds", async () => {
    compare({ gold: a });
    await expectAccessible(screen.getByRole("region", { name: "Answers beside each other" }));
  });
});

function review(start: Answer = anAnswer()) {
  const seen: { answer: Answer; changes: number } = { answer: start, changes: 0 };
  function Desk() {
    const [answer, setAnswer] = useState(seen.answer);
    const keep = (next: Answer) => {
      seen.answer = next;
      seen.changes += 1;
      setAnswer(next);
    };
    return (
      <>
        <ReviewView mode="review" {...context} answers={answers} answer={answer} onChange={keep} />
        <KeysOfThePage />
      </>
    );
  }
  renderPart(<Desk />);
  return seen;
}

describe("reviewing answers", () => {
  it("takes the selected step from one person, and from another instead", async () => {
    const seen = review();
    await userEvent.click(screen.getByRole("button", { name: "Take this step from A" }));
    expect(seen.answer).toMatchObject({
      steps: { look: { label: -1 } },
      first_error: { node: "look" },
      errors: [{ node: "look" }],
    });
    await userEvent.keyboard("p2");
    await waitFor(() => {
      expect(seen.answer).toMatchObject({ steps: { look: { label: 1 } }, first_error: null, errors: [] });
    });
    expect(seen.changes).toBe(2);
  });

  it("takes all of one person", async () => {
    const seen = review();
    await userEvent.click(screen.getByRole("button", { name: "Take all of B" }));
    expect(seen.answer).toEqual(b);
  });

  it("takes what nobody disputes, and leaves the rest", async () => {
    const seen = review();
    await userEvent.click(screen.getByRole("button", { name: "Take what nobody disputes" }));
    expect(seen.answer.steps).toEqual(said("plan", { label: 1 }));
    expect(seen.answer).toMatchObject({ outcome: "fail", first_error: null });
  });

  it("takes one part about the whole trace", async () => {
    const seen = review();
    await userEvent.click(screen.getByRole("radio", { name: "Whole trace, 1 differ" }));
    await userEvent.click(screen.getByRole("button", { name: "Take first error from B" }));
    expect(seen.answer).toEqual(anAnswer({ first_error: firstErrorAt("sum") }));
  });

  it("has the reviewer's own answer below, to be changed", () => {
    review(a);
    expect(screen.getByRole("region", { name: "Your answer" })).toBeVisible();
  });

  it("has the reviewer's own marks on the rail before those of others", () => {
    review(anAnswer({ steps: said("look", { label: 0 }) }));
    const marks = screen.getAllByRole("option");
    expect(marks.map(({ dataset }) => [dataset.sign, dataset.disputed])).toEqual([
      ["right", undefined],
      ["neutral", "true"],
      ["pin", "true"],
      [undefined, undefined],
    ]);
    expect(marks[1]).toHaveAccessibleName(/neutral, first error in 1 of 2 answers, answers differ$/);
    expect(marks[3]).toHaveAccessibleName(/no label$/);
  });

  it("has each key once in the list of shortcuts", () => {
    review();
    const keys = shortcuts();
    expect(keys).toContain("k");
    expect(keys).toEqual([...new Set(keys)]);
  });
});

describe("an answer that is only shown", () => {
  it("opens at its first error, with nothing to take", () => {
    renderPart(<ReadonlyView mode="readonly" {...context} answer={a} />);
    expect(screen.getByRole("heading", { name: "Step 2, Scout" })).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Take/ })).not.toBeInTheDocument();
  });

  it("may be missing", () => {
    renderPart(<ReadonlyView mode="readonly" {...context} />);
    expect(screen.getByText("Which prime follows 101?")).toBeVisible();
    expect(screen.queryByRole("table")).not.toBeInTheDocument();
  });

  it("is summed up in tables", () => {
    const { container } = renderPart(<AnswerSummary {...context} answer={a} />);
    expect(container).toHaveTextContent(/Fail.*First error.*Step 2, Scout/);
    expect(within(screen.getByRole("list", { name: "Labels" })).getAllByRole("listitem")).toHaveLength(2);
    expect(within(screen.getByRole("list", { name: "Errors" })).getByText("Slip")).toBeVisible();
    expect(container).toHaveTextContent("1 comment");
  });

  it("is summed up where the trace is not at hand, and where little was said", () => {
    const given = { first_error: { node: "look" } } as Answer;
    const { container } = renderPart(
      <AnswerSummary {...context} content={undefined as unknown as Content} answer={given} />,
    );
    expect(container).toHaveTextContent("First errorlook");
    renderPart(<AnswerSummary {...context} answer={anAnswer()} />);
    expect(screen.getByText("Nothing said yet")).toBeVisible();
  });
});
