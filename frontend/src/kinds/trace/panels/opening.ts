import { createContext, use } from "react";

// What the panels open, and where the keys lead. Nothing of it is part of the answer.

export interface Opening {
  /** Looks for an error in the taxonomy: for a new one at the selected node, or for the one with this id. */
  findCode: (error: string | null) => void;
  /** The node whose better version is being written. */
  rewriting: string | null;
  rewrite: (node: string | null) => void;
}

export const OpeningContext = createContext<Opening | null>(null);

export function useOpening(): Opening {
  const opening = use(OpeningContext);
  if (!opening) throw new Error("This part belongs into the answer pane.");
  return opening;
}

export const FIELDS = {
  toolVerdict: "trace-tool-verdict",
  rewrite: "trace-rewrite",
  comment: "trace-comment",
  rationale: "trace-rationale",
} as const;

/** An error card's element. */
export function errorCardId(id: string): string {
  return `trace-error-${id}`;
}

const FOCUSABLE =
  '[role="radio"][tabindex="0"]:not(:disabled), textarea:not(:disabled), input:not(:disabled), button:not(:disabled)';

/** Brings a place into sight and puts the focus where it is answered: a scale first, or else the first field. */
export function focusIn(place: HTMLElement | null | undefined): void {
  if (!place) return;
  const field = place.matches(FOCUSABLE)
    ? place
    : (place.querySelector<HTMLElement>('[role="radio"][tabindex="0"]:not(:disabled)') ??
      place.querySelector<HTMLElement>(FOCUSABLE));
  place.scrollIntoView({ block: "nearest" });
  field?.focus({ preventScroll: true });
}

/** At once where the place is there, for keys may come fast, and again after what opens has been drawn. */
export function focusField(id: string): void {
  focusIn(document.getElementById(id));
  requestAnimationFrame(() => {
    const place = document.getElementById(id);
    if (place?.contains(document.activeElement) !== true) focusIn(place);
  });
}
