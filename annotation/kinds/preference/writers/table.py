"""One row an answer, in flat columns: for spreadsheets and data frames."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import ColumnType, Context, ExportedAnnotation, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.preference.answer import COMPARISON, judged_by_unit
from annotation.kinds.preference.content import MOST_RESPONSES
from annotation.kinds.preference.overall import CANNOT_ASSESS, is_unassessed
from annotation.kinds.preference.writers import base

_TASK: dict[str, ColumnType] = {
    "item_id": "text",
    "external_id": "text",
    "status": "text",
    "agreement": "number",
    "outcome": "text",
    "outcome_source": "text",
    "source": "text",
    "licence": "text",
    "prompt": "text",
}
_ANNOTATION: dict[str, ColumnType] = {
    "annotation_id": "text",
    "annotator": "text",
    "rubric_version": "integer",
    "revision": "integer",
    "imported": "flag",
    "counted": "flag",
    "active_ms": "integer",
    "submitted_at": "text",
}
_WORDS: dict[str, ColumnType] = {
    "missing": "text",
    "reasons": "text",
    "rationale": "text",
    "edit_base": "text",
    "edit_text": "text",
}
_CRITERION: dict[str, ColumnType] = {
    "binary": "flag",
    "ordinal": "integer",
    "categorical": "text",
    "interval": "number",
    "text": "text",
}


class _Table(Writer):
    rules = (
        "One row for each answer, surplus ones too (“counted” is false).",
        "Responses are r1, r2 … in the order of the import.",
        "A negative strength means that r1 is better. “missing” lists what could not be assessed or did not apply.",
        "“Response 1” in people's words became the id of the response that they saw there.",
    )

    def column_types(self, context: Context) -> Mapping[str, ColumnType]:
        texts: dict[str, ColumnType] = dict.fromkeys(_units(context), "text")
        return {**_TASK, **texts, **_ANNOTATION, **_judgement_types(context), **_criteria_types(context), **_WORDS}

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        if not task.annotations:
            yield LeftOut(base.NO_ANSWERS)
            return
        empty = dict.fromkeys(self.column_types(context))
        about_task = _about_task(task)
        for annotation in task.annotations:
            yield {**empty, **about_task, **_about_annotation(annotation, task, context)}


class Csv(_Table):
    name = "csv"
    title = "CSV"
    help = "One row an answer, for a spreadsheet."
    extension = "csv"


class Parquet(_Table):
    name = "parquet"
    title = "Parquet"
    help = "One row an answer, with typed columns, for data frames."
    extension = "parquet"


def _units(context: Context) -> list[str]:
    count = 2 if context.settings["mode"] == "pairwise" else MOST_RESPONSES
    return [f"r{index + 1}" for index in range(count)]


def _judgement_types(context: Context) -> dict[str, ColumnType]:
    mode = context.settings["mode"]
    turns: dict[str, ColumnType] = {"turns": "text"} if context.settings["turns"] == "every" else {}
    if mode == "pairwise":
        return {"verdict": "text", "strength": "integer", **turns}
    prefix = "rating" if mode == "rating" else "rank"
    values: dict[str, ColumnType] = {f"{prefix}_{unit}": "integer" for unit in _units(context)}
    return {**values, **turns}


def _criteria_types(context: Context) -> dict[str, ColumnType]:
    return {
        _criterion_column(criterion["key"], unit): _CRITERION[criterion["scale"]["type"]]
        for criterion in context.criteria
        for unit in ([COMPARISON] if criterion["applies_to"] == COMPARISON else _units(context))
    }


def _criterion_column(key: str, unit: str) -> str:
    return f"criteria.{key}" if unit == COMPARISON else f"criteria.{key}.{unit}"


def _about_task(task: ExportedTask) -> Json:
    return {
        "item_id": task.id,
        "external_id": task.external_id,
        "status": task.status,
        "agreement": task.agreement,
        "outcome": None if task.outcome is None else _json(task.outcome["overall"]),
        "outcome_source": task.outcome_source,
        "source": task.provenance.get("source"),
        "licence": task.provenance.get("licence"),
        "prompt": base.plain_text(task.content["messages"]),
        **{response["id"]: base.plain_text(response["messages"]) for response in task.content["responses"]},
    }


def _about_annotation(annotation: ExportedAnnotation, task: ExportedTask, context: Context) -> Json:
    answer = base.canonical_answer(annotation, task, context)
    values, missing = _criteria(answer, task.content, context)
    edit = answer.get("edit") or {}
    return {
        "annotation_id": annotation.id,
        "annotator": annotation.annotator,
        "rubric_version": annotation.rubric_version,
        "revision": annotation.revision,
        "imported": annotation.imported,
        "counted": annotation.counted,
        "active_ms": annotation.active_ms,
        "submitted_at": annotation.submitted_at,
        **_judgement(answer["overall"], context.settings["mode"]),
        **({"turns": _json(answer["turns"])} if answer.get("turns") else {}),
        **values,
        "missing": "; ".join([*_unassessed(answer["overall"]), *missing]) or None,
        "reasons": "; ".join(answer.get("reasons", [])) or None,
        "rationale": answer["rationale"] or None,
        "edit_base": edit.get("base"),
        "edit_text": edit.get("text"),
    }


def _judgement(overall: Json, mode: str) -> Json:
    if mode == "rating":
        rated = {unit: value for unit, value in overall["ratings"].items() if value != CANNOT_ASSESS}
        return {f"rating_{unit}": value for unit, value in rated.items()}
    if mode == "ranking":
        return {f"rank_{unit}": rank for unit, rank in overall.get("ranks", {}).items()}
    strength = 0 if overall["verdict"] == "same" else overall.get("strength")
    return {"verdict": overall["verdict"], "strength": strength}


def _unassessed(overall: Json) -> list[str]:
    if is_unassessed(overall):
        return [f"overall: {CANNOT_ASSESS}"]
    ratings = overall.get("ratings", {})
    return [f"rating_{unit}: {CANNOT_ASSESS}" for unit in sorted(ratings) if ratings[unit] == CANNOT_ASSESS]


def _criteria(answer: Json, content: Json, context: Context) -> tuple[Json, list[str]]:
    """The values by column, and the columns without a value with the reason."""
    values: Json = {}
    missing: list[str] = []
    for criterion in context.criteria:
        for unit, judged in judged_by_unit(criterion, answer, content).items():
            column = _criterion_column(criterion["key"], unit)
            if "value" in judged:
                values[column] = float(judged["value"]) if criterion["scale"]["type"] == "interval" else judged["value"]
            else:
                missing.append(f"{column}: {judged['missing']}")
    return values, missing


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
