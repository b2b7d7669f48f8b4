"""One running program a data folder. The kernel lets go of the lock when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path


class Held(Exception):
    """Somebody else has the lock."""

    def __init__(self, pid: int, address: str) -> None:
        super().__init__(f"held by process {pid}")
        self.pid = pid
        self.address = address


class Lock:
    def __init__(self, path: Path) -> None:
        self.file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")

    def take(self, *, address: str = "") -> None:
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise self.holder() from None
        self.file.seek(0)
        self.file.truncate()
        json.dump({"pid": os.getpid(), "address": address}, self.file)
        self.file.flush()

    def holder(self) -> Held:
        self.file.seek(0)
        try:
            note = json.load(self.file)
        except ValueError:
            note = {}
        return Held(pid=int(note.get("pid", 0)), address=str(note.get("address", "")))

    def release(self) -> None:
        self.file.close()
