// The shapes of this kind's content, settings and answers. The server's module of the kind validates the same shapes.

import type { Scalar, Value } from "@/lib/scales";

import type { KindContext } from "../defineKind";

export interface Content {
  image: { width: number; height: number };
}

export type AttributeType = "radio" | "select" | "checkbox" | "number" | "text";

export interface AttributeOption {
  value: string;
  label: string;
}

/** A question about a box of a label. */
export interface Attribute {
  key: string;
  title: string;
  type: AttributeType;
  options?: AttributeOption[];
  min?: number | null;
  max?: number | null;
  step?: number | null;
  max_length?: number;
  required: boolean;
  not_sure: boolean;
}

export interface Label {
  key: string;
  title: string;
  colour: string;
  shortcut: string | null;
  category_id: number | null;
  supercategory: string;
  archived: boolean;
  merged_into: string | null;
  attributes: Attribute[];
}

export interface Settings {
  labels: Label[];
  min_size: number;
  no_objects: boolean;
  iou_threshold: number;
  occlusion: boolean;
}

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** In pixels of the image, from its top left corner. */
export interface Rect extends Point, Size {}

export type AttributeValue = { value: Scalar } | { missing: "not_sure" };

export interface Box extends Rect {
  id: string;
  label: string;
  attributes: Record<string, AttributeValue>;
  occluded?: boolean;
  truncated?: boolean;
  /** How sure a model is; in suggestions only. */
  score?: number;
  /** The box of the suggestion that this one was accepted from. */
  suggested?: string;
}

/** A remark about a box, or about a point of the image. */
export interface Comment extends Point {
  id: string;
  box: string | null;
  text: string;
}

export interface Answer {
  boxes: Box[];
  no_objects: boolean;
  comments: Comment[];
  criteria: Record<string, Value>;
  /** The suggested boxes that were turned down, in order; missing where none was. */
  rejected?: string[];
}

/** All that gives an answer its meaning. */
export type Context = KindContext<Content, Settings>;
