"""Telling a run shortly: what happened, in order. Times, tokens and costs are made up to fit the texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace import building
from annotation.kinds.trace.building import TraceBuilder, result_of

# What models say takes them time and tokens. Prices are dollars for a token read and for one written.
SPOKEN = frozenset({"plan", "reasoning", "message", "tool_call", "handoff", "final"})
PRICES = {"tarn-2": (2e-6, 8e-6), "tarn-2-mini": (3e-7, 1.2e-6), "fell-1": (1e-6, 4e-6)}
CHARACTERS_A_TOKEN, CHARACTERS_A_SECOND, SHORTEST = 4, 160, 0.6


@dataclass(frozen=True, slots=True)
class Event:
    """One node to be: its kind, its texts and what else the builder takes. ``at`` and ``lasts`` are in seconds."""

    kind: str
    text: Sequence[str]
    facts: Json = field(default_factory=dict)
    lasts: float | None = None
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A trace of the demo. Without ``began`` nothing is known of times, tokens and costs."""

    name: str
    domain: str
    events: Sequence[Event]
    problem: str
    reference: str = ""
    tools: Sequence[Mapping[str, Any]] = ()
    edges: Sequence[tuple[str, str]] = ()
    began: str | None = None

    def content(self) -> Json:
        trace = TraceBuilder(problem=self.problem, reference=self.reference, tools=self.tools, edges=self.edges)
        meter = None if self.began is None else _Meter(datetime.fromisoformat(self.began))
        for event in self.events:
            measured = meter.read(event) if meter and "context" not in event.facts else {}
            trace.add(event.kind, *event.text, **event.facts, **measured)
        return trace.content()


def say(kind: str, *text: str, lasts: float | None = None, at: float | None = None, **facts: Any) -> Event:
    return Event(kind, text, facts, lasts, at)


def use(
    name: str,
    arguments: object,
    *result: str,
    agent: str,
    model: str = "",
    call_id: str = "",
    status: str = "",
    saying: str = "",
    lasts: float = 0.4,
    **facts: Any,
) -> list[Event]:
    """A call of a tool and what it returned; ``saying`` is what the agent says along with the call."""
    called = say("tool_call", saying, agent=agent, model=model, tool=building.call(name, arguments, call_id), **facts)
    returned = say(
        "tool_result", *result, agent=agent, tool=result_of(name, call_id), status=status, lasts=lasts, **facts
    )
    return [called, returned]


def tool(name: str, description: str, required: Sequence[str] = (), **parameters: Json) -> Json:
    """A tool with its JSON Schema. All parameters are required unless ``required`` names fewer."""
    schema = {"type": "object", "properties": parameters, "required": list(required or parameters)}
    return {"name": name, "description": description, "parameters": {**schema, "additionalProperties": False}}


class _Meter:
    """Runs a clock along with the events, and counts what each agent has read so far."""

    def __init__(self, began: datetime) -> None:
        self.began = self.now = began
        self.heard: Counter[str] = Counter()

    def read(self, event: Event) -> Json:
        agent = event.facts.get("agent", "")
        written = _characters(event)
        start = self.now if event.at is None else self.began + timedelta(seconds=event.at)
        self.now = start + timedelta(seconds=_seconds(event, written))
        times = {"start": start.isoformat(), "end": self.now.isoformat()}
        read = self.heard[""] + (self.heard[agent] if agent else 0)
        self.heard[agent] += written
        if event.kind not in SPOKEN:
            return times
        tokens = {"input": _tokens(read), "output": _tokens(written)}
        prices = PRICES[event.facts["model"]]
        cost = round(tokens["input"] * prices[0] + tokens["output"] * prices[1], 6)
        return {**times, "tokens": tokens, "cost": cost}


def _characters(event: Event) -> int:
    called = event.facts.get("tool") or {}
    return sum(map(len, event.text)) + len(str(called.get("raw") or called.get("arguments") or ""))


def _seconds(event: Event, written: int) -> float:
    if event.lasts is not None:
        return event.lasts
    return round(SHORTEST + written / CHARACTERS_A_SECOND, 3) if event.kind in SPOKEN else 0.0


def _tokens(characters: int) -> int:
    return math.ceil(characters / CHARACTERS_A_TOKEN)
