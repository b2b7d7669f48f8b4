import type { TaskDetail } from "@/api/types";

export interface TaskEvent {
  at: string;
  who: string;
  what: string;
}

const ENDS = {
  skipped: "skipped it",
  returned: "gave it back",
  expired: "let it run out",
} as const;

const REASONS: Record<string, string> = {
  unclear: "unclear",
  outside_my_skill: "outside their skill",
  too_long: "too long",
  technical: "a technical problem",
  conflict: "a conflict of interest",
  other: "another reason",
};

function endOf(loan: TaskDetail["assignments"][number]): string | null {
  if (loan.status === "leased" || loan.status === "submitted") return null;
  const why = [REASONS[loan.skip_reason], loan.skip_note].filter(Boolean).join(": ");
  return why ? `${ENDS[loan.status]} (${why})` : ENDS[loan.status];
}

/** What happened to a task, the latest first. */
export function eventsOf(task: TaskDetail): TaskEvent[] {
  const loans = task.assignments.flatMap((loan) => {
    const who = loan.annotator.display_name;
    const end = endOf(loan);
    return [
      { at: loan.leased_at, who, what: "was given the task" },
      ...(end ? [{ at: loan.closed_at ?? loan.expires_at, who, what: end }] : []),
    ];
  });
  const answers = task.annotations.map((annotation) => ({
    at: annotation.created_at,
    who: annotation.annotator.display_name,
    what: annotation.imported ? "answered (imported)" : annotation.revision > 1 ? "revised the answer" : "answered",
  }));
  const settled = task.settled_at
    ? [{ at: task.settled_at, who: "Touchstone", what: `settled by ${task.outcome_source ?? "consensus"}` }]
    : [];
  return [...loans, ...answers, ...settled].sort((one, other) => other.at.localeCompare(one.at));
}
