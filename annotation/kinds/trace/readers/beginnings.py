"""What a file is, told from its name and its first bytes: one JSON document, rows of JSON, or neither."""

from __future__ import annotations

import re
from typing import Any

import orjson

from annotation.kinds.base import Folder
from config.errors import Invalid

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LINES = (".jsonl", ".ndjson")
DOCUMENTS = (".json", ".traj")
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?P<end>"|\\?\Z)|[{}\[\],]', re.DOTALL)
_CLOSING = {b"{": b"}", b"[": b"]"}


def head_of(folder: Folder, name: str) -> bytes:
    """How a file begins; nothing if it is damaged, which reading it will tell."""
    try:
        return folder.head(name)
    except Invalid:
        return b""


def may_be_json(name: str, head: bytes, *, alone: bool) -> bool:
    """Whether a file is read at all: by its ending, or, without one or if it came alone, by how it begins."""
    base = name.rpartition("/")[2]
    if base.casefold().endswith((*LINES, *DOCUMENTS)):
        return True
    return (alone or "." not in base) and plain(head).startswith((b"{", b"["))


def stem(name: str) -> str:
    """The file's name without folders and endings.

    >>> stem("runs/case-1.5.traj.json")
    'case-1.5'
    """
    base = name.rpartition("/")[2]
    while base.casefold().endswith((*LINES, *DOCUMENTS)):
        base = base.rpartition(".")[0]
    return base


def plain(data: bytes) -> bytes:
    """The data without a byte order mark and blanks before it."""
    return data.removeprefix(BYTE_ORDER_MARK).lstrip()


def is_lines(data: bytes) -> bool:
    """Whether this is JSON Lines: the first line is an object or list for itself, and more lines follow."""
    first, _, rest = plain(data).partition(b"\n")
    return bool(rest.strip()) and isinstance(_loaded(first), dict | list)


def beginning(head: bytes) -> Any:
    """The JSON value that begins so, as far as it is complete; None if nothing can be told.

    >>> beginning(b'[{"id": 1, "args": {"command": "ls", "text": "See the lay')
    [{'id': 1, 'args': {'command': 'ls'}}]
    """
    start = plain(head)
    whole = _loaded(start)
    return _loaded(_closed(start)) if whole is None else whole


def first_line(head: bytes) -> Any:
    """The value of the first row of JSON Lines, as far as it is complete."""
    return beginning(plain(head).partition(b"\n")[0])


def _closed(start: bytes) -> bytes:
    """Cut off what is incomplete and close what is open."""
    still_open: list[bytes] = []
    cut, closing = 0, b""
    for token in _TOKEN.finditer(start):
        sign = token[0]
        if sign in _CLOSING:
            still_open.append(_CLOSING[sign])
        elif sign in (b"}", b"]") and still_open:
            still_open.pop()
        elif sign == b",":
            cut, closing = token.start(), b"".join(reversed(still_open))
        elif token["end"] is not None and token["end"] != b'"':
            break
    return start[:cut] + closing


def _loaded(data: bytes) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
