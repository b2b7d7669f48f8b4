"""A trace as a conversation: messages with roles, texts and tool calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace.writers.base import BETWEEN, text_of

_ROLES = {"system": "system", "state": "system", "error": "system", "user": "user", "tool_result": "tool"}


def messages(nodes: Iterable[Mapping[str, Any]]) -> list[Json]:
    """One message for each node, in order. Arguments are texts, exactly as they came."""
    return [_message(node) for node in nodes]


def calls(nodes: Iterable[Mapping[str, Any]]) -> list[Json]:
    """The tool calls with the node of each."""
    return [
        {"node": node["id"], "agent": node["agent"], "id": node["tool"]["call_id"], **_said(node["tool"])}
        for node in nodes
        if node["kind"] == "tool_call"
    ]


def turns(nodes: Iterable[Mapping[str, Any]]) -> list[Json]:
    """Messages in which what one agent says and calls in a row is one turn; arguments are objects, as TRL has them.

    Every message has the same keys. A call whose arguments are no object has none.
    """
    found: list[Json] = []
    last: Mapping[str, Any] | None = None
    for node in nodes:
        one = _turn(node)
        if last is not None and one["role"] == found[-1]["role"] == "assistant" and node["agent"] == last["agent"]:
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
        last = node
    return found


def _message(node: Mapping[str, Any]) -> Json:
    tool, role = node["tool"], _ROLES.get(node["kind"], "assistant")
    message: Json = {"role": role, "content": BETWEEN.join(node["text_parts"]), "node": node["id"]}
    if node["kind"] == "handoff" and not message["content"]:
        message["content"] = text_of(node)
    name = tool["name"] if role == "tool" else node["agent"]
    if name:
        message["name"] = name
    if node["kind"] == "tool_call":
        function = {"name": tool["name"], "arguments": tool["raw"]}
        message["tool_calls"] = [{"id": tool["call_id"], "type": "function", "function": function}]
    if node["kind"] == "tool_result":
        message["tool_call_id"] = tool["call_id"]
    return message


def _said(tool: Mapping[str, Any]) -> Json:
    return {"name": tool["name"], "arguments": tool["raw"], "valid": tool["valid"], "check": tool["check"]}


def _turn(node: Mapping[str, Any]) -> Json:
    message = _message(node)
    if node["kind"] == "tool_call":
        message["tool_calls"] = [call(node["tool"]["name"], node["tool"]["arguments"])]
    return {key: message[key] for key in ("role", "content", "tool_calls") if message.get(key) is not None}


def call(name: str, arguments: Any) -> Json:
    """A tool call with an object of arguments."""
    given = arguments if isinstance(arguments, dict) else {}
    return {"type": "function", "function": {"name": name, "arguments": given}}


def _joined(one: Json, other: Json) -> Json:
    texts = [text for text in (one["content"], other["content"]) if text]
    joined: Json = {"role": one["role"], "content": BETWEEN.join(texts)}
    tool_calls = [*one.get("tool_calls", []), *other.get("tool_calls", [])]
    return {**joined, "tool_calls": tool_calls} if tool_calls else joined
