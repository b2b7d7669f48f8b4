"""Messages of a conversation with a model, in whichever of the usual forms an export writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from annotation.kinds.trace.readers.base import parsed_json, text_of
from annotation.kinds.trace.readers.spans.values import NO_OBJECT, listed, mapping, name, plain

Role = Literal["system", "user", "assistant", "tool", "echo"]
PartKind = Literal["text", "reasoning", "call", "result"]

ROLES: dict[str, Role] = {
    "system": "system",
    "developer": "system",
    "systemmessage": "system",
    "user": "user",
    "human": "user",
    "humanmessage": "user",
    "humanmessagechunk": "user",
    "assistant": "assistant",
    "ai": "assistant",
    "model": "assistant",
    "aimessage": "assistant",
    "aimessagechunk": "assistant",
    "function_call": "assistant",
    "reasoning": "assistant",
    "tool": "tool",
    "function": "tool",
    "toolmessage": "tool",
    "functionmessage": "tool",
    "tool-response": "tool",
    "tool_response": "tool",
    "function_call_output": "tool",
    "tool-call": "echo",  # a call that the assistant's message before it made already, told once more
    "tool_call": "echo",
}
TEXTS = frozenset({"text", "output_text", "input_text", "refusal"})
THOUGHTS = frozenset({"reasoning", "thinking"})
CALLS = frozenset({"tool_call", "tool_use", "tool-call", "function_call", "server_tool_use"})
RESULTS = frozenset({"tool_call_response", "tool_result", "tool-result", "function_call_output"})
ITEMS = CALLS | RESULTS | THOUGHTS  # that may stand where a message stands
WRAPPERS = ("messages", "choices", "generations", "candidates", "output", "prompts", "message")


@dataclass(frozen=True, slots=True)
class Part:
    """A text, a thought, a call of a tool, or a tool's result (in ``text``)."""

    kind: PartKind
    text: str = ""
    name: str = ""
    call_id: str = ""
    arguments: Any = None


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    parts: tuple[Part, ...]


def messages(raw: Any, role: Role) -> list[Message]:
    """Every message in what was sent to a model or came from it; what has no role has the given one."""
    raw = parsed_json(raw)
    if isinstance(raw, list):
        return [found for one in raw for found in messages(one, role)]
    if isinstance(raw, Mapping):
        return _in_object(raw, role)
    text = plain(raw)
    return [Message(role, (Part("text", text),))] if text.strip() else []


def message(raw: Mapping[str, Any], role: Role) -> Message:
    """One message with its parts; texts beside each other are one part."""
    raw = _unwrapped(raw)
    given = ROLES.get(name(raw.get("role") or raw.get("type")).lower(), role)
    parts = _merged(_once(_parts(raw)))
    if given == "tool" and not any(part.kind == "result" for part in parts):
        parts = [_result_of_texts(raw, parts)]
    return Message(given, tuple(parts))


def result(raw: Any) -> Part:
    """What a tool gave back, which may come as a message with the id of its call."""
    raw = parsed_json(raw)
    inner = raw.get("output", raw) if isinstance(raw, Mapping) and len(raw) == 1 else raw
    found = _unwrapped(inner) if isinstance(inner, Mapping) else NO_OBJECT
    if "content" in found and ("tool_call_id" in found or name(found.get("type")).lower() in ROLES):
        return _result_of_texts(found, message(found, "tool").parts)
    return Part("result", plain(inner))


def _in_object(raw: Mapping[str, Any], role: Role) -> list[Message]:
    if _is_message(raw):
        found = message(raw, role)
        return [found] if found.parts else []
    if isinstance(raw.get("text"), str) and not isinstance(raw.get("message"), Mapping):
        return [Message(role, (Part("text", raw["text"]),))] if raw["text"].strip() else []
    wrapper = next((key for key in WRAPPERS if isinstance(raw.get(key), list | dict) and raw[key]), "")
    if wrapper:
        system = messages(raw.get("system") or raw.get("instructions"), "system")
        return system + messages(raw[wrapper], role)
    text = plain(raw) if raw else ""
    return [Message(role, (Part("text", text),))] if text.strip() else []


def _is_message(raw: Mapping[str, Any]) -> bool:
    kind = name(raw.get("type"))
    if "role" in raw or "lc" in raw or isinstance(raw.get("parts"), list) or kind in ITEMS:
        return True
    if isinstance(raw.get("tool_calls"), list) or (kind in ROLES and ("content" in raw or "data" in raw)):
        return True
    return isinstance(raw.get("content"), str | list) and len(raw) == 1


def _unwrapped(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Without what LangChain puts around a message."""
    if isinstance(raw.get("kwargs"), Mapping):
        kind = listed(raw.get("id"))[-1:]
        return {**raw["kwargs"], "type": kind[0] if kind else raw["kwargs"].get("type")}
    if isinstance(raw.get("data"), Mapping) and "content" not in raw:
        return {**raw["data"], "type": raw.get("type")}
    return raw


def _parts(raw: Mapping[str, Any]) -> Iterator[Part]:
    more = mapping(raw.get("additional_kwargs"))
    for thought in (raw.get("reasoning_content"), raw.get("reasoning"), more.get("reasoning_content")):
        if isinstance(thought, str):
            yield Part("reasoning", thought)
    if name(raw.get("type")) in ITEMS:
        yield from _block(raw)
    else:
        content = raw.get("parts") if isinstance(raw.get("parts"), list) else raw.get("content")
        for block in content if isinstance(content, list) else [content]:
            yield from _block(block)
    for call in listed(raw.get("tool_calls")) or listed(more.get("tool_calls")):
        yield _call(mapping(call))
    if isinstance(raw.get("function_call"), Mapping):
        yield _call(raw["function_call"])


def _block(block: Any) -> Iterator[Part]:
    """A piece of a message's content."""
    if not isinstance(block, Mapping):
        yield Part("text", plain(block))
        return
    kind = name(block.get("type"))
    if kind in CALLS or isinstance(block.get("functionCall"), Mapping):
        yield _call(mapping(block.get("functionCall") or block))
    elif kind in RESULTS or isinstance(block.get("functionResponse"), Mapping):
        yield _result(mapping(block.get("functionResponse") or block))
    elif kind in THOUGHTS or block.get("thought") is True:
        words = next((block[key] for key in ("content", "text", "thinking", "summary") if block.get(key)), None)
        yield Part("reasoning", text_of(words))
    elif kind in TEXTS and isinstance(block.get("content"), str):
        yield Part("text", block["content"])
    else:
        yield Part("text", text_of([block]))


def _call(raw: Mapping[str, Any]) -> Part:
    function = mapping(raw.get("function")) or raw
    arguments = next((function[key] for key in ("arguments", "args", "input", "parameters") if key in function), None)
    return Part(
        "call",
        name=name(function.get("name") or raw.get("toolName")),
        call_id=name(raw.get("call_id") or raw.get("tool_call_id") or raw.get("toolCallId") or raw.get("id")),
        arguments={} if arguments is None else arguments,
    )


def _result(raw: Mapping[str, Any]) -> Part:
    said = next((raw[key] for key in ("response", "result", "content", "output") if raw.get(key) is not None), None)
    keys = ("tool_call_id", "tool_use_id", "call_id", "toolCallId", "id")
    call_id = next((key for one in keys if (key := name(raw.get(one)))), "")
    return Part("result", plain(said), name(raw.get("name") or raw.get("toolName")), call_id)


def _result_of_texts(raw: Mapping[str, Any], parts: Iterable[Part]) -> Part:
    text = "\n\n".join(part.text for part in parts if part.text)
    return Part("result", text, name(raw.get("name")), name(raw.get("tool_call_id") or raw.get("id")))


def _once(parts: Iterable[Part]) -> Iterator[Part]:
    """Some messages write a call twice: among the content, and apart from it."""
    seen: set[str] = set()
    for part in parts:
        if part.kind != "call" or not part.call_id or part.call_id not in seen:
            yield part
        if part.kind == "call":
            seen.add(part.call_id)


def _merged(parts: Iterable[Part]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        if part.kind in ("text", "reasoning") and not part.text.strip():
            continue
        if part.kind in ("text", "reasoning") and found and found[-1].kind == part.kind:
            found[-1] = replace(part, text=f"{found[-1].text}\n\n{part.text}")
        else:
            found.append(part)
    return found
