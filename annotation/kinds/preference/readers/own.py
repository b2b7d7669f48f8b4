"""Our own rows, as the canonical export writes them; content alone will do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Item, Json, Verdict
from annotation.kinds.preference.readers.base import PreferenceReader, external_id, text_of


class Own(PreferenceReader):
    name = "touchstone"
    title = "Touchstone"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        rows = row.get("responses")
        return (
            "messages" in row
            and isinstance(rows, list)
            and all(isinstance(r, Mapping) and "messages" in r for r in rows)
        )

    def parse(self, rows: Sequence[Json], context: Context) -> Item:
        (row,) = rows
        known = row.get("provenance")
        origin = known if isinstance(known, Mapping) else row
        metadata = row.get("metadata")
        return Item(
            content={"messages": row["messages"], "responses": row["responses"]},
            external_id=external_id(row),
            source=text_of(origin, "source"),
            licence=text_of(origin, "licence", "license"),
            metadata=dict(metadata) if isinstance(metadata, Mapping) else {},
            verdicts=list(_verdicts(row.get("annotations"))),
        )


def _verdicts(annotations: Any) -> Iterator[Verdict]:
    """The last answer of each person; earlier ones are revised."""
    rows = [one for one in annotations if isinstance(one, Mapping)] if isinstance(annotations, list) else []
    last = {
        one["annotator"]: one["answer"] for one in rows if isinstance(one.get("annotator"), str) and "answer" in one
    }
    for annotator, answer in last.items():
        yield Verdict(annotator=annotator, answer=answer)
