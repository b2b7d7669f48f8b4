"""Anthropic messages: contents are lists of blocks, among them thoughts, calls of tools and their results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from annotation.kinds.base import Context
from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers.base import (
    Parsed,
    TraceReader,
    external_id,
    facts,
    field_text,
    mappings,
    parsed_json,
    parts_of,
    pointer,
    provenance,
    tools_of,
)
from annotation.kinds.trace.readers.conversation import REFERENCES, Conversation, agent_of, reference_of

THINKING, REDACTED = "thinking", "redacted_thinking"
CALLS = ("tool_use", "server_tool_use", "mcp_tool_use")
RESULT = "tool_result"
OWN = (*CALLS, RESULT, THINKING, REDACTED)
ROLES = ("user", "assistant", "system")
READ = frozenset({*REFERENCES, "messages", "system", "tools", "id", "external_id", "item_id", "uid"})
READ |= {"source", "licence", "license"}


class Anthropic(TraceReader):
    """Told by its blocks, by tools with an ``input_schema``, or by instructions that stand beside the messages."""

    name = "anthropic_messages"
    title = "Anthropic messages"

    def recognises(self, document: Any) -> bool:
        known = document if isinstance(document, Mapping) else {"messages": document}
        messages = mappings(parsed_json(known.get("messages")))
        if not messages or "role" not in messages[0]:
            return False
        if any("input_schema" in tool for tool in mappings(parsed_json(known.get("tools")))):
            return True
        if known.get("system") and all(message.get("role") in ("user", "assistant") for message in messages):
            return True
        return any(_is_own(block) for message in messages for block in mappings(message.get("content")))

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        known = document if isinstance(document, Mapping) else {}
        path = ("messages",) if known else ()
        conversation = Conversation(tools=tools_of(known.get("tools")), reference=reference_of(known))
        conversation.begin({})
        conversation.say("system", *parts_of(known.get("system")), at=pointer("system"))
        raw, since = known.get("messages", document), len(conversation.builder.nodes)
        for index, message in enumerate(parsed_json(raw)):
            _read(conversation, message, (*path, index))
        conversation.lies_in_text(raw, pointer("messages"), since=since)
        yield Parsed(
            conversation.content(),
            external_id=external_id(known),
            metadata=facts(known, but=READ),
            **provenance(known),
        )


def _is_own(block: Mapping[str, Any]) -> bool:
    return block.get("type") in OWN


def _read(conversation: Conversation, message: Any, path: tuple[str | int, ...]) -> None:
    place = ".".join(map(str, path))
    if not isinstance(message, Mapping):
        raise wrong(place, "This must be a message: an object with role and content.")
    role, content = message.get("role"), message.get("content")
    if role not in ROLES:
        raise wrong(f"{place}.role", f"The role must be one of {', '.join(ROLES)}.")
    conversation.begin(message, agent=agent_of(message) if role == "assistant" else "")
    kind = "message" if role == "assistant" else role
    if not isinstance(content, list):
        conversation.say(kind, *parts_of(content), at=pointer(*path, "content"))
        return
    numbered = [(index, block) for index, block in enumerate(content) if isinstance(block, str | Mapping)]
    for plain, group in groupby(numbered, key=lambda entry: _is_plain(entry[1])):
        blocks = list(group)
        if plain:  # what is said in one go is one node, in several parts
            texts = [text for _, block in blocks for text in parts_of([block])]
            conversation.say(kind, *texts, at=pointer(*path, "content", blocks[0][0]))
        else:
            for index, block in blocks:
                _block(conversation, block, (*path, "content", index))


def _is_plain(block: Any) -> bool:
    return isinstance(block, str) or not (_is_own(block) or str(block.get("type")).endswith(RESULT))


def _block(conversation: Conversation, block: Any, path: tuple[str | int, ...]) -> None:
    at, kind = pointer(*path), block.get("type")
    if kind in (THINKING, REDACTED):
        conversation.say("reasoning", _thought(block), at=at)
    elif kind in CALLS:
        name = field_text(block, "name")
        if not name:
            raise wrong(".".join(map(str, (*path, "name"))), "A call must name the tool that is called.")
        conversation.call(name, block.get("input"), field_text(block, "id"), at=at)
    else:
        conversation.result(
            *parts_of(block.get("content")),
            call_id=field_text(block, "tool_use_id"),
            name="",
            at=at,
            failed=block.get("is_error") is True,
        )


def _thought(block: Mapping[str, Any]) -> str:
    return "[Thinking that was not disclosed]" if block["type"] == REDACTED else field_text(block, "thinking")
