"""Image files for tests: good ones that all differ, and ones that nobody should be able to send."""

from __future__ import annotations

import itertools
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from annotation.images import files, tiles
from annotation.images.keeping import keep
from annotation.models import Image as Stored

numbers = itertools.count(1)
GIF_FRAME = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
HTML = b"<!doctype html><script>fetch('/api/me/')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def pixels(width: int, height: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """RGB pixels that differ from every other picture's."""
    return np.random.default_rng(next(numbers)).integers(0, 256, (height, width, 3), dtype=np.uint8)


def picture(width: int = 40, height: int = 24, mode: str = "RGB") -> Image.Image:
    return Image.fromarray(pixels(width, height)).convert(mode)


def smooth(width: int, height: int) -> Image.Image:
    """A picture that JPEG hardly changes, bright at the left, red at the top, with something of its own."""
    across = np.linspace(250, 20, width, dtype=np.uint8)
    down = np.linspace(200, 10, height, dtype=np.uint8)
    own = np.full((height, width), next(numbers) % 200, dtype=np.uint8)
    return Image.fromarray(np.dstack([np.tile(down[:, None], width), np.tile(across, (height, 1)), own]))


def saved(image: Image.Image, format_name: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format_name, **options)
    return file.getvalue()


def with_orientation(value: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = value
    return exif.tobytes()


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")


def gif(frames: int) -> bytes:
    """Frames of one pixel."""
    return b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x09\x08\x07\xff\xff\xff" + GIF_FRAME * frames + b";"


def jpeg_with(segments: list[bytes], **options: Any) -> bytes:
    """A JPEG with these segments of metadata behind its beginning."""
    whole = saved(picture(64, 48), "JPEG", **options)
    return whole[:2] + b"".join(segments) + whole[2:]


def exif_segment(size: int) -> bytes:
    body = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(size)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def tiled_image(folder: Path) -> Stored:
    """A small image that has tiles all the same. When images get them, the tests of tiling tell."""
    small = picture(600, 40)
    image = keep(BytesIO(saved(small)))
    level = tiles.cut(small, 0, folder)
    for name in tiles.row_names(found := {"size": tiles.SIZE, "levels": [level]}):
        files.put(f"{image.folder}/{name}", folder / name)
    image.tiles = found
    image.save(update_fields=["tiles"])
    return image
