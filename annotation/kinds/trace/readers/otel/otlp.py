"""The envelope: OTLP as JSON, lists of spans, and spans as the SDKs print them. All become one plain form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers.base import pointer
from annotation.kinds.trace.readers.spans.values import later, listed, mapping, name, when

ENVELOPES = ("resourceSpans", "resource_spans", "batches")
SCOPES = ("scopeSpans", "scope_spans", "instrumentationLibrarySpans", "instrumentation_library_spans")
TRACE_IDS = ("traceId", "trace_id", "context.trace_id", "context.traceId")
SPAN_IDS = ("spanId", "span_id", "context.span_id", "context.spanId")
PARENT_IDS = ("parentSpanId", "parent_span_id", "parent_id", "parentId", "parent.span_id")
STARTS = ("startTimeUnixNano", "start_time_unix_nano", "start_time", "startTime", "timestamp")
ENDS = ("endTimeUnixNano", "end_time_unix_nano", "end_time", "endTime")
SCALARS = ("stringValue", "string_value", "boolValue", "bool_value", "doubleValue", "double_value", "bytesValue")
WHOLE = ("intValue", "int_value")
FAILED = frozenset({"2", "error", "status_code_error", "statuscode.error"})


@dataclass(slots=True)
class RawSpan:
    trace: str
    id: str
    parent: str
    name: str
    start: datetime | None
    end: datetime | None
    failed: bool
    problem: str
    attributes: Json
    pointer: str
    events: list[tuple[str, Json]] = field(default_factory=list)
    resource: Json = field(default_factory=dict)


def is_envelope(document: Any) -> bool:
    return isinstance(document, Mapping) and any(isinstance(document.get(key), list) for key in ENVELOPES)


def is_span(document: Any) -> bool:
    return isinstance(document, Mapping) and bool(_first(document, SPAN_IDS)) and bool(_first(document, TRACE_IDS))


def spans(document: Any, *path: str | int) -> Iterator[RawSpan]:
    """Every span of a document, in the order of the file. Raises ``Invalid`` with the place of what is none."""
    if isinstance(document, list):
        for index, one in enumerate(document):
            yield from spans(one, *path, index)
    elif is_envelope(document):
        key = next(key for key in ENVELOPES if isinstance(document.get(key), list))
        for index, resource in enumerate(document[key]):
            yield from _of_resource(mapping(resource), *path, key, index)
    else:
        yield read(document, {}, *path)


def read(raw: Any, resource: Json, *path: str | int) -> RawSpan:
    place = ".".join(map(str, path)) or "span"
    if not isinstance(raw, Mapping):
        raise wrong(place, "This must be a span: an object with trace id, span id and attributes.")
    span_id = _id(_first(raw, SPAN_IDS))
    if not span_id:
        raise wrong(f"{place}.spanId", "This span has no id.")
    start = when(_first(raw, STARTS))
    failed, problem = _status(raw)
    events = [
        (name(event.get("name") or event.get("Name")), attributes(event))
        for event in map(mapping, listed(raw.get("events")))
    ]
    thrown = [name(known.get("exception.message") or known.get("exception.type")) for _, known in events]
    return RawSpan(
        trace=_id(_first(raw, TRACE_IDS)),
        id=span_id,
        parent=_id(_first(raw, PARENT_IDS)),
        name=name(raw.get("name") or raw.get("span_name")),
        start=start,
        end=when(_first(raw, ENDS)) or later(start, raw.get("duration")),
        failed=failed,
        problem=(problem or next(filter(None, thrown), "")) if failed else "",
        attributes=attributes(raw),
        pointer=pointer(*path),
        events=events,
        resource=resource,
    )


def attributes(raw: Mapping[str, Any]) -> Json:
    """The attributes by name. Those that come as objects inside each other are found by their dotted names, too."""
    given = next((raw[key] for key in ("attributes", "span_attributes", "Attributes") if key in raw), None)
    if isinstance(given, list):
        return {name(pair.get("key")): value_of(pair.get("value")) for pair in given if isinstance(pair, Mapping)}
    return dict(_flattened(mapping(given)))


def value_of(raw: Any) -> Any:
    """What an ``AnyValue`` holds."""
    if not isinstance(raw, Mapping):
        return raw
    for key in SCALARS:
        if key in raw:
            return raw[key]
    for key in WHOLE:
        if key in raw:
            digits = name(raw[key])
            return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 20 else raw[key]
    many = raw.get("arrayValue", raw.get("array_value"))
    if many is not None:
        return [value_of(one) for one in listed(mapping(many).get("values"))]
    pairs = raw.get("kvlistValue", raw.get("kvlist_value"))
    if pairs is not None:
        found = map(mapping, listed(mapping(pairs).get("values")))
        return {name(pair.get("key")): value_of(pair.get("value")) for pair in found}
    return None if not raw else dict(raw)


def _of_resource(raw: Mapping[str, Any], *path: str | int) -> Iterator[RawSpan]:
    resource = attributes(mapping(raw.get("resource")))
    for key in SCOPES:
        for index, scope in enumerate(listed(raw.get(key))):
            for number, span in enumerate(listed(mapping(scope).get("spans"))):
                yield read(span, resource, *path, key, index, "spans", number)


def _flattened(raw: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    waiting = [(before, raw)]
    while waiting:
        prefix, found = waiting.pop()
        for key, value in found.items():
            full = f"{prefix}{key}"
            yield full, value
            if isinstance(value, Mapping):
                waiting.append((f"{full}.", value))


def _first(raw: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    """The first of these that is given; a dotted key may also name an object in the object."""
    for key in keys:
        outer, _, inner = key.partition(".")
        value = raw.get(key)
        if value is None and inner:
            value = mapping(raw.get(outer)).get(inner)
        if value not in (None, ""):
            return value
    return None


def _id(raw: Any) -> str:
    return name(raw).removeprefix("0x")


def _status(raw: Mapping[str, Any]) -> tuple[bool, str]:
    status = mapping(raw.get("status"))
    code = status.get("code") or status.get("status_code") or raw.get("status_code") or raw.get("statusCode")
    words = status.get("message") or status.get("description") or raw.get("status_message") or raw.get("statusMessage")
    return name(code).lower() in FAILED, name(words)
