import { useMemo } from "react";

import { useCommands } from "@/ui/CommandProvider";

import { stageCommands } from "./commands";
import { CommentBubble } from "./CommentBubble";
import { Failed } from "./Picture";
import { useStageCore, useStageState } from "./stage";
import styles from "./stage.module.css";
import { StageSurface } from "./StageSurface";
import { SuggestionBar } from "./SuggestionBar";
import { Toolbar } from "./Toolbar";

/** The picture with its tools, and its keys. */
export function StagePane() {
  const stage = useStageCore();
  const commands = useMemo(() => stageCommands(stage), [stage]);
  useCommands(commands);
  return (
    <div className={styles.pane}>
      <Toolbar commands={commands} />
      <div className={styles.frame}>
        <StageSurface />
        <Failed />
        <SuggestionBar commands={commands} />
        <CommentBubble />
        <Said />
      </div>
    </div>
  );
}

/** For those who hear the page. */
function Said() {
  const said = useStageState((state) => state.said);
  return (
    <div className="visually-hidden" role="status" aria-label="What happened in the picture">
      {said}
    </div>
  );
}
