"""How much an import takes in at most."""

from __future__ import annotations

from django.conf import settings


def row_bytes() -> int:
    """The longest row."""
    return getattr(settings, "MAX_ROW_BYTES", 5 << 20)


def unpacked_bytes() -> int:
    """The most that a gzipped file may hold."""
    return getattr(settings, "MAX_UNPACKED_BYTES", 16 << 30)
