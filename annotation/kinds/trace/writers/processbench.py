"""Rows like ProcessBench's: a solution as a list of steps, with the index of the first that is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.writers import base

_CORRECT = {"success": True, "partial": False, "fail": False}


class ProcessBench(Writer):
    name = "processbench"
    title = "ProcessBench"
    help = "One row a trace: its steps, whether the final answer is correct, and where the first error is."
    rules = (
        base.SETTLED,
        "“label” is the index of the first step that is wrong, from 0 on, or -1 if none is.",
        "A trace in which a step before that has no label, or cannot be verified, is left out.",
        "Where a project does not ask for every label, steps before the first error without a label stand.",
        "final_answer_correct is true for the outcome success, false for partial and fail, else null.",
        "generator is the first model that acts. “steps” are all steps, also those after the error.",
        "What lies between two steps, such as the result of a tool call, stands at the head of the later one.",
        base.STEP_TEXT,
        base.CONTEXT_STEPS,
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        reason = base.why_not(task, context)
        if task.outcome is None or reason is not None:
            yield LeftOut(reason or base.NO_OUTCOME)
            return
        graded = base.graded(task.outcome, task, context)
        if not graded.is_certain:
            yield LeftOut(base.GAP)
            return
        yield {
            "id": task.external_id or task.id,
            "generator": base.model_of(task.content),
            "problem": base.prompt_of(task.content, graded.steps),
            "steps": list(base.passages(task.content, graded.steps)),
            "final_answer_correct": _CORRECT.get(task.outcome["outcome"] or ""),
            "label": -1 if graded.first_wrong is None else graded.first_wrong,
            "item_id": task.id,
            "n_raters": len(base.counted(task)),
        }
