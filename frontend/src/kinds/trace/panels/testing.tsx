import { act } from "@testing-library/react";
import { useState } from "react";

import { renderPart } from "@/test/render";

import { type DeskCore, type DeskState, useDeskCore } from "../desk";
import { DeskProvider } from "../DeskProvider";
import { aContent, aContext, anAnswer, aNode, aTool } from "../testing";
import type { Answer, Content, Context } from "../types";
import { AnswerPane } from "./AnswerPane";

// The answer pane on a desk whose answer can be read back, and a run of three agents to grade.

// A growing text field listens to it; jsdom has no fonts.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

/** Planner thinks, Critic looks something up, Coder answers. */
export function aRun(overrides: Partial<Content> = {}): Content {
  const check = { ok: false, problems: ["query: 7 is no text."] };
  return aContent({
    nodes: [
      aNode("ask", { kind: "user", text_parts: ["Which prime follows 101?"] }),
      aNode("think", { agent: "Planner", text_parts: ["After 101 comes 102."] }),
      aNode("call", { kind: "tool_call", agent: "Critic", tool: aTool({ call_id: "c1", check }) }),
      aNode("result", { kind: "tool_result", tool: aTool({ call_id: "c1" }), text_parts: ["103"] }),
      aNode("say", { kind: "final", agent: "Coder", text_parts: ["It is 107."] }),
    ],
    tools: [{ name: "search", description: "", parameters: null }],
    edges: [["Planner", "Critic"]],
    ...overrides,
  });
}

interface DeskOptions {
  context?: Partial<Context>;
  answer?: Partial<Answer>;
  state?: Partial<DeskState>;
  problems?: Record<string, string>;
  readonly?: boolean;
}

export function onDesk({ context, answer = {}, state, problems, readonly }: DeskOptions = {}) {
  const ctx = aContext({ content: aRun(), ...context });
  const seen: { answer: Answer; desk?: DeskCore; setProblems?: (problems: Record<string, string>) => void } = {
    answer: anAnswer(answer),
  };

  function Spy() {
    seen.desk = useDeskCore();
    return null;
  }

  function Frame() {
    const [given, setGiven] = useState(seen.answer);
    const [shown, setShown] = useState(problems);
    seen.setProblems = setShown;
    const keep = (next: Answer) => {
      seen.answer = next;
      setGiven(next);
    };
    return (
      <DeskProvider
        context={ctx}
        answer={given}
        problems={shown}
        initial={state}
        onChange={readonly ? undefined : keep}
      >
        <Spy />
        <AnswerPane />
      </DeskProvider>
    );
  }

  const { container } = renderPart(<Frame />);
  const desk = () => {
    if (!seen.desk) throw new Error("Nothing was drawn.");
    return seen.desk;
  };
  return {
    container,
    context: ctx,
    answer: () => seen.answer,
    step: (id: string) => seen.answer.steps[id],
    state: () => desk().state.get(),
    set: (part: Partial<DeskState>) => {
      act(() => {
        desk().state.set(part);
      });
    },
    select: (id: string) => {
      act(() => {
        desk().select(id);
      });
    },
    refuse: (next: Record<string, string>) => {
      act(() => {
        seen.setProblems?.(next);
      });
    },
  };
}
