"""Images that are too large to be sent whole: levels, each half as large as the one before, cut into square tiles.

The tiles of one row lie behind each other in one file, so that neither a folder of thousands of files nor one huge file
comes about: storages that only know whole files fetch little for a tile. The index holds the lengths of the tiles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from annotation.images.colours import over_white

SIZE = 512
SMALLEST_LEVEL = 2048
QUALITY = 90
FROM_PIXELS = 50_000_000

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile lies: the file, relative to the image's folder, and the bytes in it."""

    file: str
    start: int
    length: int


def levels(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture and its halves, the largest first."""
    yield picture
    while max(picture.size) > SMALLEST_LEVEL:
        picture = picture.reduce(2)
        yield picture


def cut(picture: Image.Image, level: int, folder: Path) -> Json:
    """Write the tiles of one level, and give its entry of the index."""
    lengths = []
    for row, top in enumerate(range(0, picture.height, SIZE)):
        path = folder / row_name(level, row)
        path.parent.mkdir(parents=True, exist_ok=True)
        lengths.append(_write_row(picture, top, path))
    return {"width": picture.width, "height": picture.height, "lengths": lengths}


def row_name(level: int, row: int) -> str:
    return f"tiles/{level}/{row}"


def row_names(index: Json | None) -> list[str]:
    """The files of all tiles."""
    found = enumerate(index["levels"] if index else ())
    return [row_name(number, row) for number, level in found for row in range(len(level["lengths"]))]


def public(index: Json) -> Json:
    """What a browser needs to know to ask for tiles."""
    shown = [
        {
            "width": level["width"],
            "height": level["height"],
            "columns": len(level["lengths"][0]),
            "rows": len(level["lengths"]),
        }
        for level in index["levels"]
    ]
    return {"size": index["size"], "levels": shown}


def place(index: Json | None, level: int, column: int, row: int) -> Place | None:
    """Where a tile lies; None if there is no such tile."""
    try:
        lengths = index["levels"][level]["lengths"][row] if index else []
        return Place(row_name(level, row), sum(lengths[:column]), lengths[column])
    except IndexError:
        return None


def _write_row(picture: Image.Image, top: int, path: Path) -> list[int]:
    lengths: list[int] = []
    with path.open("wb") as file:
        for left in range(0, picture.width, SIZE):
            box = (left, top, min(left + SIZE, picture.width), min(top + SIZE, picture.height))
            over_white(picture.crop(box)).save(file, "JPEG", quality=QUALITY)
            lengths.append(file.tell() - sum(lengths))
    return lengths
