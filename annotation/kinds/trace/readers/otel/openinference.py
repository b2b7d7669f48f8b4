"""OpenInference: kinds of spans, and messages under numbered names.

https://arize-ai.github.io/openinference/spec/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotation.kinds.trace.readers.base import parsed_json
from annotation.kinds.trace.readers.otel.keys import first, indexed
from annotation.kinds.trace.readers.otel.otlp import RawSpan
from annotation.kinds.trace.readers.spans.messages import Message, Role, messages
from annotation.kinds.trace.readers.spans.tree import Doing, Span
from annotation.kinds.trace.readers.spans.values import listed, mapping, name, number, plain, tokens

KIND = "openinference.span.kind"
KINDS: dict[str, Doing] = {"LLM": "model", "AGENT": "agent", "TOOL": "tool", "RETRIEVER": "tool"}
STEP = re.compile(r"Step \d+")
# How an agent's framework tells the model what its code gave, and what it was that ran.
OBSERVED = re.compile(r"\s*(?:Call id: \S+\s+)?Observation:")
REPEATED = re.compile(r"\s*Calling tools:\s*\[")
WRAPPINGS = ("message", "message_content", "tool_call", "document")
TASK = ("task", "question", "query", "input", "prompt")


def fits(raw: RawSpan) -> bool:
    return KIND in raw.attributes or any(key.startswith(("llm.input_messages", "llm.output")) for key in raw.attributes)


def fill(span: Span, raw: RawSpan) -> None:
    known = raw.attributes
    kind = name(known.get(KIND)).upper()
    if span.doing == "other":
        span.doing = KINDS.get(kind, "other")
    if span.doing == "other" and STEP.fullmatch(span.name):
        span.doing = "step"
    span.model = span.model or name(known.get("llm.model_name"))
    span.tokens = span.tokens or tokens(known.get("llm.token_count.prompt"), known.get("llm.token_count.completion"))
    span.cost = span.cost if span.cost is not None else number(known.get("llm.cost.total"))
    span.tools = span.tools or [tool for one in indexed(known, "llm.tools") if (tool := _schema(one))]
    if span.doing == "model":
        span.inputs = span.inputs or _messages(known, "llm.input_messages", "input.value", "user")
        span.outputs = span.outputs or _messages(known, "llm.output_messages", "output.value", "assistant")
    elif span.doing == "tool":
        _fill_tool(span, known, kind)
    else:
        _fill_work(span, known)


def _fill_work(span: Span, known: Mapping[str, Any]) -> None:
    if span.doing == "agent":
        span.agent = span.agent or name(known.get("agent.name")) or span.name.removesuffix(".run")
    span.inputs = span.inputs or messages(_task(known.get("input.value")), "user")
    span.outputs = span.outputs or messages(known.get("output.value"), "assistant")


def _fill_tool(span: Span, known: Mapping[str, Any], kind: str) -> None:
    span.tool = span.tool or name(known.get("tool.name")) or span.name or "tool"
    span.call_id = span.call_id or name(first(known, "tool_call.id", "tool.id"))
    if span.arguments is None:
        given = _arguments(known.get("input.value"))
        span.arguments = {"query": given} if kind == "RETRIEVER" and isinstance(given, str) else given
    found = [plain(mapping(_bare(one)).get("content")) for one in indexed(known, "retrieval.documents")]
    span.result = span.result or "\n\n".join(filter(None, found)) or plain(known.get("output.value"))


def _messages(known: Mapping[str, Any], listed_under: str, whole: str, role: Role) -> list[Message]:
    told = messages([_bare(one) for one in indexed(known, listed_under)], role)
    return [_named_right(one) for one in told or messages(known.get(whole), role)]


def _named_right(told: Message) -> Message:
    """Frameworks that know no role for tools write what those gave as a user's words."""
    (part, *more) = told.parts
    if more or part.kind == "call":
        return told
    if OBSERVED.match(part.text) and told.role in ("user", "tool"):
        return Message("tool", (replace(part, kind="result"),))
    if REPEATED.match(part.text) and told.role == "assistant":
        return Message("echo", told.parts)
    return told


def _bare(raw: Any) -> Any:
    """An object without the names that the convention puts around each member of a list."""
    if isinstance(raw, list):
        return [_bare(one) for one in raw]
    if not isinstance(raw, Mapping):
        return raw
    if len(raw) == 1 and (inner := next(iter(raw))) in WRAPPINGS and isinstance(raw[inner], Mapping):
        return _bare(raw[inner])
    found = {key: _bare(value) for key, value in raw.items()}
    if isinstance(found.get("contents"), list):
        found["content"] = found.pop("contents") or found.get("content")
    for side in [key for key in found if key.startswith("message.")]:  # as some write it, half flat
        found[side.removeprefix("message.")] = found.pop(side)
    return found


def _arguments(raw: Any) -> Any:
    """What a tool was given: the arguments alone where a framework wrote how its function was called."""
    given = parsed_json(raw)
    if not isinstance(given, Mapping) or not {"args", "kwargs"} <= given.keys():
        return raw if isinstance(given, str) else given
    kwargs, args = mapping(given["kwargs"]), listed(given["args"])
    if args and not kwargs and len(args) == 1 and isinstance(args[0], Mapping):
        return args[0]
    return {**kwargs, **({"args": args} if args else {})}


def _task(raw: Any) -> Any:
    """What an agent was asked, without the settings of its run beside it."""
    given = parsed_json(raw)
    if isinstance(given, Mapping):
        return next((given[key] for key in TASK if isinstance(given.get(key), str) and given[key]), given)
    return given


def _schema(raw: Any) -> Mapping[str, Any]:
    tool = mapping(raw)
    return mapping(parsed_json(tool.get("tool.json_schema") or mapping(tool.get("tool")).get("json_schema")))
