"""The content of a task: a problem, what happened while it was worked on, and the tools and agents that there were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from annotation.kinds.base import Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace import limits, nodes
from annotation.kinds.trace.checking import ArgumentChecker
from config.errors import Invalid

KEYS = frozenset({"problem", "reference", "nodes", "tools", "edges"})
TOOL_KEYS = frozenset({"name", "description", "parameters"})
HIDDEN = frozenset({"model", "pointer", "cost"})
LONGEST_SUMMARY = 300


def read_content(raw: Any) -> Json:
    """Validated content in canonical form. Raises ``Invalid``."""
    if not isinstance(raw, Mapping):
        raise Invalid("The content must be an object with nodes.")
    limits.refuse_unknown(raw, KEYS, "")
    content: Json = {
        "problem": limits.read_text(raw.get("problem", ""), "problem"),
        "reference": limits.read_text(raw.get("reference", ""), "reference"),
        "nodes": _read_nodes(raw.get("nodes")),
        "tools": _read_tools(raw.get("tools", [])),
        "edges": _read_edges(raw.get("edges", [])),
    }
    _refuse_long(content)
    _refuse_tangled(content["nodes"])
    _refuse_crowd(content)
    _check_arguments(content)
    return content


def public_content(content: Mapping[str, Any]) -> Json:
    """What annotators may see: not which model spoke, what it cost, nor where it stood in the file."""
    shown = [{key: value for key, value in node.items() if key not in HIDDEN} for node in content["nodes"]]
    return {**content, "nodes": shown}


def summary(content: Mapping[str, Any]) -> str:
    """The first line of the problem, else of the first text that there is."""
    texts = (content["problem"], *(text for node in content["nodes"] for text in node["text_parts"]))
    first = next((text.strip() for text in texts if text.strip()), "")
    line = first.split("\n", 1)[0].strip() or content["nodes"][0]["kind"]
    return str(line[:LONGEST_SUMMARY])


def _read_nodes(raw: Any) -> list[Json]:
    if not isinstance(raw, list) or not raw:
        raise wrong("nodes", "Give a list with at least one node.")
    if len(raw) > limits.MOST_NODES:
        most = f"at most {limits.MOST_NODES:,} can be graded. Split it."
        raise wrong("nodes", f"This trace has {len(raw):,} steps; {most}")
    return [nodes.read_node(row, index) for index, row in enumerate(raw)]


def _read_tools(raw: Any) -> list[Json]:
    if not isinstance(raw, list) or len(raw) > limits.MOST_TOOLS:
        raise wrong("tools", f"Give a list of at most {limits.MOST_TOOLS} tools.")
    tools = [_read_tool(row, f"tools.{index}") for index, row in enumerate(raw)]
    seen: set[str] = set()
    for index, tool in enumerate(tools):
        if tool["name"] in seen:
            raise wrong(f"tools.{index}.name", f"Another tool is named {tool['name']}.")
        seen.add(tool["name"])
    return tools


def _read_tool(raw: Any, path: str) -> Json:
    if not isinstance(raw, Mapping):
        raise wrong(path, "This must be an object with name, description and parameters.")
    limits.refuse_unknown(raw, TOOL_KEYS, path)
    if not raw.get("name"):
        raise wrong(f"{path}.name", "This must not be empty.")
    return {
        "name": limits.read_text(raw["name"], f"{path}.name", limits.LONGEST_NAME),
        "description": limits.read_text(raw.get("description") or "", f"{path}.description"),
        "parameters": _read_schema(raw.get("parameters"), f"{path}.parameters"),
    }


def _read_schema(raw: Any, path: str) -> Json | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise wrong(path, "This must be a JSON Schema, as an object.")
    if limits.is_deep(raw) or limits.holds_nul(raw) or len(_dumped(raw, path)) > limits.LONGEST_SCHEMA:
        raise wrong(path, "This schema is too deep or too long, or holds a NUL character.")
    # What is no JSON, such as NaN in a table, becomes null.
    schema: Json = orjson.loads(_dumped(raw, path))
    return schema


def _dumped(value: Any, path: str) -> bytes:
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        raise wrong(path, "This cannot be written as JSON.") from None


def _read_edges(raw: Any) -> list[list[str]]:
    """Which agents may hand over to which, each pair once and in order."""
    if not isinstance(raw, list) or len(raw) > limits.MOST_EDGES:
        raise wrong("edges", f"Give a list of at most {limits.MOST_EDGES:,} pairs of agents.")
    pairs = {_read_edge(row, f"edges.{index}") for index, row in enumerate(raw)}
    return [list(pair) for pair in sorted(pairs)]


def _read_edge(raw: Any, path: str) -> tuple[str, str]:
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise wrong(path, "Give two agents: who hands over, and to whom.")
    one, other = (limits.read_text(agent, path, limits.LONGEST_AGENT) for agent in raw)
    return one, other


def _refuse_long(content: Json) -> None:
    texts = [content["problem"], content["reference"], *(tool["description"] for tool in content["tools"])]
    schemas = sum(len(orjson.dumps(tool["parameters"])) for tool in content["tools"])
    characters = sum(map(len, texts)) + schemas + sum(map(nodes.length, content["nodes"]))
    if characters > limits.LONGEST_CONTENT:
        most = f"at most {limits.LONGEST_CONTENT:,} are allowed. Split it."
        raise wrong("nodes", f"This trace has {characters:,} characters; {most}")


def _refuse_tangled(rows: list[Json]) -> None:
    """Ids must differ, parents must be there, and no node may be above itself."""
    parents: dict[str, str | None] = {}
    for index, node in enumerate(rows):
        if node["id"] in parents:
            raise wrong(f"nodes.{index}.id", f"Another node has the id {node['id']}.")
        parents[node["id"]] = node["parent"]
    for index, node in enumerate(rows):
        parent = node["parent"]
        if parent is not None and (not isinstance(parent, str) or parent not in parents):
            raise wrong(f"nodes.{index}.parent", f"The parent of the node {node['id']} is not in this trace.")
    _refuse_cycles(rows, parents)


def _refuse_cycles(rows: list[Json], parents: Mapping[str, str | None]) -> None:
    """Each node is walked over once: a way up ends where an earlier one came by."""
    walks: dict[str, int] = {}
    for index, node in enumerate(rows):
        above: str | None = node["id"]
        while above is not None and above not in walks:
            walks[above] = index
            above = parents[above]
        if above is not None and walks[above] == index:
            raise wrong(f"nodes.{index}.parent", f"The node {above[:80]} is above itself: its parents go round.")


def _refuse_crowd(content: Json) -> None:
    agents = {agent for node in content["nodes"] for agent in (node["agent"], node["to"])}
    agents |= {agent for pair in content["edges"] for agent in pair}
    count = len(agents - {""})
    if count > limits.MOST_AGENTS:
        raise wrong("nodes", f"This trace has {count:,} agents; at most {limits.MOST_AGENTS} can be shown.")


def _check_arguments(content: Json) -> None:
    checker = ArgumentChecker(content["tools"])
    for node in content["nodes"]:
        if node["kind"] == "tool_call":
            node["tool"]["check"] = checker.check(node["tool"])
