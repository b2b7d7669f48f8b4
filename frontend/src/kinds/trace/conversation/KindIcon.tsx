import type { NodeKind } from "../types";

const PATHS: Record<NodeKind, string> = {
  system: "M8 2.2v2M8 11.8v2M2.2 8h2M11.8 8h2M8 10.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z",
  user: "M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8ZM3 13.4c.6-2.4 2.6-3.6 5-3.6s4.4 1.2 5 3.6",
  plan: "M3 4.2h.01M6 4.2h7M3 8h.01M6 8h7M3 11.8h.01M6 11.8h7",
  reasoning: "M5.8 11.2c-1.6-.9-2.4-2.2-2.4-3.9a4.6 4.6 0 0 1 9.2 0c0 1.7-.8 3-2.4 3.9v.9H5.8ZM6.4 14h3.2",
  message: "M2.6 3.4h10.8v7.4H7.2L4.4 13v-2.2H2.6Z",
  tool_call: "M9.4 4.2a3 3 0 0 0-3.8 3.8l-3.2 3.2 2.4 2.4L8 10.4a3 3 0 0 0 3.8-3.8L10 8.4 7.6 6Z",
  tool_result: "M13 3v5.2H4M7 5.2l-3 3 3 3",
  handoff: "M2.4 5.4h8.8M8.6 2.8l2.6 2.6L8.6 8M13.6 10.6H4.8M7.4 8l-2.6 2.6 2.6 2.6",
  final: "M4 14V2.8h8.2l-1.6 2.8 1.6 2.8H4",
  state:
    "M8 6.4c3 0 5-.9 5-2s-2-2-5-2-5 .9-5 2 2 2 5 2ZM3 4.4v7.2c0 1.1 2 2 5 2s5-.9 5-2V4.4M3 8c0 1.1 2 2 5 2s5-.9 5-2",
  error: "M8 2.6 1.8 13.4h12.4ZM8 6.6v3.2M8 11.6v.01",
};

/** What kind of node it is, as a sign; the words stand beside it. */
export function KindIcon({ kind }: { kind: NodeKind }) {
  return (
    <svg
      {...{ width: 14, height: 14, viewBox: "0 0 16 16", fill: "none", stroke: "currentColor", strokeWidth: 1.4 }}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable="false"
    >
      <path d={PATHS[kind]} />
    </svg>
  );
}
