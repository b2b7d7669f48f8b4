"""The trace that spans tell, with where each span went: labels name spans, people judge nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace.building import TraceBuilder
from annotation.kinds.trace.limits import LONGEST_NAME, MOST_NODES
from annotation.kinds.trace.readers.base import Parsed
from annotation.kinds.trace.readers.spans.known import squashed
from annotation.kinds.trace.readers.spans.messages import Message
from annotation.kinds.trace.readers.spans.nodes import Nodes
from annotation.kinds.trace.readers.spans.telling import Telling
from annotation.kinds.trace.readers.spans.tree import Span, Tree
from config.errors import Invalid

GRADED = frozenset({"plan", "reasoning", "message", "tool_call", "handoff", "final"})
# What may come after a run's answer without being one.
AFTERWARDS = frozenset({"state", "error", "system"})
# More spans than this are not even looked through.
MOST_SPANS = 20 * MOST_NODES


@dataclass(slots=True)
class ParsedSpans(Parsed):
    """``places``: by the id of a span, the node that stands for it."""

    places: Mapping[str, str] = field(default_factory=dict)


def parse(
    spans: Sequence[Span],
    *,
    external_id: str | None = None,
    metadata: Json | None = None,
    inputs: Sequence[Message] = (),
    outputs: Sequence[Message] = (),
) -> ParsedSpans:
    """One trace. ``inputs`` and ``outputs`` are those of the run as a whole, where a format has them apart."""
    if len(spans) > MOST_SPANS:
        raise Invalid(f"This trace has {len(spans):,} spans; at most {MOST_SPANS:,} can be read. Split it.")
    tree = Tree(spans)
    nodes = Telling(tree).tell()
    asked = _texts([*inputs, *(m for root in tree.roots for m in root.inputs)], "user")
    given_back = outputs or [message for root in tree.roots for message in root.outputs]
    _finish(nodes, _texts(given_back, "assistant"))
    if not nodes.all:
        raise Invalid(
            "These spans hold no message, tool call or hand-off that could be graded. "
            "Have the instrumentation record the content of messages, and export again."
        )
    builder = TraceBuilder(problem=_problem(nodes, asked), tools=_tools(tree))
    for node in nodes.all:
        builder.add(node.pop("kind"), *node.pop("text"), **node)
    content = builder.content()
    return ParsedSpans(
        content=content,
        external_id=external_id,
        metadata=dict(metadata or {}),
        problems=[f"Another span before it has the id {span.id[:80]}; this one is left out." for span in tree.left_out],
        places=_places(tree, nodes, content),
    )


def _finish(nodes: Nodes, answers: list[str]) -> None:
    """The last message is the run's answer. If it ends otherwise, the answer is what its outermost span gave back."""
    last = next((node for node in reversed(nodes.all) if node["kind"] not in AFTERWARDS), None)
    if last is not None and last["kind"] == "message" and not last.get("context"):
        last["kind"] = "final"
        return
    root = nodes.tree.roots[0] if nodes.tree.roots else None
    said = {squashed(text) for node in nodes.all if node["kind"] == "message" for text in node["text"]}
    answer = next((text for text in reversed(answers) if text.strip()), "")
    if root is not None and answer and squashed(answer) not in said:
        nodes.add(root, "final", answer)


def _problem(nodes: Nodes, asked: list[str]) -> str:
    heard = (text for node in nodes.all if node["kind"] == "user" for text in node["text"])
    return next((text for text in (*asked, *heard) if text.strip()), "")


def _texts(messages: Iterable[Message], role: str) -> list[str]:
    return [part.text for message in messages if message.role == role for part in message.parts if part.kind == "text"]


def _tools(tree: Tree) -> list[Mapping[str, Any]]:
    """Every tool that some model was offered, the first of each name."""
    found: dict[str, Mapping[str, Any]] = {}
    for span in tree.spans.values():
        for tool in span.tools:
            function = tool.get("function")
            name = (function if isinstance(function, Mapping) else tool).get("name")
            if isinstance(name, str) and 0 < len(name) <= LONGEST_NAME:
                found.setdefault(name, tool)
    return list(found.values())


def _places(tree: Tree, nodes: Nodes, content: Json) -> dict[str, str]:
    """A span's first graded node; else the first graded one inside of it, else any of its own, else the nearest
    around it."""
    graded = {node["id"] for node in content["nodes"] if node["kind"] in GRADED and not node["context"]}
    own = {key: nodes.of_span[key] for key in tree.spans}
    best = {key: next((one for one in ids if one in graded), "") for key, ids in own.items()}
    order = {node["id"]: index for index, node in enumerate(content["nodes"])}
    inner = _first_inside(tree, best, order)
    around: dict[str, str] = {}
    for span, opens in tree.events():
        if opens:
            above = next((around[one.id] for one in tree.above(span)), "")
            around[span.id] = best[span.id] or inner[span.id] or next(iter(own[span.id]), "") or above
    return {key: node for key, node in around.items() if node}


def _first_inside(tree: Tree, best: Mapping[str, str], order: Mapping[str, int]) -> dict[str, str]:
    found = dict.fromkeys(tree.spans, "")
    for span, opens in tree.events():
        above = next(tree.above(span), None)
        if opens or above is None:
            continue
        own = best[span.id] or found[span.id]
        if own and (not found[above.id] or order[own] < order[found[above.id]]):
            found[above.id] = own
    return found
