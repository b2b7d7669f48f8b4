"""OpenAI chat messages with calls of tools, as files for fine-tuning and TRL write them, too.

Arguments come as JSON text, which may be broken, or (in TRL) as an object; the older ``function_call`` is read as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from config.errors import Invalid

ROLES = ("system", "developer", "user", "assistant", "tool", "function")
THOUGHTS = ("reasoning_content", "reasoning", "thinking", "thought")
THINK, THOUGHT = "<think>", "</think>"
LISTS = ("messages", "prompt", "completion")
READ = frozenset({*LISTS, *REFERENCES, "tools", "functions", "id", "external_id", "item_id", "uid"})
READ |= {"source", "licence", "license"}


class Chat(TraceReader):
    """In rows with a prompt and its completion, what was said in the prompt is shown and not graded."""

    name = "openai_chat"
    title = "OpenAI chat messages with tool calls, or TRL conversations"

    def recognises(self, document: Any) -> bool:
        if isinstance(document, Mapping) and "messages" not in document:
            return _is_chat(document.get("prompt")) and _is_chat(document.get("completion"))
        return _is_chat(document["messages"] if isinstance(document, Mapping) else document)

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        known = document if isinstance(document, Mapping) else {}
        conversation = Conversation(
            tools=tools_of(known.get("tools") or known.get("functions")), reference=reference_of(known)
        )
        for name, copied in _lists(document):
            raw, since = document if name is None else document[name], len(conversation.builder.nodes)
            for index, message in enumerate(parsed_json(raw)):
                path = (index,) if name is None else (name, index)
                _Reading(conversation, message, path).read(copied=copied)
            conversation.lies_in_text(raw, f"/{name}", since=since)
        yield Parsed(
            conversation.content(),
            external_id=external_id(known),
            metadata=facts(known, but=READ),
            **provenance(known),
        )


class _Reading:
    """One message becomes nodes."""

    def __init__(self, conversation: Conversation, message: Any, path: tuple[str | int, ...]) -> None:
        if not isinstance(message, Mapping):
            raise wrong(_place(path), "This must be a message: an object with role and content.")
        self.conversation, self.message, self.path = conversation, message, path

    def read(self, *, copied: bool) -> None:
        role = self.message.get("role")
        if role not in ROLES:
            raise wrong(_place((*self.path, "role")), f"The role must be one of {', '.join(ROLES)}.")
        speaks = role == "assistant"
        context = "copied" if copied and speaks else ""
        self.conversation.begin(self.message, agent=agent_of(self.message) if speaks else "", context=context)
        if speaks:
            self._assistant()
        elif role in ("tool", "function"):
            self._result()
        else:
            self._plain(role)

    def _plain(self, role: str) -> None:
        """A question or instructions. Demonstrations are system messages by the names of who speaks in them."""
        kinds = {"example_user": "user", "example_assistant": "message"}
        kind = kinds.get(field_text(self.message, "name"), "user" if role == "user" else "system")
        self.conversation.say(kind, *parts_of(self.message.get("content")), at=self._at("content"))

    def _assistant(self) -> None:
        for name in THOUGHTS:
            self.conversation.say("reasoning", *parts_of(self.message.get(name)), at=self._at(name))
        thought, parts = _split_thought(parts_of(self.message.get("content")))
        self.conversation.say("reasoning", thought, at=self._at("content"))
        self.conversation.say("message", *parts, *parts_of(self.message.get("refusal")), at=self._at("content"))
        calls = self.message.get("tool_calls") or []
        if not isinstance(calls, list):
            raise wrong(_place((*self.path, "tool_calls")), "This must be a list of calls.")
        for index, call in enumerate(calls):
            self._call(call, ("tool_calls", index))
        if self.message.get("function_call"):
            self._call(self.message["function_call"], ("function_call",))

    def _call(self, call: Any, inside: tuple[str | int, ...]) -> None:
        place = (*self.path, *inside)
        if not isinstance(call, Mapping):
            raise wrong(_place(place), "This must be a call: an object with a function.")
        function = next((call[name] for name in ("function", "custom") if isinstance(call.get(name), Mapping)), call)
        name = function.get("name")
        if not isinstance(name, str) or not name:
            raise wrong(_place((*place, "function", "name")), "A call must name the function that is called.")
        arguments = function.get("arguments", function.get("input"))
        self.conversation.call(name, arguments, field_text(call, "id"), at=pointer(*place))

    def _result(self) -> None:
        self.conversation.result(
            *parts_of(self.message.get("content")),
            call_id=field_text(self.message, "tool_call_id"),
            name=field_text(self.message, "name", "tool_name"),
            at=self._at("content"),
        )

    def _at(self, name: str) -> str:
        return pointer(*self.path, name)


def _is_chat(raw: Any) -> bool:
    messages = parsed_json(raw)
    first = messages[0] if isinstance(messages, list) and messages else None
    return isinstance(first, Mapping) and first.get("role") in ROLES and len(mappings(messages)) == len(messages)


def _lists(document: Any) -> list[tuple[str | None, bool]]:
    """The lists of messages by their names, and whether each is only shown."""
    if isinstance(document, list):
        return [(None, False)]
    if "messages" in document:
        return [("messages", False)]
    if not all(isinstance(parsed_json(document.get(name)), list) for name in ("prompt", "completion")):
        raise Invalid("Prompt and completion must both be lists of messages.")
    return [("prompt", True), ("completion", False)]


def _split_thought(parts: list[str]) -> tuple[str, list[str]]:
    """What a model thought aloud before it spoke, where it marks its thoughts so."""
    first = parts[0].lstrip() if parts else ""
    if not first.startswith(THINK) or THOUGHT not in first:
        return "", parts
    thought, _, said = first.removeprefix(THINK).partition(THOUGHT)
    return thought.strip(), [said.lstrip(), *parts[1:]]


def _place(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))
