"""Small traces, settings and answers that the tests of the kind share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from annotation.kinds.base import Context, Json
from annotation.kinds.trace.answer import read_answer, undemanding
from annotation.kinds.trace.building import TraceBuilder, call, result_of
from annotation.kinds.trace.settings import read_settings
from config.errors import Invalid

# Settings that ask for nothing but labels and the first error.
BARE: Json = {
    "tool_calls": {"verdict": False, "checks": []},
    "handoffs": [],
    **dict.fromkeys(("outcome", "verifiable", "attribution", "counterfactuals", "rewrites"), False),
}
RATE_TOOL: Json = {
    "name": "rate",
    "description": "The exchange rate of a day.",
    "parameters": {
        "type": "object",
        "properties": {"base": {"type": "string"}, "day": {"type": "integer"}},
        "required": ["base"],
        "additionalProperties": False,
    },
}


def solution(*texts: str, problem: str = "What is 6 · 7?", reference: str = "42") -> Json:
    """A solution by one model, a step for each text: ``n1``, ``n2`` …"""
    trace = TraceBuilder(problem=problem, reference=reference)
    for text in texts or ("6 · 7 = 6 · 6 + 6.", "6 · 6 = 35.", "35 + 6 = 41.", "It is 41."):
        trace.add("reasoning", text, model="solver-9b")
    return trace.content()


def teamwork(*, edges: tuple[tuple[str, str], ...] = (("lead", "clerk"), ("clerk", "teller"))) -> Json:
    """Three agents; ``n5`` is a call, ``n3`` hands over explicitly, ``n4`` and ``n7`` because another agent goes on."""
    trace = TraceBuilder(problem="How many pounds are 50 euros?", tools=[RATE_TOOL], edges=edges)
    trace.add("user", "How many pounds are 50 euros?")
    trace.add("plan", "Look up the rate, then multiply.", agent="lead", model="maker/giant")
    trace.add("handoff", "Find the rate.", agent="lead", to="clerk", model="maker/giant")
    trace.add("message", "I ask the teller.", agent="clerk", model="maker/small")
    trace.add("tool_call", agent="teller", tool=call("rate", {"base": "USD"}, "c1"), model="maker/small")
    trace.add("tool_result", "0.79", agent="teller", tool=result_of("rate", "c1"), status="ok")
    trace.add("message", "The rate is 0.79.", agent="teller", model="maker/small")
    trace.add("final", "39.50 pounds.", agent="lead", model="maker/giant")
    return trace.content()


SOLUTION = solution()
TEAMWORK = teamwork()


def context(*criteria: Json, **settings: Any) -> Context:
    """A project that asks for nothing but what is given here."""
    return Context(settings=read_settings({**BARE, **settings}), criteria=list(criteria))


def criterion(key: str, applies_to: str, scale: Json | None = None, **rest: Any) -> Json:
    facts = {"title": key.title(), "guidance": "", "applies_to": applies_to, "required": False, "weight": 1}
    return {"key": key, "scale": scale or {"type": "binary"}, **facts, **rest}


def answer(first_error: str | None = None, **rest: Any) -> Json:
    """An answer that says where the first error is, or that there is none."""
    return {"first_error": {"node": first_error} if first_error else {"none": True}, **rest}


def labels(**said: Any) -> Json:
    """``steps`` of an answer with these labels."""
    return {node: {"label": label} for node, label in said.items()}


def read(raw: Any, where: Context, trace: Json = SOLUTION) -> Json:
    return read_answer(raw, trace, where)


def read_leniently(raw: Any, where: Context, trace: Json = SOLUTION) -> Json:
    return read_answer(raw, trace, undemanding(where))


def refused_fields(raw: Any, where: Context, trace: Json = SOLUTION, *, lenient: bool = False) -> Mapping[str, str]:
    """What is said to be wrong with an answer."""
    with pytest.raises(Invalid) as refusal:
        read_answer(raw, trace, undemanding(where) if lenient else where)
    assert refusal.value.status == 400
    return refusal.value.fields
