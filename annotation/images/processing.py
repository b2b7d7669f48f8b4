"""From a file that came in to the files that browsers get: checked, decoded, turned upright, encoded by ourselves."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from annotation.images import tiles
from annotation.images.colours import TURNS, as_shown, orientation, over_white
from annotation.images.opening import opened, problems_named

THUMBNAIL_SIDE = 320
PREVIEW_SIDE = 4096
SHOWN_QUALITY = 92
THUMBNAIL_QUALITY = 80
# Beyond this, a PNG becomes little smaller and takes much longer.
COMPRESSION = 4

SHOWN, THUMBNAIL, UPRIGHT = "shown", "thumbnail", "upright"

# A decoded image of 200 million pixels takes 800 MB, so only one large one is held at a time.
_large = threading.Lock()


@dataclass(frozen=True, slots=True)
class Prepared:
    """The facts of an image, and the files made of it by their names in the image's folder."""

    width: int
    height: int
    format: str
    shown_format: str
    shown_width: int
    shown_height: int
    turned: bool
    tiles: tiles.Json | None
    files: dict[str, Path]


@dataclass(frozen=True, slots=True)
class _Decoded:
    """An image as it is shown, at its full size. ``turned``: the file has it lying or mirrored."""

    picture: Image.Image
    format: str
    shown_format: str
    turned: bool


def prepare(path: Path, folder: Path) -> Prepared:
    """Decode an image and write what is shown of it into an empty folder. Raises ``Invalid`` if it cannot be taken."""
    with ExitStack() as room:
        decoded = _decoded(path, room)
        width, height = decoded.picture.size
        shown, index = _shown(decoded, folder)
        shown_width, shown_height = shown.size
        _save(shown, folder / SHOWN, decoded.shown_format)
        _save_thumbnail(shown, folder / THUMBNAIL)
    return Prepared(
        width=width,
        height=height,
        format=decoded.format,
        shown_format=decoded.shown_format,
        shown_width=shown_width,
        shown_height=shown_height,
        turned=decoded.turned,
        tiles=index,
        files=_files_in(folder),
    )


def _decoded(path: Path, room: ExitStack) -> _Decoded:
    """The first frame, once there is room for it. What Pillow holds of the file itself is freed at the end."""
    with opened(path) as found:
        if found.pixels > tiles.FROM_PIXELS:
            room.enter_context(_large)
        with problems_named():
            found.image.load()
            turn = TURNS.get(orientation(found.image))
            picture = as_shown(found.image)
        if turn is not None:
            picture = picture.transpose(turn)
        shown_format = "jpeg" if found.lossy and picture.mode != "RGBA" else "png"
        return _Decoded(picture, found.format, shown_format, turn is not None)


def _shown(decoded: _Decoded, folder: Path) -> tuple[Image.Image, tiles.Json | None]:
    """What is shown at first: the picture itself, or a preview of it beside its tiles."""
    picture = decoded.picture
    if picture.width * picture.height <= tiles.FROM_PIXELS:
        return picture, None
    if decoded.turned:
        _save(picture, folder / UPRIGHT, decoded.shown_format)
    return _tiled(picture, folder)


def _tiled(picture: Image.Image, folder: Path) -> tuple[Image.Image, tiles.Json]:
    """The preview of a large picture, and the index of its tiles."""
    index, preview = [], picture
    for number, level in enumerate(tiles.levels(picture)):
        index.append(tiles.cut(level, number, folder))
        if max(preview.size) > PREVIEW_SIDE:
            preview = level
    return preview, {"size": tiles.SIZE, "levels": index}


def _save(picture: Image.Image, path: Path, shown_format: str) -> None:
    if shown_format == "jpeg":
        picture.save(path, "JPEG", quality=SHOWN_QUALITY)
    else:
        picture.save(path, "PNG", compress_level=COMPRESSION)


def _save_thumbnail(picture: Image.Image, path: Path) -> None:
    """The picture itself shrinks: it is not needed any more."""
    picture.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), reducing_gap=2.0)
    over_white(picture).save(path, "JPEG", quality=THUMBNAIL_QUALITY)


def _files_in(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
