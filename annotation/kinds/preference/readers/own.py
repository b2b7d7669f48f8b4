"""Our own rows, as the canonical export writes them; content alone will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Item, Json, Verdict
from annotation.kinds.preference.readers.base import PreferenceReader, external_id, text_of


class Own(PreferenceReader):
    name = "touchstone"
    title = "Touchstone"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        rows = row.get("responses")
        return "messages" in row and isinstance(rows, list) and all(isinstance(r, Mapping) and "messages" in r for r in rows)

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
            verdicts=[
                Verdict(annotator=one["annotator"], answer=one["answer"])
                for one in row.get("annotations") or []
                if isinstance(one, Mapping) and isinstance(one.get("annotator"), str) and isinstance(one.get("answer"), Mapping)
            ],
        )
