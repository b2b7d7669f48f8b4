import { Button, SegmentedControl } from "@mantine/core";

import { counted } from "@/lib/format";
import { Icon } from "@/ui/Icon";

import { type Axis, type AxisBy, spanWords } from "./axis";
import styles from "./timeline.module.css";

const CLOSEST = 64;

interface TimelineBarProps {
  axis: Axis;
  /** Whether the trace has times to choose. */
  timed: boolean;
  zoom: number;
  foldable: boolean;
  onAxis: (by: AxisBy) => void;
  onZoom: (zoom: number) => void;
  onFoldAll: () => void;
  onUnfoldAll: () => void;
}

/** What the axis shows, how near it is, and the whole tree folded or open. */
export function TimelineBar({ axis, timed, zoom, foldable, onAxis, onZoom, onFoldAll, onUnfoldAll }: TimelineBarProps) {
  return (
    <div className={styles.bar}>
      {timed && (
        <SegmentedControl
          size="xs"
          aria-label="Axis"
          value={axis.by}
          data={[
            { value: "time", label: "By time" },
            { value: "order", label: "By order" },
          ]}
          onChange={(by) => {
            onAxis(by as AxisBy);
          }}
        />
      )}
      <p className={styles.axisWords}>{axisWords(axis, timed)}</p>
      {foldable && (
        <Button.Group>
          <Button size="compact-xs" variant="default" onClick={onFoldAll}>
            Fold all
          </Button>
          <Button size="compact-xs" variant="default" onClick={onUnfoldAll}>
            Open all
          </Button>
        </Button.Group>
      )}
      <ZoomButtons zoom={zoom} onZoom={onZoom} />
    </div>
  );
}

function axisWords({ by, length }: Axis, timed: boolean): string {
  if (by === "time") return `By the clock, ${spanWords(length)} in all`;
  const nodes = `${counted(length, "node")} in order of happening`;
  return timed ? nodes : `${nodes}: the trace has no times`;
}

function ZoomButtons({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  return (
    <div className={styles.zoom} role="group" aria-label="Zoom of the axis">
      <button
        type="button"
        aria-label="Zoom out"
        disabled={zoom <= 1}
        onClick={() => {
          onZoom(Math.max(1, zoom / 2));
        }}
      >
        −
      </button>
      <button
        type="button"
        title="Show the whole axis"
        disabled={zoom <= 1}
        onClick={() => {
          onZoom(1);
        }}
      >
        <span className="visually-hidden">Show the whole axis, now </span>
        {zoom}×
      </button>
      <button
        type="button"
        aria-label="Zoom in"
        disabled={zoom >= CLOSEST}
        onClick={() => {
          onZoom(Math.min(CLOSEST, zoom * 2));
        }}
      >
        <Icon name="plus" size={12} />
      </button>
    </div>
  );
}
