import type { Answer, Box, Context, Label, Settings } from "../src/kinds/bounding_box/types";

// A picture with many boxes, the same each time.

const IMAGE = { width: 4000, height: 3000 };
const COLOURS = ["#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#FFFFFF"];

function label(colour: string, index: number): Label {
  return {
    ...{ key: `thing-${index + 1}`, title: `Thing ${index + 1}`, colour, shortcut: String(index + 1) },
    ...{ category_id: null, supercategory: "", archived: false, merged_into: null, attributes: [] },
  };
}

export const settings: Settings = {
  ...{ labels: COLOURS.map(label), min_size: 2, no_objects: true, iou_threshold: 0.5, occlusion: true },
};

export function answerWith(count: number): Answer {
  const next = random(7);
  const boxes = Array.from({ length: count }, (_, index): Box => {
    const [width, height] = [20 + 80 * next(), 20 + 80 * next()];
    return {
      id: `box-${index}`,
      label: `thing-${1 + (index % COLOURS.length)}`,
      ...{ x: next() * (IMAGE.width - width), y: next() * (IMAGE.height - height), width, height },
      attributes: {},
    };
  });
  // The one that is dragged lies in the middle, under no other.
  const held = { id: "held", label: "thing-1", x: 1900, y: 1400, width: 200, height: 200, attributes: {} };
  const around = (box: Box) => Math.abs(box.x - 1950) < 200 && Math.abs(box.y - 1450) < 200;
  return {
    boxes: count > 0 ? [...boxes.slice(1).map((box) => (around(box) ? { ...box, x: 100 } : box)), held] : [],
    no_objects: false,
    comments: [],
    criteria: {},
  };
}

export async function contextWith(): Promise<Context> {
  const url = URL.createObjectURL(await picture());
  const image = { url, thumbnail_url: url, ...IMAGE, tiles: null };
  return { content: { image: IMAGE }, settings, criteria: [], images: { image } };
}

/** Soft shapes with some grain, as a JPEG like a camera's. */
function picture(): Promise<Blob> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, IMAGE);
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("This browser draws no canvas.");
  const next = random(3);
  brush.fillStyle = "#d8cfc4";
  brush.fillRect(0, 0, IMAGE.width, IMAGE.height);
  for (let count = 0; count < 900; count++) {
    brush.fillStyle = `hsl(${360 * next()} 45% ${25 + 60 * next()}% / 70%)`;
    brush.beginPath();
    brush.ellipse(next() * IMAGE.width, next() * IMAGE.height, 10 + 70 * next(), 10 + 70 * next(), 3 * next(), 0, 7);
    brush.fill();
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No picture."))), "image/jpeg", 0.9);
  });
}

/** Mulberry32: the same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
