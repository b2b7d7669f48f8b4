import type { Criterion } from "@/api/types";
import { Markdown } from "@/ui/Markdown";

import styles from "./answer.module.css";
import { useAnswering } from "./answering";
import type { Content } from "./types";
import type { Unit } from "./units";
import { screenChoices } from "./values";

/** What the criterion in focus asks and what each value of its scale stands for. It has a place of its own, so that
 * nothing moves under the pointer when the focus does. */
export function Legend({ units }: { units: readonly Unit[] }) {
  const { context, current } = useAnswering();
  const unit = units.find((each) => each.id === current);
  if (unit?.type !== "criterion") return null;
  const { criterion } = unit;
  return (
    <aside className={styles.legend} aria-label={`About ${criterion.title}`} tabIndex={0}>
      <h4 className={styles.legendTitle}>{criterion.title}</h4>
      {criterion.guidance && <Markdown>{criterion.guidance}</Markdown>}
      <Anchors criterion={criterion} content={context.content} />
    </aside>
  );
}

function Anchors({ criterion, content }: { criterion: Criterion; content: Content }) {
  if (criterion.scale.type === "binary") return null;
  const choices = screenChoices(criterion, content);
  const described = choices.filter((choice) => choice.description || choice.label !== String(choice.value));
  if (described.length === 0) return null;
  return (
    <dl className={styles.anchors}>
      {described.map((choice) => (
        <div key={String(choice.value)}>
          <dt>
            {choice.key && <kbd className={styles.key}>{choice.key}</kbd>}
            {choice.label}
          </dt>
          {choice.description && <dd>{choice.description}</dd>}
        </div>
      ))}
    </dl>
  );
}
