"""LangSmith: runs as a list, as a tree, or one a row. ``dotted_order`` tells when they began and how they lie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotation.kinds.base import Context
from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers.base import Parsed, TraceReader, facts, mappings, pointer
from annotation.kinds.trace.readers.spans import ParsedSpans, Span, messages, parse
from annotation.kinds.trace.readers.spans.messages import result
from annotation.kinds.trace.readers.spans.tree import Doing
from annotation.kinds.trace.readers.spans.values import listed, mapping, name, number, plain, tokens, when

DOING: dict[str, Doing] = {"llm": "model", "tool": "tool", "retriever": "tool"}
AGENT = re.compile(r"(?:.+[_\s-]agent|\w+Agent|AgentExecutor|supervisor|.+[_\s-]supervisor)", re.IGNORECASE)
AGENT_NAMES = ("lc_agent_name", "agent_name", "ls_agent_name")
BEGUN = re.compile(r"(\d{8}T\d{6})(\d{0,9})Z(.+)")
# What tells of the whole run and is no part of it.
FACTS = ("name", "tags", "feedback_stats", "session_id", "session_name", "status", "total_tokens", "total_cost")


@dataclass(frozen=True, slots=True)
class Run:
    raw: Mapping[str, Any]
    place: str
    above: str  # the run whose ``child_runs`` it stood in


class LangSmith(TraceReader):
    name = "langsmith"
    title = "LangSmith runs"

    def recognises(self, document: Any) -> bool:
        members = _members(document)
        return bool(members) and _is_run(members[0])

    def group_key(self, row: Mapping[str, Any]) -> str | None:
        """Rows that are one run each belong together, unless they hold what lies inside them."""
        alone = _is_run(row) and not row.get("child_runs")
        return name(row.get("trace_id")) or None if alone else None

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        traces: dict[str, list[Run]] = {}
        for run in _runs(document):
            traces.setdefault(_trace_id(run, traces), []).append(run)
        if not traces:
            raise wrong("id", "There is no run in this file.")
        for key, runs in traces.items():
            yield _trace(key, runs)


def _members(document: Any) -> list[Any]:
    if isinstance(document, Mapping):
        return document["runs"] if isinstance(document.get("runs"), list) else [document]
    return document if isinstance(document, list) else []


def _is_run(one: Any) -> bool:
    if not isinstance(one, Mapping) or not isinstance(one.get("run_type"), str):
        return False
    return any(key in one for key in ("dotted_order", "child_runs", "trace_id", "parent_run_id"))


def _runs(document: Any) -> Iterator[Run]:
    start = ["runs"] if isinstance(document, Mapping) and isinstance(document.get("runs"), list) else []
    path = start if start or isinstance(document, list) else None
    waiting = [
        Run(one, "" if path is None else pointer(*path, index), "") for index, one in enumerate(_members(document))
    ][::-1]
    while waiting:
        run = waiting.pop()
        _check(run)
        yield run
        inner = listed(run.raw.get("child_runs"))
        key = name(run.raw.get("id"))
        waiting += [Run(one, f"{run.place}{pointer('child_runs', n)}", key) for n, one in enumerate(inner)][::-1]


def _check(run: Run) -> None:
    place = run.place.strip("/").replace("/", ".")
    if not isinstance(run.raw, Mapping):
        raise wrong(place or "run", "This must be a run: an object with id, run_type, inputs and outputs.")
    if not name(run.raw.get("id")):
        raise wrong(f"{place}.id".strip("."), "This run has no id.")


def _trace_id(run: Run, traces: dict[str, list[Run]]) -> str:
    """Of runs in a tree only the outermost may say which trace it is; what is inside comes right after it."""
    if said := name(run.raw.get("trace_id")):
        return said
    return next(reversed(traces)) if run.above and traces else name(run.raw.get("id"))


def _trace(key: str, runs: list[Run]) -> ParsedSpans:
    if all(name(run.raw.get("dotted_order")) for run in runs):
        runs = sorted(runs, key=lambda run: name(run.raw.get("dotted_order")))
    spans = [_span(run) for run in runs]
    ids = {span.id for span in spans}
    root = next((run for run, span in zip(runs, spans, strict=True) if span.parent not in ids), runs[0])
    said = {name: root.raw.get(name) for name in FACTS}
    return parse(spans, external_id=key or None, metadata=facts(said, but=()))


def _span(run: Run) -> Span:
    raw = run.raw
    path = name(raw.get("dotted_order")).split(".")
    above = BEGUN.fullmatch(path[-2]) if len(path) > 1 else None
    problem = raw.get("error")
    span = Span(
        id=name(raw.get("id")),
        parent=name(raw.get("parent_run_id")) or run.above or (above[3] if above else ""),
        name=name(raw.get("name")),
        doing=DOING.get(name(raw.get("run_type")), "other"),
        start=when(raw.get("start_time")) or _begun(path[-1]),
        end=when(raw.get("end_time")),
        failed=bool(problem),
        problem=plain(problem) if problem else "",
        tokens=tokens(raw.get("prompt_tokens"), raw.get("completion_tokens")),
        cost=number(raw.get("total_cost")),
        pointer=run.place,
    )
    if span.doing == "tool":
        _fill_tool(span, raw)
    else:
        _fill(span, raw)
    return span


def _fill(span: Span, raw: Mapping[str, Any]) -> None:
    extra = mapping(raw.get("extra"))
    said = mapping(extra.get("metadata"))
    offered = mapping(extra.get("invocation_params"))
    span.inputs, span.outputs = messages(raw.get("inputs"), "user"), messages(raw.get("outputs"), "assistant")
    span.agent = next((agent for key in AGENT_NAMES if (agent := name(said.get(key)))), "")
    if span.doing == "model":
        span.model = name(said.get("ls_model_name") or offered.get("model") or offered.get("model_name"))
        span.tools = mappings(offered.get("tools")) or mappings(mapping(raw.get("inputs")).get("tools"))
        return
    span.tokens = span.cost = None  # sums of what is inside
    if AGENT.fullmatch(span.name):
        span.agent = span.name
    span.doing = "agent" if span.agent else span.doing


def _fill_tool(span: Span, raw: Mapping[str, Any]) -> None:
    given = mapping(raw.get("inputs"))
    alone = given.get("input") if len(given) == 1 else None
    span.tool = span.name or "tool"
    span.arguments = alone if isinstance(alone, str) and alone.lstrip().startswith("{") else dict(given)
    found = result(raw.get("outputs"))
    span.call_id, span.result = found.call_id, found.text


def _begun(part: str) -> Any:
    found = BEGUN.fullmatch(part)
    return when(f"{found[1]}.{found[2] or '0'}+00:00") if found else None
