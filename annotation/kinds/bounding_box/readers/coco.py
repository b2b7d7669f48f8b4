"""COCO: one document about all images, with boxes in pixels and labels by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotation.kinds.base import Context, Folder, FolderContents, FolderItem, FolderReader, Item, Json, Verdict
from annotation.kinds.bounding_box.answer import MOST_BOXES
from annotation.kinds.bounding_box.readers import coco_document, drawing, pictures
from annotation.kinds.bounding_box.readers.coco_document import Document, Found, Id
from annotation.kinds.bounding_box.readers.documents import ends_with
from annotation.kinds.bounding_box.readers.vocabulary import Category, labels_by_name, with_labels
from config import strict_json

EMPTY = drawing.empty_option(drawing.UNANSWERED)
LONGEST_FACTS = 4_096  # of a document's own facts, which go with every image
LONGEST_SOURCE, LONGEST_LICENCE = 300, 100
_IMAGE_FACTS = ("file_name", "width", "height")


@dataclass(slots=True)
class _Task:
    """An image, and where which documents speak of it."""

    name: str
    external_id: str
    places: list[tuple[Document, Id]] = field(default_factory=list)


class Coco(FolderReader):
    """Boxes keep the numbers of their annotations. What else the document says is kept beside them for the way back."""

    name = "coco"
    title = "COCO"
    options = (EMPTY,)

    def recognises(self, folder: Folder) -> bool:
        names = (name for name in folder.names() if ends_with(name, ".json"))
        return any(coco_document.looks_like(name, folder.head(name)) for name in names)

    def contents(self, folder: Folder) -> FolderContents:
        documents = coco_document.read_all(folder)
        gathered = _gathered(documents, folder, [])
        images = set(folder.images())
        used = images | {document.name for document in documents}
        return FolderContents(
            tasks=len(gathered) + len(images - gathered.keys()),
            verdicts=sum(_counted(document) for document in documents),
            labels=_label_counts(documents),
            unused=[name for name in folder.names() if name not in used],
        )

    def new_settings(self, folder: Folder, settings: Json, options: Mapping[str, str]) -> Json:
        return with_labels(_categories(coco_document.read_all(folder)), settings)

    def items(self, folder: Folder, context: Context, options: Mapping[str, str]) -> Iterator[FolderItem]:
        documents = coco_document.read_all(folder)
        for document in documents:
            yield from (FolderItem(document.name, problem=problem) for problem in document.problems)
        twice: list[FolderItem] = []
        gathered = _gathered(documents, folder, twice)
        yield from twice
        drafter = _Drafter(documents, context, drawing.chosen(EMPTY, options))
        for task in gathered.values():
            yield from drafter.items(task)
        yield from drawing.plain_items(name for name in folder.images() if name not in gathered)


class _Drafter:
    """Makes items of what documents say."""

    def __init__(self, documents: list[Document], context: Context, empty: str) -> None:
        names = [category.name for category in _categories(documents)]
        self.labels = labels_by_name(names, context.settings)
        self.empty = empty
        self.facts = {document.name: _document_facts(document) for document in documents}

    def items(self, task: _Task) -> Iterator[FolderItem]:
        first, number = task.places[0]
        image = first.images[number]
        kept: Json = {"annotations": {}, "labels": {}}
        verdicts: list[Verdict] = []
        alone = _is_alone(task)
        for document, image_id in task.places:
            found = document.found.get(image_id, [])
            if len(found) > MOST_BOXES:
                yield FolderItem(task.name, problem=drawing.too_many(len(found)))
            elif found or self._says_nothing(document, image_id):
                verdicts.append(self._verdict(document, image_id, kept, alone=alone))
        facts = {"image": {key: value for key, value in image.items() if key not in _IMAGE_FACTS}}
        item = Item(
            content={"image": task.name},
            external_id=task.external_id,
            source=_source(image),
            licence=_licence(image, first),
            metadata={**_split(task, first), "coco": {**facts, **kept, **self.facts[first.name]}},
            verdicts=verdicts,
        )
        yield FolderItem(task.name, item=item)

    def _says_nothing(self, document: Document, image_id: Id) -> bool:
        """Whether an image without a single annotation is an answer."""
        return self.empty == drawing.NO_OBJECTS and not document.model and image_id not in document.doubtful

    def _verdict(self, document: Document, image_id: Id, kept: Json, *, alone: bool) -> Verdict:
        taken, image = set[str](), document.images[image_id]
        boxes = [self._box(document, one, taken, kept) for one in document.found.get(image_id, [])]
        answer = drawing.with_size(drawing.answer(boxes), image.get("width"), image.get("height"))
        if document.model:
            return Verdict("", answer, model=document.model, version=document.version)
        return Verdict("" if alone else pictures.stem_of(document.name)[:80], answer)

    def _box(self, document: Document, found: Found, taken: set[str], kept: Json) -> Json:
        row = found.row
        category = document.categories[_number(row["category_id"])]
        label = self.labels[category.name]
        prefix = "result" if document.model else "coco"
        key = drawing.box_id(prefix, row.get("id"), found.place + 1, taken)
        if not document.model:
            kept["annotations"].setdefault(key, {name: value for name, value in row.items() if name != "image_id"})
            kept["labels"].setdefault(str(row["category_id"]), label["key"])
        given = row.get("attributes")
        said: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
        facts = {"attributes": drawing.attributes_of(label, said), "score": drawing.score(row.get("score"))}
        return drawing.box(key, label["key"], row["bbox"], **facts, **drawing.flags({**row, **said}))


def _gathered(documents: Iterable[Document], folder: Folder, problems: list[FolderItem]) -> dict[str, _Task]:
    """By image, in the order of the documents. An image that one document lists twice is a problem."""
    images, tasks, ids = pictures.Pictures(folder.images()), dict[str, _Task](), set[str]()
    for document in documents:
        for number, image in document.images.items():
            path = pictures.clean(image["file_name"])
            name = images.find(path, near=pictures.folder_of(document.name)) or path
            if name not in tasks:
                tasks[name] = _Task(name, path if path not in ids else name)
                ids.add(path)
            places = tasks[name].places
            if any(other is document for other, _ in places):
                both = f"{coco_document.shown(places[-1][1])} and {coco_document.shown(number)}"
                problem = f"Images {both} are the same file; only the first is taken."
                problems.append(FolderItem(name, problem=problem))
            elif not document.model or number in document.found:
                places.append((document, number))
    return {name: task for name, task in tasks.items() if task.places}


def _is_alone(task: _Task) -> bool:
    """Whether one document alone speaks of the image; else each speaks for somebody."""
    return sum(not document.model for document, _ in task.places) == 1


def _number(raw: Any) -> Id:
    return raw if isinstance(raw, str) else int(raw)


def _categories(documents: Iterable[Document]) -> list[Category]:
    """Each name once, as the first document has it."""
    found: dict[str, Category] = {}
    for document in documents:
        for category in document.categories.values():
            found.setdefault(category.name, category)
    return list(found.values())


def _label_counts(documents: Iterable[Document]) -> dict[str, int]:
    counts = dict.fromkeys((category.name for category in _categories(documents)), 0)
    for document in documents:
        for found in document.found.values():
            for one in found:
                counts[document.categories[_number(one.row["category_id"])].name] += 1
    return counts


def _counted(document: Document) -> int:
    return sum(bool(found) for found in document.found.values())


def _document_facts(document: Document) -> Json:
    """Info and licences, which every image carries so that they find their way back."""
    facts = {name: value for name, value in (("info", document.info), ("licenses", document.licences)) if value}
    return {"document": facts} if facts and len(strict_json.dumps(facts)) <= LONGEST_FACTS else {}


def _split(task: _Task, document: Document) -> Json:
    split = pictures.split_of(pictures.folder_of(task.name)) or pictures.split_of(document.name)
    return {"split": split} if split else {}


def _source(image: Json) -> str:
    urls = (image.get(name) for name in ("coco_url", "flickr_url"))
    return next((url for url in urls if isinstance(url, str) and url.strip()), "")[:LONGEST_SOURCE]


def _licence(image: Json, document: Document) -> str:
    rows = document.licences if isinstance(document.licences, list) else []
    named = (row for row in rows if isinstance(row, Mapping) and row.get("id") == image.get("license"))
    name = next(named, {}).get("name") if image.get("license") is not None else None
    return name[:LONGEST_LICENCE] if isinstance(name, str) else ""
