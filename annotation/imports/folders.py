"""Folders: what an archive holds, or one file on its own, in the way that formats of several files ask for it."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from annotation.imports.files import limits, names
from annotation.imports.files.archives import Archive, OneFile, Tar, Zip
from annotation.imports.files.containers import DOCUMENT, IMAGE
from annotation.imports.files.names import Names
from annotation.imports.files.rows import Problem
from annotation.imports.files.sources import CHUNK
from annotation.kinds.base import FolderReader, Kind
from annotation.storage import DRAFT, located, refuse_if_disk_is_short
from config.errors import Invalid

HEAD = 64 << 10
MOST_HEADS = 1_000
OPENERS: dict[str, type[Zip | Tar]] = {"zip": Zip, "tar": Tar, "tar.gz": Tar}  # a gzipped tar is kept unpacked
CONTAINERS = (*OPENERS, IMAGE, DOCUMENT)


class StoredFolder:
    """The files of an archive as readers of folders see them; beside that, what an import needs to take them out."""

    def __init__(self, archive: Archive, *, only: Collection[str] | None = None) -> None:
        self._archive = archive
        self._heads: int | None = None
        self._names = sorted(archive.members if only is None else only)

    def names(self) -> Sequence[str]:
        return self._names

    def images(self) -> Sequence[str]:
        return self._images

    def head(self, name: str) -> bytes:
        if self._heads is not None:
            self._heads -= 1
            if self._heads < 0:
                return b""
        with self.open(name) as file:
            return file.read(HEAD)

    def read(self, name: str) -> bytes:
        if self.size(name) > limits.document_bytes():
            raise Invalid(f"The file {name} is larger than {limits.document_bytes() >> 20:,} MB. Split it.")
        with self.open(name) as file:
            return file.read()

    def open(self, name: str) -> BinaryIO:
        return self._archive.open(name)

    def size(self, name: str) -> int:
        return self._archive.members[name].size

    def find(self, name: str) -> str | None:
        """The file of exactly this name, else the only one that may be meant by it."""
        if name in self._archive.members:
            return name
        return self._known.the_one(name)

    @property
    def problems(self) -> Sequence[Problem]:
        """What of the archive cannot be read."""
        return self._archive.problems

    @property
    def nested(self) -> Sequence[str]:
        return self._archive.nested

    @property
    def documents(self) -> Sequence[str]:
        """What there is beside the images."""
        return [name for name in self._names if not names.is_image(name)]

    def at_a_glance(self) -> StoredFolder:
        """The folder for whoever only wants to know its format: of its many files, a few begin like something."""
        glance = copy(self)
        glance._heads = MOST_HEADS
        return glance

    def only_images(self) -> StoredFolder:
        return StoredFolder(self._archive, only=self._images)

    @cached_property
    def _images(self) -> list[str]:
        return [name for name in self._names if names.is_image(name)]

    @cached_property
    def _known(self) -> Names:
        return Names(self._names)


@contextmanager
def open_folder(path: Path, container: str, name: str) -> Iterator[StoredFolder]:
    """The files in an archive, or the one file by the name that its sender gave it."""
    archive = OPENERS[container](path) if container in OPENERS else OneFile(path, _called(path, container, name))
    try:
        yield StoredFolder(archive)
    finally:
        archive.close()


@contextmanager
def extracted(folder: StoredFolder, name: str, *, most: int | None = None) -> Iterator[Path]:
    """One file of the folder, or the beginning of it, as a passing file on the disk, under a name of ours."""
    left = folder.size(name) if most is None else min(most, folder.size(name))
    refuse_if_disk_is_short(left)
    with tempfile.NamedTemporaryFile(dir=located("uploads"), prefix=f"{DRAFT}rows-") as target:
        with folder.open(name) as source:
            while left > 0 and (chunk := source.read(min(CHUNK, left))):
                left -= target.write(chunk)
        target.flush()
        yield Path(target.name)


def reader_for(folder: StoredFolder, kind: Kind) -> FolderReader | None:
    """The first of the kind's formats that the folder is in."""
    return next((reader for reader in kind.folder_readers if reader.recognises(folder.at_a_glance())), None)


def _called(path: Path, container: str, name: str) -> str:
    """The file's name; an image without the ending of one gets it."""
    if container != IMAGE or names.is_image(name):
        return name
    with path.open("rb") as file:
        start = file.read(4)
    endings = {b"\x89PNG": ".png", b"GIF8": ".gif", b"RIFF": ".webp"}
    return name + endings.get(start, ".jpg")
