"""YOLO: one text file an image, a box a line, in shares of the image's sides; classes by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from annotation.kinds.base import Context, Folder, FolderContents, FolderItem, FolderReader, Item, Json, Verdict
from annotation.kinds.bounding_box.answer import MOST_BOXES
from annotation.kinds.bounding_box.readers import documents, drawing, yolo_layout
from annotation.kinds.bounding_box.readers.vocabulary import Category, labels_by_name, with_labels
from annotation.kinds.bounding_box.readers.yolo_layout import Layout
from config.errors import Invalid

EMPTY = drawing.empty_option(drawing.NO_OBJECTS)
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
MOST_PROBLEMS = 20  # told of one file
TOLERANCE = 1e-4  # files round
NOT_A_BOX = "This line has {count} numbers: it is an outline or a pose, not a box of 5 numbers."
TOO_FEW = "This line has {count} numbers; a box has 5: class, x and y of the centre, width, height."
NOT_A_SHARE = "Centre and size must be shares of the image, from 0 to 1."
NO_IMAGE = "There is no image for this label file."


class Yolo(FolderReader):
    """An image whose label file is there but empty shows no objects, unless whoever imports it says otherwise."""

    name = "yolo"
    title = "YOLO"
    options = (EMPTY,)

    def recognises(self, folder: Folder) -> bool:
        return yolo_layout.is_layout(folder)

    def contents(self, folder: Folder) -> FolderContents:
        layout = yolo_layout.read(folder)
        counts = dict.fromkeys(layout.names.values(), 0)
        verdicts = 0
        for name in layout.labels.values():
            boxes = [row for row in _rows(folder, name, layout) if isinstance(row, _Box)]
            verdicts += bool(boxes)
            for box in boxes:
                counts[box.name] += 1
        used = {*folder.images(), *layout.labels.values(), *layout.about}
        return FolderContents(
            tasks=len(folder.images()),
            verdicts=verdicts,
            labels=counts,
            unused=[name for name in folder.names() if name not in used],
        )

    def new_settings(self, folder: Folder, settings: Json, options: Mapping[str, str]) -> Json:
        return with_labels([Category(name) for name in _names(yolo_layout.read(folder))], settings)

    def items(self, folder: Folder, context: Context, options: Mapping[str, str]) -> Iterator[FolderItem]:
        layout, empty = yolo_layout.read(folder), drawing.chosen(EMPTY, options)
        labels = labels_by_name(_names(layout), context.settings)
        for name in layout.orphans:
            yield FolderItem(name, problem=NO_IMAGE)
        for image in folder.images():
            name = layout.labels.get(image, "")
            rows = list(_rows(folder, name, layout)) if name else []
            boxes, problems = _parted(rows)
            yield from (FolderItem(name, problem=problem) for problem in problems)
            drawn = [box.drawn(labels[box.name]["key"]) for box in boxes]
            says_nothing = name and not rows and empty == drawing.NO_OBJECTS
            verdicts = [Verdict("", drawing.answer(drawn, relative=True))] if drawn or says_nothing else []
            split = layout.splits.get(image)
            metadata = {"split": split} if split else {}
            yield FolderItem(image, item=Item({"image": image}, image, metadata=metadata, verdicts=verdicts))


class _Box:
    """One line of a label file."""

    __slots__ = ("line", "name", "numbers")

    def __init__(self, line: int, name: str, numbers: list[float]) -> None:
        self.line = line
        self.name = name
        self.numbers = numbers

    def drawn(self, label: str) -> Json:
        x, y, width, height, *score = self.numbers
        rectangle = (x - width / 2, y - height / 2, width, height)
        return drawing.box(f"yolo-{self.line}", label, rectangle, score=score[0] if score else None)


def _names(layout: Layout) -> list[str]:
    return [layout.names[number] for number in sorted(layout.names)]


def _rows(folder: Folder, name: str, layout: Layout) -> Iterator[_Box | str]:
    """The boxes of a label file, and what is wrong with lines that are none."""
    try:
        lines = documents.text_of(folder, name).splitlines()
    except Invalid as problem:
        yield problem.detail.removeprefix(f"{name}: ")
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = _row(number, line.split(), layout)
            yield f"line {number}: {row}" if isinstance(row, str) else row


def _row(line: int, words: list[str], layout: Layout) -> _Box | str:
    if not all(NUMBER.fullmatch(word) for word in words):
        return "Every value must be a number."
    if len(words) not in (5, 6):
        return (NOT_A_BOX if len(words) > 6 else TOO_FEW).format(count=len(words))
    name = layout.names.get(int(words[0])) if words[0].isdecimal() and len(words[0]) < 8 else None
    if name is None:
        return f"There is no class {words[0][:20]}; the classes are 0 to {max(layout.names)}."
    numbers = [float(word) for word in words[1:]]
    if not all(-TOLERANCE <= number <= 1 + TOLERANCE for number in numbers[:4]):
        return NOT_A_SHARE
    if len(numbers) == 5 and not 0 <= numbers[4] <= 1:
        return "The confidence must be from 0 to 1."
    return drawing.problem_with(numbers[:4]) or _Box(line, name, numbers)


def _parted(rows: list[_Box | str]) -> tuple[list[_Box], list[str]]:
    """The boxes and the problems of a file, as many as anybody reads."""
    boxes = [row for row in rows if isinstance(row, _Box)]
    problems = [row for row in rows if isinstance(row, str)]
    if len(boxes) > MOST_BOXES:
        return [], [drawing.too_many(len(boxes))]
    more = len(problems) - MOST_PROBLEMS
    return boxes, [*problems[:MOST_PROBLEMS], *([f"{more:,} more lines are wrong."] if more > 0 else [])]
