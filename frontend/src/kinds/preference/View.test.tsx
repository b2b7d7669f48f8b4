import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { expectAccessible } from "@/test/axe";
import { renderPart } from "@/test/render";

import { emptyAnswer } from "./answer";
import { aContent, answer, context, criterion, flipped, settings, withResponses } from "./testing";
import type { Answer, Context } from "./types";
import { View } from "./View";

// A growing text field listens to it; jsdom has no fonts.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

interface StageProps {
  ctx: Context;
  start?: Answer;
  problems?: Record<string, string>;
  onAnswer: (answer: Answer) => void;
}

/** Someone who keeps the answer, as the labeling screen does. */
function Stage({ ctx, start = emptyAnswer(), problems, onAnswer }: StageProps) {
  const [given, setGiven] = useState(start);
  return (
    <View
      mode="annotate"
      {...ctx}
      answer={given}
      problems={problems}
      onChange={(next) => {
        setGiven(next);
        onAnswer(next);
      }}
    />
  );
}

function open(ctx: Context, rest: Partial<StageProps> = {}) {
  const onAnswer = vi.fn<(answer: Answer) => void>();
  const part = renderPart(<Stage ctx={ctx} onAnswer={onAnswer} {...rest} />);
  return {
    container: part.container,
    latest: () => onAnswer.mock.lastCall?.[0],
    keys: (text: string) => userEvent.keyboard(text),
  };
}

const radio = (group: string, name: string) =>
  within(screen.getByRole("radiogroup", { name: group })).getByRole("radio", { name });

beforeEach(() => {
  localStorage.clear();
});

describe("answering by keyboard", () => {
  it("key 1 prefers what stands left, and stores what that really is", async () => {
    const { keys, latest } = open(context({ content: flipped(aContent()) }));
    await keys("1");
    expect(latest()?.overall).toEqual({ verdict: "prefer", strength: 3 });
    expect(radio("Overall", "A much better")).toBeChecked();
  });

  it("digits judge one criterion after the other, the overall verdict last", async () => {
    const { keys, latest } = open(context({ criteria: [criterion()] }));
    await keys("206");
    expect(latest()).toMatchObject({
      criteria: { accuracy: { r1: { value: 2 }, r2: { value: 0 } } },
      overall: { verdict: "prefer", strength: 2 },
    });
  });

  it("u and n answer the criterion in focus, each in its own way", async () => {
    const { keys, latest } = open(context({ criteria: [criterion()] }));
    await keys("un");
    expect(latest()?.criteria).toEqual({
      accuracy: { r1: { missing: "cannot_assess" }, r2: { missing: "not_applicable" } },
    });
  });

  it("j and k walk between the units without answering", async () => {
    const { keys, latest } = open(context({ criteria: [criterion()] }));
    await keys("jjk1");
    expect(latest()?.criteria).toEqual({ accuracy: { r2: { value: 1 } } });
  });

  it("r goes into the rationale, where letters and digits are only text", async () => {
    const { keys, latest } = open(context());
    await keys("rt1 x");
    expect(latest()).toEqual(answer({ rationale: "t1 x" }));
    await keys("{Escape}2");
    expect(latest()?.overall).toEqual({ verdict: "prefer", strength: -2 });
  });

  it("arrow keys walk along a scale", async () => {
    const { latest } = open(context());
    await userEvent.click(radio("Overall", "about the same"));
    expect(latest()?.overall).toEqual({ verdict: "same" });
    await userEvent.keyboard("{ArrowRight}");
    expect(latest()?.overall).toEqual({ verdict: "prefer", strength: 1 });
    expect(radio("Overall", "B slightly better")).toHaveFocus();
  });

  it("e opens a better version of the winner in its place, and Esc leaves it", async () => {
    const { keys, latest } = open(context({ settings: settings({ allow_edit: true }) }));
    await keys("7e");
    const field = screen.getByRole("textbox", { name: "Text of the better version" });
    expect(field).toHaveValue("111 is a prime.");
    await userEvent.type(field, " So is 113.");
    expect(latest()?.edit).toEqual({ base: "r2", text: "111 is a prime. So is 113." });
    await keys("{Escape}");
    expect(screen.queryByRole("textbox", { name: "Text of the better version" })).not.toBeInTheDocument();
  });
});

describe("other ways to answer", () => {
  it("a click on the chosen one takes it back", async () => {
    const { latest } = open(context());
    await userEvent.click(radio("Overall", "A better"));
    await userEvent.click(radio("Overall", "A better"));
    expect(latest()?.overall).toBeUndefined();
  });

  it("both bad is no point of the scale", async () => {
    const { latest } = open(context());
    await userEvent.click(screen.getByRole("radio", { name: "Both bad" }));
    expect(latest()?.overall).toEqual({ verdict: "both_bad" });
    expect(screen.getByRole("radiogroup", { name: "Overall" })).not.toContainElement(
      screen.getByRole("radio", { name: "Both bad" }),
    );
  });

  it("responses are ranked with ties, and the order is said", async () => {
    const ctx = context({ content: withResponses(3), settings: settings({ mode: "ranking", scale: "ranking" }) });
    const { keys, latest } = open(ctx);
    await keys("212");
    expect(latest()?.overall).toEqual({ ranks: { r1: 2, r2: 1, r3: 2 } });
    expect(screen.getByText("B > A = C")).toBeInTheDocument();
  });

  it("a single response is rated by the numbers of its scale", async () => {
    const ctx = context({ content: withResponses(1), settings: settings({ mode: "rating", scale: "zero_to_four" }) });
    const { keys, latest } = open(ctx);
    await keys("0");
    expect(latest()?.overall).toEqual({ ratings: { r1: 0 } });
    expect(radio("Overall", "Very bad")).toBeChecked();
  });

  it("turns are judged one by one, then the whole", async () => {
    const messages = ["one", "two"].flatMap((text) => [
      { role: "assistant" as const, content: text },
      { role: "user" as const, content: "And?" },
    ]);
    const content = aContent({ responses: ["r1", "r2"].map((id) => ({ id, messages })) });
    const { keys, latest } = open(context({ content, settings: settings({ turns: "every" }) }));
    await keys("147");
    expect(latest()).toMatchObject({
      turns: { "0": { verdict: "prefer", strength: -3 }, "1": { verdict: "same" } },
      overall: { verdict: "prefer", strength: 3 },
    });
  });
});

describe("reading", () => {
  it("differences are marked on both sides, and d switches them", async () => {
    const { container, keys } = open(context());
    await keys("d");
    expect([...container.querySelectorAll("ins")].map((node) => node.textContent)).toEqual(["101", "111"]);
    await keys("d");
    expect(container.querySelector("ins")).toBeNull();
  });

  it("a text that names its model is flagged, the other is not", () => {
    open(context({ content: aContent({ names_itself: ["r2"] }) }));
    expect(within(screen.getByRole("region", { name: "Response B" })).getByText("names a model")).toBeInTheDocument();
    expect(
      within(screen.getByRole("region", { name: "Response A" })).queryByText("names a model"),
    ).not.toBeInTheDocument();
  });

  it("the meaning of each anchor of the criterion in focus is beside its scale", () => {
    open(context({ criteria: [criterion()] }));
    expect(
      within(screen.getByRole("complementary", { name: "About Accuracy" })).getByText("No false claim."),
    ).toBeInTheDocument();
  });
});

describe("what is missing", () => {
  it("is said at its place, and the first of it gets the focus", () => {
    open(context({ criteria: [criterion()] }), {
      problems: { "criteria.accuracy.r2": "Accuracy, B: not judged yet." },
    });
    expect(screen.getByText("Not judged yet.")).toBeInTheDocument();
    expect(radio("Accuracy, B", "Wrong")).toHaveFocus();
  });
});

describe("other modes", () => {
  const said = [
    { label: "A", answer: answer({ overall: { verdict: "prefer", strength: -1 }, rationale: "101 is right." }) },
    { label: "B", answer: answer({ overall: { verdict: "both_bad" } }) },
  ];

  it("answers of several people stand beside each other, and where they differ it shows", () => {
    const { names_itself: _screen, ...content } = aContent();
    renderPart(<View mode="compare" {...context({ content })} answers={said} />);
    const row = screen.getByRole("row", { name: /Overall/ });
    expect(within(row).getByText("Response 1 is slightly better")).toBeInTheDocument();
    expect(row).toHaveAttribute("data-differs", "true");
  });

  it("a reviewer adopts one of them", async () => {
    const onChange = vi.fn();
    renderPart(<View mode="review" {...context()} answers={said} onChange={onChange} />);
    await userEvent.click(
      within(screen.getByRole("columnheader", { name: /^B/ })).getByRole("button", { name: "Adopt" }),
    );
    expect(onChange).toHaveBeenCalledWith(said[1]?.answer);
  });

  it("who only looks cannot answer", async () => {
    renderPart(<View mode="annotate" {...context()} answer={answer({ overall: { verdict: "same" } })} />);
    await userEvent.keyboard("1");
    expect(radio("Overall", "about the same")).toBeChecked();
    expect(radio("Overall", "A much better")).toBeDisabled();
  });
});

describe("for everyone", () => {
  it("has no fault that axe finds", async () => {
    const { container } = open(context({ criteria: [criterion()], settings: settings({ allow_edit: true }) }));
    await expectAccessible(container);
  });
});
