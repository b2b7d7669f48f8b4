"""What the writers of this kind share: the boxes that count, under labels that count, and names for files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import ExportedAnnotation, ExportedTask, Json
from annotation.kinds.bounding_box import labels
from annotation.kinds.bounding_box.readers import pictures

NO_OUTCOME = "The task has no outcome yet."
SETTLED = "Only tasks with an outcome. Images on which there is nothing are written, too."
MERGED = "A label that was merged into another is written as that one. Archived labels stay in the list."
NAMES = "Files keep their names and folders. Signs that some systems cannot write became _, a name used twice a number."
SPLITS = (
    "An image stays in the split it came in with (train, val, test). "
    "Otherwise one in five goes to val, told by the image's checksum, so that it is the same one each time."
)
VAL_SHARE = 5  # one in so many
LONGEST_PART, LONGEST_PATH = 100, 200
_UNWRITABLE = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f]')
_OUTER_FOLDERS = ("images/", "JPEGImages/")


def counted(task: ExportedTask) -> list[ExportedAnnotation]:
    return [annotation for annotation in task.annotations if annotation.counted]


def boxes_of(outcome: Mapping[str, Any], settings: Mapping[str, Any]) -> list[Json]:
    """The boxes of an outcome under the labels that count now."""
    resolved = labels.resolved(settings)
    return [{**box, "label": resolved.get(box["label"], box["label"])} for box in outcome["boxes"]]


def split_of(task: ExportedTask) -> str:
    """The split that the image came in with, else one that its checksum tells."""
    given = task.metadata.get("split")
    known = pictures.split_of(given) if isinstance(given, str) else None
    is_val = int(task.content["image"]["sha256"][:8], 16) % VAL_SHARE == 0
    return known or ("val" if is_val else "train")


class Names:
    """Gives every task a file name of its own that is safe on any system, alike each time."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def name(self, task: ExportedTask) -> str:
        """A path with ``/`` between its parts. Not even the endings alone tell two names apart."""
        path = safe(_wanted(task)) or safe(task.id)
        stem = stem_of(path)
        return self._unused(stem) + path.removeprefix(stem)

    def _unused(self, stem: str) -> str:
        found, number = stem, 2
        while found.casefold() in self.taken:
            found = f"{stem}-{number}"
            number += 1
        self.taken.add(found.casefold())
        return found


def safe(name: str) -> str:
    """A path that only leads downwards, of parts that every system can write."""
    parts = (_UNWRITABLE.sub("_", part).rstrip(". ").strip() for part in pictures.clean(name).split("/"))
    path = "/".join(_shortened(part) for part in parts if part)
    return path if len(path) <= LONGEST_PATH else pictures.base_of(path)


def stem_of(name: str) -> str:
    """The name without its ending, but with its folders."""
    base = pictures.base_of(name)
    stem, _, ending = base.rpartition(".")
    return name.removesuffix(f".{ending}") if stem else name


def outer_removed(name: str) -> str:
    """The name without the folder that an archive puts all its images in."""
    return next((name.removeprefix(outer) for outer in _OUTER_FOLDERS if name.startswith(outer)), name)


def raws(given: Any) -> Iterator[tuple[str, Json]]:
    """What a file said of each of its boxes, as far as it is still kept with the task."""
    for key, raw in given.items() if isinstance(given, Mapping) else ():
        if isinstance(raw, dict):
            yield key, raw


def _wanted(task: ExportedTask) -> str:
    """What a document called the image, else what it was called in its folder."""
    name = str(task.content["image"]["name"])
    known = task.external_id or ""
    return known if known and f"/{name}".endswith(f"/{known}") else outer_removed(name)


def _shortened(part: str) -> str:
    """Cut in the middle, so that the ending stays."""
    return part if len(part) <= LONGEST_PART else f"{part[: LONGEST_PART - 20]}~{part[-19:]}"
