import { AnswerPanels } from "./panels/AnswerPanels";
import { SidePane } from "./panels/SidePane";

/** The answer beside the picture: labels, boxes, and what is asked about them. */
export function AnswerPane() {
  return (
    <SidePane label="Your answer">
      <AnswerPanels />
    </SidePane>
  );
}
