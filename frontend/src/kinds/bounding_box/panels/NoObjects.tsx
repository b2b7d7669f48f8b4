import { Switch } from "@mantine/core";

import { toggleNoObjects } from "../acting";
import { useStage } from "../stage";
import styles from "./panels.module.css";

/** Says that the image shows nothing to draw: an answer of its own, apart from not having looked. */
export function NoObjects() {
  const stage = useStage();
  const { boxes, no_objects } = stage.answer;
  if (!stage.context.settings.no_objects && !no_objects) return null;
  const problem = boxes.length === 0 && !no_objects ? stage.problems.boxes : undefined;
  return (
    <div className={styles.noObjects} data-path="boxes">
      <Switch
        label="No objects here"
        description={boxes.length > 0 ? "There are boxes already." : undefined}
        checked={no_objects}
        disabled={stage.disabled || boxes.length > 0}
        error={problem}
        onChange={() => {
          toggleNoObjects(stage);
        }}
      />
    </div>
  );
}
