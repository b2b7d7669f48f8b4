const FONT = '600 11.5px "Inter Variable", ui-sans-serif, system-ui, sans-serif';
const PER_CHARACTER = 7;

let ruler: CanvasRenderingContext2D | null | undefined;

/** How wide a title is, in pixels of the screen. */
export function widthOf(text: string): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return PER_CHARACTER * text.length;
  ruler.font = FONT;
  return ruler.measureText(text).width;
}
