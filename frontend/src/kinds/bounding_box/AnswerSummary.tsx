import type { KindContext } from "../defineKind";
import { fromDraft } from "./answer";
import { sayAnswer } from "./summary";
import { Thumbnail } from "./Thumbnail";
import type { Answer, Content, Settings } from "./types";

/** An answer in one line, for tables; with a small picture where the image is at hand. */
export function AnswerSummary({ answer, settings, images }: KindContext<Content, Settings> & { answer: Answer }) {
  const given = fromDraft(answer);
  const image = images?.image;
  return (
    <>
      {image && <Thumbnail image={image} boxes={given.boxes} settings={settings} />}
      <span>{sayAnswer(given, settings)}</span>
    </>
  );
}
