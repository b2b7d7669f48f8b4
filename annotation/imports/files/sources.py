"""An uploaded file opened for reading: unpacked if it is gzipped, and never further than the caps allow."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from annotation.imports.files import limits
from config.errors import Refused

CHUNK = 1 << 20
BOM = b"\xef\xbb\xbf"
# Honest text seldom shrinks further than this; deflate's own end is about 1,000.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 64 << 20


class Source:
    """The bytes of a file's content, and how far into the stored file they reach."""

    def __init__(self, raw: BinaryIO, stream: BinaryIO) -> None:
        self.raw = raw
        self.stream = stream

    def position(self) -> int:
        return self.raw.tell()


@contextmanager
def opened(path: Path, *, gzipped: bool) -> Iterator[Source]:
    with io.BufferedReader(io.FileIO(path), CHUNK) as raw:
        stream = io.BufferedReader(_Unpacked(raw), CHUNK) if gzipped else raw
        yield Source(raw, _without_bom(stream))


def _without_bom(stream: io.BufferedReader[Any]) -> BinaryIO:
    if stream.peek(len(BOM))[: len(BOM)] == BOM:
        stream.read(len(BOM))
    return stream


class _Unpacked(io.RawIOBase):
    """What a gzipped file holds. A small file that unpacks to a huge one is refused while it is read."""

    def __init__(self, raw: BinaryIO) -> None:
        self.raw = raw
        self.archive = gzip.GzipFile(fileobj=raw)
        self.unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self.archive.read1(len(buffer))  # what came before a broken place is not lost
        except (OSError, EOFError, zlib.error) as error:
            raise Refused("broken_gzip", f"The gzip file is broken or ends too early: {error}.", status=400) from None
        self.unpacked += len(data)
        self._refuse_bomb()
        buffer[: len(data)] = data
        return len(data)

    def _refuse_bomb(self) -> None:
        limit = limits.unpacked_bytes()
        if self.unpacked > limit:
            raise Refused("too_large", f"The gzip file holds more than {limit:,} bytes. Split it.", status=413)
        if self.unpacked > RATIO_COUNTS_FROM and self.unpacked > MAX_RATIO * self.raw.tell():
            raise Refused(
                "gzip_bomb", "The gzip file unpacks to far more than data does. It was not read further.", status=400
            )
