"""YOLO: one text file an image, a box a line, in shares of the image's sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import yaml

from annotation.kinds.base import ArchiveWriter, Context, Document, ExportedTask, Json, LeftOut, Picture, Written
from annotation.kinds.bounding_box import labels
from annotation.kinds.bounding_box.content import size
from annotation.kinds.bounding_box.writers import base

SPLITS = ("train", "val", "test")
DECIMALS = 9  # exact to a thousandth of a pixel on images of any size allowed


class Yolo(ArchiveWriter):
    name = "yolo"
    title = "YOLO"
    help = "data.yaml with the names of the classes, and a text file for each image, in folders by split."
    rules = (
        base.SETTLED,
        f"A line is a box: class, centre and size in shares of the image, rounded to {DECIMALS} decimals.",
        "An image without boxes has an empty file. Attributes and the flags occluded and truncated have no place.",
        base.SPLITS,
        "Classes are numbered from 0 in the order of the project's labels.",
        base.MERGED,
        base.NAMES,
    )

    def files(
        self, tasks: Iterable[ExportedTask], context_for: Callable[[int | None], Context], *, with_images: bool
    ) -> Iterator[Document | Picture | LeftOut | Written]:
        names, splits = base.Names(), set[str]()
        settings = context_for(None).settings
        current = labels.current(settings)
        classes = {key: number for number, key in enumerate(current)}
        for task in tasks:
            if task.outcome is None:
                yield LeftOut(base.NO_OUTCOME)
                continue
            name, split = names.name(task), base.split_of(task)
            splits.add(split)
            lines = [_line(box, classes, size(task.content)) for box in base.boxes_of(task.outcome, settings)]
            text = "".join(f"{line}\n" for line in lines)
            yield Document(f"labels/{split}/{base.stem_of(name)}.txt", text.encode(), rows=len(lines))
            if with_images:
                yield Picture(f"images/{split}/{name}", task.content["image"]["sha256"])
            yield Written(len(base.counted(task)))
        yield Document("data.yaml", _data([label["title"] for label in current.values()], splits))


def _line(box: Json, classes: Mapping[str, int], image: tuple[int, int]) -> str:
    width, height = image
    centre = (box["x"] + box["width"] / 2) / width, (box["y"] + box["height"] / 2) / height
    shares = (*centre, box["width"] / width, box["height"] / height)
    return " ".join([str(classes[box["label"]]), *(f"{share:.{DECIMALS}f}" for share in shares)])


def _data(names: Sequence[str], splits: set[str]) -> bytes:
    """Trainers need both train and val to be named, even where one has no images."""
    folders = {split: f"images/{split}" for split in SPLITS if split in splits or split != "test"}
    data = {"path": ".", **folders, "names": dict(enumerate(names))}
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1_000)
    return text.encode()
