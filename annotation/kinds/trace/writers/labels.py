"""An answer taken apart: one label for each thing that was said, with the step that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.kinds import criteria
from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json
from annotation.kinds.trace.options import CANNOT_VERIFY

NOBODY, NO_ERROR = "nobody", "none"
TRACE = "trace"  # the unit of what is said of a trace as a whole
PLAN_UNITS = {"before": "plan:before", "after": "plan:after"}


@dataclass(frozen=True, slots=True)
class Label:
    """One thing said. ``unit`` is the id of a step, or the part of the trace that is meant."""

    criterion: str
    unit: str
    value: Any = None
    missing: str = ""
    node: str = ""  # the step that it is about, or names
    sha256: str = ""
    id: str = ""
    severity: str = ""
    rationale: str = ""
    inherited: bool = False
    evidence: Sequence[Json] = ()
    rewrite: Json | None = None

    @property
    def is_of_step(self) -> bool:
        return bool(self.node) and self.criterion != "attribution"


def labels_of(answer: Mapping[str, Any]) -> Iterator[Label]:
    """All that an answer says but its counterfactuals: first of steps, then of the trace."""
    for node, said in answer["steps"].items():
        yield from _of_step(node, said)
    first = answer["first_error"] or {}
    if "node" in first:
        yield Label("first_error", first["node"], True, node=first["node"], sha256=first["sha256"])
    for error in answer["errors"]:
        yield _of_error(error)
    yield from _of_trace(answer)


def step_labels(
    answer: Mapping[str, Any], annotation: ExportedAnnotation | None, task: ExportedTask, context: Context
) -> list[Json]:
    """The labels of steps as JSON; without an annotation they are those of the outcome."""
    found = [one for one in labels_of(answer) if one.is_of_step]
    return _as_json(found, answer, annotation, task, context)


def trace_labels(
    answer: Mapping[str, Any], annotation: ExportedAnnotation | None, task: ExportedTask, context: Context
) -> list[Json]:
    """The labels of the whole trace as JSON."""
    found = [one for one in labels_of(answer) if not one.is_of_step]
    return _as_json(found, answer, annotation, task, context)


def whose(annotation: ExportedAnnotation | None, task: ExportedTask, context: Context) -> Json:
    """Who said it, and under which rubric."""
    version = task.rubric_version if annotation is None else annotation.rubric_version
    # The context is that of the task's rubric; of another version the checksum is not known here.
    known = version is not None and version == task.rubric_version
    return {
        "annotation_id": None if annotation is None else annotation.id,
        "rubric": {"version": version, "sha256": criteria.sha256(list(map(dict, context.criteria))) if known else None},
        "rater": None if annotation is None else annotation.annotator,
        "role": "outcome" if annotation is None else "annotator",
        "counted": annotation is None or annotation.counted,
        "imported": annotation is not None and annotation.imported,
    }


def evidence_json(evidence: Mapping[str, Any]) -> Json:
    """Where in a step the words stand: ``pointer`` leads into the step as the canonical export writes it."""
    kept = {key: evidence[key] for key in ("node", "sha256", "start", "end", "quote")}
    return {**kept, "pointer": f"/text_parts/{evidence['part']}"}


def _as_json(
    found: Sequence[Label],
    answer: Mapping[str, Any],
    annotation: ExportedAnnotation | None,
    task: ExportedTask,
    context: Context,
) -> list[Json]:
    # What is the same for all of them is made once: an answer may have ten thousand.
    who, how = whose(annotation, task, context), _circumstances(annotation)
    when = None if annotation is None else annotation.submitted_at
    first = (answer["first_error"] or {}).get("node")
    return [
        {
            **who,
            "target": {"trace": task.trace_id, "node": label.node or None, "content_sha256": label.sha256 or None},
            **_said(label),
            "is_first_error": label.is_of_step and label.node == first,
            "context": how,
            "created_at": when,
        }
        for label in found
    ]


def _said(label: Label) -> Json:
    return {
        "unit": label.unit,
        "id": label.id or None,
        "criterion": label.criterion,
        "value": label.value,
        "missing": label.missing or None,
        "cannot_assess": label.missing in (CANNOT_VERIFY, criteria.CANNOT_ASSESS),
        "inherited": label.inherited,
        "severity": label.severity or None,
        "confidence": None,
        "rationale": label.rationale,
        "evidence": [evidence_json(one) for one in label.evidence],
        "suggested_rewrite": label.rewrite,
    }


def _circumstances(annotation: ExportedAnnotation | None) -> Json:
    if annotation is None:
        return {"blind": None, "saw_suggestion": None, "order_seed": None, "duration_ms": None}
    shown = annotation.suggestion
    return {
        # Nobody sees which model acted, nor what others answered; of imported answers that is not known.
        "blind": None if annotation.imported else True,
        "saw_suggestion": "none" if shown is None else f"{shown['model']} {shown['version']}".strip(),
        "order_seed": annotation.side_seed,
        "duration_ms": annotation.active_ms,
    }


def _of_step(node: str, said: Mapping[str, Any]) -> Iterator[Label]:
    about: Json = {"unit": node, "node": node, "sha256": said["sha256"]}
    if said.keys() & {"label", "comment", "rewrite", "inherited"}:
        yield Label(
            "step",
            **about,
            **_given(said.get("label")),
            rationale=said.get("comment", ""),
            inherited=said.get("inherited", False),
            rewrite=said.get("rewrite"),
        )
    tool = said.get("tool", {})
    if tool.get("verdict"):
        yield Label("tool_verdict", **about, **_given(tool["verdict"]))
    for check, value in tool.get("checks", {}).items():
        yield Label(f"tool_calls.{check}", **about, **_given(value))
    for question, value in said.get("handoff", {}).items():
        yield Label(f"handoffs.{question}", **about, **_given(value))
    for key, judged in said.get("criteria", {}).items():
        yield Label(f"criteria.{key}", **about, **_judged(judged))


def _of_error(error: Mapping[str, Any]) -> Label:
    return Label(
        "error",
        error["node"],
        error["code"],
        node=error["node"],
        sha256=error["sha256"],
        id=error["id"],
        severity=error.get("severity", ""),
        rationale=error.get("rationale", ""),
        evidence=error.get("evidence", ()),
    )


def _of_trace(answer: Mapping[str, Any]) -> Iterator[Label]:
    if (answer["first_error"] or {}).get("none"):
        yield Label("first_error", TRACE, NO_ERROR)
    for when, unit in PLAN_UNITS.items():
        yield from _of_plan(unit, (answer["plan"] or {}).get(when))
    yield from (_criterion(key, "final", judged) for key, judged in answer["final"]["criteria"].items())
    yield from (_criterion(key, "overall", judged) for key, judged in answer["criteria"].items())
    for key in ("outcome", "verifiable"):
        if answer[key] is not None:
            yield Label(key, TRACE, **_given(answer[key]))
    if answer["attribution"] is not None:
        yield _attribution(answer["attribution"])
    if answer["exit"] is not None:
        yield Label("exit", TRACE, answer["exit"]["reason"], rationale=answer["exit"]["note"])
    if answer["rationale"]:
        yield Label("rationale", TRACE, rationale=answer["rationale"])


def _of_plan(unit: str, grade: Mapping[str, Any] | None) -> Iterator[Label]:
    if grade is None:
        return
    yield Label("plan", unit, rationale=grade["note"])
    yield from (_criterion(key, unit, judged) for key, judged in grade["criteria"].items())


def _attribution(said: Mapping[str, Any]) -> Label:
    if said.get("nobody"):
        return Label("attribution", TRACE, NOBODY)
    return Label(
        "attribution",
        TRACE,
        said["agent"],
        node=said["node"],
        sha256=said["sha256"],
        rationale=said.get("reason", ""),
    )


def _criterion(key: str, unit: str, judged: Mapping[str, Any]) -> Label:
    return Label(f"criteria.{key}", unit, **_judged(judged))


def _given(value: Any) -> Json:
    return {"missing": CANNOT_VERIFY} if value == CANNOT_VERIFY else {"value": value}


def _judged(judged: Mapping[str, Any]) -> Json:
    return {"missing": judged["missing"]} if "missing" in judged else {"value": judged.get("value")}
