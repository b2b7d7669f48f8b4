"""Whether a document means the images that lie beside it: boxes in pixels are wrong on an image of another size."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from annotation.kinds import checks
from annotation.kinds.base import Folder

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
ORIENTATION = 0x0112  # in EXIF
TURNED = (5, 6, 7, 8)  # those that swap width and height


def problem_with_size(folder: Folder, name: str, width: Any, height: Any) -> str | None:
    """Why boxes cannot be taken; None if the sizes agree, or either is not known."""
    if not (checks.is_number(width) and checks.is_number(height) and width > 0 and height > 0):
        return None
    found = upright_size(folder.head(name))
    if found is None or found == (width, height):
        return None
    said, has = f"{width:g} × {height:g}", f"{found[0]} × {found[1]}"
    return f"The document says {said} pixels, but the image has {has} when it is upright. It comes in without boxes."


def upright_size(head: bytes) -> tuple[int, int] | None:
    """Width and height as people see the image, told from the file's beginning; None if that does not tell."""
    try:
        with Image.open(io.BytesIO(head), formats=FORMATS) as image:
            turned = image.getexif().get(ORIENTATION) in TURNED
            width, height = image.size
    except Exception:  # broken images raise anything, and are refused by name when they come in
        return None
    return (height, width) if turned else (width, height)
