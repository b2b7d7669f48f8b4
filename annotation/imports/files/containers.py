"""Which container a file is, told from its bytes, and its rows, whatever the container."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotation.imports.files import json_array, json_lines, limits, parquet, table
from annotation.imports.files.archives import looks_like_tar
from annotation.imports.files.rows import Problem, Row, parse
from annotation.imports.files.sources import CHUNK, opened
from annotation.storage import DRAFT
from config.errors import Invalid

READERS = {"json": json_array.rows, "jsonl": json_lines.rows, "csv": table.rows}
IMAGE = "image"
DOCUMENT = "document"  # one JSON or XML file that a format of the kind reads as a whole
GZIP = b"\x1f\x8b"
PARQUET = b"PAR1"
ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
HEAD = 64 << 10
MAX_CONTROL_SIGNS = 0.05


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows of a file, and how many of its stored bytes they have used up."""

    rows: Iterator[Row | Problem]
    position: Callable[[], int]


def recognise(path: Path) -> str:
    """``json``, ``jsonl``, ``csv``, ``parquet`` or ``tar``, with ``.gz`` behind it where the file is gzipped; ``zip``
    or ``image``.
    """
    gzipped, head = _head(path)
    name = _recognise(head)
    if gzipped and name in ("zip", IMAGE):
        raise Invalid("This is a gzipped zip file or image. Send it as it is.", code="unknown_container")
    return f"{name}.gz" if gzipped else name


def may_be_document(path: Path) -> bool:
    """Whether the file begins like JSON or XML."""
    gzipped, head = _head(path)
    return not gzipped and head.lstrip().startswith((b"{", b"[", b"<"))


def unpack(path: Path, write: Callable[[bytes], object]) -> None:
    """Hand on what a gzipped file holds, piece by piece."""
    with opened(path, gzipped=True) as source:
        while chunk := source.stream.read(CHUNK):
            write(chunk)


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


def _head(path: Path) -> tuple[bool, bytes]:
    """Whether the file is gzipped, and how its content begins."""
    with path.open("rb") as file:
        gzipped = file.read(len(GZIP)) == GZIP
    with opened(path, gzipped=gzipped) as source:
        return gzipped, source.stream.read(HEAD)


def _recognise(head: bytes) -> str:
    start = head.lstrip()
    if not start:
        raise Invalid("The file is empty.", code="empty_file")
    if name := _signed(head):
        return name
    _refuse_other_bytes(head)
    if start.startswith(b"["):
        return "json"
    if start.startswith(b"{"):
        _refuse_single_object(start)
        return "jsonl"
    return "csv"


def _signed(head: bytes) -> str | None:
    """What the first bytes say outright."""
    if head.startswith(PARQUET):
        return "parquet"
    if head.startswith(ZIPS):
        return "zip"
    if head.startswith(IMAGES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return IMAGE
    return "tar" if looks_like_tar(head) else None


def _refuse_other_bytes(head: bytes) -> None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Invalid("This file is UTF-16. Save it as UTF-8.", code="not_utf8")
    if _control_signs(head[:1024]) > MAX_CONTROL_SIGNS:
        raise Invalid(
            "This is not a text file. Send JSON, JSON Lines, CSV or Parquet, or a zip or tar archive.",
            code="unknown_container",
        )
    if head.lstrip().startswith(b"<"):
        raise Invalid("This is XML or HTML that no format of this project's kind reads.", code="unknown_container")


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
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{DRAFT}rows-") as target:
        unpack(path, target.write)
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
