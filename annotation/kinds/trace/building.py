"""Putting a trace together node by node: for readers of files, examples and tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace.content import read_content

NUL, SHOWN_NUL = "\x00", "\u2400"


def call(name: str, arguments: object, call_id: str = "") -> Json:
    """What a tool call says: the arguments as a text, exactly as they came, or as a JSON value."""
    said = {"raw": clean(arguments)} if isinstance(arguments, str) else {"arguments": arguments}
    return {"name": clean(name), "call_id": clean(call_id), **said}


def result_of(name: str, call_id: str = "") -> Json:
    """Whose result a tool result is."""
    return {"name": clean(name), "call_id": clean(call_id)}


def clean(text: str) -> str:
    """The text with signs in place of what cannot be stored: NUL characters and halves of surrogate pairs."""
    shown = text.replace(NUL, SHOWN_NUL)
    if shown.isascii():
        return shown
    return shown.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


class TraceBuilder:
    """A trace in the making. Nodes are added in order of happening."""

    def __init__(
        self,
        *,
        problem: str = "",
        reference: str = "",
        tools: Sequence[Mapping[str, Any]] = (),
        edges: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.problem = problem
        self.reference = reference
        self.nodes: list[Json] = []
        self._tools = tools
        self._edges = [[clean(one), clean(other)] for one, other in edges]

    def add(  # noqa: PLR0913 - a node simply has so much that can be known about it
        self,
        kind: str,
        *text: str,
        id: str = "",  # noqa: A002 - what it is called everywhere
        parent: str | None = None,
        agent: str = "",
        model: str = "",
        tool: Json | None = None,
        to: str = "",
        status: str = "",
        start: str | None = None,
        end: str | None = None,
        tokens: Mapping[str, int] | None = None,
        cost: float | None = None,
        pointer: str = "",
        context: str = "",
    ) -> str:
        """Add a node after the others and return its id: the given one, else ``n`` and its position."""
        key = clean(id) or f"n{len(self.nodes) + 1}"
        self.nodes.append(
            {
                "id": key,
                "parent": None if parent is None else clean(parent),
                "kind": kind,
                "agent": clean(agent),
                "model": clean(model),
                "text_parts": [clean(part) for part in text if part],
                "tool": tool,
                "to": clean(to),
                "status": status,
                "start": start,
                "end": end,
                "tokens": None if tokens is None else dict(tokens),
                "cost": cost,
                "pointer": clean(pointer),
                "context": context,
            }
        )
        return key

    def content(self) -> Json:
        """The trace in canonical form. Raises ``Invalid``."""
        return read_content(
            {
                "problem": clean(self.problem),
                "reference": clean(self.reference),
                "nodes": self.nodes,
                "tools": _tools(self._tools),
                "edges": self._edges,
            }
        )


def _tools(raw: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Each tool once, even if several agents have it; what has no name cannot be called."""
    tools: dict[str, Json] = {}
    for tool in map(_tool, raw):
        if tool["name"] and (tool["name"] not in tools or tools[tool["name"]]["parameters"] is None):
            tools[tool["name"]] = tool
    return list(tools.values())


def _tool(raw: Mapping[str, Any]) -> Json:
    """A tool as OpenAI, Anthropic or plain files describe it."""
    function = raw.get("function")
    described = function if isinstance(function, Mapping) else raw
    parameters = described.get("parameters", described.get("input_schema"))
    return {
        "name": clean(str(described.get("name") or described.get("type") or "")),
        "description": clean(str(described.get("description") or "")),
        "parameters": parameters if isinstance(parameters, dict) and parameters else None,
    }
