"""CSV: a header, then one row of cells for each record; the delimiter is found out."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from annotation.imports.files.rows import Problem, Row, excerpt, too_long_reason
from config.errors import Invalid

DELIMITERS = ",;\t|"
SAMPLE_LINES = 20
SAMPLE_CHARACTERS = 1 << 20
CUT_TO = 1000


def rows(stream: BinaryIO, *, limit: int, skip: int = 0) -> Iterator[Row | Problem]:
    """Every record as an object of its cells, without the first ``skip`` of them."""
    csv.field_size_limit(max(limit, 131_072))
    lines = _Lines(stream, limit)
    records = _records(lines, delimiter=lines.delimiter())
    header = _header(records)
    for line, record in islice(records, skip, None):
        yield record if isinstance(record, Problem) else _row(line, record, header, limit)


def _records(lines: _Lines, *, delimiter: str) -> Iterator[tuple[int, list[str] | Problem]]:
    """Records that are not empty, with the line each begins on."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        line = lines.number + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, Problem(line, f"This is not valid CSV: {error}.")
            continue
        if lines.cut:
            lines.cut = False
            yield line, Problem(line, too_long_reason(lines.limit), excerpt=_start("".join(record)))
        elif any(record):
            yield line, record


def _header(records: Iterator[tuple[int, list[str] | Problem]]) -> list[str]:
    _, header = next(records, (1, Problem(1, "The file is empty.")))
    if isinstance(header, Problem):
        raise Invalid(f"The first line must name the columns. {header.reason}", code="wrong_columns")
    if not _is_utf8("".join(header)):
        raise Invalid("The names of the columns are not valid UTF-8. Save the file as UTF-8.", code="not_utf8")
    names = [name.strip() or f"column {number}" for number, name in enumerate(header, start=1)]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise Invalid(f"Two columns are called “{twice[0][:80]}”. Give each a name of its own.", code="wrong_columns")
    return names


def _row(line: int, record: list[str], header: list[str], limit: int) -> Row | Problem:
    text = "".join(record)
    if reason := _wrong(text, len(record), len(header), limit):
        return Problem(line, reason, excerpt=_start(text))
    return Row(line, dict(zip(header, record, strict=True)))


def _wrong(text: str, cells: int, columns: int, limit: int) -> str | None:
    if len(text) > limit:
        return too_long_reason(limit)
    if not _is_utf8(text):
        return "This row is not valid UTF-8. Save the file as UTF-8."
    if "\0" in text:
        return "This row holds a NUL character."
    if cells != columns:
        return f"This row has {cells} cells where the header has {columns}."
    return None


def _start(text: str) -> str:
    return excerpt(text[:1000].encode(errors="replace"))


def _is_utf8(text: str) -> bool:
    """Bytes that were no UTF-8 stand in the text as lone surrogates."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Lines:
    """The lines of a file as text. A line that is too long is cut, and ``cut`` tells so."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.stream = stream
        self.limit = limit
        self.number = 0
        self.cut = False
        self.ahead: list[tuple[str, bool]] = []
        while len(self.ahead) < SAMPLE_LINES and sum(len(line) for line, _ in self.ahead) < SAMPLE_CHARACTERS:
            if (line := self._next()) is None:
                break
            self.ahead.append(line)

    def __iter__(self) -> Iterator[str]:
        while line := self.ahead.pop(0) if self.ahead else self._next():
            self.number += 1
            self.cut = self.cut or line[1]
            yield line[0]

    def delimiter(self) -> str:
        """The sign that cuts the first lines into the most cells, the same number in each."""
        sample = [line for line, _ in self.ahead]

        def evenness(delimiter: str) -> tuple[float, int]:
            widths = Counter(len(record) for record in csv.reader(sample, delimiter=delimiter) if record)
            width, lines = widths.most_common(1)[0] if widths else (1, 0)
            return (lines / widths.total(), width) if width > 1 else (0.0, width)

        return max(DELIMITERS, key=evenness)

    def _next(self) -> tuple[str, bool] | None:
        raw = self.stream.readline(self.limit + 1)
        if not raw:
            return None
        if len(raw) <= self.limit:
            return raw.decode(errors="surrogateescape"), False
        if not raw.endswith(b"\n"):
            self._pass_rest()
        # Without quotes, lest one that is closed in the part cut off swallows the lines that follow.
        return raw[:CUT_TO].decode(errors="surrogateescape").replace('"', "") + "\n", True

    def _pass_rest(self) -> None:
        while (more := self.stream.readline(self.limit)) and not more.endswith(b"\n"):
            pass
