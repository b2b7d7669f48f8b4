import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
  virtualColor,
} from "@mantine/core";

/** The touchstone: cool dark slate. */
const slate: MantineColorsTuple = [
  "#f3f5f8",
  "#e6eaef",
  "#ccd4dd",
  "#a9b6c3",
  "#8292a3",
  "#5f7184",
  "#4a5b6e",
  "#334357",
  "#263343",
  "#1a2430",
];
/** The streak that gold leaves on it. */
const gold: MantineColorsTuple = [
  "#fcf6e5",
  "#f7e9c1",
  "#f0d78a",
  "#e8c556",
  "#e0b43a",
  "#c9971c",
  "#a97b0e",
  "#83600c",
  "#644909",
  "#453307",
];
const green: MantineColorsTuple = [
  "#eaf6ef",
  "#d2ecdc",
  "#a6d9ba",
  "#78c597",
  "#5fbb86",
  "#2f9a62",
  "#22814f",
  "#1a6a41",
  "#145334",
  "#0d3a24",
];
const red: MantineColorsTuple = [
  "#fdeeec",
  "#f9d8d4",
  "#f2b1aa",
  "#ec9188",
  "#f0857b",
  "#d4493d",
  "#bb352a",
  "#9f2a21",
  "#7d211a",
  "#571712",
];
const blue: MantineColorsTuple = [
  "#eaf2fa",
  "#d3e4f4",
  "#a8c8e8",
  "#80afde",
  "#72a7dc",
  "#3a7cbd",
  "#2b669f",
  "#215384",
  "#1a4169",
  "#122d49",
];
const gray: MantineColorsTuple = [
  "#f7f8fa",
  "#eff2f5",
  "#e3e8ed",
  "#d3dae1",
  "#b4bec8",
  "#687583",
  "#56636f",
  "#424e5a",
  "#2c3742",
  "#1b232b",
];
const dark: MantineColorsTuple = [
  "#e3e8ec",
  "#c6cfd7",
  "#a0acb8",
  "#8793a0",
  "#3d4954",
  "#2c3640",
  "#212a32",
  "#171e25",
  "#10161b",
  "#0a0e12",
];

/** The filled shade and the contrast of its text differ between light and dark, so every action colour is virtual. */
const virtual = {
  primary: virtualColor({ name: "primary", light: "slate", dark: "gold" }),
  good: virtualColor({ name: "good", light: "green", dark: "green" }),
  bad: virtualColor({ name: "bad", light: "red", dark: "red" }),
  warn: virtualColor({ name: "warn", light: "gold", dark: "gold" }),
  info: virtualColor({ name: "info", light: "blue", dark: "blue" }),
};

export const theme: MantineThemeOverride = createTheme({
  colors: { slate, gold, green, red, blue, gray, dark, ...virtual },
  primaryColor: "primary",
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  black: "#1b232b",
  fontFamily: '"Inter Variable", ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.125rem", lineHeight: "1.35" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "6px", md: "8px", lg: "12px", xl: "20px" },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, multiline: true, maw: 320 } },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { "aria-label": "Close" },
        overlayProps: { backgroundOpacity: 0.45, blur: 2 },
        radius: "md",
      },
      styles: { title: { fontSize: "1.0625rem", fontWeight: 620 } },
    },
    Drawer: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    Paper: { defaultProps: { radius: "md" }, styles: { title: { fontSize: "1.0625rem", fontWeight: 620 } } },
    Badge: { defaultProps: { variant: "light", radius: "sm" } },
    Table: { defaultProps: { verticalSpacing: "xs", highlightOnHover: true, fz: "md", borderColor: "var(--ts-line)" } },
    Loader: { defaultProps: { type: "dots" } },
    Anchor: { defaultProps: { underline: "hover", inherit: true } },
  },
});

const HUES = ["slate", "gold", "green", "red", "blue", "gray", "primary", "good", "bad", "warn", "info"];

/** Tinted badges and buttons in the dark: Mantine's own are nearly black. */
const darkTints = Object.fromEntries(
  HUES.flatMap((hue) => [
    [`--mantine-color-${hue}-light`, `color-mix(in srgb, var(--mantine-color-${hue}-5) 24%, transparent)`],
    [`--mantine-color-${hue}-light-hover`, `color-mix(in srgb, var(--mantine-color-${hue}-5) 34%, transparent)`],
    [`--mantine-color-${hue}-light-color`, `var(--mantine-color-${hue}-2)`],
  ]),
);

/** Our own tokens: `--ts-…`. Light and dark in one place. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { "--ts-stone": slate[9], "--ts-gold": gold[4], "--ts-header-height": "52px" },
  light: {
    "--mantine-color-anchor": blue[7],
    "--mantine-color-error": red[6],
    "--ts-canvas": "#f4f6f8",
    "--ts-surface": "#ffffff",
    "--ts-surface-2": "#f7f9fa",
    "--ts-line": "#dde3e9",
    "--ts-line-strong": "#c3ccd5",
    "--ts-streak": gold[5],
    "--ts-text-2": gray[6],
    "--ts-good": green[6],
    "--ts-bad": red[6],
    "--ts-warn": gold[6],
    "--ts-info": blue[6],
    "--ts-mark": "#fbeec4",
  },
  dark: {
    ...darkTints,
    "--mantine-color-anchor": blue[3],
    "--mantine-color-error": red[4],
    "--mantine-color-dimmed": dark[2],
    "--ts-canvas": dark[8],
    "--ts-surface": dark[7],
    "--ts-surface-2": "#1c242c",
    "--ts-line": "#2a333d",
    "--ts-line-strong": "#46535f",
    "--ts-streak": gold[4],
    "--ts-text-2": dark[2],
    "--ts-good": green[4],
    "--ts-bad": red[4],
    "--ts-warn": gold[4],
    "--ts-info": blue[4],
    "--ts-mark": "#4a3d14",
  },
});
