"""Nodes as they come from spans: with the span's id, times and place, and findable by the span."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace.building import clean
from annotation.kinds.trace.limits import LONGEST_AGENT
from annotation.kinds.trace.readers.spans.tree import Span, Tree
from annotation.kinds.trace.readers.spans.values import shown


class Nodes:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.all: list[Json] = []
        self.of_span: dict[str, list[str]] = defaultdict(list)
        self.inside: dict[str, str] = {}  # by span, the node that what happens in the span hangs on
        self.by_id: dict[str, Json] = {}

    def add(self, span: Span, kind: str, *text: str, heard: bool = False, **known: Any) -> str:
        """Add a node after the others. What a model only heard is no work of its span, and does not take its id."""
        key = self._free_id(f"{span.id}.in" if heard else span.id, first=1 if heard else 0)
        agent = "" if kind in ("system", "user") else known.pop("agent", None) or self.tree.agent(span)
        node: Json = {
            "id": key,
            "kind": kind,
            "text": [part for part in text if part.strip()],
            "agent": agent[:LONGEST_AGENT],
            "parent": self.around(span),
            "start": shown(span.start),
            "end": shown(span.end),
            "pointer": span.pointer,
            **known,
        }
        self.all.append(node)
        self.by_id[key] = node
        if not heard:
            self.of_span[span.id].append(key)
        return key

    def around(self, span: Span) -> str | None:
        """The node that a span lies in: the call or the hand-off that it is part of."""
        return next((self.inside[one.id] for one in self.tree.above(span) if one.id in self.inside), None)

    def _free_id(self, wanted: str, first: int) -> str:
        wanted = clean(wanted)
        key = f"{wanted}{first}" if first else wanted
        number = first
        while key in self.by_id:
            number += 1
            key = f"{wanted}{number}" if first else f"{wanted}.{number}"
        return key
