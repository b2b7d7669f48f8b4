"""The JSON documents in a file, each with its place, or what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.kinds.trace.readers.base import pointer
from annotation.kinds.trace.readers.beginnings import LINES, is_lines, plain
from config import strict_json
from config.errors import Invalid

# A NUL, which tools print now and then; an even number of backslashes before it leaves it one.
_NUL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")


@dataclass(frozen=True, slots=True)
class Found:
    """A value; ``path`` leads to it inside the JSON of ``original``, and ``place`` is that in words."""

    value: Any
    original: bytes
    path: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    problem: str


def found_in(name: str, data: bytes, is_whole: Callable[[Any], bool]) -> Iterator[Found | Fault]:
    """The documents in a file. A list that is no document as a whole holds one in each of its places."""
    if not plain(data):
        yield Fault("The file is empty.")
        return
    if name.casefold().endswith(LINES):
        yield from _lines(data)
        return
    try:
        value = loads(data)
    except Invalid as problem:
        yield from _lines(data) if is_lines(data) else [Fault(problem.detail)]
        return
    if isinstance(value, list) and value and not is_whole(value):
        for index, one in enumerate(value):
            yield Found(one, data, pointer(index), f"Element {index + 1}: ")
    else:
        yield Found(value, data)


def joined(rows: Sequence[Found]) -> Found:
    """Lines that are one document together: a list of them, if there are several."""
    if len(rows) == 1:
        return rows[0]
    return Found([row.value for row in rows], b"\n".join(row.original for row in rows), place=rows[0].place)


def loads(data: bytes) -> Any:
    """Parse strictly, with a visible sign for each NUL. Raises ``Invalid`` that says where."""
    data = plain(data)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        detail = f"This file is not UTF-8 text: byte {error.start:,} in line {line:,}. Save it as UTF-8."
        raise Invalid(detail, code="not_utf8") from None
    return strict_json.loads(_NUL.sub(rb"\1\\u2400", data) if b"\\u0000" in data else data)


def _lines(data: bytes) -> Iterator[Found | Fault]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not plain(line).strip():
            continue
        try:
            yield Found(loads(line), line, place=f"Line {number}: ")
        except Invalid as problem:
            yield Fault(f"Line {number}: {problem.detail}")
