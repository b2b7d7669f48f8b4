"""Labels as our own exports write them, one for each thing that was said, put together to answers again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotation.kinds.base import Json, Verdict
from annotation.kinds.trace.readers.base import mappings

ANNOTATOR, GRAPH_EDIT = "annotator", "graph_edit"
WHOLE_PARTS = ("outcome", "verifiable")


def verdicts(labels: Iterable[Mapping[str, Any]]) -> list[Verdict]:
    """The answer of each person; labels of outcomes are nobody's, and what is no label of ours is passed over."""
    answers: dict[str, Json] = {}
    people: dict[str, str] = {}
    for label in labels:
        key, person = label.get("annotation_id"), label.get("rater")
        if isinstance(key, str) and isinstance(person, str) and label.get("role", ANNOTATOR) == ANNOTATOR:
            people[key] = person
            _add(label, answers.setdefault(key, {}))
    return [Verdict(annotator=people[key], answer=answer) for key, answer in answers.items()]


def _add(label: Mapping[str, Any], answer: Json) -> None:
    criterion = label.get("criterion")
    target = label.get("target")
    about = _about(target) if isinstance(target, Mapping) else {}
    if label.get("kind") == GRAPH_EDIT:
        answer.setdefault("counterfactuals", []).append(_counterfactual(label))
    elif criterion == "error":
        answer.setdefault("errors", []).append(_error(label, about))
    elif criterion == "attribution":
        said = {**about, "agent": label.get("value"), "reason": label.get("rationale") or ""}
        answer["attribution"] = said if about else {"nobody": True}
    elif criterion == "first_error":
        answer["first_error"] = about or {"none": True}
    elif about and isinstance(criterion, str):
        node = about["node"]
        step = answer.setdefault("steps", {}).setdefault(node, _hash(about))
        _add_to_step(label, criterion, step)
    elif isinstance(criterion, str):
        _add_to_trace(label, criterion, answer)


def _add_to_step(label: Mapping[str, Any], criterion: str, step: Json) -> None:
    part, _, key = criterion.partition(".")
    value = label.get("missing") or label.get("value")
    if part == "criteria":
        step.setdefault("criteria", {})[key] = _judged(label)
    elif part == "tool_calls":
        step.setdefault("tool", {}).setdefault("checks", {})[key] = value
    elif part == "tool_verdict":
        step.setdefault("tool", {})["verdict"] = value
    elif part == "handoffs":
        step.setdefault("handoff", {})[key] = value
    elif part == "step":
        step.update(_step(label))


def _step(label: Mapping[str, Any]) -> Json:
    value = label["missing"] if label.get("missing") else label.get("value")
    said: Json = {} if value is None else {"label": value}
    if label.get("inherited"):
        said["inherited"] = True
    if label.get("rationale"):
        said["comment"] = label["rationale"]
    if label.get("suggested_rewrite"):
        said["rewrite"] = label["suggested_rewrite"]
    return said


def _add_to_trace(label: Mapping[str, Any], criterion: str, answer: Json) -> None:
    part, _, key = criterion.partition(".")
    unit = label.get("unit")
    if part == "criteria":
        _criteria_of(unit, answer)[key] = _judged(label)
    elif part == "plan":
        _plan(unit, answer)["note"] = label.get("rationale") or ""
    elif part in WHOLE_PARTS:
        answer[part] = label.get("missing") or label.get("value")
    elif part == "exit":
        answer["exit"] = {"reason": label.get("value"), "note": label.get("rationale") or ""}
    elif part == "rationale":
        answer["rationale"] = label.get("rationale") or ""


def _criteria_of(unit: Any, answer: Json) -> Json:
    if unit == "final":
        criteria: Json = answer.setdefault("final", {"criteria": {}})["criteria"]
    elif isinstance(unit, str) and unit.startswith("plan:"):
        criteria = _plan(unit, answer)["criteria"]
    else:
        criteria = answer.setdefault("criteria", {})
    return criteria


def _plan(unit: Any, answer: Json) -> Json:
    plan = answer.setdefault("plan", {"before": {"criteria": {}, "note": ""}, "after": None})
    when = "after" if unit == "plan:after" else "before"
    plan[when] = plan[when] or {"criteria": {}, "note": ""}
    found: Json = plan[when]
    return found


def _judged(label: Mapping[str, Any]) -> Json:
    return {"missing": label["missing"]} if label.get("missing") else {"value": label.get("value")}


def _about(target: Mapping[str, Any]) -> Json:
    """The node that is meant, with the hash of what it held."""
    if not isinstance(target.get("node"), str):
        return {}
    known = target.get("content_sha256")
    return {"node": target["node"], **({"sha256": known} if known else {})}


def _hash(about: Mapping[str, Any]) -> Json:
    return {key: value for key, value in about.items() if key == "sha256"}


def _error(label: Mapping[str, Any], about: Json) -> Json:
    return {
        **about,
        "id": label.get("id") or "",
        "code": label.get("value"),
        "severity": label.get("severity") or "",
        "rationale": label.get("rationale") or "",
        "evidence": [_evidence(one) for one in mappings(label.get("evidence"))],
    }


def _evidence(raw: Mapping[str, Any]) -> Json:
    """``pointer`` leads to a text of the step, such as /text_parts/0."""
    said = {key: raw[key] for key in ("node", "sha256", "start", "end", "quote") if raw.get(key) is not None}
    part = str(raw.get("pointer", "")).rpartition("/")[2]
    return {**said, "part": int(part) if part.isdecimal() else 0}


def _counterfactual(label: Mapping[str, Any]) -> Json:
    keys = ("id", "op", "from_agent", "to_agent", "skipped_agents", "tool", "from_node", "to_node", "claim")
    said = {key: label[key] for key in (*keys, "severity", "confidence") if label.get(key) is not None}
    return {
        **said,
        "effect": label.get("outcome_effect"),
        "preconditions": [_precondition(one) for one in mappings(label.get("preconditions"))],
    }


def _precondition(raw: Mapping[str, Any]) -> Json:
    evidence = raw.get("evidence")
    return {"text": raw.get("text"), "evidence": _evidence(evidence) if isinstance(evidence, Mapping) else None}
