"""From spans of OpenTelemetry to traces, whichever of the conventions an instrumentation keeps to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers.base import Parsed, TraceReader
from annotation.kinds.trace.readers.otel import genai, older, openinference, otlp
from annotation.kinds.trace.readers.otel.otlp import RawSpan
from annotation.kinds.trace.readers.spans import ParsedSpans, Span, parse
from annotation.kinds.trace.readers.spans.values import name

CONVENTIONS = (openinference, genai, older)
FACTS = {"service": "service.name", "conversation": "gen_ai.conversation.id", "session": "session.id"}


class OpenTelemetry(TraceReader):
    name = "otel"
    title = "OpenTelemetry spans (GenAI conventions or OpenInference)"

    def recognises(self, document: Any) -> bool:
        one = document[0] if isinstance(document, list) and document else document
        return otlp.is_envelope(one) or otlp.is_span(one)

    def group_key(self, row: Mapping[str, Any]) -> str | None:
        """Rows that are one span each belong together."""
        return name(row.get("traceId") or row.get("trace_id")) or None if otlp.is_span(row) else None

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        traces: dict[str, list[RawSpan]] = {}
        for raw in otlp.spans(document):
            traces.setdefault(raw.trace, []).append(raw)
        if not traces:
            raise wrong("resourceSpans", "There is no span in this file.")
        for key, spans in traces.items():
            yield trace(spans, external_id=key or None)


def trace(raw: Sequence[RawSpan], *, external_id: str | None, metadata: Json | None = None) -> ParsedSpans:
    return parse([span(one) for one in raw], external_id=external_id, metadata={**(metadata or {}), **_facts(raw)})


def span(raw: RawSpan) -> Span:
    found = Span(
        id=raw.id,
        parent=raw.parent,
        name=raw.name,
        start=raw.start,
        end=raw.end,
        failed=raw.failed,
        problem=raw.problem,
        pointer=raw.pointer,
    )
    for convention in CONVENTIONS:
        if convention.fits(raw):
            convention.fill(found, raw)
    return found


def _facts(raw: Sequence[RawSpan]) -> Json:
    found: Json = {}
    for title, key in FACTS.items():
        given = (name(one.attributes.get(key) or one.resource.get(key)) for one in raw)
        if value := next(filter(None, given), ""):
            found[title] = value
    grades = [grade for one in raw for grade in genai.evaluations(one)]
    return {**found, "evaluations": grades} if grades else found
