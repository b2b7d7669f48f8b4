"""What a file gives row by row: a row, or the reason why a row cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from config import strict_json
from config.errors import Invalid

EXCERPT_LENGTH = 120
PROBLEMS_PER_ROW = 3

Json = dict[str, Any]


@dataclass(slots=True)
class Row:
    """One row of a file. ``line`` is the line it begins on; in JSON arrays and Parquet, which have none, its number."""

    line: int
    value: Json
    raw: bytes = b""  # as the file has it, where it is JSON


@dataclass(slots=True)
class Problem:
    """Why a row or file, or a part of it, is refused."""

    line: int
    reason: str
    field: str = ""
    excerpt: str = ""
    file: str = ""  # of an archive


def parse(line: int, raw: bytes) -> Row | Problem:
    """A row of a JSON file from its bytes."""
    try:
        value = strict_json.loads(raw)
    except Invalid as error:
        return Problem(line, error.detail, excerpt=excerpt(raw))
    if not isinstance(value, dict):
        return Problem(line, "A row must be a JSON object: {…}.", excerpt=excerpt(raw))
    return Row(line, value, raw)


def too_long_reason(limit: int) -> str:
    return f"This row is longer than {limit:,} bytes."


def reason_of(error: Invalid) -> str:
    """All that a kind found wrong, in one line."""
    return "; ".join(error.fields.values()) or error.detail


def problems_of(error: Invalid, line: int, *, start: str = "", file: str = "") -> list[Problem]:
    """What a kind found wrong with a row or file, one problem for each field it named."""
    if not error.fields:
        return [Problem(line, error.detail, excerpt=start, file=file)]
    named = list(error.fields.items())[:PROBLEMS_PER_ROW]
    return [Problem(line, reason, field, start, file) for field, reason in named]


def start_of(row: Row) -> str:
    """The beginning of a row, as a refusal shows it."""
    return excerpt(strict_json.dumps(row.value)[: EXCERPT_LENGTH * 4])


def excerpt(raw: bytes) -> str:
    """The beginning of a row as text that is safe to store and to show."""
    return printable(raw[: EXCERPT_LENGTH * 4].decode(errors="replace"))[:EXCERPT_LENGTH]


def printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
