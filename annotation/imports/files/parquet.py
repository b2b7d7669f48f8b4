"""Parquet: typed columns in row groups, read by small batches."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from annotation.imports.files.rows import EXCERPT_LENGTH, Problem, Row, printable, too_long_reason
from config import strict_json
from config.errors import Invalid

BATCH = 256
MAX_ROW_GROUP = 2 << 30


class Unreadable(ValueError):
    """A value that has no place in JSON."""


def rows(path: Path, *, limit: int, skip: int = 0) -> Iterator[Row | Problem]:
    """Every row, numbered from 1, without the first ``skip`` of them."""
    number = 0
    for batch in _batches(path):
        if number + len(batch) <= skip:
            number += len(batch)
            continue
        for value in batch.to_pylist():
            number += 1
            if number > skip:
                yield _row(number, value, limit)


def count(path: Path) -> int:
    return int(_opened(path).metadata.num_rows)


def _batches(path: Path) -> Iterator[Any]:
    import pyarrow

    file = _opened(path)
    for group in range(file.num_row_groups):
        if file.metadata.row_group(group).total_byte_size > MAX_ROW_GROUP:
            raise Invalid("A row group of this file is larger than 2 GB. Write the file with smaller row groups.")
    try:
        yield from file.iter_batches(batch_size=BATCH)
    except pyarrow.ArrowException as error:
        raise _broken(error) from None


def _opened(path: Path) -> Any:
    import pyarrow
    import pyarrow.parquet

    try:
        return pyarrow.parquet.ParquetFile(path, memory_map=False, pre_buffer=False, buffer_size=1 << 20)
    except (pyarrow.ArrowException, OSError) as error:
        raise _broken(error) from None


def _broken(error: Exception) -> Invalid:
    return Invalid(f"This is not a Parquet file that can be read: {str(error)[:200]}", code="broken_parquet")


def _row(number: int, value: dict[str, Any], limit: int) -> Row | Problem:
    try:
        plain = {key: _plain(cell, key) for key, cell in value.items()}
        raw = strict_json.dumps(plain)
    except (Unreadable, TypeError) as error:
        return Problem(number, printable(str(error)))
    if len(raw) > limit:
        return Problem(number, too_long_reason(limit), excerpt=raw[:EXCERPT_LENGTH].decode(errors="replace"))
    return Row(number, plain)


def _plain(value: Any, name: str) -> Any:
    """A value as JSON has it; NaN is how tables write "nothing"."""
    match value:
        case str() if "\0" in value:
            raise Unreadable(f"The column “{name}” holds a NUL character.")
        case None | bool() | int() | str():
            return value
        case float():
            return _number(value, name)
        case list():
            return [_plain(item, name) for item in value]
        case dict():
            return {key: _plain(item, name) for key, item in value.items()}
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal() | UUID() | timedelta():
            return str(value)
        case _:
            raise Unreadable(f"The column “{name}” holds {type(value).__name__}, which is neither text nor number.")


def _number(value: float, name: str) -> float | None:
    if math.isinf(value):
        raise Unreadable(f"The column “{name}” holds an infinite number.")
    return None if math.isnan(value) else value
