"""Langfuse: traces with their observations, and the lists and pages of observations of the newer interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers.base import Parsed, TraceReader, facts, mappings, parsed_json, pointer
from annotation.kinds.trace.readers.spans import ParsedSpans, Span, messages, parse
from annotation.kinds.trace.readers.spans.messages import result
from annotation.kinds.trace.readers.spans.tree import Doing
from annotation.kinds.trace.readers.spans.values import mapping, name, number, tokens, when

DOING: dict[str, Doing] = {"GENERATION": "model", "AGENT": "agent", "TOOL": "tool", "RETRIEVER": "tool"}
EVALUATOR = "EVALUATOR"  # tells of the outcome
TRACE = frozenset({"id", "timestamp", "input", "output", "sessionId"})
OBSERVATION = frozenset({"id", "traceId", "type", "startTime"})
# What the trace says elsewhere, and whose it was.
TOLD = frozenset({"id", "input", "output", "observations", "scores", "userId", "htmlPath", "projectId", "public"})
SCORE = ("name", "value", "stringValue", "dataType", "source", "comment", "observationId")


class Langfuse(TraceReader):
    name = "langfuse"
    title = "Langfuse traces and observations"

    def recognises(self, document: Any) -> bool:
        one = _members(document)
        return _is_trace(one[0]) or _is_observation(one[0]) if one else False

    def group_key(self, row: Mapping[str, Any]) -> str | None:
        """Rows that are one observation each belong together."""
        return name(row.get("traceId")) or None if _is_observation(row) else None

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        loose: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
        for index, one in enumerate(_members(document)):
            place = _place(document, index)
            if not isinstance(one, Mapping) or not (_is_trace(one) or _is_observation(one)):
                raise wrong(place.strip("/").replace("/", ".") or "id", "This is no trace and no observation.")
            if _is_observation(one):
                loose.setdefault(name(one.get("traceId")), []).append((place, one))
            else:
                yield _trace(one, _placed(one.get("observations"), place), place)
        for key, observations in loose.items():
            yield _trace({"id": key, "name": observations[0][1].get("traceName")}, observations, None)


def _members(document: Any) -> list[Any]:
    """The traces or observations in a file: one, a list, or a page of the interface."""
    if isinstance(document, Mapping):
        return document["data"] if isinstance(document.get("data"), list) else [document]
    return document if isinstance(document, list) else []


def _place(document: Any, index: int) -> str:
    if isinstance(document, list):
        return pointer(index)
    return pointer("data", index) if isinstance(document.get("data"), list) else ""


def _placed(observations: Any, place: str) -> list[tuple[str, Mapping[str, Any]]]:
    rows = observations if isinstance(observations, list) else []
    return [
        (f"{place}{pointer('observations', index)}", row) for index, row in enumerate(rows) if isinstance(row, Mapping)
    ]


def _is_trace(one: Any) -> bool:
    if not isinstance(one, Mapping) or "id" not in one:
        return False
    observations = one.get("observations")
    if isinstance(observations, list) and observations:
        return isinstance(observations[0], Mapping) and bool(
            {"parentObservationId", "startTime"} & set(observations[0])
        )
    return one.keys() >= TRACE


def _is_observation(one: Any) -> bool:
    return isinstance(one, Mapping) and one.keys() >= OBSERVATION


def _trace(
    trace: Mapping[str, Any], observations: Sequence[tuple[str, Mapping[str, Any]]], place: str | None
) -> ParsedSpans:
    key = name(trace.get("id"))
    work = [(where, one) for where, one in observations if name(one.get("type")).upper() != EVALUATOR]
    inputs, outputs = messages(trace.get("input"), "user"), messages(trace.get("output"), "assistant")
    spans = [_span(one, where) for where, one in work]
    if not work:  # the trace alone tells what was asked and answered
        spans = [Span(id=key or "trace", inputs=inputs, outputs=outputs, pointer=place or "")]
        spans[0].start = when(trace.get("timestamp"))
    return parse(
        spans, external_id=key or None, metadata=_metadata(trace, observations), inputs=inputs, outputs=outputs
    )


def _span(one: Mapping[str, Any], place: str) -> Span:
    kind = name(one.get("type")).upper()
    failed = name(one.get("level")).upper() == "ERROR"
    span = Span(
        id=_needed_id(one, place),
        parent=name(one.get("parentObservationId")),
        name=name(one.get("name")),
        doing=DOING.get(kind, "other"),
        start=when(one.get("startTime")),
        end=when(one.get("endTime")),
        failed=failed,
        problem=name(one.get("statusMessage")) if failed else "",
        model=name(one.get("model") or one.get("providedModelName")),
        tokens=_tokens(one),
        cost=_cost(one),
        pointer=place,
    )
    if span.doing == "tool":
        _fill_tool(span, one, kind)
        return span
    if span.doing == "agent":
        span.agent = span.name
    given = parsed_json(one.get("input"))
    span.inputs, span.outputs = messages(given, "user"), messages(one.get("output"), "assistant")
    span.tools = mappings(mapping(given).get("tools")) or mappings(parsed_json(one.get("toolDefinitions")))
    return span


def _fill_tool(span: Span, one: Mapping[str, Any], kind: str) -> None:
    given = one.get("input")
    span.tool = span.name or "tool"
    span.arguments = {"query": given} if kind == "RETRIEVER" and isinstance(given, str) else given
    found = result(one.get("output"))
    span.call_id, span.result = found.call_id, found.text


def _needed_id(one: Mapping[str, Any], place: str) -> str:
    if key := name(one.get("id")):
        return key
    raise wrong(place.strip("/").replace("/", "."), "This observation has no id.")


def _tokens(one: Mapping[str, Any]) -> Json | None:
    told, older = mapping(one.get("usageDetails")), mapping(one.get("usage"))
    return (
        tokens(told.get("input"), told.get("output"))
        or tokens(older.get("input"), older.get("output"))
        or tokens(one.get("promptTokens"), one.get("completionTokens"))
    )


def _cost(one: Mapping[str, Any]) -> float | None:
    told = (mapping(one.get("costDetails")).get("total"), one.get("calculatedTotalCost"), one.get("totalCost"))
    return next((cost for raw in told if (cost := number(raw)) is not None), None)


def _metadata(trace: Mapping[str, Any], observations: Sequence[tuple[str, Mapping[str, Any]]]) -> Json:
    found = {key: value for key, value in facts(trace, but=TOLD).items() if value not in (False, "default")}
    scores = [{key: one[key] for key in SCORE if one.get(key) is not None} for one in mappings(trace.get("scores"))]
    graded = [
        {"name": one.get("name"), "output": one.get("output")}
        for _, one in observations
        if name(one.get("type")).upper() == EVALUATOR
    ]
    return {**found, **({"scores": scores} if scores else {}), **({"evaluations": graded} if graded else {})}
