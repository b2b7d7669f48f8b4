"""Rows for TRL's process reward trainers: a prompt, the steps that complete it, and whether each is right."""

from __future__ import annotations

from collections.abc import Iterator

from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.writers import base


class TrlStepwise(Writer):
    name = "trl_stepwise"
    title = "TRL stepwise supervision"
    help = "Prompt, steps and a label true or false for each, for process reward models."
    rules = (
        base.SETTLED,
        "A label that means an error in the project is false; every other label, also a neutral one, is true.",
        "A row goes on to the last step if each step has a label, else it ends with the first that is false.",
        "A trace in which a step before that has no label, or cannot be verified, is left out.",
        "Where a project does not ask for every label, steps before the first error without a label are true.",
        "The prompt is the problem and what lies before the first step.",
        "What lies between two steps, such as the result of a tool call, stands at the head of the later one.",
        "“first_error” is the index of the first false label, or -1; “node_ids” are the steps.",
        base.STEP_TEXT,
        base.CONTEXT_STEPS,
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        reason = base.why_not(task, context)
        if task.outcome is None or reason is not None:
            yield LeftOut(reason or base.NO_OUTCOME)
            return
        graded = base.graded(task.outcome, task, context)
        yield _row(task, graded) if graded.is_certain else LeftOut(base.GAP)


def _row(task: ExportedTask, graded: base.Graded) -> Json:
    first = graded.first_wrong
    # Without a false label every step is known to be right, so the row is whole.
    end = len(graded.steps) if first is None or None not in graded.marks else first + 1
    return {
        "prompt": base.prompt_of(task.content, graded.steps),
        "completions": list(base.passages(task.content, graded.steps))[:end],
        "labels": list(graded.marks[:end]),
        "first_error": -1 if first is None else first,
        "node_ids": [step["id"] for step in graded.steps[:end]],
        "item_id": task.id,
        "n_raters": len(base.counted(task)),
    }
