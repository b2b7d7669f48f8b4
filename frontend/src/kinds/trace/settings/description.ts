import type { Scalar, Scale } from "@/lib/scales";

import type { Taxonomy } from "../types";

export interface Choice {
  value: string;
  title: string;
  help: string;
}

/** What the server says of this kind's settings. */
export interface Description {
  help: Record<string, string>;
  modes: Choice[];
  node_kinds: Choice[];
  required: Choice[];
  tool_checks: Choice[];
  handoff_questions: Choice[];
  plan: Choice[];
  counting: Choice[];
  rationale: Choice[];
  taxonomies: (Taxonomy & { key: Taxonomy["preset"]; help: string })[];
  scales: { key: string; title: string; help: string; scale: Scale; wrong: Scalar[] }[];
  limits: { tolerance: [number, number] };
}
