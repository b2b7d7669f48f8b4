"""The canonical rows: everything a release may say of a task."""

from __future__ import annotations

from collections.abc import Iterator

from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.preference.writers.base import canonical_answer


class Own(Writer):
    name = "touchstone"
    title = "Canonical JSONL"
    help = "Every task with all its answers, its outcome, flags and where it came from."
    rules = (
        "One row a task, with or without an outcome.",
        "Responses are r1, r2 … in the order of the import. A negative strength means that r1 is better.",
        "“Response 1” in people's words became the id of the response that they saw there.",
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        yield {
            "id": task.id,
            "external_id": task.external_id,
            "messages": task.content["messages"],
            "responses": task.content["responses"],
            "annotations": [_annotation(annotation, task, context) for annotation in task.annotations],
            "evaluation": {"outcome": task.outcome, "source": task.outcome_source, "agreement": task.agreement},
            "policy_flags": list(task.flags),
            "provenance": task.provenance,
            "metadata": task.metadata,
            "trace_id": task.trace_id,
            "status": task.status,
        }


def _annotation(annotation: ExportedAnnotation, task: ExportedTask, context: Context) -> Json:
    answer = canonical_answer(annotation, task, context)
    return {
        "id": annotation.id,
        "annotator": annotation.annotator,
        "rubric_version": annotation.rubric_version,
        "answer": answer,
        "rationale": answer["rationale"],
        "active_ms": annotation.active_ms,
        "side_seed": annotation.side_seed,
        "imported": annotation.imported,
        "counted": annotation.counted,
        "revision": annotation.revision,
        "submitted_at": annotation.submitted_at,
    }
