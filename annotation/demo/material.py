"""What a demo project is made of. The package of each kind has ``tasks()``, which gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotation.kinds.base import Json

LICENCE = "CC0-1.0"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of a demo person, by their key, and how long it took them."""

    person: str
    answer: Json
    active_seconds: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a model answered."""

    model: str
    version: str
    answer: Json


@dataclass(frozen=True, slots=True)
class Material:
    """One task of a demo, with all that is said of it."""

    external_id: str
    content: Json
    source: str
    metadata: Json = field(default_factory=dict)
    answers: Sequence[Given] = ()
    suggestion: Suggested | None = None
    gold: Json | None = None
