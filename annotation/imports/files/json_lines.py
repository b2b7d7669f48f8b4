"""JSON Lines: one object a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from annotation.imports.files.rows import Problem, Row, excerpt, parse, too_long_reason


def rows(stream: BinaryIO, *, limit: int, skip: int = 0) -> Iterator[Row | Problem]:
    """Every line that is not blank, without the first ``skip`` of them. No more than ``limit`` bytes are ever held."""
    for line, raw in islice(_lines(stream, limit), skip, None):
        yield parse(line, raw) if len(raw) <= limit else Problem(line, too_long_reason(limit), excerpt=excerpt(raw))


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers; of one that is too long, only its beginning."""
    line = 0
    while raw := stream.readline(limit + 1):
        line += 1
        if not raw.endswith(b"\n"):
            _pass_rest_of_line(stream, limit)
        if content := raw.strip():
            yield line, content


def _pass_rest_of_line(stream: BinaryIO, limit: int) -> None:
    while (more := stream.readline(limit)) and not more.endswith(b"\n"):
        pass
