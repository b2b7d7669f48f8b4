"""Pascal VOC: one XML document an image."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from annotation.kinds.base import ArchiveWriter, Context, Document, ExportedTask, Json, LeftOut, Picture, Written
from annotation.kinds.bounding_box import labels
from annotation.kinds.bounding_box.box import FLAGS
from annotation.kinds.bounding_box.content import size
from annotation.kinds.bounding_box.readers.vocabulary import title_of
from annotation.kinds.bounding_box.writers import base

IMAGES, DOCUMENTS, SETS = "JPEGImages", "Annotations", "ImageSets/Main"
TAG = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,60}")
_OWN = frozenset({"pixels", "objects", "folder", "filename", "path", "size", "object"})
_OWN_OF_OBJECTS = frozenset({"name", "bndbox", "attributes", *FLAGS})


class Voc(ArchiveWriter):
    name = "voc"
    title = "Pascal VOC"
    help = "An XML document for each image, and lists of the images by split."
    rules = (
        base.SETTLED,
        "Pixels are counted from 1 and both edges belong to the box: xmin is the first column of it, xmax the last.",
        "Edges are rounded to whole pixels; a box is at least one pixel wide and high.",
        "What came in with a Pascal VOC file is written again: pose, difficult and the like.",
        "Attributes are written as CVAT does; an attribute of which people were not sure is left out.",
        base.SPLITS,
        base.MERGED,
        base.NAMES,
    )

    def files(
        self, tasks: Iterable[ExportedTask], context_for: Callable[[int | None], Context], *, with_images: bool
    ) -> Iterator[Document | Picture | LeftOut | Written]:
        names, sets = base.Names(), defaultdict[str, list[str]](list)
        settings = context_for(None).settings
        current = labels.current(settings)
        for task in tasks:
            if task.outcome is None:
                yield LeftOut(base.NO_OUTCOME)
                continue
            name = names.name(task)
            stem, boxes = base.stem_of(name), base.boxes_of(task.outcome, settings)
            yield Document(f"{DOCUMENTS}/{stem}.xml", _document(task, name, boxes, current), rows=len(boxes))
            if with_images:
                yield Picture(f"{IMAGES}/{name}", task.content["image"]["sha256"])
            yield Written(len(base.counted(task)))
            sets[base.split_of(task)].append(stem)
        sets["trainval"] = sorted([*sets["train"], *sets["val"]])
        for split in sorted(sets):
            yield Document(f"{SETS}/{split}.txt", "".join(f"{stem}\n" for stem in sets[split]).encode())


def _document(task: ExportedTask, name: str, boxes: list[Json], current: Mapping[str, Json]) -> bytes:
    kept = task.metadata.get("voc")
    facts: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    objects = dict(base.raws(facts.get("objects")))
    width, height = size(task.content)
    root = Element("annotation")
    _add(root, folder=IMAGES, filename=name)
    _add_facts(root, {"segmented": "0", **facts}, _OWN)
    _add(SubElement(root, "size"), width=width, height=height, depth=3)
    for box in boxes:
        said = objects.pop(box["id"], None) or objects.pop(box.get("suggested", ""), {})
        _add_object(root, box, current[box["label"]], said, (width, height))
    indent(root, "\t")
    written: bytes = tostring(root, encoding="utf-8")
    return written + b"\n"


def _add_object(root: Element, box: Json, label: Json, said: Json, image: tuple[int, int]) -> None:
    element = SubElement(root, "object")
    _add(element, name=title_of(label["title"]))
    _add_facts(element, {"pose": "Unspecified", "difficult": "0", **said}, _OWN_OF_OBJECTS)
    _add(element, **{flag: int(bool(box.get(flag))) for flag in FLAGS})
    left, right = _edges(box["x"], box["width"], image[0])
    top, bottom = _edges(box["y"], box["height"], image[1])
    _add(SubElement(element, "bndbox"), xmin=left, ymin=top, xmax=right, ymax=bottom)
    values = {key: judged["value"] for key, judged in sorted(box["attributes"].items()) if "value" in judged}
    if values:
        holder = SubElement(element, "attributes")
        for key, value in values.items():
            _add(
                SubElement(holder, "attribute"), name=key, value=str(value).lower() if value in (True, False) else value
            )


def _edges(start: float, length: float, limit: int) -> tuple[int, int]:
    """The first and the last pixel of a side, counted from 1.

    >>> _edges(100, 200, 640), _edges(99.6, 200.2, 640), _edges(639.7, 0.3, 640)
    ((101, 300), (101, 300), (640, 640))
    """
    first = min(round(start) + 1, limit)
    return first, max(first, min(round(start + length), limit))


def _add_facts(parent: Element, facts: Mapping[str, Any], own: frozenset[str]) -> None:
    """What a file said beside the boxes, texts and one level of them."""
    for tag, value in facts.items():
        if tag in own or not TAG.fullmatch(tag):
            continue
        if isinstance(value, Mapping):
            _add_facts(SubElement(parent, tag), value, frozenset())
        else:
            _add(parent, **{tag: value})


def _add(parent: Element, **texts: Any) -> None:
    for tag, value in texts.items():
        printable = "".join(sign if sign.isprintable() else " " for sign in str(value))
        SubElement(parent, tag).text = printable
