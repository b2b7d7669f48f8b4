import styles from "./KeyHint.module.css";

interface KeyHintProps {
  /** As a person reads it: "f", "Shift N". */
  keys: string;
  className?: string;
}

/** A key beside what it does. It is drawn only: the name of a button stays what the button does. */
export function KeyHint({ keys, className = "" }: KeyHintProps) {
  return <kbd className={`${styles.hint ?? ""} ${className}`} data-keys={keys} aria-hidden />;
}
