"""What a file says of itself before anything in it is decoded: frames, scans, metadata. Never trusts a length."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from itertools import islice
from typing import IO

GIF_HEADER = 13
GIF_DESCRIPTOR = 9
HAS_PALETTE = 0x80
EXTENSION, FRAME = b"!", b","

# A marker in JPEG data: neither an escaped byte, a restart nor filling.
JPEG_MARKER = re.compile(rb"\xff[\x02-\xcf\xd8-\xfe]")
JPEG_SCAN, JPEG_END = 0xDA, 0xD9
JPEG_METADATA = {*range(0xE0, 0xF0), 0xFE}

WEBP_HEADER = 12
# The chunks whose beginning is a header of other chunks.
WEBP_FRAME = {b"ANMF": 16}


def gif_frames(file: IO[bytes], most: int) -> int:
    """How many frames a GIF has, counted up to ``most`` + 1."""
    return sum(1 for _ in islice(_gif_frames(file), most + 1))


def _gif_frames(file: IO[bytes]) -> Iterator[None]:
    file.seek(0)
    header = file.read(GIF_HEADER)
    _skip_palette(file, header[10] if len(header) == GIF_HEADER else 0)
    while block := file.read(1):
        if block == FRAME:
            yield
            descriptor = file.read(GIF_DESCRIPTOR)
            _skip_palette(file, descriptor[-1] if descriptor else 0)
        elif block != EXTENSION:
            return
        file.read(1)  # the label of an extension, or the size of a code
        _skip_blocks(file)


def _skip_palette(file: IO[bytes], flags: int) -> None:
    if flags & HAS_PALETTE:
        file.seek(3 << ((flags & 7) + 1), 1)


def _skip_blocks(file: IO[bytes]) -> None:
    while (size := file.read(1)) and size[0]:
        file.seek(size[0], 1)


def jpeg_is_reasonable(file: IO[bytes], *, most_scans: int, most_metadata: int) -> bool:
    """Whether a JPEG has no more scans and metadata than that. Each scan passes over the whole picture."""
    scans = metadata = 0
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for marker, length in _jpeg_segments(data):
            scans += marker == JPEG_SCAN
            metadata += length if marker in JPEG_METADATA else 0
            if scans > most_scans or metadata > most_metadata:
                return False
    return True


def _jpeg_segments(data: mmap.mmap) -> Iterator[tuple[int, int]]:
    """The marker and the length of every segment up to the end of the image; what is behind that, nobody decodes."""
    position = 2
    while found := JPEG_MARKER.search(data, position):
        marker, start = found.group()[1], found.end()
        if marker == JPEG_END:
            return
        length = int.from_bytes(data[start : start + 2], "big")
        yield marker, length
        position = start + max(length, 2)


def webp_is_lossless(file: IO[bytes]) -> bool:
    """Whether the first picture of a WebP file is stored without loss."""
    file.seek(WEBP_HEADER)
    while len(head := file.read(8)) == 8:
        name, size = head[:4], int.from_bytes(head[4:], "little")
        if name in (b"VP8 ", b"VP8L"):
            return name == b"VP8L"
        file.seek(WEBP_FRAME.get(name, size + size % 2), 1)
    return False
