"""Calls by which an agent hands over to another one: they are written as calls of tools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from annotation.kinds.trace.readers.base import parsed_json
from annotation.kinds.trace.readers.spans.values import name as text_name

NAMED = re.compile(r"(?:transfer|hand_?off|handover|delegate|escalate|route|switch)_(?:back_)?to_(\w+)")
GENERAL = re.compile(r"(?:transfer|hand_?off|handover|delegate|ask_question)(?:_.*)?|task|agent|subagent|spawn_agent")
WHO = ("agent_name", "agent", "to_agent", "target_agent", "coworker", "recipient", "subagent_type", "assistant", "to")


class Delegates:
    """Knows a hand-over by the tool's name and arguments and by the agents that there are."""

    def __init__(self, agents: Iterable[str]) -> None:
        self._agents = {_key(agent): agent for agent in agents if agent}

    def to(self, tool: str, arguments: Any, *, by: str) -> str:
        """The agent that a call hands over to; no text if it is a call like any other."""
        key = _key(tool)
        agent = self._agents.get(key) or self._named(key, parsed_json(arguments))
        return "" if agent == by else agent

    def _named(self, key: str, arguments: Any) -> str:
        given = arguments if isinstance(arguments, Mapping) else {}
        said = next((who for one in WHO if (who := text_name(given.get(one)))), "") if GENERAL.fullmatch(key) else ""
        if said:
            return self._agents.get(_key(said), said)
        found = NAMED.fullmatch(key)
        return self._agents.get(found[1], found[1]) if found else ""


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
