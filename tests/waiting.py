"""Waiting for what happens elsewhere, and no longer than it takes."""

from __future__ import annotations

import time
from collections.abc import Callable


def eventually(happened: Callable[[], object], *, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
