"""One Pascal VOC document, read without trusting it: no entities, no document types, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from annotation.kinds import checks
from annotation.kinds.base import Folder, Json
from annotation.kinds.bounding_box.answer import MOST_BOXES
from annotation.kinds.bounding_box.readers import drawing
from annotation.kinds.bounding_box.readers.documents import ends_with
from annotation.kinds.bounding_box.readers.vocabulary import title_of
from config.errors import Invalid

EDGES = ("xmin", "ymin", "xmax", "ymax")
LONGEST_FACT = 500
_READ = frozenset({"name", "bndbox", "attributes", "part", "polygon"})


@dataclass(frozen=True, slots=True)
class Thing:
    """An ``object``: its place (from 1), label, edges as written, and whatever else it says in plain texts."""

    place: int
    name: str
    edges: tuple[float, float, float, float]
    facts: Json
    attributes: Json


@dataclass(slots=True)
class Document:
    name: str
    filename: str
    width: float | None
    height: float | None
    facts: Json
    things: list[Thing] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def looks_like(name: str, head: bytes) -> bool:
    """Whether a file is Pascal VOC, told from its beginning."""
    return ends_with(name, ".xml") and b"<annotation" in head and (b"<object" in head or b"<size" in head)


def read(folder: Folder, name: str) -> Document:
    """What the document says; objects that are wrong are problems of their own. Raises ``Invalid``."""
    root = _parsed(folder.read(name), name)
    if root.tag != "annotation":
        raise Invalid(f"{name}: This XML is not a Pascal VOC annotation.")
    document = Document(
        name=name,
        filename=_text(root, "filename"),
        width=_number(_text(root, "size/width")),
        height=_number(_text(root, "size/height")),
        facts={**_texts(root), **_nested(root, "source"), **_nested(root, "owner")},
    )
    for place, element in enumerate(root.iterfind("object"), start=1):
        _read_object(element, place, document)
    if len(document.things) > MOST_BOXES:
        document.problems.append(drawing.too_many(len(document.things)))
    return document


def _parsed(data: bytes, name: str) -> Element:
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        problem = "This XML has a document type or entities, which are not allowed. Remove them."
        raise Invalid(f"{name}: {problem}", code="unsafe_xml") from None
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise Invalid(f"{name}: This is not valid XML: {str(error)[:120]}.", code="invalid_xml") from None


def _read_object(element: Element, place: int, document: Document) -> None:
    name = _text(element, "name")
    edges = [_number(_text(element, f"bndbox/{edge}")) for edge in EDGES]
    whole = tuple(edge for edge in edges if edge is not None)
    if not title_of(name):
        document.problems.append(f"object {place}: The object has no name.")
    elif len(whole) != len(EDGES):
        document.problems.append(f"object {place}: The bndbox must have the numbers {', '.join(EDGES)}.")
    else:
        left, top, right, bottom = whole
        facts = _texts(element)
        document.things.append(Thing(place, name, (left, top, right, bottom), facts, dict(_attributes(element))))


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    """As CVAT writes them: a list of names with values."""
    for one in element.iterfind("attributes/attribute"):
        if name := _text(one, "name"):
            yield name, _text(one, "value")


def _texts(element: Element) -> Json:
    """The children that are nothing but a text, by name."""
    return {
        child.tag: text
        for child in element
        if child.tag not in _READ and len(child) == 0 and (text := (child.text or "").strip()[:LONGEST_FACT])
    }


def _nested(root: Element, tag: str) -> Mapping[str, Any]:
    found = root.find(tag)
    facts = {} if found is None else _texts(found)
    return {tag: facts} if facts else {}


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _number(text: str) -> float | None:
    try:
        number = float(text) if text.isascii() and "_" not in text else None
    except ValueError:
        return None
    return number if checks.is_number(number) else None
