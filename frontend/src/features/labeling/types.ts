import type { components } from "@/api/schema";

import type { Opening } from "./drafts";

type Schemas = components["schemas"];

export type Assignment = Schemas["Assignment"];
/** What a person sees of a task. */
export type Shown = Schemas["Shown"];
export type MyAnnotation = Schemas["MyAnnotation"];
export type MyAnnotationDetail = Schemas["MyAnnotationDetail"];
export type SkipReason = Schemas["SkipInputRequest"]["reason"];
export type FlagCategory = Schemas["FlagInputRequest"]["category"];

/** A task lent to me, with what it opens with. */
export type Lent = Assignment & { opening: Opening };

export type Claim = { state: "task"; assignment: Lent } | { state: "retry"; retry_after: number } | { state: "done" };
