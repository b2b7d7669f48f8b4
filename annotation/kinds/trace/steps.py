"""Which nodes of a trace are graded, where agents hand over, and who handed over to whom how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from annotation.kinds.base import Json

# Between what two agents do there may lie what neither of them did.
NOBODYS = frozenset({"system", "user", "state", "tool_result"})
MOST_LEVELS = 100  # up from a node; agents that start agents are not nested deeper than that


@dataclass(frozen=True, slots=True)
class Handoff:
    """At ``node`` one agent stops and another goes on. The verdict on it is kept with that node."""

    node: str
    from_agent: str
    to_agent: str


def steps(content: Mapping[str, Any], settings: Mapping[str, Any]) -> list[Json]:
    """The nodes that are graded, in order of happening."""
    graded = frozenset(settings["graded"])
    return [node for node in content["nodes"] if node["context"] == "" and node["kind"] in graded]


def step_ids(content: Mapping[str, Any], settings: Mapping[str, Any]) -> list[str]:
    return [node["id"] for node in steps(content, settings)]


def step_positions(content: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, int]:
    """The position of each step among the steps, from 1 on."""
    return {key: position for position, key in enumerate(step_ids(content, settings), start=1)}


def positions(content: Mapping[str, Any]) -> dict[str, int]:
    """The position of each node among all nodes, from 1 on."""
    return {node["id"]: position for position, node in enumerate(content["nodes"], start=1)}


def handoffs(content: Mapping[str, Any]) -> list[Handoff]:
    """Where one agent hands over to another: said by a node of that kind, or told from who acts next.

    Agents that work side by side, each below a parent of its own, do not hand over whenever their acts alternate.
    """
    acts = [node for node in content["nodes"] if node["context"] == "" and node["kind"] not in NOBODYS]
    branches = _Branches(content, acts)
    found = [
        _handoff(node, None if after and branches.are_side_by_side(node, after) else after)
        for node, after in zip_longest(acts, acts[1:])
    ]
    return [handoff for handoff in found if handoff is not None]


def agents(content: Mapping[str, Any]) -> list[str]:
    """Every agent that acts or is handed over to, by first appearance; then those that are only declared."""
    named = [agent for node in content["nodes"] for agent in (node["agent"], node["to"])]
    declared = [agent for pair in content["edges"] for agent in pair]
    return [agent for agent in dict.fromkeys([*named, *declared]) if agent]


def handoff_counts(content: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """How often each agent handed over to each other one."""
    return dict(Counter((handoff.from_agent, handoff.to_agent) for handoff in handoffs(content)))


class _Branches:
    """What is done below one parent is a branch."""

    def __init__(self, content: Mapping[str, Any], acts: Sequence[Json]) -> None:
        self._parent = {node["id"]: node["parent"] for node in content["nodes"]}
        self._place = {node["id"]: place for place, node in enumerate(acts)}
        self._last = {node["parent"]: place for place, node in enumerate(acts)}
        self._first = {node["parent"]: len(acts) - place for place, node in enumerate(reversed(acts), start=1)}

    def are_side_by_side(self, node: Json, after: Json) -> bool:
        """Whether the first act's branch goes on behind the second, or the second's began before the first act.

        Where one branch grew out of the other, the work goes to it or comes back from it.
        """
        one, other = node["parent"], after["parent"]
        if not one or not other or one == other:
            return False
        if self._last[one] < self._place[after["id"]] and self._first[other] > self._place[node["id"]]:
            return False
        return not self._is_above(one, after) and not self._is_above(other, node)

    def _is_above(self, key: str, node: Json) -> bool:
        at = node["parent"]
        for _ in range(MOST_LEVELS):
            if not at or at == key:
                break
            at = self._parent.get(at)
        return bool(at == key)


def _handoff(node: Json, after: Json | None) -> Handoff | None:
    if node["kind"] == "handoff":
        return Handoff(node["id"], node["agent"], node["to"])
    if after is None or after["kind"] == "handoff" or not node["agent"] or not after["agent"]:
        return None
    return None if node["agent"] == after["agent"] else Handoff(node["id"], node["agent"], after["agent"])
