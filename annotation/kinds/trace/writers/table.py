"""One row for each thing that somebody said, in flat columns: for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import ColumnType, Context, ExportedAnnotation, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.steps import positions, step_positions
from annotation.kinds.trace.writers import base, labels
from annotation.kinds.trace.writers.labels import Label
from config import strict_json

_TASK: dict[str, ColumnType] = {
    "item_id": "text",
    "external_id": "text",
    "status": "text",
    "agreement": "number",
    "outcome_source": "text",
    "source": "text",
    "licence": "text",
    "problem": "text",
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
_NODE: dict[str, ColumnType] = {
    "node_id": "text",
    "content_sha256": "text",
    "position": "integer",
    "step": "integer",
    "kind": "text",
    "agent": "text",
    "tool": "text",
}
_LABEL: dict[str, ColumnType] = {
    "unit": "text",
    "criterion": "text",
    "value": "text",
    "number": "number",
    "missing": "text",
    "outcome_value": "text",
    "is_first_error": "flag",
    "inherited": "flag",
    "severity": "text",
    "rationale": "text",
    "evidence": "text",
    "rewrite": "text",
}


class _Table(Writer):
    rules = (
        "One row for each thing that an answer says: a step's label, a criterion, an error, the outcome and so on.",
        "Surplus answers have rows too (“counted” is false).",
        "“unit” is the id of the step, or trace, plan:before, plan:after, final or overall.",
        "“value” is the value as text, “number” the same where it is a number or yes (1) or no (0).",
        "“missing” tells why there is no value: cannot_verify, cannot_assess or not_applicable.",
        "“outcome_value” is what the task's outcome says on the same unit and criterion.",
        "“position” counts nodes and “step” counts graded steps, both from 1 on.",
        "Counterfactuals are in the canonical rows. “evidence” and “rewrite” are JSON.",
    )

    def column_types(self, context: Context) -> Mapping[str, ColumnType]:
        return {**_TASK, **_ANNOTATION, **_NODE, **_LABEL}

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        if not task.annotations:
            yield LeftOut(base.NO_ANSWERS)
            return
        about_task, about_nodes = _about_task(task), _about_nodes(task, context)
        settled = {} if task.outcome is None else _by_question(task.outcome)
        for annotation in task.annotations:
            said = list(labels.labels_of(annotation.answer))
            about = {**about_task, **_about_annotation(annotation)}
            for label in said:
                answer = annotation.answer
                yield {**about, **_about_node(label, about_nodes), **_about_label(label, answer, settled)}
            if not said:
                yield {**about, **dict.fromkeys([*_NODE, *_LABEL])}


class Csv(_Table):
    name = "csv"
    title = "CSV"
    help = "One row for each label, for a spreadsheet."
    extension = "csv"


class Parquet(_Table):
    name = "parquet"
    title = "Parquet"
    help = "One row for each label, with typed columns, for data frames."
    extension = "parquet"


def _about_task(task: ExportedTask) -> Json:
    return {
        "item_id": task.id,
        "external_id": task.external_id,
        "status": task.status,
        "agreement": task.agreement,
        "outcome_source": task.outcome_source,
        "source": task.provenance.get("source"),
        "licence": task.provenance.get("licence"),
        "problem": task.content["problem"],
    }


def _about_annotation(annotation: ExportedAnnotation) -> Json:
    return {
        "annotation_id": annotation.id,
        "annotator": annotation.annotator,
        "rubric_version": annotation.rubric_version,
        "revision": annotation.revision,
        "imported": annotation.imported,
        "counted": annotation.counted,
        "active_ms": annotation.active_ms,
        "submitted_at": annotation.submitted_at,
    }


def _about_nodes(task: ExportedTask, context: Context) -> dict[str, Json]:
    places, numbers = positions(task.content), step_positions(task.content, context.settings)
    return {
        node["id"]: {
            "position": places[node["id"]],
            "step": numbers.get(node["id"]),
            "kind": node["kind"],
            "agent": node["agent"] or None,
            "tool": node["tool"]["name"] if node["tool"] else None,
        }
        for node in task.content["nodes"]
    }


def _about_node(label: Label, nodes: Mapping[str, Json]) -> Json:
    known = nodes.get(label.node, {})
    named = {"node_id": label.node or None, "content_sha256": label.sha256 or None}
    return {**dict.fromkeys(_NODE), **named, **known}


def _about_label(label: Label, answer: Mapping[str, Any], settled: Mapping[tuple[str, str], Any]) -> Json:
    first = (answer["first_error"] or {}).get("node")
    return {
        "unit": label.unit,
        "criterion": label.criterion,
        "value": _text(label.value),
        "number": float(label.value) if isinstance(label.value, int | float) else None,
        "missing": label.missing or None,
        "outcome_value": _text(settled.get((label.unit, label.criterion))),
        "is_first_error": label.is_of_step and label.node == first,
        "inherited": label.inherited,
        "severity": label.severity or None,
        "rationale": label.rationale or None,
        "evidence": _json(list(label.evidence)),
        "rewrite": _json(label.rewrite),
    }


def _by_question(outcome: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """What an outcome says, by unit and criterion. Errors are a list, and no single one stands against another."""
    found = [label for label in labels.labels_of(outcome) if label.criterion != "error"]
    return {(label.unit, label.criterion): label.missing or label.value for label in found}


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return _json(value)


def _json(value: Any) -> str | None:
    return None if value in (None, []) else strict_json.dumps(value).decode()
