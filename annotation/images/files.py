"""The storage of images: a folder here, or whatever STORAGES["images"] names. Every file name in it is ours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from annotation import storage
from annotation.images import processing, tiles
from annotation.models import Image

FOLDER = "images"
ORIGINAL = "original"
CHUNK = 1 << 20


class LocalStorage(FileSystemStorage):
    """The folder ``images`` of the media folder. A file is there whole or not at all, and replaces one of its name."""

    def __init__(self) -> None:
        super().__init__(allow_overwrite=True)

    @cached_property
    def base_location(self) -> Path:
        return storage.located(FOLDER)

    def _save(self, name: str, content: File[Any]) -> str:
        Path(self.path(name)).parent.mkdir(parents=True, exist_ok=True)
        with storage.DraftFile(FOLDER) as draft:
            for chunk in content.chunks(CHUNK):
                draft.write(chunk)
            draft.keep(name)
        return name


def images() -> Storage:
    return storages["images"]


def put(name: str, path: Path) -> None:
    """Store a file under exactly this name."""
    with path.open("rb") as file:
        saved = images().save(name, File(file))
    if saved != name:
        # This storage does not replace files: another worker was faster, with the same bytes.
        images().delete(saved)


def names(image: Image) -> list[str]:
    """The names of all files of an image."""
    usual = [f"{image.folder}/{name}" for name in (ORIGINAL, processing.SHOWN, processing.THUMBNAIL)]
    return [*usual, upright(image), *(f"{image.folder}/{name}" for name in tiles.row_names(image.tiles))]


def are_there(wanted: Iterable[str]) -> bool:
    return all(images().exists(name) for name in wanted)


def upright(image: Image) -> str:
    """The name of the file at full size with the pixels that boxes are drawn on: what an export hands out."""
    if not image.turned:
        return f"{image.folder}/{ORIGINAL}"
    return f"{image.folder}/{processing.UPRIGHT if image.tiles else processing.SHOWN}"


def part(name: str, start: int, length: int) -> bytes:
    """Some bytes of a file."""
    with images().open(name) as file:
        file.seek(start)
        data: bytes = file.read(length)
    return data


def sent_by_the_proxy(name: str) -> str | None:
    """The address at which the web server in front finds a file; None if it has to come from here."""
    if settings.ACCEL_PREFIX and isinstance(images(), LocalStorage):
        return f"{settings.ACCEL_PREFIX}{name}"
    return None
