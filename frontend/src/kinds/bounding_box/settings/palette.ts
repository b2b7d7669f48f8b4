/** The first colour of the palette that is used least. */
export function nextColour(palette: readonly string[], used: readonly string[]): string {
  const counts = palette.map((colour) => used.filter((each) => each.toUpperCase() === colour.toUpperCase()).length);
  return palette[counts.indexOf(Math.min(...counts))] ?? "#0066FF";
}

const HUES: [upTo: number, name: string][] = [
  [15, "red"],
  [45, "orange"],
  [70, "yellow"],
  [160, "green"],
  [200, "cyan"],
  [255, "blue"],
  [290, "purple"],
  [340, "pink"],
  [360, "red"],
];

/** What those hear who do not see it: "dark blue, #330099". */
export function colourName(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [least, most] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  const lightness = (least + most) / 2;
  const shade = lightness < 0.35 ? "dark " : lightness > 0.75 ? "light " : "";
  return `${shade}${most - least < 0.1 ? "grey" : hueName(hueOf([red, green, blue], most, most - least))}, ${colour}`;
}

function hueOf([red, green, blue]: [number, number, number], most: number, spread: number): number {
  if (most === red) return (60 * ((green - blue) / spread) + 360) % 360;
  if (most === green) return 60 * ((blue - red) / spread) + 120;
  return 60 * ((red - green) / spread) + 240;
}

function hueName(hue: number): string {
  return HUES.find(([upTo]) => hue <= upTo)?.[1] ?? "red";
}
