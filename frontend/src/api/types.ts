import type { components } from "./schema";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Session = Schemas["Session"];
export type Token = Schemas["Token"];
export type Scope = Schemas["ScopesEnum"];
export type User = Schemas["User"];
export type Invitation = Schemas["Invitation"];
export type InvitationFacts = Schemas["LookUp"];
export type Role = Schemas["Role"];
export type Member = Schemas["Membership"];
export type Person = Schemas["Colleague"];

export type KindField = Schemas["Field"];
export type KindInfo = Omit<Schemas["Kind"], "settings" | "default_settings"> & {
  settings: Record<string, unknown>;
  default_settings: Record<string, unknown>;
};

export type Progress = Schemas["Progress"];
export type ProjectStatus = Schemas["ProjectStatus"];
export type Project = Omit<Schemas["Project"], "rubric" | "import_mapping" | "roles"> & {
  rubric: Rubric | null;
  import_mapping: Mapping;
  roles: Role[];
};

export interface Anchor {
  value: number | string | boolean;
  label: string;
  description?: string;
}

export type ScaleType = "binary" | "ordinal" | "categorical" | "interval" | "text";

export interface Scale {
  type: ScaleType;
  anchors?: Anchor[];
  options?: Anchor[];
  min?: number;
  max?: number;
  step?: number;
  min_length?: number;
}

/** What the schema leaves open, since a kind may say more of a criterion. */
export interface Criterion {
  key: string;
  title: string;
  guidance: string;
  scale: Scale;
  applies_to: string;
  required: boolean;
  weight: number;
}

export type Rubric = Omit<Schemas["Rubric"], "criteria"> & { criteria: Criterion[] };

/** The pixels of a level of tiles, and in how many tiles they lie. */
export interface TileLevel {
  width: number;
  height: number;
  columns: number;
  rows: number;
}

/** An image as a person may see it; the addresses are theirs alone, and for a few hours. */
export interface ShownImage {
  url: string;
  thumbnail_url: string;
  width: number;
  height: number;
  /** For images too large to be sent whole: the largest level first, `{level}/{column}/{row}` in the address. */
  tiles: { size: number; levels: TileLevel[]; url: string } | null;
}

export type TaskStatus = Schemas["TaskStatus"];
export type TaskRow = Schemas["TaskRow"];
export type TaskDetail = Schemas["Task"];
export type TaskAnnotation = Schemas["GivenAnswer"];
export type Loan = Schemas["Loan"];

export type Job = Schemas["Job"];
export type JobStatus = Schemas["JobStatus"];
export type Refusal = Schemas["Refusal"];

export type Reliability = Schemas["Reliability"];
export type Measure = Schemas["Measure"];
export type Kappa = Schemas["Kappa"];

/** Which columns of a file feed which fields of a task. */
export interface Mapping {
  columns?: Record<string, string | string[]>;
  constants?: Record<string, string>;
  metadata?: string[];
  verdicts?: { columns: Record<string, string>; values: Record<string, Record<string, unknown> | null> };
}

export type Upload = Omit<Schemas["Upload"], "suggested_mapping"> & { suggested_mapping: Mapping };
/** What a look at an archive tells. */
export type FolderFacts = NonNullable<Schemas["Upload"]["folder"]>;
export type Preview = Schemas["Preview"];
export type Export = Omit<Schemas["Export"], "filters"> & { filters: ExportFilters };

export interface ExportFilters {
  status?: TaskStatus[];
  min_agreement?: number | null;
  include_imported?: boolean;
  include_images?: boolean;
}
