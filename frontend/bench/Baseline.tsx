import { type CSSProperties, useRef, type WheelEvent } from "react";

import type { ShownImage } from "../src/api/types";

/** The image and nothing else, scaled by the wheel: what the browser needs for it alone. */
export function Baseline({ image }: { image: ShownImage }) {
  const picture = useRef<HTMLImageElement>(null);
  const scale = useRef(0.27);

  function handleWheel({ deltaY }: WheelEvent) {
    scale.current *= Math.exp(-deltaY * 0.0015);
    if (picture.current) picture.current.style.transform = `scale(${scale.current})`;
  }

  const style: CSSProperties = { transformOrigin: "0 0", transform: "scale(0.27)" };
  return (
    <div data-stage style={{ height: "100dvh", overflow: "hidden" }} onWheel={handleWheel}>
      <img
        ref={picture}
        src={image.url}
        width={image.width}
        height={image.height}
        alt=""
        draggable={false}
        style={style}
      />
    </div>
  );
}
