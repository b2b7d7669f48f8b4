"""The images of demo projects, kept like any that is imported."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from PIL.Image import Image as Picture

from annotation.images import keeping
from annotation.models import Image
from config.errors import Invalid

__all__ = ("Picture", "keep")

QUALITY = 90


def keep(drawn: Iterable[Picture]) -> Iterator[Image]:
    """The pictures as images of the product, in order. While some are kept the next is drawn."""
    for kept in keeping.keep_all(_as_file(picture) for picture in drawn):
        if isinstance(kept, Invalid):
            raise kept
        yield kept


def _as_file(picture: Picture) -> io.BytesIO:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY)
    file.seek(0)
    return file
