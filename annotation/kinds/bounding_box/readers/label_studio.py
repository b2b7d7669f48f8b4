"""Label Studio: one JSON task an image, boxes in percent of the image; as rows, or as a document in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import (
    Context,
    Folder,
    FolderContents,
    FolderItem,
    FolderReader,
    Item,
    Json,
    Reader,
    Verdict,
)
from annotation.kinds.bounding_box.answer import MOST_BOXES
from annotation.kinds.bounding_box.readers import documents, drawing, label_studio_task, pictures
from annotation.kinds.bounding_box.readers.label_studio_task import Region, Said, Task
from annotation.kinds.bounding_box.readers.vocabulary import Category, labels_by_name, with_labels
from config.errors import Invalid


class LabelStudioRows(Reader):
    """A row in which something is wrong is refused as a whole, for a row has no place to say so beside it."""

    name = "label_studio"
    title = "Label Studio"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        return label_studio_task.is_task(row)

    def read(self, rows: Sequence[Json], context: Context) -> Item:
        (row,) = rows
        task = label_studio_task.read(row)
        if task.problems:
            detail = "This task has regions that cannot be taken."
            raise Invalid(detail, fields={path[:200]: problem for path, problem in task.problems})
        _refuse_too_many(task)
        labels = labels_by_name(label_studio_task.names(task), context.settings)
        return _item(task, task.image, task.image, labels)


class LabelStudio(FolderReader):
    """Regions that are no boxes are told by their places, and the boxes go on."""

    name = "label_studio"
    title = "Label Studio"

    def recognises(self, folder: Folder) -> bool:
        return next(_names(folder), None) is not None

    def contents(self, folder: Folder) -> FolderContents:
        images = pictures.Pictures(folder.images())
        found, verdicts, labels = set(images.names), 0, dict[str, int]()
        for _, _, task in _tasks(folder):
            if isinstance(task, Task):
                found.add(_image_of(task, images))
                verdicts += len(task.said)
                for name in (region.label for said in task.said for region in said.regions):
                    labels[name] = labels.get(name, 0) + 1
        used = {*_names(folder), *images.names}
        unused = [name for name in folder.names() if name not in used]
        return FolderContents(tasks=len(found), verdicts=verdicts, labels=labels, unused=unused)

    def new_settings(self, folder: Folder, settings: Json, options: Mapping[str, str]) -> Json:
        return with_labels([Category(name) for name in _label_names(folder)], settings)

    def items(self, folder: Folder, context: Context, options: Mapping[str, str]) -> Iterator[FolderItem]:
        images, seen = pictures.Pictures(folder.images()), set[str]()
        labels = labels_by_name(_label_names(folder), context.settings)
        for document, place, task in _tasks(folder):
            if isinstance(task, str):
                yield FolderItem(document, problem=f"{place}: {task}")
                continue
            yield from (FolderItem(document, problem=f"{place}.{path}: {text}") for path, text in task.problems)
            image = _image_of(task, images)
            if image in seen:
                yield FolderItem(document, problem=f"{place}: Another task is about {image}.")
                continue
            seen.add(image)
            yield FolderItem(image, item=_item(task, image, task.image, labels))
        yield from drawing.plain_items(name for name in folder.images() if name not in seen)


def _refuse_too_many(task: Task) -> None:
    most = max((len(said.regions) for said in task.said), default=0)
    if most > MOST_BOXES:
        raise Invalid(f"This image has {most:,} boxes; at most {MOST_BOXES:,} are allowed.")


def _item(task: Task, image: str, external_id: str, labels: Mapping[str, Json]) -> Item:
    kept = {"label_studio": task.facts} if task.facts else {}
    verdicts = [_verdict(said, labels) for said in task.said if len(said.regions) <= MOST_BOXES]
    return Item(content={"image": image}, external_id=external_id, metadata=kept, verdicts=verdicts)


def _verdict(said: Said, labels: Mapping[str, Json]) -> Verdict:
    taken: set[str] = set()
    boxes = [_box(region, labels[region.label], taken) for region in said.regions]
    return Verdict(said.annotator, drawing.answer(boxes, relative=True), model=said.model)


def _box(region: Region, label: Json, taken: set[str]) -> Json:
    key = drawing.box_id("ls", region.id, region.place + 1, taken)
    read = drawing.attributes_of(label, region.attributes)
    said = drawing.flags(region.attributes)
    return drawing.box(key, label["key"], region.rectangle, attributes=read, score=region.score, **said)


def _names(folder: Folder) -> Iterator[str]:
    names = (name for name in folder.names() if documents.ends_with(name, ".json"))
    return (name for name in names if label_studio_task.looks_like(folder.head(name)))


def _tasks(folder: Folder) -> Iterator[tuple[str, int, Task | str]]:
    """Every task with its document and place, or what is wrong with it."""
    for name in _names(folder):
        rows = documents.json_of(folder, name)
        for place, row in enumerate(rows if isinstance(rows, list) else [rows]):
            if isinstance(row, Mapping) and label_studio_task.is_task(row):
                yield name, place, label_studio_task.read(row)
            else:
                yield name, place, "This is no task of Label Studio with an image in “data”."


def _image_of(task: Task, images: pictures.Pictures) -> str:
    names = (task.image, task.uploaded_as)
    return next((found for name in names if name and (found := images.find(name))), task.image)


def _label_names(folder: Folder) -> list[str]:
    found = [name for _, _, task in _tasks(folder) if isinstance(task, Task) for name in label_studio_task.names(task)]
    return list(dict.fromkeys(found))
