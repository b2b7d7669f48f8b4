"""Passages of a trace that are cited as evidence."""

from __future__ import annotations

from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.trace.answering.reading import AnswerReader

KEYS = ("node", "sha256", "part", "start", "end", "quote")
MOST_PASSAGES = 20
LONGEST_QUOTE = 20_000


def read_passages(raw: Any, path: str, reader: AnswerReader) -> list[Json]:
    rows = reader.rows(raw, path, MOST_PASSAGES, "passages")
    read = [read_passage(row, f"{path}.{index}", reader) for index, row in enumerate(rows)]
    return [passage for passage in read if passage]


def read_passage(raw: Any, path: str, reader: AnswerReader) -> Json:
    """A passage of a node's text. Offsets count Unicode code points from the beginning of the part."""
    given = checks.mapping(raw, path, reader.problems, keys=KEYS)
    node, reference = reader.reference(given, path)
    if node is None:
        return {}
    parts = node["text_parts"]
    part = _whole(given.get("part", 0), 0, len(parts) - 1)
    if part is None:
        reader.problems.add(f"{path}.part", f"This node has {len(parts)} parts of text, counted from 0.")
        return {}
    text = parts[part]
    start, end = _whole(given.get("start"), 0, len(text)), _whole(given.get("end"), 0, len(text))
    if start is None or end is None or start >= end:
        reader.problems.add(path, f"Give a start before an end, both within the {len(text):,} characters of the text.")
        return {}
    quote = text[start:end]
    if given.get("quote", quote) != quote:
        reader.problems.add(f"{path}.quote", "This is not what stands at this place. Mark the passage again.")
    if len(quote) > LONGEST_QUOTE:
        reader.problems.add(path, f"A passage can have at most {LONGEST_QUOTE:,} characters.")
    return {**reference, "part": part, "start": start, "end": end, "quote": quote}


def _whole(raw: Any, low: int, high: int) -> int | None:
    return int(raw) if checks.is_integer(raw) and low <= raw <= high else None
