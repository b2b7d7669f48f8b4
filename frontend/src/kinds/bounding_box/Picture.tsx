import { Button } from "@mantine/core";
import { type Ref, useRef } from "react";

import type { ShownImage } from "@/api/types";

import { type Adjustments, useStageCore, useStageState, useViewport } from "./stage";
import styles from "./stage.module.css";
import { previewOf, rangeOf, tilesIn } from "./tiles";

/** The image itself. The controller moves and scales it, without React. */
export function Picture({ ref }: { ref: Ref<HTMLDivElement> }) {
  const { image, context, state } = useStageCore();
  const { width, height } = context.content.image;
  const adjustments = useStageState((now) => now.adjustments);
  const attempt = useStageState((now) => now.attempt);
  const renew = useRenewal();
  return (
    <div ref={ref} className={styles.picture} style={{ width, height, filter: filterOf(adjustments) }}>
      {image && (
        <img
          key={attempt}
          src={image.url}
          width={width}
          height={height}
          alt=""
          draggable={false}
          decoding="async"
          onLoad={() => {
            state.set({ failed: false });
          }}
          onError={() => {
            state.set({ failed: true });
            renew();
          }}
        />
      )}
      {image?.tiles && <Tiles key={attempt} image={image} tiles={image.tiles} onLost={renew} />}
    </div>
  );
}

/** The addresses may have run out: new ones are asked for by itself, once. */
function useRenewal(): () => void {
  const { context } = useStageCore();
  const asked = useRef(false);
  return () => {
    if (asked.current) return;
    asked.current = true;
    void context.renewImages?.().catch(() => undefined);
  };
}

/** Over an image that is not there. */
export function Failed() {
  const { context, image, state } = useStageCore();
  const failed = useStageState((now) => now.failed);
  if (image && !failed) return null;
  return (
    <div className={styles.failed} role="alert">
      The image could not be loaded.
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          const again = () => {
            state.set({ failed: false, attempt: state.get().attempt + 1 });
          };
          if (context.renewImages) void context.renewImages().then(again, again);
          else again();
        }}
      >
        Try again
      </Button>
    </div>
  );
}

function filterOf({ brightness, contrast, invert }: Adjustments): string | undefined {
  const filters = [
    ...(brightness === 1 ? [] : [`brightness(${brightness})`]),
    ...(contrast === 1 ? [] : [`contrast(${contrast})`]),
    ...(invert ? ["invert(1)"] : []),
  ];
  return filters.length > 0 ? filters.join(" ") : undefined;
}

interface TilesProps {
  image: ShownImage;
  tiles: NonNullable<ShownImage["tiles"]>;
  onLost: () => void;
}

/** What is in sight of an image too large to be sent whole, over its preview. */
function Tiles({ image, tiles, onLost }: TilesProps) {
  // As text, so that it is the same value while the same tiles are in sight.
  const range = useViewport((viewport) =>
    JSON.stringify(rangeOf(tiles, image, previewOf(tiles).width, viewport, window.devicePixelRatio)),
  );
  const found = JSON.parse(range) as ReturnType<typeof rangeOf>;
  if (!found) return null;
  return tilesIn(tiles, image, found).map(({ url, x, y, width, height }) => (
    <img key={url} src={url} alt="" draggable={false} onError={onLost} style={{ left: x, top: y, width, height }} />
  ));
}
