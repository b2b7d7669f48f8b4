"""The look at a file before it is decoded: is it an image that is taken, and not larger than may be?"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PIL import Image, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from annotation.images import structure
from config.errors import Invalid

# By content, whatever a file is called. A camera's JPEG with a second picture behind the first calls itself MPO.
FORMATS = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg", "WEBP": "webp", "GIF": "gif"}
MOST_BYTES = 200 << 20
LONGEST_SIDE = 20_000
MOST_PIXELS = 200_000_000
MOST_FRAMES = 1_000
MOST_SCANS = 100
MOST_METADATA = 32 << 20
SMALLER = "Scale it down or cut it into parts."

Image.MAX_IMAGE_PIXELS = MOST_PIXELS

# Whatever Pillow raises about data that are not what they should be.
BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, OverflowError, struct.error, zlib.error)


@dataclass(frozen=True, slots=True)
class Opened:
    """An image whose header was read and found good. ``lossy`` tells photographs from drawings and screenshots."""

    image: ImageFile
    format: str
    lossy: bool

    @property
    def pixels(self) -> int:
        return self.image.width * self.image.height


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """An image file, to be decoded next. Raises ``Invalid`` if it must not be."""
    with path.open("rb") as file:
        check_bytes(path.stat().st_size)
        _check_jpeg(file)
        with problems_named():
            image = Image.open(file, formats=["PNG", "JPEG", "WEBP", "GIF"])
        with image:
            found = Opened(image, FORMATS[str(image.format)], _is_lossy(image, file))
            _check_size(*image.size)
            _check_frames(found, file)
            yield found


@contextmanager
def problems_named() -> Iterator[None]:
    """Around all that reads or decodes an image: what Pillow raises becomes a sentence for whoever sent the file."""
    try:
        yield
    except UnidentifiedImageError as error:
        detail = "This is not a PNG, JPEG, WebP or GIF image. Save it as one of these and send that."
        raise Invalid(detail, code="no_image") from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except BROKEN as error:
        detail = "This image is broken: part of it is missing or damaged. Send a whole copy of it."
        raise Invalid(detail, code="image_broken") from error


def check_bytes(size: int) -> None:
    if not size:
        raise Invalid("This file is empty. Send a whole copy of it.", code="no_image")
    if size > MOST_BYTES:
        raise _too_large(f"This image file is larger than {MOST_BYTES >> 20} MB, the limit here. {SMALLER}")


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise Invalid("This image has no pixels. Send a whole copy of it.", code="image_broken")
    if max(width, height) > LONGEST_SIDE:
        size = f"This image is {width:,} × {height:,} pixels"
        raise _too_large(f"{size}; a side may have {LONGEST_SIDE:,} at most. {SMALLER}")
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()


def _check_jpeg(file: IO[bytes]) -> None:
    """Before Pillow sees it, which puts metadata together piece by piece."""
    is_jpeg = file.read(2) == b"\xff\xd8"
    if is_jpeg and not structure.jpeg_is_reasonable(file, most_scans=MOST_SCANS, most_metadata=MOST_METADATA):
        raise _too_large("This JPEG has far more scans or metadata than a picture needs. Save it anew and send that.")
    file.seek(0)


def _check_frames(found: Opened, file: IO[bytes]) -> None:
    if _frames(found, file) > MOST_FRAMES:
        raise _too_large(f"This animation has more than {MOST_FRAMES:,} frames. Send the frame that is meant.")


def _frames(found: Opened, file: IO[bytes]) -> int:
    """Pillow walks through all frames of a GIF; the other formats have the number in a header."""
    if found.format == "gif":
        return structure.gif_frames(file, MOST_FRAMES)
    return int(getattr(found.image, "n_frames", 1))


def _is_lossy(image: ImageFile, file: IO[bytes]) -> bool:
    if image.format == "WEBP":
        return not structure.webp_is_lossless(file)
    return image.format in ("JPEG", "MPO")


def _too_many_pixels() -> Invalid:
    millions = MOST_PIXELS // 1_000_000
    return _too_large(f"This image has more than {millions} million pixels, the limit here. {SMALLER}")


def _too_large(detail: str) -> Invalid:
    return Invalid(detail, code="image_too_large")
