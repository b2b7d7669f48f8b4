"""One node of a trace: what happened at one point, who did it, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace import calls, limits
from config import strict_json

KINDS = (
    "system",
    "user",
    "plan",
    "reasoning",
    "message",
    "tool_call",
    "tool_result",
    "handoff",
    "final",
    "state",
    "error",
)
STATUSES = ("", "ok", "error")
CONTEXTS = ("", "copied", "demo")
KEYS = frozenset(
    {
        "id",
        "parent",
        "kind",
        "agent",
        "model",
        "text_parts",
        "tool",
        "to",
        "status",
        "start",
        "end",
        "tokens",
        "cost",
        "pointer",
        "context",
        "sha256",
    }
)
GREATEST_COUNT = 10**12


def read_node(raw: Any, index: int) -> Json:
    """A node in canonical form with every key. Raises ``Invalid``."""
    path = f"nodes.{index}"
    if not isinstance(raw, Mapping):
        raise wrong(path, "This must be an object with id and kind.")
    limits.refuse_unknown(raw, KEYS, path)
    kind = _choice(raw.get("kind"), f"{path}.kind", KINDS)
    node: Json = {
        "id": _read_id(raw.get("id"), path),
        "parent": raw.get("parent"),
        "kind": kind,
        "agent": limits.read_text(raw.get("agent") or "", f"{path}.agent", limits.LONGEST_AGENT),
        "model": limits.read_text(raw.get("model") or "", f"{path}.model", limits.LONGEST_NAME),
        "text_parts": _read_parts(raw.get("text_parts", []), f"{path}.text_parts"),
        "tool": _read_tool(raw.get("tool"), kind, f"{path}.tool"),
        "to": _read_to(raw.get("to") or "", kind, f"{path}.to"),
        "status": _choice(raw.get("status", ""), f"{path}.status", STATUSES),
        "start": _read_time(raw.get("start"), f"{path}.start"),
        "end": _read_time(raw.get("end"), f"{path}.end"),
        "tokens": _read_tokens(raw.get("tokens"), f"{path}.tokens"),
        "cost": _read_cost(raw.get("cost"), f"{path}.cost"),
        "pointer": limits.read_text(raw.get("pointer") or "", f"{path}.pointer", limits.LONGEST_POINTER),
        "context": _choice(raw.get("context", ""), f"{path}.context", CONTEXTS),
    }
    node["sha256"] = checksum(node)
    if raw.get("sha256", node["sha256"]) != node["sha256"]:
        raise wrong(f"{path}.sha256", f"This is not the checksum of what the node {node['id']} holds. Leave it out.")
    return node


def checksum(node: Mapping[str, Any]) -> str:
    """The hash of what is judged at a node; labels carry it, so that they never speak of something else."""
    tool = node["tool"]
    said = None if tool is None else {"name": tool["name"], "raw": tool["raw"]}
    judged = {key: node[key] for key in ("kind", "agent", "text_parts", "to")}
    return strict_json.sha256({**judged, "tool": said})


def length(node: Mapping[str, Any]) -> int:
    """How many characters a node holds."""
    tool = node["tool"]
    return sum(map(len, node["text_parts"])) + (len(tool["raw"]) if tool else 0)


def _read_id(raw: Any, path: str) -> str:
    key = limits.read_text(raw, f"{path}.id", limits.LONGEST_ID)
    if not key.strip():
        raise wrong(f"{path}.id", "This must not be empty.")
    return key


def _read_parts(raw: Any, path: str) -> list[str]:
    if not isinstance(raw, list) or len(raw) > limits.MOST_PARTS:
        raise wrong(path, f"Give a list of at most {limits.MOST_PARTS:,} texts.")
    return [limits.read_text(text, f"{path}.{index}") for index, text in enumerate(raw)]


def _read_tool(raw: Any, kind: str, path: str) -> Json | None:
    if kind == "tool_call":
        return calls.read_call(raw, path)
    if kind == "tool_result":
        return calls.read_result(raw, path)
    if raw is not None:
        raise wrong(path, "Only a tool call and its result have a tool.")
    return None


def _read_to(raw: Any, kind: str, path: str) -> str:
    agent = limits.read_text(raw, path, limits.LONGEST_AGENT)
    if kind == "handoff" and not agent:
        raise wrong(path, "A hand-off names the agent that goes on.")
    if kind != "handoff" and agent:
        raise wrong(path, "Only a hand-off names the agent that goes on.")
    return agent


def _read_time(raw: Any, path: str) -> str | None:
    if raw is None:
        return None
    try:
        return datetime.fromisoformat(raw).isoformat()
    except (TypeError, ValueError):
        raise wrong(path, "Give a time such as 2026-03-01T12:30:05Z.") from None


def _read_tokens(raw: Any, path: str) -> Json | None:
    if raw is None:
        return None
    if not isinstance(raw, Mapping):
        raise wrong(path, "This must be an object with input and output.")
    limits.refuse_unknown(raw, frozenset({"input", "output"}), path)
    return {side: _read_count(raw.get(side, 0), f"{path}.{side}") for side in ("input", "output")}


def _read_count(raw: Any, path: str) -> int:
    if not checks.is_integer(raw) or not 0 <= raw <= GREATEST_COUNT:
        raise wrong(path, "This must be a whole number, 0 or more.")
    return int(raw)


def _read_cost(raw: Any, path: str) -> int | float | None:
    if raw is None:
        return None
    if not checks.is_number(raw) or raw < 0:
        raise wrong(path, "This must be a number of US dollars, 0 or more.")
    return checks.plain_number(raw)


def _choice(raw: Any, path: str, options: tuple[str, ...]) -> str:
    if not isinstance(raw, str) or raw not in options:
        named = ", ".join(option or "an empty text" for option in options)
        raise wrong(path, f"Choose one of {named}.")
    return raw
