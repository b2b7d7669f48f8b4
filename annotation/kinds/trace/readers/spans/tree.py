"""Spans and how they lie inside each other: in which order they begin and end, and which agent each belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.spans.messages import Message

Doing = Literal["agent", "model", "tool", "step", "other"]
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Span:
    """One piece of work, from its beginning to its end, as any of the formats may tell it."""

    id: str
    parent: str = ""
    name: str = ""
    doing: Doing = "other"  # "step": a turn of an agent's loop, whose output is what running its code gave
    start: datetime | None = None
    end: datetime | None = None
    failed: bool = False
    problem: str = ""  # why it failed
    agent: str = ""
    model: str = ""
    tokens: Json | None = None
    cost: float | None = None
    pointer: str = ""
    inputs: list[Message] = field(default_factory=list)
    outputs: list[Message] = field(default_factory=list)
    tool: str = ""
    call_id: str = ""
    arguments: Any = None
    result: str = ""
    tools: list[Mapping[str, Any]] = field(default_factory=list)  # that a model may call


class Tree:
    """Where spans share an id the first counts; what is inside of nothing, or of itself, is outermost."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans: dict[str, Span] = {}
        self.left_out: list[Span] = []
        for span in spans:
            first = self.spans.setdefault(span.id, span)
            # Collectors send spans again: what says the same loses nothing.
            if first is not span and replace(span, pointer=first.pointer) != first:
                self.left_out.append(span)
        self._above = {key: span.parent if span.parent in self.spans else "" for key, span in self.spans.items()}
        self._cut_circles()
        self._below: dict[str, list[Span]] = defaultdict(list)
        for key, above in self._above.items():
            self._below[above].append(self.spans[key])
        self._agents: dict[str, str] = {}

    @property
    def roots(self) -> list[Span]:
        return self._below[""]

    def above(self, span: Span) -> Iterator[Span]:
        """What a span lies in, from the nearest on."""
        key = self._above[span.id]
        while key:
            yield self.spans[key]
            key = self._above[key]

    def within(self, span: Span) -> Iterator[Span]:
        """What lies in a span, at any depth."""
        waiting = list(reversed(self._below[span.id]))
        while waiting:
            found = waiting.pop()
            yield found
            waiting += reversed(self._below[found.id])

    def agent(self, span: Span) -> str:
        """The nearest agent that a span names or lies in; no text if there is none."""
        path = []
        key = span.id
        while key and key not in self._agents:
            path.append(key)
            if self.spans[key].agent:
                break
            key = self._above[key]
        agent = self._agents.get(key, "") or (self.spans[key].agent if key else "")
        self._agents.update(dict.fromkeys(path, agent))
        return agent

    def outer_agent(self, span: Span) -> str:
        """The agent that a span lies in."""
        key = self._above[span.id]
        return self.agent(self.spans[key]) if key else ""

    def events(self) -> list[tuple[Span, bool]]:
        """Each span twice, where it begins (True) and where it ends, by time. Whatever clocks say, a span begins
        before all that lies in it and ends after it; what has no time stands as it stood in the file."""
        ordered = sorted(self._walk(), key=lambda event: event[0])
        return [(span, opens) for _, span, opens in ordered]

    def _walk(self) -> Iterator[tuple[datetime, Span, bool]]:
        begins: dict[str, datetime] = {"": LONG_AGO}
        ends: dict[str, datetime] = {}
        waiting = [(span, True) for span in self._in_order("", begins)]
        while waiting:
            span, opens = waiting.pop()
            if opens:
                yield begins[span.id], span, True
                waiting.append((span, False))
                waiting += [(inner, True) for inner in self._in_order(span.id, begins)]
                continue
            latest = max((ends.pop(inner.id) for inner in self._below[span.id]), default=LONG_AGO)
            ends[span.id] = max(span.end or LONG_AGO, begins[span.id], latest)
            yield ends[span.id], span, False

    def _in_order(self, key: str, begins: dict[str, datetime]) -> list[Span]:
        """What lies directly in a span, the earliest last, so that it is the first to be taken from a stack."""
        for span in self._below[key]:
            begins[span.id] = max(span.start or LONG_AGO, begins[key])
        return sorted(self._below[key], key=lambda span: begins[span.id])[::-1]

    def _cut_circles(self) -> None:
        walks: dict[str, int] = {}
        for number, start in enumerate(self._above):
            key, before = start, ""
            while key and key not in walks:
                walks[key] = number
                key, before = self._above[key], key
            if key and walks[key] == number:
                self._above[before] = ""
