import { createContext, use } from "react";

import type { AttributeType } from "../types";

/** What the server says of this kind's settings. */
export interface Description {
  help: Record<string, string>;
  attribute_types: { value: AttributeType; title: string; help: string }[];
  palette: string[];
  shortcuts: string[];
  limits: {
    labels: number;
    title: number;
    attributes: number;
    options: number;
    text: number;
    min_size: [number, number];
    iou_threshold: [number, number];
  };
}

export const DescriptionContext = createContext<Description | null>(null);

export function useDescription(): Description {
  const description = use(DescriptionContext);
  if (!description) throw new Error("This part belongs into the settings form.");
  return description;
}
