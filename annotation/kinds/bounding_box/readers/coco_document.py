"""A COCO document, taken apart: images, categories, and the annotations of each image. Wrong rows are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Folder, Json
from annotation.kinds.bounding_box.content import LONGEST_NAME
from annotation.kinds.bounding_box.readers import documents, drawing, pictures
from annotation.kinds.bounding_box.readers.vocabulary import Category, title_of
from annotation.kinds.bounding_box.settings import GREATEST_CATEGORY
from config.errors import Invalid

Id = int | str
RESULTS_ALONE = (
    "This results file names images and labels by number only. Send it together with the COCO document that lists them."
)
MOST_TOLD = 90  # characters of a wrong value that a problem repeats


@dataclass(frozen=True, slots=True)
class Found:
    """One annotation, and its place in the document (from 0)."""

    place: int
    row: Json


@dataclass(slots=True)
class Document:
    """What one file of a folder says. A results file has the images and categories of another."""

    name: str
    images: dict[Id, Json] = field(default_factory=dict)
    categories: dict[Id, Category] = field(default_factory=dict)
    found: dict[Id, list[Found]] = field(default_factory=lambda: defaultdict(list))
    doubtful: set[Id] = field(default_factory=set)  # images with annotations that are wrong: they show something
    info: Any = None
    licences: Any = None
    model: str = ""  # of a results file
    version: str = ""
    problems: list[str] = field(default_factory=list)


def looks_like(name: str, head: bytes) -> bool:
    """Whether a file is COCO, told from its beginning."""
    if not documents.ends_with(name, ".json"):
        return False
    start = head.removeprefix(documents.BYTE_ORDER_MARK).lstrip()
    if start.startswith(b"["):
        return b'"image_id"' in head and (b'"bbox"' in head or b'"category_id"' in head)
    return start.startswith(b"{") and (
        (b'"images"' in head and b'"file_name"' in head)
        or (b'"annotations"' in head and b'"image_id"' in head)
        or (b'"categories"' in head and b'"supercategory"' in head)
    )


def read_all(folder: Folder) -> list[Document]:
    """The documents that have images, then what results files say of those. Raises ``Invalid``."""
    names = [name for name in folder.names() if documents.ends_with(name, ".json")]
    raws = {name: documents.json_of(folder, name) for name in names if looks_like(name, folder.head(name))}
    full = [read(name, raw) for name, raw in raws.items() if isinstance(raw, Mapping) and _has_boxes(raw)]
    lists = {name: raw for name, raw in raws.items() if isinstance(raw, list)}
    if lists and not any(document.images for document in full):
        raise Invalid(f"{next(iter(lists))}: {RESULTS_ALONE}", code="no_images_list")
    return [*full, *(_results(folder, name, rows, full) for name, rows in lists.items())]


def read(name: str, raw: Mapping[str, Any]) -> Document:
    """A document with images, categories and annotations."""
    document = Document(name, info=raw.get("info"), licences=raw.get("licenses"))
    for place, row in _rows(raw, "images", document):
        _read_image(row, f"images.{place}", document)
    for place, row in _rows(raw, "categories", document):
        _read_category(row, f"categories.{place}", document)
    for place, row in _rows(raw, "annotations", document):
        _read_annotation(Found(place, row), f"annotations.{place}", document)
    return document


def shown(value: Any) -> str:
    """A wrong value as a problem may repeat it."""
    text = repr(value)
    return text if len(text) <= MOST_TOLD else f"{text[:MOST_TOLD]}…"


def _results(folder: Folder, name: str, rows: list[Any], full: list[Document]) -> Document:
    """A bare list of annotations: what a model found on the images of the other documents."""
    document = Document(name, model=pictures.stem_of(name), version=documents.version_of(folder, name))
    for other in full:
        _refuse_other_files(document, other)
        document.images |= other.images
        document.categories = {**other.categories, **document.categories}
    for place, row in enumerate(rows):
        if isinstance(row, Mapping):
            _read_annotation(Found(place, dict(row)), str(place), document)
        else:
            document.problems.append(f"{place}: This must be an object.")
    return document


def _refuse_other_files(results: Document, other: Document) -> None:
    """Two documents may number their images alike only if they mean the same files."""
    shared = results.images.keys() & other.images.keys()
    if any(results.images[number]["file_name"] != other.images[number]["file_name"] for number in shared):
        problem = "More than one document has images of these numbers. Send it with the one that it belongs to."
        raise Invalid(f"{results.name}: {problem}", code="ambiguous_images")


def _has_boxes(raw: Mapping[str, Any]) -> bool:
    """Captions and panoptic segments come in documents of the same shape, without a single box."""
    rows = raw.get("annotations")
    return not isinstance(rows, list) or not rows or any(isinstance(row, Mapping) and "bbox" in row for row in rows)


def _rows(raw: Mapping[str, Any], part: str, document: Document) -> Iterator[tuple[int, Json]]:
    """The objects of one list; what is none becomes a problem."""
    rows = raw.get(part, [])
    if not isinstance(rows, list):
        raise Invalid(f"{document.name}: “{part}” must be a list.")
    for place, row in enumerate(rows):
        if isinstance(row, dict):
            yield place, row
        else:
            document.problems.append(f"{part}.{place}: This must be an object.")


def _read_image(row: Json, path: str, document: Document) -> None:
    number, name = _id(row.get("id")), row.get("file_name")
    if number is None:
        document.problems.append(f"{path}: The image has no id.")
    elif number in document.images:
        document.problems.append(f"{path}: Another image has the id {shown(number)}.")
    elif not isinstance(name, str) or not pictures.clean(name):
        document.problems.append(f"{path}: The image {shown(number)} has no file_name.")
    elif len(name) > LONGEST_NAME:
        document.problems.append(
            f"{path}: The file_name has {len(name):,} characters; at most {LONGEST_NAME} are allowed."
        )
    else:
        document.images[number] = row


def _read_category(row: Json, path: str, document: Document) -> None:
    number, name, group = _id(row.get("id")), row.get("name"), row.get("supercategory")
    if number is None:
        document.problems.append(f"{path}: The category has no id.")
    elif number in document.categories:
        document.problems.append(f"{path}: Another category has the id {shown(number)}.")
    elif not isinstance(name, str) or not title_of(name):
        document.problems.append(f"{path}: The category {shown(number)} has no name.")
    else:
        kept = number if isinstance(number, int) and 0 <= number <= GREATEST_CATEGORY else None
        document.categories[number] = Category(name, kept, group if isinstance(group, str) else "")


def _read_annotation(found: Found, path: str, document: Document) -> None:
    problem = _problem_with(found.row, document)
    image = _id(found.row.get("image_id"))
    if problem is not None:
        document.problems.append(f"{path}: {problem}")
    if image is not None and image in document.images:
        document.doubtful.add(image) if problem else document.found[image].append(found)


def _problem_with(row: Json, document: Document) -> str | None:
    number, category, bbox = _id(row.get("image_id")), _id(row.get("category_id")), row.get("bbox")
    image = None if number is None else document.images.get(number)
    if image is None:
        return f"There is no image with the id {shown(row.get('image_id'))}."
    if category is None or category not in document.categories:
        return f"There is no category with the id {shown(row.get('category_id'))}."
    if not isinstance(bbox, list):
        return "The annotation has no bbox of four numbers."
    problem = drawing.problem_with(bbox)
    if problem is None and checks.is_number(image.get("width")) and checks.is_number(image.get("height")):
        problem = drawing.problem_with_place(bbox, image["width"], image["height"])
    return problem


def _id(raw: Any) -> Id | None:
    """Numbers and texts serve as ids; 5.0 is 5."""
    if isinstance(raw, str):
        return raw
    return int(raw) if checks.is_integer(raw) else None
