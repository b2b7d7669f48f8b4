import type { FolderFacts, Preview, Upload } from "@/api/types";
import { bytes, counted } from "@/lib/format";

export type PreviewItem = Preview["items"][number];

/** Whether the file leaves open whose the answers are. */
export const isNameless = ({ verdicts }: PreviewItem) => verdicts.some(({ annotator }) => !annotator);

type Facts = Pick<PreviewItem, "file" | "external_id" | "source" | "licence" | "metadata">;

/** What is kept with a task beside its content. What a format keeps for itself is only named. */
export function factsOf({ file, external_id: id, source, licence, metadata }: Facts): string[] {
  return [
    ...(id && id !== file ? [`id ${id}`] : []),
    ...(source ? [`source ${source}`] : []),
    ...(licence ? [`licence ${licence}`] : []),
    ...Object.entries(metadata).map(([key, value]) => sayEntry(key, value)),
  ];
}

function sayEntry(key: string, value: unknown): string {
  return typeof value === "object" && value !== null ? `more under “${key}”` : `${key}: ${String(value)}`;
}

/** "892 kB · zip · 40 images · 1 other file · 38 tasks · 36 with an answer". What the file has none of is not said. */
export function sayFolder(
  { size, container }: Upload,
  { images, files, tasks, verdicts }: FolderFacts,
  wantsImages: boolean,
): string {
  const others = files - images;
  return [
    bytes(size),
    container === "document" ? wantsImages && "annotations without images" : container,
    images > 0 && counted(images, "image"),
    others > 0 && container !== "document" && counted(others, images > 0 ? "other file" : "file"),
    tasks !== null && counted(tasks, "task"),
    verdicts !== null && verdicts > 0 && `${String(verdicts)} with an answer`,
  ]
    .filter(Boolean)
    .join(" · ");
}
