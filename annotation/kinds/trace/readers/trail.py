"""The TRAIL benchmark: traces as spans inside each other, and what its annotators found wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Json, Verdict
from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers import labelling
from annotation.kinds.trace.readers.base import (
    LabelReader,
    Parsed,
    TraceReader,
    facts,
    field_text,
    mappings,
    parsed_json,
    pointer,
    text_of,
)
from annotation.kinds.trace.readers.otel.otlp import RawSpan, read
from annotation.kinds.trace.readers.otel.reader import trace
from annotation.kinds.trace.readers.spans import ParsedSpans

SCORES = {
    "reliability_score": ("Reliability", "reliability_reasoning"),
    "security_score": ("Security", "security_reasoning"),
    "instruction_adherence_score": ("Instruction adherence", "instruction_adherence_reasoning"),
    "plan_opt_score": ("Plan", "plan_opt_reasoning"),
}
LONGEST_SOUGHT = 2_000  # characters of evidence that are looked for however blanks stand between them
LONGEST_WORDS = 10_000  # characters that an answer takes as a rationale; the document itself is kept whole
NO_ERRORS: list[Json] = []


class Trail(TraceReader):
    """A trace alone, or a row with the trace and its labels, each as text."""

    name = "trail"
    title = "TRAIL traces"

    def recognises(self, document: Any) -> bool:
        if not isinstance(document, Mapping):
            return False
        if "trace" in document and "labels" in document:
            text = document["trace"]
            return '"spans"' in text if isinstance(text, str) else _is_trace(text)
        return _is_trace(document)

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        if not isinstance(document, Mapping):
            raise wrong("spans", "This must be a trace: an object with trace_id and spans.")
        row = document if "labels" in document and "trace" in document else {}
        given = _decoded(row, "trace") if row else document
        parsed = _trace(given, _start(row), whole=isinstance(row.get("trace"), str))
        if row:
            labels = _decoded(row, "labels")
            reader = TrailLabels()
            parsed.verdicts += reader.verdicts(labels, parsed, context)
            parsed.metadata.update(reader.metadata(labels))
        yield parsed


class TrailLabels(LabelReader):
    name = "trail_labels"
    title = "TRAIL annotations"

    def recognises(self, document: Any) -> bool:
        if not isinstance(document, Mapping) or not isinstance(document.get("errors"), list):
            return False
        errors = document["errors"]
        first = errors[0] if errors else {}
        named = isinstance(first, Mapping) and {"category", "location"} <= first.keys()
        return named or (not errors and isinstance(document.get("scores"), list))

    def nodes(self, document: Any) -> set[str]:
        return {field_text(error, "location") for error in mappings(document.get("errors"))} - {""}

    def fits(self, document: Any, parsed: Parsed) -> bool:
        if field_text(document, "trace_id"):
            return field_text(document, "trace_id") == parsed.external_id
        spans = parsed.places if isinstance(parsed, ParsedSpans) else {}
        return not self.nodes(document).isdisjoint(spans) or super().fits(document, parsed)

    def metadata(self, document: Any) -> Json:
        scores = [facts(score, but=()) for score in mappings(document.get("scores"))]
        return {"scores": scores} if scores else {}

    def verdicts(self, document: Any, parsed: Parsed, context: Context) -> list[Verdict]:
        if not isinstance(document, Mapping) or not isinstance(document.get("errors", NO_ERRORS), list):
            raise wrong("errors", "Give a list of errors, each with category, location and description.")
        placed, lost = _errors(document.get("errors", NO_ERRORS), parsed, context)
        said = [*lost, *_reasons(mappings(document.get("scores")))]
        answer: Json = {"errors": placed} if placed else {}
        if "errors" in document:
            answer |= _first_error(placed, lost, parsed.content, context)
        return labelling.verdict({**answer, "rationale": _joined(said)} if said else answer)


def _is_trace(document: Any) -> bool:
    spans = document.get("spans") if isinstance(document, Mapping) else None
    if not isinstance(spans, list) or not spans or not isinstance(spans[0], Mapping):
        return False
    return "span_id" in spans[0] and bool({"child_spans", "span_attributes"} & spans[0].keys())


def _decoded(row: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = parsed_json(row[key])
    if not isinstance(found, Mapping):
        raise wrong(key, "This must be an object, or the JSON text of one.")
    return found


def _start(row: Mapping[str, Any]) -> list[str | int]:
    return ["trace"] if row else []


def _trace(document: Mapping[str, Any], start: Sequence[str | int], *, whole: bool) -> ParsedSpans:
    """``whole``: inside of a text no pointer leads to a span, but to the text."""
    spans = list(_spans(document.get("spans"), [*start, "spans"]))
    if not spans:
        raise wrong("spans", "There is no span in this trace.")
    if whole:
        for span in spans:
            span.pointer = pointer(*start)
    return trace(spans, external_id=field_text(document, "trace_id") or spans[0].trace or None)


def _spans(raw: Any, path: list[str | int]) -> Iterator[RawSpan]:
    """Each span before those inside it; where it lies says what it lies in, if it does not say so itself."""
    waiting = [(one, [*path, index], "") for index, one in enumerate(raw if isinstance(raw, list) else [])][::-1]
    while waiting:
        one, place, above = waiting.pop()
        span = read(one, {}, *place)
        span.parent = above or span.parent
        yield span
        inner = one.get("child_spans")
        rows = inner if isinstance(inner, list) else []
        waiting += [(child, [*place, "child_spans", index], span.id) for index, child in enumerate(rows)][::-1]


def _errors(raw: Sequence[Any], parsed: Parsed, context: Context) -> tuple[list[Json], list[str]]:
    """The errors at nodes, in their order; and in words those at places that this trace does not have."""
    nodes = {node["id"]: node for node in parsed.content["nodes"]}
    places = parsed.places if isinstance(parsed, ParsedSpans) else {}
    placed: list[Json] = []
    lost: list[str] = []
    for index, error in enumerate(raw):
        if not isinstance(error, Mapping) or not field_text(error, "category"):
            raise wrong(f"errors.{index}.category", "An error must have a category.")
        location = field_text(error, "location")
        node = nodes.get(places.get(location, location))
        if node is None:
            lost.append(f"{field_text(error, 'category')}: {_description(error)} (at {location or 'no place'})")
            continue
        around = [node, *(one for key, one in nodes.items() if key.startswith(f"{location}.") or key == location)]
        placed.append(_error(error, f"e{index + 1}", node, around, context))
    order = {key: position for position, key in enumerate(nodes)}
    return sorted(placed, key=lambda error: order[error["node"]]), lost


def _error(error: Mapping[str, Any], key: str, node: Json, around: Sequence[Json], context: Context) -> Json:
    evidence = text_of(error.get("evidence")).strip()
    found = next((spot for one in around if (spot := _spot(evidence, one))), None)
    missing = f"Evidence: {evidence}" if evidence and found is None else ""
    return {
        "id": key,
        "node": node["id"],
        "sha256": node["sha256"],
        "code": labelling.slug(field_text(error, "category")),
        "severity": _severity(error, context),
        "rationale": _joined(filter(None, [_description(error), missing])),
        "evidence": [found] if found else [],
    }


def _spot(evidence: str, node: Json) -> Json | None:
    """Where a node says this, however blanks stand between the words."""
    if not evidence:
        return None
    pattern = r"\s+".join(map(re.escape, evidence.split())) if len(evidence) <= LONGEST_SOUGHT else re.escape(evidence)
    for part, text in enumerate(node["text_parts"]):
        if (match := re.search(pattern, text)) and len(match[0]) <= LONGEST_WORDS:
            quote = {"part": part, "start": match.start(), "end": match.end(), "quote": match[0]}
            return {"node": node["id"], "sha256": node["sha256"], **quote}
    return None


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(texts)[:LONGEST_WORDS]


def _description(error: Mapping[str, Any]) -> str:
    return text_of(error.get("description")).strip()


def _severity(error: Mapping[str, Any], context: Context) -> str:
    """The impact, in projects that ask for a severity."""
    taxonomy = context.settings.get("taxonomy")
    return field_text(error, "impact").lower() if taxonomy and taxonomy["severities"] else ""


def _first_error(placed: Sequence[Json], lost: Sequence[str], content: Json, context: Context) -> Json:
    """The first of the errors that is at a step. Without any error there is none; with errors elsewhere it is open."""
    if not placed and not lost:
        return labelling.no_error()
    steps = (error["node"] for error in placed if labelling.is_step(error["node"], content, context))
    first = next(steps, None)
    return {} if first is None else labelling.first_error(first, content, context)


def _reasons(scores: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for score in scores:
        for key, (title, reasoning) in SCORES.items():
            given, why = field_text(score, key), text_of(score.get(reasoning)).strip()
            if given or why:
                yield f"{title} {given}: {why}" if given else f"{title}: {why}"
