// Lines in the colour of a label, over pictures of any colour.

const DARK = "rgb(0 0 0 / 72%)";
const LIGHT = "rgb(255 255 255 / 85%)";

const halos = new Map<string, string>();

/** What lies under a line so that it is seen on light and on dark pictures: dark under light colours, light under dark. */
export function haloOf(colour: string): string {
  const known = halos.get(colour);
  if (known !== undefined) return known;
  const halo = luminance(colour) > 0.22 ? DARK : LIGHT;
  halos.set(colour, halo);
  return halo;
}

/** Black or white, whichever reads better on a colour. */
export function inkOn(colour: string): string {
  return luminance(colour) > 0.179 ? "#000000" : "#ffffff";
}

/** Relative luminance of `#rrggbb` as WCAG defines it, 0 … 1. */
export function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
