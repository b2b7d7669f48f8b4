"""Rows that wait in a file until it is known what comes before them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import orjson

from annotation.kinds.base import Json

IN_MEMORY = 1 << 20


class Spool:
    """JSON objects, one a line: written in turn, then read once from the start."""

    def __init__(self) -> None:
        self.file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115, it is closed with the spool
        self.rows = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.file.close()

    def add(self, row: Json) -> None:
        self.file.write(orjson.dumps(row) + b"\n")
        self.rows += 1

    def __iter__(self) -> Iterator[Json]:
        self.file.seek(0)
        for line in self.file:
            row: Any = orjson.loads(line)
            yield row
