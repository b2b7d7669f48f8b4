import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Assignment = Schemas["Assignment"];
export type MyAnnotation = Schemas["MyAnnotation"];
export type MyAnnotationDetail = Schemas["MyAnnotationDetail"];
export type SkipReason = Schemas["SkipInputRequest"]["reason"];
export type FlagCategory = Schemas["FlagInputRequest"]["category"];

export type Claim =
  | { state: "task"; assignment: Assignment }
  | { state: "retry"; retry_after: number }
  | { state: "done" };
