"""Which container a file is, told from its bytes, and its rows, whatever the container."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotation.imports import json_array, json_lines, limits, parquet, table
from annotation.imports.rows import Problem, Row, parse
from annotation.imports.sources import CHUNK, opened
from config.errors import Invalid

READERS = {"json": json_array.rows, "jsonl": json_lines.rows, "csv": table.rows}
TABLES = ("csv", "parquet")
GZIP = b"\x1f\x8b"
PARQUET = b"PAR1"
HEAD = 64 << 10
MAX_CONTROL_SIGNS = 0.05


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows of a file, and how many of its stored bytes they have used up."""

    rows: Iterator[Row | Problem]
    position: Callable[[], int]


def recognise(path: Path) -> str:
    """``json``, ``jsonl``, ``csv`` or ``parquet``, with ``.gz`` behind it where the file is gzipped."""
    with path.open("rb") as file:
        gzipped = file.read(len(GZIP)) == GZIP
    with opened(path, gzipped=gzipped) as source:
        name = _recognise(source.stream.read(HEAD))
    return f"{name}.gz" if gzipped else name


@contextmanager
def open_rows(path: Path, container: str, *, skip: int = 0) -> Iterator[Opened]:
    """The file's rows, without the first ``skip`` of them. No more is held than a chunk and the longest row allowed."""
    name, _, packed = container.partition(".")
    limit = limits.row_bytes()
    if name == "parquet":
        with _plain_file(path, packed=bool(packed)) as plain:
            yield _counted(path, plain, limit, skip)
        return
    with opened(path, gzipped=bool(packed)) as source:
        yield Opened(READERS[name](source.stream, limit=limit, skip=skip), source.position)


def _recognise(head: bytes) -> str:
    start = head.lstrip()
    if not start:
        raise Invalid("The file is empty.", code="empty_file")
    if head.startswith(PARQUET):
        return "parquet"
    _refuse_other_bytes(head)
    if start.startswith(b"["):
        return "json"
    if start.startswith(b"{"):
        _refuse_single_object(start)
        return "jsonl"
    return "csv"


def _refuse_other_bytes(head: bytes) -> None:
    if head.startswith(b"PK\x03\x04"):
        raise Invalid("This is a zip file. Unpack it, or pack the file with gzip.", code="unknown_container")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Invalid("This file is UTF-16. Save it as UTF-8.", code="not_utf8")
    if _control_signs(head[:1024]) > MAX_CONTROL_SIGNS:
        raise Invalid("This is not a text file. Send JSON, JSON Lines, CSV or Parquet.", code="unknown_container")


def _control_signs(start: bytes) -> float:
    """The share of signs that no text has. A stray one is refused with its row."""
    return sum(sign < 9 for sign in start) / len(start)


def _refuse_single_object(start: bytes) -> None:
    """An object spread over lines would otherwise become a refusal for each line."""
    lines = [line for line in start.split(b"\n")[:50] if line.strip()]
    if len(lines) > 1 and not any(isinstance(parse(1, line), Row) for line in lines):
        raise Invalid(
            "This file is one JSON object over several lines. Send an array of objects, or one object a line.",
            code="unknown_container",
        )


@contextmanager
def _plain_file(path: Path, *, packed: bool) -> Iterator[Path]:
    """Parquet is read from its end, so a gzipped file is unpacked beside it first."""
    if not packed:
        yield path
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".unpacked-") as target:
        with opened(path, gzipped=True) as source:
            while chunk := source.stream.read(CHUNK):
                target.write(chunk)
        target.flush()
        yield Path(target.name)


def _counted(path: Path, plain: Path, limit: int, skip: int) -> Opened:
    size, total = path.stat().st_size, max(parquet.count(plain), 1)
    seen = skip

    def rows() -> Iterator[Row | Problem]:
        nonlocal seen
        for row in parquet.rows(plain, limit=limit, skip=skip):
            seen += 1
            yield row

    return Opened(rows(), lambda: size * seen // total)
