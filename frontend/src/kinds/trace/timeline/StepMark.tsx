import { ToneSign } from "../conversation/ToneSign";
import { choiceOf } from "../labels";
import type { Label, Settings } from "../types";
import styles from "./marks.module.css";

interface StepMarkProps {
  label: Label | undefined;
  settings: Settings;
  /** Wrong only because of an earlier error. */
  inherited?: boolean;
  /** Also writes the label's words beside the sign. */
  withWords?: boolean;
}

/** The label of a step as a sign: a tick, a ring, a cross or a question mark. Nothing where nothing was said. */
export function StepMark({ label, settings, inherited = false, withWords = false }: StepMarkProps) {
  if (label === undefined) return null;
  const choice = choiceOf(label, settings);
  const words = `${choice?.label ?? String(label)}${inherited ? ", inherited" : ""}`;
  const tone = choice?.tone ?? "neutral";
  return (
    <span className={styles.mark} data-tone={tone} data-inherited={inherited || undefined} title={words}>
      <ToneSign tone={tone} size={14} />
      <span className={withWords ? undefined : "visually-hidden"}>{words}</span>
    </span>
  );
}

/** The pin of the first error. */
export function FirstErrorPin({ withWords = false }: { withWords?: boolean }) {
  return (
    <span className={styles.pin} title="First error">
      <ToneSign tone="pin" size={14} />
      <span className={withWords ? undefined : "visually-hidden"}>First error</span>
    </span>
  );
}
