import type { KindContext } from "../defineKind";
import { canonicalName } from "./sides";
import { sayOverall } from "./summary";
import type { Answer, Content, Settings } from "./types";

/** An answer in one line, for tables. */
export function AnswerSummary({ answer, content, settings }: KindContext<Content, Settings> & { answer: Answer }) {
  return <span>{sayOverall(answer.overall, settings, content, canonicalName)}</span>;
}
