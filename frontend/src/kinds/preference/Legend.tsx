import type { Criterion } from "@/api/types";
import { Markdown } from "@/ui/Markdown";

import styles from "./answer.module.css";
import { useAnswering } from "./answering";
import { presetOf, ratingWords } from "./scales";
import type { Content, Settings } from "./types";
import type { Unit } from "./units";
import { type Choice, screenChoices } from "./values";

/** What is asked by the unit in focus and what each value of its scale stands for. It has a place of its own, so that
 * nothing moves under the pointer when the focus does. */
export function Legend({ units }: { units: readonly Unit[] }) {
  const { context, current } = useAnswering();
  const unit = units.find((each) => each.id === current);
  if (unit?.type === "criterion") return <CriterionLegend criterion={unit.criterion} content={context.content} />;
  return context.settings.mode === "rating" ? <RatingLegend settings={context.settings} /> : null;
}

function CriterionLegend({ criterion, content }: { criterion: Criterion; content: Content }) {
  const described = describedChoices(criterion, content);
  if (!criterion.guidance && described.length === 0) return null;
  return (
    <aside className={styles.legend} aria-label={`About ${criterion.title}`} tabIndex={0}>
      <h3 className={styles.legendTitle}>{criterion.title}</h3>
      {criterion.guidance && <Markdown>{criterion.guidance}</Markdown>}
      <Anchors choices={described} />
    </aside>
  );
}

function RatingLegend({ settings }: { settings: Settings }) {
  const preset = presetOf(settings);
  const choices = preset.points.map((value) => ({
    value,
    label: ratingWords(preset, value),
    description: "",
    key: String(value),
  }));
  return (
    <aside className={styles.legend} aria-label="About the rating" tabIndex={0}>
      <Anchors choices={choices} />
    </aside>
  );
}

function describedChoices(criterion: Criterion, content: Content): Choice[] {
  if (criterion.scale.type === "binary") return [];
  return screenChoices(criterion, content).filter(
    (choice) => choice.description || choice.label !== String(choice.value),
  );
}

function Anchors({ choices }: { choices: Choice[] }) {
  if (choices.length === 0) return null;
  return (
    <dl className={styles.anchors}>
      {choices.map((choice) => (
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
