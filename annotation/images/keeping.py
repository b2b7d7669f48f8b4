"""Keeps each image once, under the checksum of the file that came in.

The files come first, the row last: who finds a row finds its files. Two workers with the same file write the same bytes
under the same names, and one row. Only the caller's thread speaks to the database.
"""

from __future__ import annotations

import errno
import hashlib
import tarfile
import tempfile
import zipfile
import zlib
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from annotation import storage
from annotation.images import files
from annotation.images.opening import MOST_BYTES, check_bytes
from annotation.images.processing import Prepared, prepare
from annotation.models import Image
from config.errors import Invalid

CHUNK = 1 << 20
# What reading the member of an archive raises.
DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError)
# Pillow lets go of the interpreter while it works.
AT_ONCE = 2

# A file by its path, or one that is open for reading. It may be a member of an archive, read once and in order.
Source = Path | IO[bytes]


def keep(source: Source) -> Image:
    """The image in a file, stored now or before. Raises ``Invalid`` if it cannot be taken."""
    incoming = _Incoming(source)
    return _known(incoming) or _recorded(_stored(incoming))


def keep_all(sources: Iterable[Source]) -> Generator[Image | Invalid]:
    """The image of each source or what is wrong with it, in order. Each is read before the next is asked for."""
    storage.remove_old_drafts(files.FOLDER)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting: deque[_Outcome] = deque()
        for source in sources:
            waiting.append(_begun(source, pool))
            if len(waiting) > AT_ONCE:
                yield _ended(waiting.popleft())
        while waiting:
            yield _ended(waiting.popleft())


class _Incoming:
    """A file that came in, on the disk of this machine for as long as it is worked on, with its checksum."""

    def __init__(self, source: Source) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="image-", dir=settings.FILE_UPLOAD_TEMP_DIR)
        try:
            self.path = source if isinstance(source, Path) else self._copied(source)
            check_bytes(self.path.stat().st_size)
            with self.path.open("rb") as file:
                self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except BaseException:
            self.forget()
            raise

    @property
    def folder(self) -> Path:
        """Where the files that are made of it go."""
        made = Path(self._folder.name) / "made"
        made.mkdir(exist_ok=True)
        return made

    def forget(self) -> None:
        self._folder.cleanup()

    def _copied(self, source: IO[bytes]) -> Path:
        path, size = Path(self._folder.name) / "incoming", 0
        with _full_disk_named(), path.open("wb") as file:
            while size <= MOST_BYTES and (chunk := _read(source)):
                size += file.write(chunk)
        return path


@dataclass(frozen=True, slots=True)
class _Stored:
    """An image whose files are in the storage, and whose row is not there yet."""

    sha256: str
    size: int
    prepared: Prepared


_Outcome = Image | Invalid | Future[_Stored]


def _begun(source: Source, pool: ThreadPoolExecutor) -> _Outcome:
    try:
        incoming = _Incoming(source)
    except Invalid as problem:
        return problem
    return _known(incoming) or pool.submit(_stored, incoming)


def _ended(outcome: _Outcome) -> Image | Invalid:
    if not isinstance(outcome, Future):
        return outcome
    try:
        return _recorded(outcome.result())
    except Invalid as problem:
        return problem


def _known(incoming: _Incoming) -> Image | None:
    """The image that is kept already, whole. Nothing more is done with what came in then."""
    found = Image.objects.filter(sha256=incoming.sha256).first()
    if found is None or not files.are_there(files.names(found)):
        return None
    incoming.forget()
    return found


def _stored(incoming: _Incoming) -> _Stored:
    """Make the files that are shown and put them into the storage, with the one that came in."""
    try:
        with _full_disk_named():
            prepared = prepare(incoming.path, incoming.folder)
        folder = Image(sha256=incoming.sha256).folder
        for name, path in {**prepared.files, files.ORIGINAL: incoming.path}.items():
            files.put(f"{folder}/{name}", path)
        return _Stored(incoming.sha256, incoming.path.stat().st_size, prepared)
    finally:
        incoming.forget()


def _recorded(stored: _Stored) -> Image:
    """The row. It is there already if another worker was faster, or if its files had been lost."""
    made = stored.prepared
    image, _ = Image.objects.update_or_create(
        sha256=stored.sha256,
        defaults={
            "width": made.width,
            "height": made.height,
            "size": stored.size,
            "format": made.format,
            "shown_format": made.shown_format,
            "shown_width": made.shown_width,
            "shown_height": made.shown_height,
            "turned": made.turned,
            "tiles": made.tiles,
        },
    )
    return image


def _read(source: IO[bytes]) -> bytes:
    try:
        return source.read(CHUNK)
    except DAMAGED as error:
        raise Invalid("This file cannot be unpacked: the archive is damaged there.", code="image_broken") from error


@contextmanager
def _full_disk_named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise storage.disk_full() from error
        raise
