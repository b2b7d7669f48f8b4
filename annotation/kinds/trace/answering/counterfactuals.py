"""Other ways in which the agents could have gone, checked against what they did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.trace.answering.evidence import read_passage
from annotation.kinds.trace.answering.reading import AnswerReader
from annotation.kinds.trace.limits import LONGEST_NAME
from annotation.kinds.trace.options import EDIT_SEVERITIES, EFFECTS, OPERATIONS

KEYS = (
    "id",
    "op",
    "from_agent",
    "to_agent",
    "skipped_agents",
    "tool",
    "from_node",
    "to_node",
    "claim",
    "preconditions",
    "permitted",
    "effect",
    "severity",
    "confidence",
)
# What each operation must say, so that it can be understood. A file may leave it open.
NEEDED: dict[str, tuple[str, ...]] = {
    "bypass": ("from_agent", "to_agent", "skipped_agents", "from_node", "to_node"),
    "insert": ("from_node",),
    "replace": ("from_node", "tool"),
    "reorder": ("from_node", "to_node"),
    "stop_earlier": ("from_node",),
}
TOLD = {
    "from_agent": "Choose the agent that hands over.",
    "to_agent": "Choose the agent that goes on.",
    "skipped_agents": "Choose at least one agent that is skipped.",
    "tool": "Choose the tool to use instead.",
    "from_node": "Choose the node at which it begins.",
    "to_node": "Choose the node at which it ends.",
}
NOT_ASKED = "This project does not ask how the agents could have gone otherwise."
MOST_EDITS, MOST_SKIPPED, MOST_PRECONDITIONS = 100, 50, 20


def read_counterfactuals(raw: Any, reader: AnswerReader) -> list[Json]:
    if reader.refuse_if_off(raw, "counterfactuals", "counterfactuals", NOT_ASKED):
        return []
    rows = reader.rows(raw, "counterfactuals", MOST_EDITS, "edits")
    edits = [_read_edit(row, f"counterfactuals.{index}", reader) for index, row in enumerate(rows)]
    reader.ids(edits, "counterfactuals", "edit")
    return edits


def _read_edit(raw: Any, path: str, reader: AnswerReader) -> Json:
    given = checks.mapping(raw, path, reader.problems, keys=KEYS)
    edit: Json = {
        "id": reader.read_id(given.get("id"), f"{path}.id"),
        "op": reader.choice(given.get("op"), f"{path}.op", OPERATIONS),
        "from_agent": _read_agent(given.get("from_agent") or "", f"{path}.from_agent", reader),
        "to_agent": _read_agent(given.get("to_agent") or "", f"{path}.to_agent", reader),
        "skipped_agents": _read_skipped(given.get("skipped_agents", []), f"{path}.skipped_agents", reader),
        "tool": reader.text(given.get("tool", ""), f"{path}.tool", longest=LONGEST_NAME),
        "from_node": _read_node(given.get("from_node") or "", f"{path}.from_node", reader),
        "to_node": _read_node(given.get("to_node") or "", f"{path}.to_node", reader),
        "claim": reader.text(given.get("claim", ""), f"{path}.claim", shortest=1),
        "preconditions": _read_preconditions(given.get("preconditions", []), f"{path}.preconditions", reader),
        "effect": reader.choice(given.get("effect", "unknown"), f"{path}.effect", EFFECTS),
        "severity": reader.choice(given.get("severity", "minor"), f"{path}.severity", EDIT_SEVERITIES),
        "confidence": checks.whole_number(
            given.get("confidence", 3), f"{path}.confidence", reader.problems, low=1, high=5
        ),
    }
    edit["permitted"] = _permitted(edit, reader)
    if not reader.lenient:
        _refuse_incomplete(edit, path, reader)
    _check_against_run(edit, path, reader)
    return edit


def _read_agent(raw: Any, path: str, reader: AnswerReader) -> str:
    if raw == "":
        return ""
    if not isinstance(raw, str) or raw not in reader.agents:
        reader.problems.add(path, "This trace has no such agent.")
        return ""
    return raw


def _read_node(raw: Any, path: str, reader: AnswerReader) -> str:
    node = None if raw == "" else reader.node(raw, path)
    return "" if node is None else str(node["id"])


def _read_skipped(raw: Any, path: str, reader: AnswerReader) -> list[str]:
    """Which agents are skipped, each once."""
    rows = reader.rows(raw, path, MOST_SKIPPED, "agents")
    agents = [_read_agent(row, f"{path}.{index}", reader) for index, row in enumerate(rows)]
    return [agent for agent in dict.fromkeys(agents) if agent]


def _read_preconditions(raw: Any, path: str, reader: AnswerReader) -> list[Json]:
    rows = reader.rows(raw, path, MOST_PRECONDITIONS, "preconditions")
    return [_read_precondition(row, f"{path}.{index}", reader) for index, row in enumerate(rows)]


def _read_precondition(raw: Any, path: str, reader: AnswerReader) -> Json:
    given = checks.mapping(raw, path, reader.problems, keys=("text", "evidence"))
    cited = given.get("evidence")
    return {
        "text": reader.text(given.get("text", ""), f"{path}.text", shortest=1),
        "evidence": None if cited is None else read_passage(cited, f"{path}.evidence", reader),
    }


def _permitted(edit: Mapping[str, Any], reader: AnswerReader) -> bool | None:
    """Whether the system declares this hand-off; None where it declares none, or the edit names no two agents."""
    edges = reader.content["edges"]
    if not edges or not edit["from_agent"] or not edit["to_agent"]:
        return None
    return [edit["from_agent"], edit["to_agent"]] in edges


def _refuse_incomplete(edit: Mapping[str, Any], path: str, reader: AnswerReader) -> None:
    for field in NEEDED.get(edit["op"], ()):
        # An agent can stand in for another one as a tool can.
        if not edit[field] and not (field == "tool" and edit["to_agent"]):
            reader.problems.add(f"{path}.{field}", TOLD[field])


def _check_against_run(edit: Mapping[str, Any], path: str, reader: AnswerReader) -> None:
    start, end = reader.places.get(edit["from_node"]), reader.places.get(edit["to_node"])
    if start is not None and end is not None and start >= end:
        reader.problems.add(f"{path}.to_node", "This must come after the node at which it begins.")
    elif edit["op"] == "bypass" and start is not None and end is not None:
        _check_skipped(edit, path, start, end, reader)
    if edit["op"] == "replace" and edit["tool"] and edit["tool"] not in _tools(reader):
        reader.problems.add(f"{path}.tool", "This trace has no such tool.")


def _check_skipped(edit: Mapping[str, Any], path: str, start: int, end: int, reader: AnswerReader) -> None:
    between = {node["agent"] for node in reader.content["nodes"][start : end - 1] if not node["context"]}
    for index, agent in enumerate(edit["skipped_agents"]):
        if agent not in between:
            problem = f"{agent} does nothing between the two nodes, so it cannot be skipped there."
            reader.problems.add(f"{path}.skipped_agents.{index}", problem)


def _tools(reader: AnswerReader) -> set[str]:
    """The tools that are described, and those that were called all the same."""
    called = {node["tool"]["name"] for node in reader.content["nodes"] if node["tool"] is not None}
    return called | {tool["name"] for tool in reader.content["tools"]}
