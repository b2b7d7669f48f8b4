"""How agents could have worked together better, as people said it, with what it would have saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json
from annotation.kinds.trace.readers.label_rows import GRAPH_EDIT
from annotation.kinds.trace.steps import positions, step_ids
from annotation.kinds.trace.writers import labels

SAVED = "“saved” counts the graded steps between the two nodes, their tokens, and the seconds that passed there."


def edits(
    answer: Mapping[str, Any], annotation: ExportedAnnotation | None, task: ExportedTask, context: Context
) -> list[Json]:
    """The counterfactuals of an answer as JSON."""
    return [_edit(one, annotation, task, context) for one in answer["counterfactuals"]]


def between(content: Mapping[str, Any], one: str, other: str) -> list[Json]:
    """The nodes after one and before the other; none if either is not there."""
    places = positions(content)
    nodes: Sequence[Json] = content["nodes"]
    return list(nodes[places[one] : places[other] - 1]) if one in places and other in places else []


def _edit(said: Mapping[str, Any], annotation: ExportedAnnotation | None, task: ExportedTask, context: Context) -> Json:
    return {
        **labels.whose(annotation, task, context),
        "kind": GRAPH_EDIT,
        "id": said["id"],
        "target": {"trace": task.trace_id},
        **{key: said[key] for key in ("op", "from_agent", "to_agent", "skipped_agents", "tool")},
        "from_node": said["from_node"],
        "to_node": said["to_node"],
        "claim": said["claim"],
        "preconditions": [_precondition(one) for one in said["preconditions"]],
        "permitted_by_topology": said["permitted"],
        "outcome_effect": said["effect"],
        "saved": _saved(said, task.content, context),
        "severity": said["severity"],
        "confidence": said["confidence"],
        "created_at": None if annotation is None else annotation.submitted_at,
    }


def _precondition(said: Mapping[str, Any]) -> Json:
    evidence = said["evidence"]
    return {"text": said["text"], "evidence": None if evidence is None else labels.evidence_json(evidence)}


def _saved(said: Mapping[str, Any], content: Mapping[str, Any], context: Context) -> Json:
    """What lies between the two nodes; what the trace does not tell is null."""
    inner = between(content, said["from_node"], said["to_node"])
    graded = set(step_ids(content, context.settings))
    tokens = [node["tokens"] for node in inner if node["tokens"]]
    return {
        "steps": sum(node["id"] in graded for node in inner),
        "tokens": sum(one["input"] + one["output"] for one in tokens) if tokens else None,
        "seconds": _seconds(said, content),
    }


def _seconds(said: Mapping[str, Any], content: Mapping[str, Any]) -> float | None:
    nodes = {node["id"]: node for node in content["nodes"]}
    before, after = nodes.get(said["from_node"]), nodes.get(said["to_node"])
    left = (before["end"] or before["start"]) if before else None
    right = after["start"] if after else None
    if left is None or right is None:
        return None
    start, end = datetime.fromisoformat(left), datetime.fromisoformat(right)
    # A time with a zone and one without cannot be compared.
    if (start.tzinfo is None) != (end.tzinfo is None):
        return None
    return max((end - start).total_seconds(), 0.0)
