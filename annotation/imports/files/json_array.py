"""One JSON array of objects, split into its elements without parsing or holding the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from annotation.imports.files.rows import Problem, Row, excerpt, parse, too_long_reason

CHUNK = 1 << 20

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_GAP = re.compile(rb"[ \t\r\n,]*+")
# Up to and with the next bracket that is not inside a string.
_TO_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|' + _STRING + rb")*+[\[\]{}]", re.DOTALL)
_SCALAR = re.compile(rb'(?:[^",\[\]{}]++|' + _STRING + rb")*+(?=[,\[\]{}])", re.DOTALL)
_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_OUTSIDE_STRING = re.compile(rb'[^"\[\]{}]*+')
_OPENING = b"[{"

UNCLOSED = "The file ends inside this row: a quote or bracket is missing in it. Nothing after it can be read."
CUT_OFF = "The file ends before its array does. Rows may be missing."
GOES_ON = "Something follows the end of the array. It was not read."


def rows(stream: BinaryIO, *, limit: int, skip: int = 0) -> Iterator[Row | Problem]:
    """Every element, numbered from 1, without the first ``skip`` of them."""
    for number, element in enumerate(_Splitter(stream, limit).elements(), start=1):
        if number <= skip:
            continue
        yield (
            parse(number, element)
            if isinstance(element, bytes)
            else Problem(number, element.reason, excerpt=excerpt(element.start))
        )


class _Dropped:
    """What was not kept, and why."""

    def __init__(self, reason: str, start: bytes) -> None:
        self.reason = reason
        self.start = start[:1000]


class _Splitter:
    """A window on the stream: ``buffer`` from ``start``, where the current element begins."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.stream = stream
        self.limit = limit
        self.buffer = b""
        self.start = 0

    def elements(self) -> Iterator[bytes | _Dropped]:
        self._pass_gap()
        self.start += 1  # the array's own bracket
        while self._pass_gap():
            if self.buffer[self.start : self.start + 1] == b"]":
                yield from self._after_the_end()
                return
            element = self._element()
            yield element
            if isinstance(element, _Dropped) and element.reason == UNCLOSED:
                return
        yield _Dropped(CUT_OFF, b"")

    def _after_the_end(self) -> Iterator[_Dropped]:
        self.start += 1
        if self._pass_gap():
            yield _Dropped(GOES_ON, self.buffer[self.start :])

    def _pass_gap(self) -> bool:
        """Go to the next thing that is neither space nor comma; False at the end of the file."""
        while True:
            found = _GAP.match(self.buffer, self.start)
            self.start = found.end() if found else self.start
            if self.start < len(self.buffer):
                return True
            if not self._read_on():
                return False

    def _read_on(self) -> bool:
        """Drop what lies before the current element and read a chunk; False at the end of the file."""
        chunk = self.stream.read(CHUNK)
        self.buffer = self.buffer[self.start :] + chunk
        self.start = 0
        return bool(chunk)

    def _element(self) -> bytes | _Dropped:
        return self._bracketed() if self.buffer[self.start] in _OPENING else self._scalar()

    def _bracketed(self) -> bytes | _Dropped:
        length, depth = 0, 0  # from the element's start; reading on moves the buffer
        while True:
            found = _TO_BRACKET.match(self.buffer, self.start + length)
            if found:
                length = found.end() - self.start
                depth += 1 if self.buffer[found.end() - 1] in _OPENING else -1
            if max(length, 0 if found else len(self.buffer) - self.start) > self.limit:
                return self._drop(length, depth)
            if found and depth == 0:
                return self._take(length)
            if not found and not self._read_on():
                return self._take_unclosed()

    def _scalar(self) -> bytes | _Dropped:
        """Something that is no object. It is taken as far as the next comma or bracket, to be refused."""
        while not (found := _SCALAR.match(self.buffer, self.start)):
            if len(self.buffer) - self.start > self.limit:
                return self._drop(0, 0)
            if not self._read_on():
                return self._take_unclosed()
        return self._take(max(found.end() - self.start, 1))

    def _take(self, length: int) -> bytes:
        element = self.buffer[self.start : self.start + length]
        self.start += length
        return element

    def _take_unclosed(self) -> _Dropped:
        return _Dropped(UNCLOSED, self._take(len(self.buffer) - self.start))

    def _drop(self, length: int, depth: int) -> _Dropped:
        """Pass the rest of an element that is too long, holding no more than a chunk of it."""
        head = self.buffer[self.start : self.start + 1000]
        self.start += length
        in_string = False
        while depth > 0 or in_string or length == 0:
            found = (_IN_STRING if in_string else _OUTSIDE_STRING).match(self.buffer, self.start)
            self.start = found.end() if found else self.start
            sign = self.buffer[self.start : self.start + 1]
            if sign in (b"", b"\\"):  # a lone backslash at the end of the chunk belongs to the next one
                if not self._read_on():
                    return _Dropped(UNCLOSED, head)
                continue
            self.start += 1
            length += 1
            if sign == b'"':
                in_string = not in_string
            else:
                depth += 1 if sign in (b"[", b"{") else -1
        return _Dropped(too_long_reason(self.limit), head)
