"""Work is done again only when what it was made from has changed: contents count, not dates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], *, root: Path, extra: str = "") -> str:
    whole = hashlib.sha256(extra.encode())
    for path in sorted(paths):
        whole.update(str(path.relative_to(root)).encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def unless_stamped(stamp: Path, value: str, work: Callable[[], None]) -> bool:
    """Do the work and stamp it, unless the stamp says that it was done. Whether it was done now."""
    if stamp.is_file() and stamp.read_text() == value:
        return False
    stamp.unlink(missing_ok=True)
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
    return True
