"""The canonical rows: everything a release may say of a task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.steps import steps
from annotation.kinds.trace.writers import base, chat, counterfactuals, labels


class Own(Writer):
    name = "touchstone"
    title = "Canonical JSONL"
    help = "Every trace with all its answers, its outcome, flags and where it came from."
    rules = (
        "One row a task, with or without an outcome.",
        "“nodes” is the trace; “messages” and “tool_calls” say the same in the form of a chat.",
        "“step_labels” has one entry for each thing that an answer says of a step, with the checksum of what it held.",
        "cannot_assess is true where somebody could not verify or assess it; “missing” tells which.",
        "“evaluation.steps” has the outcome's label of each step and how many counted answers gave which label.",
        counterfactuals.SAVED,
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        nodes = task.content["nodes"]
        yield {
            "id": task.id,
            "external_id": task.external_id,
            **task.content,
            "messages": chat.messages(nodes),
            "tool_calls": chat.calls(nodes),
            "annotations": [_annotation(annotation, task, context) for annotation in task.annotations],
            "evaluation": {
                "outcome": task.outcome,
                "source": task.outcome_source,
                "agreement": task.agreement,
                "steps": _evaluated(task, context),
            },
            "policy_flags": list(task.flags),
            "provenance": task.provenance,
            "metadata": task.metadata,
            "rubric_version": task.rubric_version,
            "trace_id": task.trace_id,
            "status": task.status,
        }


def _annotation(annotation: ExportedAnnotation, task: ExportedTask, context: Context) -> Json:
    answer = annotation.answer
    return {
        "id": annotation.id,
        "annotator": annotation.annotator,
        "rubric_version": annotation.rubric_version,
        "answer": answer,
        "rationale": answer["rationale"],
        "step_labels": labels.step_labels(answer, annotation, task, context),
        "counterfactuals": counterfactuals.edits(answer, annotation, task, context),
        "suggestion": annotation.suggestion,
        "active_ms": annotation.active_ms,
        "side_seed": annotation.side_seed,
        "imported": annotation.imported,
        "counted": annotation.counted,
        "revision": annotation.revision,
        "submitted_at": annotation.submitted_at,
    }


def _evaluated(task: ExportedTask, context: Context) -> list[Json]:
    """Each step with the outcome's label and the counted answers'."""
    outcome = {} if task.outcome is None else task.outcome["steps"]
    first = None if task.outcome is None else (task.outcome["first_error"] or {}).get("node")
    answers = [annotation.answer["steps"] for annotation in base.counted(task)]
    return [
        {
            "node": node["id"],
            "content_sha256": node["sha256"],
            "label": outcome.get(node["id"], {}).get("label"),
            "is_first_error": node["id"] == first,
            "votes": _votes([said[node["id"]]["label"] for said in answers if "label" in said.get(node["id"], {})]),
        }
        for node in steps(task.content, context.settings)
    ]


def _votes(given: Sequence[Any]) -> list[Json]:
    """How many gave which label, the most frequent first."""
    counts = Counter(given)
    ordered = sorted(counts, key=lambda label: (-counts[label], str(label)))
    return [{"label": label, "count": counts[label]} for label in ordered]
