"""What rows seem to hold: a format that the kind knows, columns, and a mapping to begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from annotation.imports.files.containers import open_rows
from annotation.imports.files.rows import Json, Row, printable
from annotation.imports.mapping import columns_of
from annotation.kinds.base import FolderReader, Kind, Reader
from config import strict_json

SAMPLED_ROWS = 200
SAMPLED_BYTES = 4 << 20
SAMPLE_LENGTH = 200
MAX_COLUMNS = 200
MAX_VALUES = 20
LONGEST_VALUE = 60
# A few odd rows do not make another format of it; they will be refused one by one.
RECOGNISED_SHARE = 0.8

# Names that files give to fields, the likeliest first. Digits and letters that number a column are cut off before.
COMMON_NAMES: Mapping[str, Sequence[str]] = {
    "image": ("image", "image path", "image name", "file name", "filename", "file", "path", "picture"),
    "messages": ("messages", "conversation", "conversations", "chat", "dialogue"),
    "prompt": ("prompt", "instruction", "input", "question", "query", "context"),
    "responses": (
        "response",
        "answer",
        "output",
        "completion",
        "reply",
        "candidate",
        "generation",
        "chosen",
        "rejected",
    ),
    "models": ("model", "model name", "generator", "system"),
    "external_id": ("id", "idx", "index", "uid", "uuid", "external id", "item id", "row id", "example id", "prompt id"),
    "source": ("source", "dataset", "origin", "corpus"),
    "licence": ("licence", "license"),
}
VERDICT_NAMES = ("annotator", "label", "labeler", "rater", "judge", "vote", "verdict", "preference", "winner", "choice")


@dataclass(frozen=True, slots=True)
class Findings:
    """What the first rows of a file tell."""

    rows_sampled: int = 0
    reader: Reader | FolderReader | None = None
    columns: list[Json] = field(default_factory=list)
    suggested_mapping: Json = field(default_factory=dict)
    folder: Json | None = None


def look_at(path: Path, container: str, kind: Kind, *, remembered: Json) -> Findings:
    """Read the beginning of a file. A mapping used before is suggested again if the file has all its columns."""
    rows = sample(path, container)
    columns = [_column(name, rows) for name in _names(rows)]
    return Findings(
        rows_sampled=len(rows),
        reader=_recognised(rows, kind),
        columns=columns,
        suggested_mapping=_still_fits(remembered, columns) or suggest(columns, kind),
    )


def sample(path: Path, container: str) -> list[Json]:
    """The first rows that can be read."""
    with open_rows(path, container) as file:
        rows = (row.value for row in islice(file.rows, SAMPLED_ROWS) if isinstance(row, Row))
        return list(_up_to_size(rows))


def suggest(columns: Sequence[Json], kind: Kind) -> Json:
    """A mapping by the usual names; columns that fit nothing are kept as metadata if they are short."""
    names = [column["name"] for column in columns]
    chosen = _fields(names, kind)
    used = {name for found in chosen.values() for name in found}
    verdicts = [
        c["name"] for c in columns if c["name"] not in used and c["values"] and _plain(c["name"]) in VERDICT_NAMES
    ]
    rest = [c["name"] for c in columns if c["name"] not in used and c["name"] not in verdicts]
    short = [c["name"] for c in columns if c["name"] in rest and len(c["sample"]) <= LONGEST_VALUE]
    many = {wanted.key for wanted in kind.fields if wanted.many}
    return {
        "columns": {key: found if key in many else found[0] for key, found in chosen.items()},
        "constants": {},
        "metadata": short,
        "verdicts": {"columns": {name: _title(name) for name in verdicts}, "values": {}},
    }


def _fields(names: Sequence[str], kind: Kind) -> dict[str, list[str]]:
    found = {}
    for wanted in kind.fields:
        usual = COMMON_NAMES.get(wanted.key, (wanted.key,))
        fitting = [name for name in names if _plain(name) in usual]
        if fitting:
            found[wanted.key] = sorted(
                fitting, key=lambda name: usual.index(_plain(name)) if wanted.key == "prompt" else 0
            )
    if "messages" in found and "prompt" in found:
        del found["prompt"]  # the conversation holds it
    return found


def _plain(name: str) -> str:
    """``Response_2``, ``response b`` and ``responses`` are all ``response``."""
    words = re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).strip().lower()
    unnumbered = re.sub(r"(?: [a-f]| ?\d+)$", "", words)
    every = {name for names in COMMON_NAMES.values() for name in names} | set(VERDICT_NAMES)
    return unnumbered if unnumbered in every else unnumbered.removesuffix("s")


def _title(name: str) -> str:
    words = re.sub(r"[\W_]+", " ", name).strip()
    return (re.sub(r"(?<=\D)(?=\d)", " ", words)[:1].upper() + re.sub(r"(?<=[^\W\d])(?=\d)", " ", words)[1:])[:80]


def _recognised(rows: Sequence[Json], kind: Kind) -> Reader | None:
    for reader in kind.readers:
        if rows and sum(reader.recognises(row) for row in rows) >= RECOGNISED_SHARE * len(rows):
            return reader
    return None


def _names(rows: Iterable[Json]) -> list[str]:
    names = dict.fromkeys(name for row in rows for name in row)
    return list(names)[:MAX_COLUMNS]


def _column(name: str, rows: Sequence[Json]) -> Json:
    """A column with its first value that is not empty and, where they are few, all values seen."""
    values = [row[name] for row in rows if row.get(name) not in (None, "", [], {})]
    shown = printable(_text(values[0]))[:SAMPLE_LENGTH] if values else ""
    distinct = sorted({_text(value) for value in values if isinstance(value, str | int | float)})
    few = len(distinct) <= MAX_VALUES and all(len(text) <= LONGEST_VALUE for text in distinct)
    return {"name": name, "sample": shown, "values": distinct if few and len(distinct) < len(values) else []}


def _text(value: Any) -> str:
    """A value as a mapping writes it: 1.0 is ``1`` too, for a gap in a column makes floats of all its numbers."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return strict_json.dumps(value).decode() if isinstance(value, list | dict) else str(value)


def _still_fits(remembered: Json, columns: Sequence[Json]) -> Json | None:
    names = {column["name"] for column in columns}
    named = [name for _, name in columns_of(remembered)]
    return remembered if named and names.issuperset(named) else None


def _up_to_size(rows: Iterator[Json]) -> Iterator[Json]:
    size = 0
    for row in rows:
        yield row
        size += len(strict_json.dumps(row))
        if size > SAMPLED_BYTES:
            return
