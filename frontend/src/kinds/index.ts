import { use } from "react";

import type { Kind } from "./defineKind";

export type { Dispute, Kind, Mode, NamedAnswer, Usage, VerdictChoice } from "./defineKind";

/** Every folder here is a kind; its index has the definition as default export. */
const folders = import.meta.glob<{ default: Kind }>("./*/index.{ts,tsx}");

const loaded = new Map<string, Promise<Kind | null>>();

export function loadKind(name: string): Promise<Kind | null> {
  const known = loaded.get(name);
  if (known) return known;
  const load = folders[`./${name}/index.ts`] ?? folders[`./${name}/index.tsx`];
  const kind = load ? load().then((module) => module.default) : Promise.resolve(null);
  loaded.set(name, kind);
  return kind;
}

/** The kind's definition; suspends until its code is here. Null for a kind this front end does not know. */
export function useKind(name: string): Kind | null {
  return use(loadKind(name));
}
