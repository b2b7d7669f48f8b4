"""mini-SWE-agent's trajectories: a conversation in which each answer holds a command of the shell."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Context, Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace.building import TraceBuilder, call, result_of
from annotation.kinds.trace.readers.base import Parsed, TraceReader, external_id, facts, mappings, pointer, text_of
from annotation.kinds.trace.readers.spans.values import listed, mapping, name, number, shown, tokens, when

SHELL = "bash"
BLOCK = re.compile(r"```(?:bash|sh|mswea_bash_command)\s*\n(.*?)\n```", re.DOTALL)
RETURNED = re.compile(r"\s*<returncode>\s*(-?\d+)\s*</returncode>")


class MiniSweAgent(TraceReader):
    name = "mini_swe_agent"
    title = "mini-SWE-agent trajectory (.traj.json)"

    def recognises(self, document: Any) -> bool:
        if not isinstance(document, Mapping) or not isinstance(document.get("messages"), list):
            return False
        version = mapping(document.get("info")).get("mini_version")
        return name(document.get("trajectory_format")).startswith("mini-swe-agent") or version is not None

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        yield Run(mapping(document)).parsed()


class Run:
    """One trajectory on its way to a trace."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._info = mapping(document.get("info"))
        self._submission = text_of(self._info.get("submission"))
        self._model = name(mapping(mapping(self._info.get("config")).get("model")).get("model_name"))
        self._waiting: deque[tuple[str, Json]] = deque()  # calls without a result, by node
        self._begun = False
        self._trace = TraceBuilder()

    def parsed(self) -> Parsed:
        for index, row in enumerate(listed(self._document.get("messages"))):
            if not isinstance(row, Mapping):
                raise wrong(f"messages.{index}", "This must be a message: an object with role and content.")
            self._add(row, pointer("messages", index))
        if self._submission.strip():
            self._trace.add("final", self._submission, pointer=pointer("info", "submission"))
        return Parsed(
            content=self._trace.content(),
            external_id=external_id(self._document, "instance_id"),
            metadata=facts(self._info, but={"submission", "config"}),
        )

    def _add(self, row: Mapping[str, Any], place: str) -> None:
        role, text = row.get("role"), text_of(row.get("content"))
        if role == "assistant":
            self._begun = True
            self._add_answer(row, text, place)
        elif role == "exit" or not text.strip():  # says how the run ended
            return
        elif role == "system":
            self._trace.add("system", text, pointer=place)
        elif self._begun:
            self._add_result(row, text, place)
        else:
            self._trace.add("user", text, pointer=place)
            self._trace.problem = self._trace.problem or text

    def _add_answer(self, row: Mapping[str, Any], text: str, place: str) -> None:
        extra = mapping(row.get("extra"))
        usage = mapping(mapping(extra.get("response")).get("usage"))
        known: Json = {"model": self._model, "start": shown(when(extra.get("timestamp"))), "pointer": place}
        once: dict[str, Any] = {
            "cost": number(extra.get("cost")),
            "tokens": tokens(usage.get("prompt_tokens"), usage.get("completion_tokens")),
        }
        thought = text_of(row.get("reasoning_content"))
        for part in (thought, text):
            if part.strip():
                self._trace.add("reasoning", part, **known, **once)
                once = {}
        for tool in _calls(row, extra, text):
            node = self._trace.add("tool_call", tool=tool, **known, **once)
            self._waiting.append((node, tool))
            once = {}

    def _add_result(self, row: Mapping[str, Any], text: str, place: str) -> None:
        """What came back. A run ends by a message that is the submission, and nothing else."""
        if text.strip() == self._submission.strip():
            return
        extra = mapping(row.get("extra"))
        at = shown(when(extra.get("timestamp")))
        asked = self._asked(name(row.get("tool_call_id")))
        if asked is None:
            self._trace.add("state", text, start=at, pointer=place)
            return
        node, tool = asked
        result = result_of(tool["name"], tool["call_id"])
        status = _status(extra.get("returncode"), text)
        self._trace.add("tool_result", text, parent=node, tool=result, status=status, start=at, pointer=place)

    def _asked(self, call_id: str) -> tuple[str, Json] | None:
        found = next((one for one in self._waiting if call_id and one[1]["call_id"] == call_id), None)
        if found is None and self._waiting:
            found = self._waiting[0]
        if found is not None:
            self._waiting.remove(found)
        return found


def _calls(row: Mapping[str, Any], extra: Mapping[str, Any], text: str) -> list[Json]:
    """The commands, as the program noted them; else as the model called for them, else as they stand in the text."""
    actions = mappings(extra.get("actions"))
    noted = [(name(one.get("command")), name(one.get("tool_call_id"))) for one in actions]
    if any(command for command, _ in noted):
        return [call(SHELL, {"command": command}, call_id) for command, call_id in noted if command]
    asked = [(mapping(one.get("function")), name(one.get("id"))) for one in mappings(row.get("tool_calls"))]
    if asked:
        return [call(name(said.get("name")) or SHELL, said.get("arguments") or "", key) for said, key in asked]
    return [call(SHELL, {"command": command}) for command in BLOCK.findall(text)[:1]]


def _status(returned: Any, text: str) -> str:
    found = RETURNED.match(text)
    code = found[1] if found else name(returned)
    return "" if not code else "ok" if code == "0" else "error"
