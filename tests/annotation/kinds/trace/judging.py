"""Traces, and answers about them, that the tests of measuring share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotation.kinds import get_kind
from annotation.kinds.base import Context, Json
from annotation.kinds.trace.building import TraceBuilder, call
from annotation.kinds.trace.steps import positions

KIND = get_kind("trace")
CODES = ("goal_deviation", "tool_misuse", "timeout")
TAXONOMY: Json = {
    "preset": "own",
    "title": "Ours",
    "counting": "every",
    "severities": [{"key": key, "title": key.title()} for key in ("high", "medium", "low")],
    "codes": [{"title": key.replace("_", " ").title()} for key in CODES],
}
BINARY: Json = {"type": "binary"}
FIVE: Json = {"type": "ordinal", "anchors": [{"value": value, "label": f"level {value}"} for value in range(1, 6)]}


def context(*criteria: Json, **settings: Any) -> Context:
    return Context(settings=KIND.read_settings(settings), criteria=list(criteria))


def criterion(key: str, scale: Json, applies_to: str = "step", weight: float = 1) -> Json:
    described = {"key": key, "title": key.title(), "guidance": "", "required": False, "weight": weight}
    return {**described, "scale": scale, "applies_to": applies_to}


def trace(steps: int) -> Json:
    """A trace of reasoning whose steps are s1, s2 …"""
    builder = TraceBuilder(problem="What is 6 times 7?")
    for number in range(1, steps + 1):
        builder.add("reasoning", f"Step {number} of {steps}.", id=f"s{number}", agent="solver")
    return builder.content()


def run() -> Json:
    """A run of two agents: plan, call, result, hand-off, message, final."""
    builder = TraceBuilder(problem="Find the capital.", edges=[("planner", "writer")])
    builder.add("plan", "Look it up.", id="plan", agent="planner")
    builder.add("tool_call", id="call", agent="planner", tool=call("search", {"query": "capital"}, "c1"))
    builder.add("tool_result", "Oslo", id="result", agent="planner")
    builder.add("handoff", "Write it down.", id="over", agent="planner", to="writer")
    builder.add("message", "The search says Oslo.", id="message", agent="writer")
    builder.add("final", "Oslo", id="final", agent="writer")
    return builder.content()


def answer(
    content: Json,
    first_error: str | None = None,
    labels: Mapping[str, Any] | None = None,
    *,
    steps: Mapping[str, Json] | None = None,
    errors: Iterable[Json] = (),
    **more: Any,
) -> Json:
    """An answer in canonical form. ``first_error`` is a node, "none", or None where nothing is said."""
    said = {node: {"label": label} for node, label in (labels or {}).items()}
    for node, given in (steps or {}).items():
        said[node] = {**said.get(node, {}), **given}
    return {
        "exit": None,
        "steps": {node: {"sha256": sha256(content, node), **given} for node, given in said.items()},
        "first_error": _first_error(content, first_error),
        "errors": [_error(content, number, error) for number, error in enumerate(errors, start=1)],
        "plan": None,
        "final": {"criteria": {}},
        "outcome": None,
        "verifiable": None,
        "attribution": None,
        "counterfactuals": [],
        "criteria": {},
        "rationale": "",
        **more,
    }


def graded(content: Json, first_error: int | None, *, right: Any = 1, wrong: Any = -1) -> Json:
    """The answer of someone who stops at the first error; None: there is none. Steps are s1, s2 …"""
    last = first_error or len(content["nodes"])
    labels = {f"s{number}": wrong if number == first_error else right for number in range(1, last + 1)}
    return answer(content, f"s{first_error}" if first_error else "none", labels)


def exiting(content: Json, reason: str, note: str = "") -> Json:
    return answer(content, exit={"reason": reason, "note": note})


def error(node: str, code: str = "tool_misuse", severity: str = "high", **more: Any) -> Json:
    return {"node": node, "code": code, "severity": severity, "rationale": "", "evidence": [], **more}


def blaming(content: Json, agent: str, node: str, reason: str = "") -> Json:
    return {"agent": agent, "node": node, "sha256": sha256(content, node), "reason": reason}


def sha256(content: Json, node: str) -> str:
    return str(content["nodes"][positions(content)[node] - 1]["sha256"])


def accepted(given: Json, content: Json, where: Context) -> Json:
    """The answer, once it is sure that a merged or imported one like it would be accepted as it is."""
    read = KIND.read_answer(given, content=content, context=KIND.undemanding(where))
    assert read == given
    return given


def _first_error(content: Json, said: str | None) -> Json | None:
    if said is None:
        return None
    return {"none": True} if said == "none" else {"node": said, "sha256": sha256(content, said)}


def _error(content: Json, number: int, given: Json) -> Json:
    return {"id": f"e{number}", "sha256": sha256(content, given["node"]), **given}
