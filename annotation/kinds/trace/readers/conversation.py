"""A conversation as a trace: messages become nodes, and results of tools find their calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.trace.building import TraceBuilder, call, result_of
from annotation.kinds.trace.readers.base import Ids, field_text, text_of

LONGEST_AGENT, LONGEST_MODEL, LONGEST_CALL_ID = 120, 200, 200
FIRST_MILLISECONDS = 10**11  # as seconds, this would be the year 5138
TOKEN_NAMES = {
    "input": ("input", "input_tokens", "prompt_tokens", "inputTokens", "promptTokens"),
    "output": ("output", "output_tokens", "completion_tokens", "outputTokens", "completionTokens"),
}
REFERENCES = ("reference", "reference_answer", "ground_truth", "expected_answer", "expected_output")


class Conversation:
    """A trace in the making. What is known of a whole message goes with the first of its nodes."""

    def __init__(self, *, tools: Sequence[Json] = (), reference: str = "") -> None:
        self.builder = TraceBuilder(tools=tools, reference=reference)
        self._ids = Ids()
        self._calls: list[_Call] = []
        self._id: Any = ""
        self._known: dict[str, Any] = {}
        self._agent = self._context = ""

    def begin(self, message: Mapping[str, Any], *, agent: str = "", context: str = "") -> None:
        """From here on, nodes are of this message."""
        self._agent, self._context = agent[:LONGEST_AGENT], context or context_of(message)
        self._id = message.get("id")
        self._known = {
            "model": field_text(message, "model")[:LONGEST_MODEL],
            "start": time_of(message.get("timestamp") or message.get("created_at")),
            "tokens": tokens_of(message.get("usage")),
        }

    def say(self, kind: str, *parts: str, at: str) -> None:
        """A node of nothing but text; none if there is no text."""
        if any(part.strip() for part in parts):
            self._add(kind, *parts, at=at, agent=self._agent)

    def call(self, name: str, arguments: Any, call_id: str, *, at: str) -> None:
        call_id = call_id[:LONGEST_CALL_ID]
        tool = call(name, {} if arguments is None else arguments, call_id)
        node = self._add("tool_call", at=at, agent=self._agent, tool=tool)
        self._calls.append(_Call(node, name, call_id, self._agent))

    def result(self, *parts: str, call_id: str, name: str, at: str, failed: bool = False) -> None:
        """The result of the call with this id; without one, of the first call of this name that waits for its own."""
        call_id = call_id[:LONGEST_CALL_ID]
        answered = self._called(call_id, name)
        node = answered.node if answered else None
        self._add(
            "tool_result",
            *parts,
            at=at,
            parent=node,
            agent=answered.agent if answered else "",
            tool=result_of(name or (answered.name if answered else ""), call_id),
            status="error" if failed else "",
        )

    def lies_in_text(self, raw: Any, at: str, *, since: int) -> None:
        """If the messages were JSON inside a text, no pointer leads further than to the text."""
        for node in self.builder.nodes[since:] if isinstance(raw, str) else ():
            node["pointer"] = at

    def content(self) -> Json:
        """The trace. Its first question is the problem; the last message ends it if it stands at the very end."""
        nodes = self.builder.nodes
        asked = next((node for node in nodes if node["kind"] == "user" and not node["context"]), None)
        if asked and not self.builder.problem:
            self.builder.problem = "\n\n".join(asked["text_parts"])
        if nodes and nodes[-1]["kind"] == "message" and not nodes[-1]["context"]:
            nodes[-1]["kind"] = "final"
        return self.builder.content()

    def _add(self, kind: str, *parts: str, at: str, **more: Any) -> str:
        key, known = self._ids.take(self._id), self._known
        self._id, self._known = "", {}
        return self.builder.add(kind, *parts, id=key, pointer=at, context=self._context, **known, **more)

    def _called(self, call_id: str, name: str) -> _Call | None:
        waiting = [one for one in self._calls if not one.answered]
        if call_id:
            waiting = [one for one in reversed(self._calls) if one.call_id == call_id]
        elif name:
            waiting = [one for one in waiting if one.name == name]
        found = waiting[0] if waiting else None
        if found:
            found.answered = True
        return found


class _Call:
    """A call that results may answer."""

    def __init__(self, node: str, name: str, call_id: str, agent: str) -> None:
        self.node, self.name, self.call_id, self.agent = node, name, call_id, agent
        self.answered = False


def context_of(message: Mapping[str, Any]) -> str:
    """Whether a message is only shown: a demonstration, or taken over from an earlier run."""
    if message.get("is_demo") is True or field_text(message, "name").startswith("example_"):
        return "demo"
    return "copied" if message.get("is_copied_context") is True else ""


def agent_of(message: Mapping[str, Any]) -> str:
    """Who speaks, where several agents speak as the assistant."""
    return field_text(message, "name", "sender", "agent")


def reference_of(document: Mapping[str, Any]) -> str:
    """The known right answer, if the document gives it."""
    return next((text for name in REFERENCES if (text := text_of(document.get(name)))), "")


def time_of(raw: Any) -> str | None:
    """A time as ISO 8601: of such a text, or of seconds or milliseconds since 1970; None if it is no time."""
    try:
        if isinstance(raw, str):
            return datetime.fromisoformat(raw).isoformat()
        if isinstance(raw, int | float) and not isinstance(raw, bool) and raw > 0:
            seconds = raw / 1000 if raw > FIRST_MILLISECONDS else raw
            return datetime.fromtimestamp(seconds, tz=UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        pass
    return None


def tokens_of(usage: Any) -> dict[str, int] | None:
    """How many tokens went in and came out, whatever a provider calls them."""
    if not isinstance(usage, Mapping):
        return None
    counts = {side: _count(usage, *names) for side, names in TOKEN_NAMES.items()}
    return {side: count or 0 for side, count in counts.items()} if any(counts.values()) else None


def _count(usage: Mapping[str, Any], *names: str) -> int | None:
    found = [usage[name] for name in names if checks.is_integer(usage.get(name)) and usage[name] >= 0]
    return int(found[0]) if found else None
