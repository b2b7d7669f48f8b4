"""Which image of a folder a document means, whether it counts from the root, from itself or from another machine."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

_SPLITS = {
    "train": "train",
    "training": "train",
    "val": "val",
    "valid": "val",
    "validation": "val",
    "test": "test",
    "testing": "test",
}
_DRIVE = re.compile(r"^[A-Za-z]:(?=[\\/])")
_YEAR = re.compile(r"(?<=[a-z])(?:19|20)\d\d$")


def clean(name: str) -> str:
    """A path that only leads downwards, with ``/`` between its parts."""
    parts = _DRIVE.sub("", name.strip()).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def folder_of(name: str) -> str:
    return name.rpartition("/")[0]


def base_of(name: str) -> str:
    return name.rpartition("/")[2]


def stem_of(name: str) -> str:
    """The name without the folders and without what stands behind the last dot."""
    base = base_of(name)
    return base.rpartition(".")[0] or base


def split_of(name: str) -> str | None:
    """``train``, ``val`` or ``test`` if a folder or a word of the name says so."""
    words = re.split(r"[\W_]+", name.casefold())
    found = (_SPLITS.get(_YEAR.sub("", word)) for word in words)
    return next((split for split in found if split), None)


class Pictures:
    """The images of a folder, found by whatever path a document writes."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = frozenset(names)
        self.by_base: dict[str, list[str]] = defaultdict(list)
        self.by_stem: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self.by_base[base_of(name)].append(name)
            self.by_stem[stem_of(name)].append(name)

    def find(self, wanted: str, *, near: str = "") -> str | None:
        """The image that ends most like this path; among equals, the one that lies nearest to the folder ``near``."""
        path = clean(wanted)
        beside = f"{near}/{path}".strip("/")
        if beside in self.names:
            return beside
        return _nearest(self.by_base.get(base_of(path), []), path, near)

    def find_stem(self, wanted: str, *, near: str = "") -> str | None:
        """The same for a path without an ending."""
        path = clean(wanted)
        return _nearest(self.by_stem.get(base_of(path), []), path, near)


def _nearest(names: Sequence[str], path: str, near: str) -> str | None:
    """None if two are equally near: a guess would put boxes on the wrong image."""
    splits = {split_of(folder_of(path)), split_of(near), None}

    def rank(name: str) -> tuple[int, int]:
        parts = _parts(folder_of(name))
        return _common(parts[::-1], _parts(folder_of(path))[::-1]), _common(parts, _parts(near))

    fitting = [name for name in names if splits == {None} or split_of(folder_of(name)) in splits]
    ranked = sorted(fitting, key=rank, reverse=True)
    if len(ranked) > 1 and rank(ranked[0]) == rank(ranked[1]):
        return None
    return ranked[0] if ranked else None


def _parts(path: str) -> list[str]:
    return path.split("/") if path else []


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two paths share at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
