"""Conventions before the present ones: numbered prompts and completions, and one event for each message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds.trace.readers.base import mappings, parsed_json
from annotation.kinds.trace.readers.otel.keys import first, indexed
from annotation.kinds.trace.readers.otel.otlp import RawSpan
from annotation.kinds.trace.readers.spans.messages import Message, messages
from annotation.kinds.trace.readers.spans.tree import Doing, Span
from annotation.kinds.trace.readers.spans.values import mapping, name, plain, tokens

KINDS: dict[str, Doing] = {"agent": "agent", "tool": "tool"}
CALLS_OF_MODELS = frozenset({"chat", "completion"})
EVENTS = {
    "gen_ai.system.message": "system",
    "gen_ai.user.message": "user",
    "gen_ai.assistant.message": "assistant",
    "gen_ai.tool.message": "tool",
}
CHOICE = "gen_ai.choice"
CONTENT = {"gen_ai.content.prompt": "gen_ai.prompt", "gen_ai.content.completion": "gen_ai.completion"}
SIGNS = ("gen_ai.system", "gen_ai.prompt", "gen_ai.completion", "traceloop.", "llm.request.")


def fits(raw: RawSpan) -> bool:
    spoken = any(event in EVENTS or event == CHOICE or event in CONTENT for event, _ in raw.events)
    return spoken or any(key.startswith(SIGNS) for key in raw.attributes)


def fill(span: Span, raw: RawSpan) -> None:
    known = raw.attributes
    heard, said = _from_events(raw)
    heard = heard or messages(indexed(known, "gen_ai.prompt"), "user")
    said = said or messages(indexed(known, "gen_ai.completion"), "assistant")
    if span.doing == "other":
        span.doing = _doing(known, spoken=bool(heard or said))
    span.inputs = span.inputs or heard or messages(_entity(known, "input"), "user")
    span.outputs = span.outputs or said or messages(_entity(known, "output"), "assistant")
    span.model = span.model or name(first(known, "gen_ai.response.model", "gen_ai.request.model"))
    span.tokens = span.tokens or tokens(
        first(known, "gen_ai.usage.prompt_tokens", "gen_ai.usage.input_tokens"),
        first(known, "gen_ai.usage.completion_tokens", "gen_ai.usage.output_tokens"),
    )
    span.tools = span.tools or [_tool(one) for one in mappings(indexed(known, "llm.request.functions"))]
    entity = name(known.get("traceloop.entity.name")) or span.name
    if span.doing == "agent":
        span.agent = span.agent or entity
    elif span.doing == "tool":
        span.tool = span.tool or entity
        span.arguments = _entity(known, "input") if span.arguments is None else span.arguments
        span.result = span.result or plain(_entity(known, "output"))


def _doing(known: Mapping[str, Any], *, spoken: bool) -> Doing:
    kind = KINDS.get(name(known.get("traceloop.span.kind")).lower())
    if kind is not None:
        return kind
    return "model" if spoken or name(known.get("llm.request.type")) in CALLS_OF_MODELS else "other"


def _entity(known: Mapping[str, Any], side: str) -> Any:
    """What a decorated function was given or gave back, without what the decorator puts around it."""
    raw = parsed_json(known.get(f"traceloop.entity.{side}"))
    if isinstance(raw, Mapping):
        keys = ("kwargs", "args", "inputs", "outputs", "output")
        inner = next((raw[key] for key in keys if raw.get(key) not in (None, {}, [], "")), None)
        return raw if inner is None else inner
    return raw


def _from_events(raw: RawSpan) -> tuple[list[Message], list[Message]]:
    heard: list[Message] = []
    said: list[Message] = []
    for event, known in raw.events:
        body = _body(known)
        if event in EVENTS:
            heard += messages({"role": EVENTS[event], **body}, "user")
        elif event == CHOICE:
            inner = mapping(parsed_json(body.get("message")))
            said += messages({"role": "assistant", **(inner or {**body, "content": _content(body)})}, "assistant")
        elif event in CONTENT:
            told = messages(known.get(CONTENT[event]), "user" if event.endswith("prompt") else "assistant")
            heard, said = (heard + told, said) if event.endswith("prompt") else (heard, said + told)
    return heard, said


def _body(known: Mapping[str, Any]) -> dict[str, Any]:
    """An event's body, which some emitters put into one attribute."""
    whole = parsed_json(first(known, "gen_ai.event.content", "event.body", "body"))
    body = dict(whole) if isinstance(whole, Mapping) else dict(known)
    for key in ("tool_calls", "content"):
        if key in body:
            body[key] = parsed_json(body[key]) if key == "tool_calls" else body[key]
    if "id" in body and "tool_call_id" not in body:
        body["tool_call_id"] = body["id"]
    return body


def _content(body: Mapping[str, Any]) -> Any:
    return body.get("content", body.get("message"))


def _tool(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {**raw, "parameters": parsed_json(raw.get("parameters"))}
