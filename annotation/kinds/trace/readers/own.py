"""Our own rows, as the canonical export writes them; content alone will do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Context, Verdict
from annotation.kinds.trace.content import KEYS
from annotation.kinds.trace.nodes import KINDS
from annotation.kinds.trace.readers.base import Parsed, TraceReader, external_id, mappings, provenance


class Own(TraceReader):
    """The trace lies in ``content`` or in the row itself. Its pointers lead into the file it first came from."""

    name = "touchstone"
    title = "Touchstone"
    points = False

    def recognises(self, document: Any) -> bool:
        nodes = mappings(_content(document).get("nodes"))
        return bool(nodes) and "id" in nodes[0] and nodes[0].get("kind") in KINDS

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        content = _content(document)
        known = document.get("provenance")
        metadata = document.get("metadata")
        yield Parsed(
            {key: content[key] for key in KEYS if key in content},
            external_id=external_id(document),
            metadata=dict(metadata) if isinstance(metadata, Mapping) else {},
            verdicts=list(_verdicts(document.get("annotations"))),
            **provenance(known if isinstance(known, Mapping) else document),
        )


def _content(document: Any) -> Mapping[str, Any]:
    if not isinstance(document, Mapping):
        return {}
    inside = document.get("content")
    return inside if isinstance(inside, Mapping) else document


def _verdicts(annotations: Any) -> Iterator[Verdict]:
    """The last answer of each person; earlier ones are revised."""
    given = [one for one in mappings(annotations) if isinstance(one.get("annotator"), str) and "answer" in one]
    for annotator, answer in {one["annotator"]: one["answer"] for one in given}.items():
        yield Verdict(annotator, answer)
