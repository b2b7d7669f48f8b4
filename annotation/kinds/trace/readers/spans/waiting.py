"""Calls that were told and wait for the span that carries them out, and for their results."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from annotation.kinds.trace.readers.spans.known import arguments_key


@dataclass(slots=True, eq=False)
class Waiting:
    """A call, by the id of its node. ``to`` is the agent that it hands over to, if it does."""

    node: str
    name: str
    call_id: str
    arguments: str
    agent: str
    to: str = ""


class Calls:
    def __init__(self) -> None:
        self._to_carry_out = _Open()
        self._to_answer = _Open()
        self._by_agent: dict[str, dict[Waiting, None]] = defaultdict(dict)
        self._latest: dict[str, Waiting] = {}  # by the call's id

    def add(self, call: Waiting, *, carried_out: bool = False) -> Waiting:
        if not carried_out:
            self._to_carry_out.add(call)
        self._to_answer.add(call)
        if call.call_id:
            self._latest[call.call_id] = call
        if call.to:
            self._by_agent[call.to][call] = None
        return call

    def carry_out(self, name: str, call_id: str, arguments: Any) -> Waiting | None:
        """The call that a span carries out: by its id, else by what it says, else by its name alone.

        What says the same is the same call even where the framework gave it another id than the model did.
        """
        found = self._to_carry_out.with_id(call_id) or self._to_carry_out.saying(name, arguments_key(arguments))
        if found is None:
            named = self._to_carry_out.named(name)
            found = None if named is None or (call_id and named.call_id) else named
        if found is not None:
            self._to_carry_out.discard(found)
        return found

    def answer(self, name: str, call_id: str) -> Waiting | None:
        """The call that a result belongs to."""
        if call_id:
            found = self._to_answer.with_id(call_id) or self._latest.get(call_id)
        else:
            found = self._to_answer.named(name) if name else self._to_answer.latest()
        if found is not None:
            self.answered(found)
        return found

    def answered(self, call: Waiting) -> None:
        self._to_answer.discard(call)

    def take_over(self, agent: str) -> Waiting | None:
        """The hand-over that this agent begins by; each is for one."""
        found = next(iter(self._by_agent[agent]), None)
        if found is not None:
            del self._by_agent[agent][found]
        return found


class _Open:
    """Calls that something has still to happen to, the oldest first. Each look-up takes the same time however many."""

    def __init__(self) -> None:
        self._all: dict[Waiting, None] = {}
        self._by: dict[tuple[str, ...], dict[Waiting, None]] = defaultdict(dict)

    def add(self, call: Waiting) -> None:
        self._all[call] = None
        for key in _keys(call):
            self._by[key][call] = None

    def discard(self, call: Waiting) -> None:
        self._all.pop(call, None)
        for key in _keys(call):
            self._by[key].pop(call, None)

    def with_id(self, call_id: str) -> Waiting | None:
        return next(iter(self._by[("id", call_id)]), None) if call_id else None

    def saying(self, name: str, arguments: str) -> Waiting | None:
        return next(iter(self._by[("said", name, arguments)]), None)

    def named(self, name: str) -> Waiting | None:
        return next(iter(self._by[("name", name)]), None)

    def latest(self) -> Waiting | None:
        return next(reversed(self._all), None)


def _keys(call: Waiting) -> tuple[tuple[str, ...], ...]:
    return ("id", call.call_id), ("said", call.name, call.arguments), ("name", call.name)
