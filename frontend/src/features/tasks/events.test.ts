import { expect, it } from "vitest";

import type { TaskDetail } from "@/api/types";

import { eventsOf } from "./events";

const person = (display_name: string) => ({
  id: display_name,
  display_name,
  pseudonym: "annotator-1",
  is_placeholder: false,
});

const loan = { skip_reason: "", skip_note: "", expires_at: "2026-01-01T10:30:00Z" };

const task = {
  assignments: [
    {
      ...loan,
      annotator: person("Ada"),
      status: "submitted",
      leased_at: "2026-01-01T10:00:00Z",
      closed_at: "2026-01-01T10:05:00Z",
    },
    {
      ...loan,
      annotator: person("Ben"),
      status: "skipped",
      skip_reason: "too_long",
      skip_note: "12 pages",
      leased_at: "2026-01-01T10:01:00Z",
      closed_at: "2026-01-01T10:06:00Z",
    },
  ],
  annotations: [
    { annotator: person("Ada"), imported: false, revision: 1, created_at: "2026-01-01T10:05:00Z" },
    { annotator: person("Ada"), imported: false, revision: 2, created_at: "2026-01-01T10:09:00Z" },
  ],
  settled_at: "2026-01-01T10:10:00Z",
  outcome_source: "consensus",
} as unknown as TaskDetail;

it("tells what happened to a task, the latest first", () => {
  expect(eventsOf(task).map(({ who, what }) => `${who} ${what}`)).toEqual([
    "Touchstone settled by consensus",
    "Ada revised the answer",
    "Ben skipped it (too long: 12 pages)",
    "Ada answered",
    "Ben was given the task",
    "Ada was given the task",
  ]);
});
