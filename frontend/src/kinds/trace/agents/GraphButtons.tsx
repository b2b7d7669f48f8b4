import { type FitViewOptions, Panel, useReactFlow } from "@xyflow/react";

import { Icon } from "@/ui/Icon";

import styles from "./agents.module.css";

/** Nearer, further, all of it. */
export function GraphButtons({ fit }: { fit: FitViewOptions }) {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <Panel position="top-left" className={styles.buttons}>
      <button type="button" aria-label="Zoom out" onClick={() => void zoomOut()}>
        −
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => void zoomIn()}>
        <Icon name="plus" size={12} />
      </button>
      <button type="button" onClick={() => void fitView(fit)}>
        Show all
      </button>
    </Panel>
  );
}
