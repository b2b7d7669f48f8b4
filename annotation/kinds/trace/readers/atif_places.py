"""The places of an ATIF trajectory at which something happened, each read as a node by what ATIF itself says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.checks import is_integer, is_number
from annotation.kinds.trace.calls import compact
from annotation.kinds.trace.readers.base import field_text, mappings, parts_of, pointer

OURS = "touchstone"  # the key of ``extra`` under which our own exports keep what ATIF has no words for
LONGEST_PREFIX = 100
UNNAMED_AGENT = "subagent"


@dataclass(slots=True)
class Place:
    """One node as ATIF tells it, where it stands (``at``, inside its step), and what our own export adds to it."""

    name: str  # such as 2.message
    at: str
    node: Json
    above: Place | None = None
    record: Mapping[str, Any] | None = None
    is_empty: bool = False


Names = dict[tuple[str, str], "Document"]  # trajectories by what they are called: the field and its value


@dataclass(slots=True)
class Document:
    """A trajectory, where it lies, and the trajectories that it can refer to."""

    raw: Mapping[str, Any]
    path: tuple[str | int, ...]
    known: Sequence[Names] = ()
    depth: int = 0
    prefix: str = ""
    above: Place | None = None
    calls: dict[str, Place] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        described = self.raw.get("agent")
        return field_text(described, "name") if isinstance(described, Mapping) else ""


class StepReader:
    """One step: its places in the order in which things happen."""

    def __init__(self, step: Mapping[str, Any], index: int, document: Document, *, is_last_word: bool) -> None:
        self.step, self.index, self.document, self.is_last_word = step, index, document, is_last_word
        self.is_agent = step.get("source") == "agent"
        self.calls = mappings(step.get("tool_calls"))
        observation = step.get("observation")
        self.results = mappings(observation.get("results")) if isinstance(observation, Mapping) else []
        kept = extra_of(step).get(OURS)
        records = mappings(kept.get("nodes")) if isinstance(kept, Mapping) else []
        # Under one place lies one node; what a file says twice is taken once.
        self.records = {row["at"]: row for row in records if isinstance(row.get("at"), str)}
        described = document.raw.get("agent")
        self.spoken: dict[str, Place] = {}
        self.model = field_text(step, "model_name") or (
            field_text(described, "model_name") if isinstance(described, Mapping) else ""
        )

    def own_places(self) -> list[Place]:
        """Reasoning, message and calls."""
        places = [] if not isinstance(self.step.get("reasoning_content"), str) else [self._reasoning()]
        places.append(self._message())
        calls = [self._call(call, number) for number, call in enumerate(self.calls)]
        for call in calls:
            self.document.calls[call.node["tool"]["call_id"]] = call
        spoken = [place for place in [places[-1], *places[:-1], *calls] if not place.is_empty]
        if spoken and self.is_agent:
            spoken[0].node.update(_metrics(self.step.get("metrics")))
        self.spoken = {place.at: place for place in places}
        return [*places, *calls]

    def caller(self, place: Place) -> Place | None:
        """The message that handed over, if our own export says that it did; the reference is then no node itself."""
        names = (row.get("at") for row in self.records.values() if row.get("calls") == place.at)
        return next((self.spoken[name] for name in names if name in self.spoken), None) if not place.record else None

    def handoff(self, result: Mapping[str, Any], number: int, place: int, called: Document) -> Place:
        at = f"observation/results/{number}/subagent_trajectory_ref/{place}"
        above = self._call_of(result)
        name = called.agent or field_text(called.raw, "trajectory_id")[:LONGEST_PREFIX] or UNNAMED_AGENT
        facts: Json = {"kind": "handoff", "agent": self.document.agent, "to": name}
        return self._place(f"handoff{number + 1}.{place + 1}", at, above=above, **facts)

    def result(self, result: Mapping[str, Any], number: int) -> Place | None:
        """None for a result that only says which trajectory was called."""
        content = result.get("content")
        if content is None and mappings(result.get("subagent_trajectory_ref")):
            return None
        call = self._call_of(result)
        tool = {"name": call.node["tool"]["name"] if call else "", "call_id": field_text(result, "source_call_id")}
        agent = call.node["agent"] if call else self._agent()
        at = f"observation/results/{number}"
        facts: Json = {"kind": "tool_result", "agent": agent, "tool": tool, "text_parts": texts(content), "start": None}
        return self._place(f"result{number + 1}", at, above=call, **facts)

    def _reasoning(self) -> Place:
        facts: Json = {"kind": "reasoning", "agent": self.document.agent, "model": self.model}
        parts = texts(self.step["reasoning_content"])
        return self._place("reasoning", "reasoning_content", text_parts=parts, is_empty=not parts, **facts)

    def _message(self) -> Place:
        parts = texts(self.step.get("message"))
        kind = "message" if self.is_agent else "user" if self.step.get("source") == "user" else "system"
        facts: Json = {"kind": "final" if self.is_last_word else kind, "agent": self._agent()}
        model = self.model if self.is_agent else ""
        return self._place("message", "message", text_parts=parts, is_empty=not any(parts), model=model, **facts)

    def _call(self, call: Mapping[str, Any], number: int) -> Place:
        arguments = call.get("arguments")
        # As other readers have it, a call without arguments has an empty text.
        raw = arguments if isinstance(arguments, str) else compact(arguments, "arguments") if arguments else ""
        tool = {
            "name": field_text(call, "function_name"),
            "call_id": field_text(call, "tool_call_id"),
            "raw": raw,
        }
        facts: Json = {"kind": "tool_call", "agent": self.document.agent, "model": self.model, "tool": tool}
        return self._place(f"call{number + 1}", f"tool_calls/{number}", **facts)

    def _place(self, name: str, at: str, *, above: Place | None = None, is_empty: bool = False, **facts: Any) -> Place:
        node: Json = {
            "text_parts": [],
            "model": "",
            "tool": None,
            "to": "",
            "status": "",
            "start": moment(self.step.get("timestamp")),
            "end": None,
            "tokens": None,
            "cost": None,
            "pointer": pointer(*self.document.path, "steps", self.index, *at.split("/")),
            "context": "copied" if self.step.get("is_copied_context") is True else "",
            **facts,
        }
        number = self.step.get("step_id") if is_integer(self.step.get("step_id")) else self.index + 1
        known = f"{self.document.prefix}{number}.{name}"
        above = above or self.document.above
        return Place(known, at, node, above, self.records.get(at), is_empty and at not in self.records)

    def _agent(self) -> str:
        return self.document.agent if self.is_agent else ""

    def _call_of(self, result: Mapping[str, Any]) -> Place | None:
        return self.document.calls.get(field_text(result, "source_call_id"))


def extra_of(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    extra = raw.get("extra")
    return extra if isinstance(extra, Mapping) else {}


def texts(content: Any) -> list[str]:
    """The texts of a message or a result: one text, or parts."""
    if content is None or content == "":
        return []
    return [_text(part) for part in content] if isinstance(content, list) else parts_of(content)


def moment(raw: Any) -> str | None:
    """A time in canonical form; None if it is none."""
    try:
        return datetime.fromisoformat(raw).isoformat()
    except (TypeError, ValueError):
        return None


def _text(part: Any) -> str:
    if isinstance(part, Mapping) and part.get("type") == "image" and isinstance(part.get("source"), Mapping):
        return f"[Image {field_text(part['source'], 'path')}]".replace(" ]", "]")
    return "".join(parts_of([part]))


def _metrics(raw: Any) -> Json:
    if not isinstance(raw, Mapping):
        return {}
    sides = {"input": raw.get("prompt_tokens"), "output": raw.get("completion_tokens")}
    counts = {side: value for side, value in sides.items() if is_integer(value) and _is_amount(value)}
    cost = raw.get("cost_usd")
    return {
        "tokens": {"input": 0, "output": 0, **counts} if counts else None,
        "cost": cost if _is_amount(cost) else None,
    }


def _is_amount(raw: Any) -> bool:
    return is_number(raw) and bool(raw >= 0)
