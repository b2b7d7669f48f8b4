"""The GenAI conventions as they stand: operations, messages as lists of parts, calls of tools as spans of their own.

https://opentelemetry.io/docs/specs/semconv/gen-ai/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds.trace.readers.base import mappings, parsed_json
from annotation.kinds.trace.readers.otel.keys import first
from annotation.kinds.trace.readers.otel.otlp import RawSpan
from annotation.kinds.trace.readers.spans.messages import Message, messages
from annotation.kinds.trace.readers.spans.tree import Doing, Span
from annotation.kinds.trace.readers.spans.values import name, number, plain, tokens

OPERATIONS: dict[str, Doing] = {
    "chat": "model",
    "generate_content": "model",
    "text_completion": "model",
    "invoke_agent": "agent",
    "execute_tool": "tool",
    "retrieval": "tool",
}
DETAILS = "gen_ai.client.inference.operation.details"
EVALUATION = "gen_ai.evaluation.result"


def fits(raw: RawSpan) -> bool:
    return any(key.startswith("gen_ai.") for key in raw.attributes)


def fill(span: Span, raw: RawSpan) -> None:
    known = {**raw.attributes, **_told_in_event(raw)}
    operation = name(known.get("gen_ai.operation.name"))
    if span.doing == "other":
        span.doing = OPERATIONS.get(operation, "other")
    span.agent = span.agent or _agent(known, raw, operation)
    span.model = span.model or name(first(known, "gen_ai.response.model", "gen_ai.request.model"))
    span.tokens = span.tokens or tokens(known.get("gen_ai.usage.input_tokens"), known.get("gen_ai.usage.output_tokens"))
    span.cost = span.cost if span.cost is not None else number(known.get("gen_ai.usage.cost"))
    span.inputs = span.inputs or _inputs(known)
    span.outputs = span.outputs or messages(known.get("gen_ai.output.messages"), "assistant")
    span.tools = span.tools or mappings(parsed_json(known.get("gen_ai.tool.definitions")))
    if span.doing == "tool":
        _fill_tool(span, known, operation)


def evaluations(raw: RawSpan) -> list[dict[str, Any]]:
    """Grades that somebody gave to a span: they tell of the outcome, and go to the metadata."""
    start = "gen_ai.evaluation."
    graded = [known for event, known in raw.events if event == EVALUATION]
    return [
        {"span": raw.id, **{key.removeprefix(start): value for key, value in known.items() if key.startswith(start)}}
        for known in graded
    ]


def _told_in_event(raw: RawSpan) -> Mapping[str, Any]:
    return next((known for event, known in raw.events if event == DETAILS), {})


def _agent(known: Mapping[str, Any], raw: RawSpan, operation: str) -> str:
    agent = name(first(known, "gen_ai.agent.name", "gen_ai.agent.id"))
    if agent or operation != "invoke_agent":
        return agent
    return raw.name.removeprefix("invoke_agent").strip()


def _inputs(known: Mapping[str, Any]) -> list[Message]:
    system = parsed_json(known.get("gen_ai.system_instructions"))
    said = [{"role": "system", "parts": system}] if isinstance(system, list) else system
    return messages(said, "system") + messages(known.get("gen_ai.input.messages"), "user")


def _fill_tool(span: Span, known: Mapping[str, Any], operation: str) -> None:
    titled = span.name.removeprefix(operation).strip() or operation
    span.tool = span.tool or name(first(known, "gen_ai.tool.name", "gen_ai.data_source.id")) or titled
    span.call_id = span.call_id or name(known.get("gen_ai.tool.call.id"))
    query = known.get("gen_ai.retrieval.query.text")
    given = first(known, "gen_ai.tool.call.arguments")
    span.arguments = first({"": span.arguments, "given": given}, "", "given") or ({"query": query} if query else None)
    span.result = span.result or plain(first(known, "gen_ai.tool.call.result", "gen_ai.retrieval.documents"))
