"""Files like TRAIL's annotations: the errors of a trace by category, with evidence and impact, and scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.writers import base

NO_TAXONOMY = "The project has no taxonomy of errors."
SCORES = ("reliability", "security", "instruction_adherence", "plan_opt")


class Trail(Writer):
    name = "trail"
    title = "TRAIL annotations"
    help = "One row a trace: its errors with category, location, evidence, description and impact."
    rules = (
        "Only tasks with an outcome in a project with a taxonomy; a trace without errors has an empty list.",
        "“category” is the title of the code, “location” the id of the node, “impact” the severity in capitals.",
        "“evidence” is the quoted text; several quotes are parted by “ … ”.",
        f"“scores” has the outcome of the overall criteria {', '.join(SCORES)}, where the rubric has them.",
        "The reason of a score is empty: reasons are people's, not the outcome's.",
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        taxonomy = context.settings["taxonomy"]
        if taxonomy is None:
            yield LeftOut(NO_TAXONOMY)
            return
        if task.outcome is None:
            yield LeftOut(base.NO_OUTCOME)
            return
        if task.outcome["exit"] is not None:
            yield LeftOut(base.EXITED)
            return
        titles = {code["key"]: code["title"] for code in taxonomy["codes"]}
        yield {
            "trace_id": task.external_id or task.id,
            "errors": [_error(error, titles) for error in task.outcome["errors"]],
            "scores": _scores(task.outcome["criteria"]),
            "item_id": task.id,
            "n_raters": len(base.counted(task)),
        }


def _error(error: Mapping[str, Any], titles: Mapping[str, str]) -> Json:
    return {
        "category": titles.get(error["code"], error["code"]),
        "location": error["node"],
        "evidence": " … ".join(one["quote"] for one in error["evidence"]),
        "description": error["rationale"],
        "impact": error["severity"].upper(),
    }


def _scores(criteria: Mapping[str, Any]) -> list[Json]:
    values = {key: criteria[key]["value"] for key in SCORES if "value" in criteria.get(key, {})}
    numbers = {key: value for key, value in values.items() if isinstance(value, int | float)}
    if not numbers:
        return []
    scores = {f"{key}_score": value for key, value in numbers.items()}
    reasons = {f"{key}_reasoning": "" for key in numbers}
    return [{**scores, **reasons, "overall": round(sum(numbers.values()) / len(numbers), 4)}]
