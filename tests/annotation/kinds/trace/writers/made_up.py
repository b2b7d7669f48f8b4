"""Random traces: every kind of node, odd texts, arguments that are no JSON, parents, copied contexts."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from annotation.kinds.base import Json
from annotation.kinds.trace.content import read_content
from annotation.kinds.trace.nodes import CONTEXTS, KINDS, STATUSES

Draw = Any
words = st.text("abc ÅŁ√𝄞\n\"'{}", max_size=10)
AGENTS = ("", "planner", "booker")
IDS = ("", "c1", "c2")
ARGUMENTS = (
    "",
    "{}",
    '{"a":1}',
    '{"b": 2, "a": [1.0, null]}',
    "[1]",
    "null",
    "7",
    '{"b":1,"a":2}',
    "{broken",
    '{"a":{"b":"Å"}}',
    " ",
)
TIMES = (None, "2026-05-01T09:00:00Z", "2026-05-01T09:00:04.250000+02:00", "2026-05-01T09:00:05")
TOOLS: list[Json] = [
    {"name": "find", "description": "Finds.", "parameters": {"type": "object", "required": ["a"]}},
    {"name": "book", "description": "", "parameters": {}},
    {"name": "stop", "description": "", "parameters": None},
]


@st.composite
def contents(draw: Draw, *, most: int = 12) -> Json:
    count = draw(st.integers(1, most))
    ids = draw(st.sampled_from([[f"n{n}" for n in range(1, count + 1)], [f"span {n}/ü " for n in range(count)]]))
    nodes = [draw(_node(ids, place)) for place in range(count)]
    return read_content(
        {
            "problem": draw(words),
            "reference": draw(words),
            "nodes": nodes,
            "tools": draw(st.sampled_from([[], TOOLS[:1], TOOLS])),
            "edges": draw(st.sampled_from([[], [["planner", "booker"]]])),
        }
    )


@st.composite
def _node(draw: Draw, ids: list[str], place: int) -> Json:
    kind = draw(st.sampled_from([*KINDS, "tool_call", "tool_result", "handoff"]))
    node: Json = {
        "id": ids[place],
        "parent": draw(st.sampled_from([None, *ids[:place]])),
        "kind": kind,
        "agent": draw(st.sampled_from(AGENTS)),
        "model": draw(st.sampled_from(["", "model-x"])),
        "text_parts": draw(st.lists(words, max_size=3)),
        "status": draw(st.sampled_from(STATUSES)),
        "start": draw(st.sampled_from(TIMES)),
        "end": draw(st.sampled_from(TIMES)),
        "tokens": draw(st.sampled_from([None, {"input": 3, "output": 0}, {"input": 120, "output": 25}])),
        "cost": draw(st.sampled_from([None, 0, 0.25, 2])),
        "pointer": draw(st.sampled_from(["", "/history/3"])),
        "context": draw(st.sampled_from(["", "", *CONTEXTS])),
    }
    name = draw(st.sampled_from(["find", "book", "", "other"]))
    if kind == "tool_call":
        node["tool"] = {"name": name, "call_id": draw(st.sampled_from(IDS)), "raw": draw(st.sampled_from(ARGUMENTS))}
    if kind == "tool_result":
        node["tool"] = {"name": name, "call_id": draw(st.sampled_from([*IDS, "c9"]))}
    if kind == "handoff":
        node["to"] = draw(st.sampled_from(AGENTS[1:]))
    return node
