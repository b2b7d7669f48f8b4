import type { Tone } from "../labels";

export type Sign = Tone | "pin" | "differs";

const PATHS: Record<Sign, string> = {
  right: "M3 6.4 5.3 8.7 9.2 3.6",
  neutral: "M6 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  wrong: "M3.4 3.4l5.2 5.2M8.6 3.4 3.4 8.6",
  cannot_verify: "M4.3 4.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.9.7-.9 1.2M6 9.2v.01",
  differs: "M2.5 4.5h7M2.5 7.5h7M8 2.2 4 9.8",
  pin: "M3 11V1.5h6.5L7.8 4l1.7 2.5H3",
};

/** What a label comes to, as a sign without words: for what has a name of its own. */
export function ToneSign({ tone, size = 13 }: { tone: Sign; size?: number }) {
  return (
    <svg
      {...{ width: size, height: size, viewBox: "0 0 12 12", fill: "none", stroke: "currentColor", strokeWidth: 1.7 }}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable="false"
    >
      <path d={PATHS[tone]} />
    </svg>
  );
}
