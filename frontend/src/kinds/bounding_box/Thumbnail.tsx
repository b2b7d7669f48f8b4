import type { ShownImage } from "@/api/types";

import { colourOf } from "./labels";
import styles from "./thumbnail.module.css";
import type { Box, Settings } from "./types";

/** More would be a blot at this size. */
const MOST_DRAWN = 500;

interface ThumbnailProps {
  image: ShownImage;
  boxes: readonly Box[];
  settings: Settings;
}

/** The image with the boxes on it, a few fingers wide. What it shows stands in words beside it. */
export function Thumbnail({ image, boxes, settings }: ThumbnailProps) {
  const { width, height, thumbnail_url } = image;
  return (
    <span className={styles.frame} style={{ aspectRatio: `${String(width)} / ${String(height)}` }} aria-hidden>
      <img src={thumbnail_url} alt="" loading="lazy" className={styles.image} />
      <svg viewBox={`0 0 ${String(width)} ${String(height)}`} className={styles.boxes}>
        {boxes.slice(0, MOST_DRAWN).map((box) => (
          <rect
            key={box.id}
            x={box.x}
            y={box.y}
            width={box.width}
            height={box.height}
            stroke={colourOf(settings, box.label)}
          />
        ))}
      </svg>
    </span>
  );
}
