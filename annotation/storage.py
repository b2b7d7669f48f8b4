"""Files under the media folder: written under a passing name, checksummed, and renamed when they are whole."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from django.conf import settings

from config.errors import Refused

DRAFT = ".draft-"
DRAFTS_LIVE = 24 * 3600
# Left alone for the database, which shares the disk when it is the embedded one.
KEPT_FREE = 256 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """A finished file; ``path`` is relative to the media folder."""

    path: str
    size: int
    sha256: str


class DraftFile:
    """A file being written. Nobody sees it before ``keep``; leaving the block without that removes it."""

    def __init__(self, folder: str, *, limit: int | None = None) -> None:
        self.folder = folder
        self.limit = limit
        self.size = 0
        self._hash = hashlib.sha256()
        self._kept = False
        full_folder = located(folder)
        full_folder.mkdir(parents=True, exist_ok=True)
        self.path = full_folder / f"{DRAFT}{uuid.uuid4().hex}"
        self._file = self.path.open("xb")
        self.path.chmod(0o600)

    def __enter__(self) -> DraftFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def write(self, data: bytes) -> int:
        self.size += len(data)
        if self.limit is not None and self.size > self.limit:
            raise too_large(self.limit)
        self._hash.update(data)
        try:
            return self._file.write(data)
        except OSError as error:
            raise _disk_error(error) from error

    def keep(self, name: str = "") -> Stored:
        """Make the file visible under a name of ours, whole and on the disk."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _disk_error(error) from error
        self._file.close()
        relative = f"{self.folder}/{name or uuid.uuid4().hex}"
        self.path.replace(located(relative))
        self._kept = True
        return Stored(relative, self.size, self._hash.hexdigest())

    def discard(self) -> None:
        if not self._kept:
            self._file.close()
            self.path.unlink(missing_ok=True)


def located(path: str) -> Path:
    return Path(settings.MEDIA_ROOT) / path


def remove(path: str) -> None:
    located(path).unlink(missing_ok=True)


def refuse_if_disk_is_short(wanted: int) -> None:
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(root).free < wanted + KEPT_FREE:
        raise disk_full()


def remove_old_drafts(folder: str) -> None:
    """What a program that was killed has left."""
    for path in located(folder).glob(f"{DRAFT}*"):
        try:
            if path.stat().st_mtime < time.time() - DRAFTS_LIVE:
                path.unlink()
        except FileNotFoundError:
            continue


def too_large(limit: int) -> Refused:
    return Refused("too_large", f"The file is larger than {limit // (1 << 20):,} MB, the limit here.", status=413)


def disk_full() -> Refused:
    return Refused("disk_full", "There is too little space on the disk. Nothing was stored.", status=507)


def _disk_error(error: OSError) -> Exception:
    return disk_full() if error.errno in (errno.ENOSPC, errno.EDQUOT) else error
