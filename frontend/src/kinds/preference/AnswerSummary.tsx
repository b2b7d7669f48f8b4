import type { KindContext } from "../defineKind";
import { nameIn } from "./sides";
import { sayOverall } from "./summary";
import type { Answer, Content, Settings } from "./types";

/** An answer in one line, for tables. */
export function AnswerSummary({ answer, content, settings }: KindContext<Content, Settings> & { answer: Answer }) {
  return <span>{sayOverall(answer.overall, settings, content, (id) => nameIn(content, id))}</span>;
}
