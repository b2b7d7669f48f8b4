"""How much a trace may hold, and how its texts are checked. The first problem ends the reading: imports read many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.checks import wrong

MOST_NODES, MOST_PARTS = 10_000, 1_000
MOST_TOOLS, MOST_AGENTS, MOST_EDGES = 500, 200, 10_000
LONGEST_CONTENT = 8_000_000
LONGEST_ID, LONGEST_AGENT, LONGEST_NAME, LONGEST_POINTER = 200, 120, 200, 2_000
LONGEST_SCHEMA = 200_000
# With what lies around it, a value of this depth stays within what a request or a row of a file may have.
DEEPEST_JSON = 40


def read_text(raw: Any, path: str, longest: int = LONGEST_CONTENT) -> str:
    if raw == "":  # most fields of most nodes
        return ""
    problem = checks.text_problem(raw, longest=longest)
    if problem is not None:
        raise wrong(path, problem)
    return str(raw)


def is_deep(value: Any) -> bool:
    """Whether objects and lists lie inside each other at more than ``DEEPEST_JSON`` levels."""
    level = [value]
    for _ in range(DEEPEST_JSON):
        level = [child for node in level for child in _children(node) if isinstance(child, dict | list)]
        if not level:
            return False
    return True


def holds_nul(value: Any) -> bool:
    """Whether some text in it cannot be stored."""
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, str) and "\0" in node:
            return True
        if isinstance(node, dict):
            stack += node
        if isinstance(node, dict | list):
            stack += node.values() if isinstance(node, dict) else node
    return False


def refuse_unknown(raw: Mapping[str, Any], known: frozenset[str], path: str) -> None:
    unknown = raw.keys() - known
    if unknown:
        name = min(map(str, unknown))
        raise wrong(checks.join(path, name), f"There is no such field here; known are {', '.join(sorted(known))}.")


def _children(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
