"""Rows like PRM800K's: one person's ratings of the steps of a solution, up to the first error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.options import CANNOT_VERIFY
from annotation.kinds.trace.step_scale import values
from annotation.kinds.trace.steps import steps
from annotation.kinds.trace.writers import base

NOT_ON_SCALE = "The project's labels are other than -1, 0 and 1, which PRM800K has."
NO_RATINGS = "Nobody rated its steps."
RATINGS = (-1, 0, 1)
_FINISHED = {"bad_problem": "bad_problem", "wrong_reference": "bad_problem", "gave_up": "give_up"}


class Prm800k(Writer):
    name = "prm800k"
    title = "PRM800K"
    help = "One row for each person's ratings of a trace, with -1, 0 and 1, up to the first error."
    rules = (
        "One row for each counted answer that rates a step or says why it rates none.",
        "Only projects whose labels are among -1, 0 and 1.",
        "A rating is null if the step has no label or cannot be verified.",
        "A step that was named as the first error without a label is rated -1. The row ends there.",
        "finish_reason: found_error or solution; bad_problem, also if the reference is wrong; give_up.",
        "Each step has one completion, which is chosen unless it is the error. Rewrites are in the preference pairs.",
        "total_time is the active time in milliseconds, or 0 where it is not known.",
        "pre_generated_steps are all steps. The labeler is a pseudonym.",
        "What lies between two steps, such as the result of a tool call, stands at the head of the later one.",
        base.STEP_TEXT,
        base.CONTEXT_STEPS,
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        reason = _why_not(task, context)
        if reason is not None:
            yield LeftOut(reason)
            return
        labels = [(one, _label(one.answer, task, context)) for one in base.counted(task)]
        found = [(one, label) for one, label in labels if label is not None]
        question = _question(task, context)
        for annotation, label in found:
            yield _row(annotation, question, {**label, "total_time": annotation.active_ms or 0}, task)
        if not found:
            yield LeftOut(NO_RATINGS)


def _why_not(task: ExportedTask, context: Context) -> str | None:
    scale = context.settings["scale"]
    if scale["type"] != "ordinal" or not set(values(scale)) <= set(RATINGS):
        return NOT_ON_SCALE
    if not base.counted(task):
        return base.NO_ANSWERS
    return None if steps(task.content, context.settings) else base.NO_STEPS


def _row(annotation: ExportedAnnotation, question: Json, label: Json, task: ExportedTask) -> Json:
    return {
        "labeler": annotation.annotator,
        "timestamp": annotation.submitted_at,
        "generation": None,
        "is_quality_control_question": False,
        "is_initial_screening_question": False,
        "question": question,
        "label": label,
        "item_id": task.id,
    }


def _question(task: ExportedTask, context: Context) -> Json:
    rows = steps(task.content, context.settings)
    return {
        "problem": base.prompt_of(task.content, rows),
        "ground_truth_solution": task.content["reference"],
        "ground_truth_answer": "",
        "pre_generated_steps": list(base.passages(task.content, rows)),
        "pre_generated_answer": base.final_text(task.content),
        "pre_generated_verifier_score": None,
    }


def _label(answer: Json, task: ExportedTask, context: Context) -> Json | None:
    """The rated steps; None if the answer says nothing that PRM800K has words for."""
    rows = steps(task.content, context.settings)
    first = (answer["first_error"] or {}).get("node")
    ratings = [_rating(answer["steps"].get(row["id"], {}), is_error=row["id"] == first) for row in rows]
    end = _end(rows, ratings, first)
    reason = _finish_reason(answer, ratings[: end + 1])
    if reason is None or (answer["exit"] is None and not any(rating is not None for rating in ratings[: end + 1])):
        return None
    passages = list(base.passages(task.content, rows))[: end + 1]
    return {
        "steps": [_step(text, rating) for text, rating in zip(passages, ratings, strict=False)],
        "finish_reason": reason,
    }


def _rating(said: Mapping[str, Any], *, is_error: bool) -> int | None:
    label = said.get("label", -1 if is_error else None)
    return None if label == CANNOT_VERIFY else label


def _end(rows: Sequence[Json], ratings: Sequence[int | None], first: str | None) -> int:
    """The index of the last step of the row: the first error, or the last step if none is told."""
    named = next((index for index, row in enumerate(rows) if row["id"] == first), None)
    if named is not None:
        return named
    return ratings.index(-1) if -1 in ratings else len(rows) - 1


def _finish_reason(answer: Json, ratings: Sequence[int | None]) -> str | None:
    if answer["exit"] is not None:
        return _FINISHED[answer["exit"]["reason"]]
    if -1 in ratings or "node" in (answer["first_error"] or {}):
        return "found_error"
    says_none = (answer["first_error"] or {}).get("none")
    return "solution" if says_none or None not in ratings else None


def _step(text: str, rating: int | None) -> Json:
    return {
        "completions": [{"text": text, "rating": rating, "flagged": None}],
        "human_completion": None,
        "chosen_completion": None if rating == -1 else 0,
    }
