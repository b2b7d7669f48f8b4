"""Traces, projects and answers that the tests of the writers share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotation.kinds import get_kind
from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.trace.building import TraceBuilder, call, result_of
from annotation.kinds.trace.readers import TRACE_READERS
from annotation.kinds.trace.readers.base import Parsed, TraceReader
from config import strict_json
from tests.annotation.kinds.cases import exported

KIND = get_kind("trace")
QUIET: Json = {
    "tool_calls": {"verdict": False, "checks": []},
    "handoffs": [],
    **dict.fromkeys(("outcome", "verifiable", "attribution", "counterfactuals", "rewrites"), False),
}


def context(*criteria: Json, **settings: Any) -> Context:
    return Context(settings=KIND.read_settings(settings), criteria=list(criteria))


def solution(*texts: str, problem: str = "Is 111 prime?", **facts: Any) -> Json:
    """Reasoning step by step; the last is the final answer."""
    trace = TraceBuilder(problem=problem, **facts)
    for text in texts[:-1]:
        trace.add("reasoning", text, model="solver-1")
    trace.add("final", texts[-1], model="solver-1")
    return trace.content()


PRIME = solution("The digit sum is 3.", "So 3 divides 111.", "Hence yes.", reference="No: 3 · 37.")


def rates() -> Json:
    """A user asks, an agent looks up a rate and answers."""
    schema = {"type": "object", "properties": {"base": {"type": "string"}}, "required": ["base"]}
    tools = [{"name": name, "description": "", "parameters": schema} for name in ("get_rate", "rate_table")]
    trace = TraceBuilder(problem="How many euros are 200 dollars?", reference="182", tools=tools)
    trace.add("user", trace.problem)
    trace.add("reasoning", "I need the rate.", agent="planner", model="model-x")
    trace.add("tool_call", agent="planner", tool=call("get_rate", {"base": "USD"}, "c1"))
    trace.add("tool_result", "0.91", agent="planner", tool=result_of("get_rate", "c1"))
    trace.add("handoff", "Check 200 · 0.91.", agent="planner", to="checker")
    trace.add("message", "It is 182.", agent="checker")
    trace.add("final", "182 euros.", agent="planner")
    return trace.content()


def answer(content: Json, where: Context, **said: Any) -> Json:
    """An answer in canonical form, of which nothing is demanded."""
    return KIND.read_answer(said, content=content, context=KIND.undemanding(where))


def labels(*values: Any, first: int = 1) -> Json:
    """Labels of the nodes n1, n2 …; None for a step without one."""
    rows = enumerate(values, start=first)
    return {f"n{number}": {"label": value} for number, value in rows if value is not None}


def error_at(node: str) -> Json:
    return {"node": node}


NO_ERROR: Json = {"none": True}


def writer(name: str) -> Writer:
    return next(one for one in KIND.writers if one.name == name)


def written(name: str, task: ExportedTask, where: Context) -> list[Json]:
    """The rows as they are in the file."""
    rows = list(writer(name).rows(task, where))
    assert not [row for row in rows if isinstance(row, LeftOut)], rows
    return [strict_json.loads(strict_json.dumps(row)) for row in rows]


def reason_left_out(name: str, task: ExportedTask, where: Context) -> str:
    (row,) = writer(name).rows(task, where)
    assert isinstance(row, LeftOut)
    return row.reason


def settled(content: Json, where: Context, **said: Any) -> ExportedTask:
    """A task whose outcome is what its only answer says."""
    given = answer(content, where, **said)
    return exported(content, given, outcome=given)


def trace_reader(name: str) -> TraceReader:
    return next(one for one in TRACE_READERS if one.name == name)


def read_back(name: str, row: Json, where: Context) -> Parsed:
    reader = trace_reader(name)
    assert reader.recognises(row)
    (parsed,) = reader.parse(row, where)
    return parsed


def with_sorted(answers: Sequence[Json]) -> list[str]:
    """Answers in an order of their own, so that two lists of them can be compared."""
    return sorted(json.dumps(one, sort_keys=True) for one in answers)


def in_file(rows: Sequence[Json], folder: Path) -> str:
    """The path of a file of JSON lines with these rows."""
    path = folder / "rows.jsonl"
    path.write_bytes(b"".join(strict_json.dumps(row) + b"\n" for row in rows))
    return str(path)
