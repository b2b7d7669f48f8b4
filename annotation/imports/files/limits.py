"""How much an import takes in at most."""

from __future__ import annotations

from django.conf import settings


def row_bytes() -> int:
    """The longest row."""
    return getattr(settings, "MAX_ROW_BYTES", 5 << 20)


def unpacked_bytes() -> int:
    """The most that a gzipped file or an archive may hold."""
    return getattr(settings, "MAX_UNPACKED_BYTES", 16 << 30)


def members() -> int:
    """The most files that an archive may hold."""
    return getattr(settings, "MAX_ARCHIVE_MEMBERS", 200_000)


def image_bytes() -> int:
    """The largest image file."""
    return getattr(settings, "MAX_IMAGE_BYTES", 200 << 20)


def document_bytes() -> int:
    """The largest file beside images that is read whole: it is parsed in memory."""
    return getattr(settings, "MAX_DOCUMENT_BYTES", 256 << 20)


def looked_into_bytes() -> int:
    """How much the web process reads of a folder's documents to tell what they hold."""
    return getattr(settings, "MAX_LOOKED_INTO_BYTES", 16 << 20)
