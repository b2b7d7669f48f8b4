import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";

import styles from "./Split.module.css";

interface SplitProps {
  /** Under this name the size is remembered on this device. */
  name: string;
  /** What the handle changes, for those who hear it: "Width of the answer". */
  label: string;
  /** Side by side, or one above the other; above, the first takes no more than it needs. */
  direction?: "row" | "column";
  /** Share of the first part in percent. */
  initial: number;
  min?: number;
  max?: number;
  children: [ReactNode, ReactNode];
}

const STEP = 3;

function remembered(name: string, initial: number): number {
  const share = Number(localStorage.getItem(`split.${name}`) ?? Number.NaN);
  return Number.isFinite(share) ? share : initial;
}

/** Two parts with a handle between them that can be dragged or moved with the arrow keys. */
export function Split({ name, label, direction = "row", initial, min = 15, max = 85, children }: SplitProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(() => clamp(remembered(name, initial)));
  const row = direction === "row";

  function clamp(value: number): number {
    return Math.min(max, Math.max(min, Math.round(value * 10) / 10));
  }

  function resize(value: number) {
    const next = clamp(value);
    setShare(next);
    localStorage.setItem(`split.${name}`, String(next));
  }

  function handleDrag(event: PointerEvent<HTMLDivElement>) {
    const box = frame.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    resize(row ? (100 * (event.clientX - box.left)) / box.width : (100 * (event.clientY - box.top)) / box.height);
  }

  function handleKey(event: KeyboardEvent) {
    const by = { [row ? "ArrowLeft" : "ArrowUp"]: -STEP, [row ? "ArrowRight" : "ArrowDown"]: STEP }[event.key];
    const to = by === undefined ? { Home: min, End: max }[event.key] : share + by;
    if (to === undefined) return;
    event.preventDefault();
    resize(to);
  }

  return (
    <div
      ref={frame}
      className={styles.split}
      data-direction={direction}
      style={{ "--share": `${String(share)}%` } as CSSProperties}
    >
      <div className={styles.first}>{children[0]}</div>
      <div
        className={styles.handle}
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation={row ? "vertical" : "horizontal"}
        aria-valuenow={Math.round(share)}
        aria-valuemin={min}
        aria-valuemax={max}
        onKeyDown={handleKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={handleDrag}
        onDoubleClick={() => {
          resize(initial);
        }}
      />
      <div className={styles.second}>{children[1]}</div>
    </div>
  );
}
