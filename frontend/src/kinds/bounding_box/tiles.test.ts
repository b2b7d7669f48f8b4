import { expect, test } from "vitest";

import { previewOf, rangeOf, tilesIn } from "./tiles";
import { UNSEEN } from "./viewport";

const IMAGE = { width: 10_000, height: 6_000 };
const TILES = {
  size: 512,
  url: "/images/abc/{level}/{column}/{row}",
  levels: [
    { width: 10_000, height: 6_000, columns: 20, rows: 12 },
    { width: 5_000, height: 3_000, columns: 10, rows: 6 },
    { width: 2_500, height: 1_500, columns: 5, rows: 3 },
  ],
};
const VIEW = { ...UNSEEN, width: 1000, height: 800 };

test("the preview is the largest level that may be sent whole", () => {
  expect(previewOf(TILES)).toMatchObject({ width: 2_500, height: 1_500 });
  expect(previewOf({ ...TILES, levels: TILES.levels.slice(0, 1) })).toMatchObject({ width: 10_000 });
});

test("while the preview is sharp there are no tiles", () => {
  expect(rangeOf(TILES, IMAGE, 4096, { ...VIEW, scale: 0.1 }, 1)).toBeNull();
  expect(rangeOf(TILES, IMAGE, 4096, UNSEEN, 1)).toBeNull();
});

test("the smallest level that is sharp is shown, as far as it is in sight", () => {
  const range = rangeOf(TILES, IMAGE, 4096, { ...VIEW, scale: 0.45, x: -900, y: -450 }, 1);
  expect(range).toEqual({ level: 1, left: 1, top: 0, right: 4, bottom: 2 });
});

test("on a screen of twice the density the next larger level is shown", () => {
  expect(rangeOf(TILES, IMAGE, 4096, { ...VIEW, scale: 0.45 }, 2)?.level).toBe(0);
});

test("tiles lie side by side, and the last ones end where the image does", () => {
  const tiles = tilesIn(TILES, IMAGE, { level: 1, left: 8, top: 5, right: 9, bottom: 5 });
  expect(tiles.map((tile) => tile.url)).toEqual(["/images/abc/1/8/5", "/images/abc/1/9/5"]);
  expect(tiles[0]).toMatchObject({ x: 8192, y: 5120, width: 1024, height: 880 });
  expect(tiles[1]).toMatchObject({ x: 9216, y: 5120, width: 784, height: 880 });
});
