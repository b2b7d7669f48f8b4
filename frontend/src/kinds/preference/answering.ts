import { createContext, use } from "react";

import type { Action } from "./answer";
import type { Answer, Context } from "./types";

/** What the parts of the answer share: the answer, how to change it, which unit the keys act on. */
export interface Answering {
  context: Context;
  answer: Answer;
  act: (action: Action) => void;
  /** The answer and the unit in focus as they are now, also before they are drawn. */
  read: () => { answer: Answer; current: string };
  current: string;
  problems: Record<string, string>;
  disabled: boolean;
  editing: string | null;
  /** Open the editor of a response, or close it. */
  edit: (response: string | null) => void;
}

export const AnsweringContext = createContext<Answering | null>(null);

export function useAnswering(): Answering {
  const answering = use(AnsweringContext);
  if (!answering) throw new Error("This part belongs into an answer.");
  return answering;
}
