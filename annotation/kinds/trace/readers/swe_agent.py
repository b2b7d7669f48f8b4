"""SWE-agent's trajectories: what the agent thought, which command it ran, and what it saw."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Context
from annotation.kinds.checks import wrong
from annotation.kinds.trace.building import TraceBuilder, call, result_of
from annotation.kinds.trace.readers.base import (
    Parsed,
    TraceReader,
    external_id,
    facts,
    field_text,
    mappings,
    parsed_json,
    pointer,
    text_of,
)
from annotation.kinds.trace.readers.spans.values import listed, mapping, name

# SWE-agent's own commands; anything else is a command of the shell.
COMMANDS = frozenset(
    {
        "open",
        "goto",
        "scroll_up",
        "scroll_down",
        "create",
        "edit",
        "insert",
        "search_dir",
        "search_file",
        "find_file",
        "submit",
        "str_replace_editor",
        "filemap",
        "review_on_submit",
        "forfeit",
    }
)
SHELL = "bash"
EXIT = re.compile(r"exit_\w+")  # written by the program when a run is stopped: it tells of the outcome
SEEN = frozenset({"trajectory", "history", "info", "replay_config", "instance_id"})


class SweAgent(TraceReader):
    name = "swe_agent"
    title = "SWE-agent trajectory (.traj)"

    def recognises(self, document: Any) -> bool:
        steps = document.get("trajectory") if isinstance(document, Mapping) else None
        if not isinstance(steps, list) or not steps or not isinstance(steps[0], Mapping):
            return False
        return "action" in steps[0] and "source" not in steps[0] and ("info" in document or "history" in document)

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        yield Run(mapping(document)).parsed()


class Run:
    """One trajectory on its way to a trace."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._info = mapping(document.get("info"))
        self._history = listed(document.get("history"))
        self._replay = mapping(parsed_json(document.get("replay_config")))
        self._said = _by_command(self._history)
        self._agent = next((name(one.get("agent")) for one in mappings(self._history) if one.get("agent")), "")
        self._trace = TraceBuilder()

    def parsed(self) -> Parsed:
        self._add_beginning()
        for index, step in enumerate(listed(self._document.get("trajectory"))):
            if not isinstance(step, Mapping):
                raise wrong(f"trajectory.{index}", "This must be a step: an object with thought, action, observation.")
            self._add_step(step, index)
        submission = _text(self._info.get("submission"))
        if submission.strip():
            self._trace.add("final", submission, agent=self._agent, pointer=pointer("info", "submission"))
        task = mapping(self._replay.get("problem_statement"))
        self._trace.problem = field_text(task, "text") or self._trace.problem
        return Parsed(
            content=self._trace.content(),
            external_id=external_id(self._document, "instance_id") or external_id(task, "id"),
            metadata={**facts(self._document, but=SEEN), **facts(self._info, but={"submission"})},
        )

    def _add_beginning(self) -> None:
        """The prompts and the demonstrations, which stand in the history before the agent's first own word."""
        for index, one in enumerate(self._history):
            row = mapping(one)
            demo = row.get("is_demo") is True
            if row.get("role") in ("assistant", "tool") and not demo:
                return
            text = _text(row.get("content"))
            if not text.strip():
                continue
            kind = "system" if row.get("role") == "system" else "message" if row.get("role") == "assistant" else "user"
            where = pointer("history", index)
            agent = self._agent if kind == "message" else ""
            self._trace.add(kind, text, agent=agent, pointer=where, context="demo" if demo else "")
            if kind == "user" and not demo:
                self._trace.problem = self._trace.problem or text

    def _add_step(self, step: Mapping[str, Any], index: int) -> None:
        action, thought = _text(step.get("action")).strip(), _text(step.get("thought"))
        said = self._recall(action)
        for thinking in mappings(said.get("thinking_blocks")):
            self._add("reasoning", _text(thinking.get("thinking")), index, "thought")
        self._add("reasoning", thought, index, "thought")
        seen = _text(step.get("observation"))
        if EXIT.fullmatch(action):
            return
        if not action:
            self._add("state", seen, index, "observation")
            return
        tool = _tool(action, said)
        at = pointer("trajectory", index, "action")
        asked = self._trace.add("tool_call", agent=self._agent, tool=tool, pointer=at)
        if seen.strip():
            self._trace.add(
                "tool_result",
                seen,
                parent=asked,
                agent=self._agent,
                tool=result_of(tool["name"], tool["call_id"]),
                pointer=pointer("trajectory", index, "observation"),
            )

    def _add(self, kind: str, text: str, index: int, field: str) -> None:
        if text.strip():
            agent = self._agent if kind == "reasoning" else ""
            self._trace.add(kind, text, agent=agent, pointer=pointer("trajectory", index, field))

    def _recall(self, action: str) -> Mapping[str, Any]:
        """The message of the history by which the agent ran this command; each is used once."""
        rows = self._said.get(action)
        return rows.popleft() if rows and action else {}


def _by_command(history: list[Any]) -> dict[str, deque[Mapping[str, Any]]]:
    found: dict[str, deque[Mapping[str, Any]]] = defaultdict(deque)
    for row in mappings(history):
        if row.get("role") == "assistant" and row.get("is_demo") is not True:
            found[_text(row.get("action")).strip()].append(row)
    return found


def _tool(action: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """The call as the model made it, if the history has it; else the command under the name of its tool."""
    calls = mappings(said.get("tool_calls"))
    function = mapping(calls[0].get("function")) if len(calls) == 1 else {}
    if name(function.get("name")):
        return call(name(function["name"]), function.get("arguments") or "", name(calls[0].get("id")))
    first = action.split(maxsplit=1)[0]
    return call(first if first in COMMANDS else SHELL, {"command": action})


def _text(raw: Any) -> str:
    return raw if isinstance(raw, str) else text_of(raw)
