import { CommentsPanel } from "./CommentsPanel";
import { CriteriaPanel } from "./CriteriaPanel";
import { LabelPicker } from "./LabelPicker";
import { NoObjects } from "./NoObjects";
import { ObjectList } from "./ObjectList";
import { SuggestionsPanel } from "./SuggestionsPanel";
import { useFirstProblem } from "./useFirstProblem";

/** What an answer is written with, but for the attributes of its boxes. */
export function AnswerPanels() {
  useFirstProblem();
  return (
    <>
      <LabelPicker />
      <SuggestionsPanel />
      <ObjectList />
      <NoObjects />
      <CriteriaPanel />
      <CommentsPanel />
    </>
  );
}
