"""Pascal VOC: one XML document an image, boxes by their edges in pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotation.kinds.base import (
    Context,
    Folder,
    FolderContents,
    FolderItem,
    FolderReader,
    Item,
    Json,
    Option,
    Verdict,
)
from annotation.kinds.bounding_box.answer import MOST_BOXES
from annotation.kinds.bounding_box.readers import documents, drawing, pictures, voc_document
from annotation.kinds.bounding_box.readers.voc_document import Document, Thing
from annotation.kinds.bounding_box.readers.vocabulary import Category, labels_by_name, with_labels
from config.errors import Invalid

ONE_BASED, ZERO_BASED_INCLUSIVE, EDGES = "one_based", "zero_based_inclusive", "edges"
PIXELS = Option(
    key="pixels",
    title="How pixels are counted",
    help="Programs disagree, and the files do not say. The wrong choice shifts or resizes every box by one pixel.",
    choices=[
        (ONE_BASED, "From 1, both edges belong to the box (as the Pascal VOC data sets do)"),
        (ZERO_BASED_INCLUSIVE, "From 0, both edges belong to the box"),
        (EDGES, "From 0, the box ends where xmax and ymax say (as most converters and drawing programs do)"),
    ],
)
EMPTY = drawing.empty_option(drawing.NO_OBJECTS)
_SETS = "ImageSets/"


class Voc(FolderReader):
    """What a document says beside the boxes is kept with the task, and so is how pixels were counted."""

    name = "voc"
    title = "Pascal VOC"
    options = (PIXELS, EMPTY)

    def recognises(self, folder: Folder) -> bool:
        return next(_names(folder), None) is not None

    def contents(self, folder: Folder) -> FolderContents:
        labels: dict[str, int] = {}
        names, verdicts, found = list(_names(folder)), 0, set[str]()
        images = pictures.Pictures(folder.images())
        for document in _documents(folder, names, []):
            found.add(_image_of(document, images))
            verdicts += bool(document.things)
            for thing in document.things:
                labels[thing.name] = labels.get(thing.name, 0) + 1
        used = {*names, *folder.images(), *_set_names(folder)}
        return FolderContents(
            tasks=len(found | images.names),
            verdicts=verdicts,
            labels=labels,
            unused=[name for name in folder.names() if name not in used],
        )

    def new_settings(self, folder: Folder, settings: Json, options: Mapping[str, str]) -> Json:
        return with_labels([Category(name) for name in _label_names(folder)], settings)

    def items(self, folder: Folder, context: Context, options: Mapping[str, str]) -> Iterator[FolderItem]:
        drafter = _Drafter(folder, context, drawing.chosen(PIXELS, options), drawing.chosen(EMPTY, options))
        seen: set[str] = set()
        problems: list[FolderItem] = []
        for document in _documents(folder, list(_names(folder)), problems):
            image = _image_of(document, drafter.images)
            problems += (FolderItem(document.name, problem=problem) for problem in document.problems)
            if image in seen:
                problems.append(FolderItem(document.name, problem=f"Another document describes {image}."))
            else:
                seen.add(image)
                yield FolderItem(image, item=drafter.item(document, image, problems))
            yield from _emptied(problems)
        yield from _emptied(problems)
        yield from drawing.plain_items(name for name in folder.images() if name not in seen)


class _Drafter:
    """Makes items of documents."""

    def __init__(self, folder: Folder, context: Context, pixels: str, empty: str) -> None:
        self.images = pictures.Pictures(folder.images())
        self.splits = _splits(folder)
        self.labels = labels_by_name(_label_names(folder), context.settings)
        self.pixels = pixels
        self.ids: set[str] = set()
        self.empty = empty

    def item(self, document: Document, image: str, problems: list[FolderItem]) -> Item:
        boxes, objects = [], {}
        for thing in document.things if len(document.things) <= MOST_BOXES else ():
            rectangle = in_pixels(thing.edges, self.pixels)
            problem = _problem_with(rectangle, document)
            if problem is not None:
                problems.append(FolderItem(document.name, problem=f"object {thing.place}: {problem}"))
                continue
            boxes.append(self._box(thing, rectangle))
            objects[f"voc-{thing.place}"] = thing.facts
        split = self._split(document)
        return Item(
            content={"image": image},
            external_id=self._external_id(document, image),
            metadata={
                **({"split": split} if split else {}),
                "voc": {"pixels": self.pixels, **document.facts, "objects": objects},
            },
            verdicts=self._verdicts(document, boxes),
        )

    def _external_id(self, document: Document, image: str) -> str:
        """The name in the document; where two folders have a file of that name, the one in the archive."""
        name = pictures.clean(document.filename) or image
        found = image if name in self.ids else name
        self.ids.add(found)
        return found

    def _split(self, document: Document) -> str | None:
        path = document.name.rpartition(".")[0].rpartition("Annotations/")[2]
        return self.splits.get(path) or self.splits.get(pictures.base_of(path))

    def _verdicts(self, document: Document, boxes: Sequence[Json]) -> list[Verdict]:
        """None if nobody looked, or if nothing of what was written is right."""
        says_nothing = not document.things and not document.problems and self.empty == drawing.NO_OBJECTS
        answer = drawing.with_size(drawing.answer(boxes), document.width, document.height)
        return [Verdict("", answer)] if boxes or says_nothing else []

    def _box(self, thing: Thing, rectangle: Sequence[float]) -> Json:
        label = self.labels[thing.name]
        read = drawing.attributes_of(label, thing.attributes)
        said = {**thing.attributes, **thing.facts}
        return drawing.box(f"voc-{thing.place}", label["key"], rectangle, attributes=read, **drawing.flags(said))


def in_pixels(edges: Sequence[float], pixels: str) -> tuple[float, float, float, float]:
    """x, y, width and height of a box whose edges are counted in one of three ways.

    >>> in_pixels((101, 51, 300, 170), "one_based")
    (100, 50, 200, 120)
    >>> in_pixels((100, 50, 299, 169), "zero_based_inclusive") == in_pixels((100, 50, 300, 170), "edges")
    True
    """
    left, top, right, bottom = edges
    first = 1 if pixels == ONE_BASED else 0
    last = 0 if pixels == EDGES else 1
    return left - first, top - first, right - left + last, bottom - top + last


def _problem_with(rectangle: Sequence[float], document: Document) -> str | None:
    problem = drawing.problem_with(rectangle)
    if problem is None and document.width and document.height:
        return drawing.problem_with_place(rectangle, document.width, document.height)
    return problem


def _names(folder: Folder) -> Iterator[str]:
    names = (name for name in folder.names() if documents.ends_with(name, ".xml"))
    return (name for name in names if voc_document.looks_like(name, folder.head(name)))


def _documents(folder: Folder, names: Sequence[str], problems: list[FolderItem]) -> Iterator[Document]:
    """Those that can be read; one that cannot is a problem among many, and an error if it is all there is."""
    for name in names:
        try:
            document = voc_document.read(folder, name)
        except Invalid as problem:
            if len(names) == 1:
                raise
            problems.append(FolderItem(name, problem=problem.detail.removeprefix(f"{name}: ")))
            continue
        yield document


def _emptied(problems: list[FolderItem]) -> Iterator[FolderItem]:
    yield from problems
    problems.clear()


def _image_of(document: Document, images: pictures.Pictures) -> str:
    """The image that the document names, else the one that is called like the document itself."""
    near = pictures.folder_of(document.name)
    named = images.find(document.filename, near=near) if document.filename else None
    stem = document.name.rpartition(".")[0]
    return named or images.find_stem(stem, near=near) or pictures.clean(document.filename) or stem


def _label_names(folder: Folder) -> list[str]:
    found = (thing.name for document in _documents(folder, list(_names(folder)), []) for thing in document.things)
    return list(dict.fromkeys(found))


def _set_names(folder: Folder) -> list[str]:
    return [name for name in folder.names() if _SETS in f"/{name}" and documents.ends_with(name, ".txt")]


def _splits(folder: Folder) -> dict[str, str]:
    """By image, from the lists beside the documents; those of single classes say the same with a number behind."""
    found: dict[str, str] = {}
    for name in _set_names(folder):
        split = pictures.split_of(pictures.base_of(name))
        for line in documents.text_of(folder, name).splitlines() if split else ():
            if words := line.split():
                found[pictures.clean(words[0])] = str(split)
    return found
