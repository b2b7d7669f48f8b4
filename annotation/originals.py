"""The bytes that tasks were made from, as they came in. Nodes of a trace point into them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from annotation.models import Original, Project

LEVEL = 3  # traces pack to a fifth at this level already; higher ones take several times as long


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes ready to be kept."""

    sha256: str
    size: int
    data: bytes


def pack(raw: bytes) -> Packed:
    return Packed(sha256(raw).hexdigest(), len(raw), zlib.compress(raw, LEVEL))


def keep(project: Project, packed: Iterable[Packed]) -> None:
    """Keep each once in its project. The caller opens the transaction."""
    rows = {one.sha256: one for one in packed}
    Original.objects.bulk_create(
        (Original(project=project, sha256=one.sha256, size=one.size, data=one.data) for one in rows.values()),
        ignore_conflicts=True,
        batch_size=100,
    )


def unpacked(original: Original) -> bytes:
    """The bytes as they came in."""
    return zlib.decompress(original.data)
