import { useLayoutEffect, useRef } from "react";

import { Controller } from "./controller";
import { listen } from "./listening";
import { Picture } from "./Picture";
import { useStage } from "./stage";
import styles from "./stage.module.css";
import { fitted, resizedTo } from "./viewport";

/** The image with its boxes, which takes the pointer. */
export function StageSurface() {
  const stage = useStage();
  const surface = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const controller = useRef<Controller>(null);
  const { state, viewport, context } = stage;

  useLayoutEffect(() => {
    if (!surface.current || !picture.current || !canvas.current || !svg.current) return;
    const parts = { stage: surface.current, picture: picture.current, canvas: canvas.current, svg: svg.current };
    const next = new Controller(parts, state, viewport);
    const unlisten = listen(surface.current, next);
    controller.current = next;
    return () => {
      unlisten();
      next.end();
    };
  }, [state, viewport]);

  useLayoutEffect(() => {
    controller.current?.show(stage);
  }, [stage]);

  const { width, height } = context.content.image;
  useLayoutEffect(() => {
    const element = surface.current;
    if (!element) return;
    const measure = () => {
      const size = { width: element.clientWidth, height: element.clientHeight };
      const before = viewport.get();
      viewport.set(before.width === 0 ? fitted({ ...before, ...size }, { width, height }) : resizedTo(before, size));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [viewport, width, height]);

  const count = stage.answer.boxes.length;
  return (
    <div
      ref={surface}
      className={styles.surface}
      data-stage
      role="application"
      tabIndex={0}
      aria-roledescription="picture with boxes"
      aria-label={`Image, ${width} × ${height} pixels, ${count} ${count === 1 ? "box" : "boxes"}`}
    >
      <Picture ref={picture} />
      <canvas ref={canvas} className={styles.layer} />
      <svg ref={svg} className={styles.layer} aria-hidden />
    </div>
  );
}
