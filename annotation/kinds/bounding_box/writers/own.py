"""The canonical rows: everything a release may say of a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.bounding_box import labels
from annotation.kinds.bounding_box.writers import base


class Own(Writer):
    name = "touchstone"
    title = "Canonical JSONL"
    help = "Every task with all its answers, its outcome, flags and where it came from."
    rules = (
        "One row a task, with or without an outcome.",
        "Boxes are in pixels of the image as people saw it: x and y of the top left corner, width, height.",
        "“labels” gives the title of each label's key. People's answers keep the keys that they named.",
        "In the outcome, a label that was merged into another is written as that one.",
        "“suggested” is the box of the suggestion that a box was accepted from; “rejected” are those turned down.",
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        outcome = None if task.outcome is None else _outcome(task.outcome, context.settings)
        answers = [annotation.answer for annotation in task.annotations]
        yield {
            "id": task.id,
            "external_id": task.external_id,
            "image": task.content["image"],
            "labels": _titles([*answers, *([outcome] if outcome else [])], context.settings),
            "annotations": [_annotation(annotation) for annotation in task.annotations],
            "evaluation": {"outcome": outcome, "source": task.outcome_source, "agreement": task.agreement},
            "policy_flags": list(task.flags),
            "provenance": task.provenance,
            "metadata": task.metadata,
            "trace_id": task.trace_id,
            "status": task.status,
        }


def _outcome(outcome: Json, settings: Mapping[str, Any]) -> Json:
    titles = {label["key"]: label["title"] for label in settings["labels"]}
    boxes = base.boxes_of(outcome, settings)
    return {**outcome, "boxes": [{**box, "title": titles.get(box["label"], box["label"])} for box in boxes]}


def _titles(answers: list[Json], settings: Mapping[str, Any]) -> dict[str, str]:
    """By key the title that a label has now; of a merged one that of the label it became."""
    resolved = labels.resolved(settings)
    titles = {label["key"]: label["title"] for label in settings["labels"]}
    used = sorted({box["label"] for answer in answers for box in answer["boxes"]})
    return {key: titles.get(resolved.get(key, key), key) for key in used}


def _annotation(annotation: ExportedAnnotation) -> Json:
    return {
        "id": annotation.id,
        "annotator": annotation.annotator,
        "rubric_version": annotation.rubric_version,
        "answer": annotation.answer,
        "suggestion": annotation.suggestion,
        "active_ms": annotation.active_ms,
        "imported": annotation.imported,
        "counted": annotation.counted,
        "revision": annotation.revision,
        "submitted_at": annotation.submitted_at,
    }
