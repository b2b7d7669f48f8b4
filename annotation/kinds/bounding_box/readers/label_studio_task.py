"""One task of Label Studio, taken apart: its image, and what each annotation or prediction says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.bounding_box.readers import documents, drawing, pictures
from annotation.kinds.bounding_box.readers.vocabulary import title_of

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif")
BOXES = ("rectanglelabels", "rectangle")
UPLOADED = re.compile(r"^[0-9a-f]{8}-")  # what Label Studio puts before the names of uploaded files
SIDES = ("x", "y", "width", "height")
LONGEST_NAME = 80
LONGEST_ADDRESS = 2_000  # what is longer is no address but the image itself
NOT_A_BOX = "This region is a {type}; only boxes (rectanglelabels) can be taken."
ROTATED = "This box is rotated by {rotation:g}°. Boxes here lie straight; straighten it or take it out."


@dataclass(frozen=True, slots=True)
class Region:
    """One box. ``rectangle``: x, y, width and height in shares of the image."""

    id: Any
    place: int
    label: str
    rectangle: tuple[float, ...]
    score: float | None
    attributes: Json


@dataclass(slots=True)
class Said:
    """What one person or model says of the image."""

    annotator: str
    model: str
    regions: list[Region] = field(default_factory=list)


@dataclass(slots=True)
class Task:
    image: str
    uploaded_as: str
    facts: Json
    said: list[Said] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)  # paths and sentences


def looks_like(head: bytes) -> bool:
    """Whether a document holds tasks, told from its beginning."""
    start = head.removeprefix(documents.BYTE_ORDER_MARK).lstrip()
    return start[:1] in (b"[", b"{") and b'"data"' in head and b'"result"' in head


def is_task(row: Mapping[str, Any]) -> bool:
    return isinstance(row.get("data"), Mapping) and bool(_address(row["data"]))


def read(row: Mapping[str, Any]) -> Task:
    """The task in a row; regions that are no boxes become problems."""
    address = _address(row["data"])
    path = _path(address)
    task = Task(image=_without_prefix(path, address), uploaded_as=path, facts=_facts(row))
    for part in ("annotations", "predictions"):
        rows = row.get(part)
        for index, one in enumerate(rows if isinstance(rows, list) else []):
            if isinstance(one, Mapping) and not one.get("was_cancelled"):
                _read_said(one, part, index, task)
    return task


def names(task: Task) -> list[str]:
    return list(dict.fromkeys(region.label for said in task.said for region in said.regions))


def _address(data: Mapping[str, Any]) -> str:
    """Where the image is: in “image”, else in the first value that ends like one."""
    named = data.get("image")
    if isinstance(named, str) and pictures.clean(named) and len(named) <= LONGEST_ADDRESS:
        return named
    texts = (value for value in data.values() if isinstance(value, str) and len(value) <= LONGEST_ADDRESS)
    return next((text for text in texts if _path(text).casefold().endswith(ENDINGS)), "")


def _path(address: str) -> str:
    """The file's path in an address: local files stand behind “?d=”."""
    if "://" not in address and not address.startswith("/data/"):
        return pictures.clean(address)
    try:
        parts = urlsplit(address)
    except ValueError:
        return pictures.clean(address)
    local = parse_qs(parts.query).get("d")
    return pictures.clean(local[0] if local else unquote(parts.path)).replace("\x00", "")


def _without_prefix(path: str, address: str) -> str:
    """What the file was called before it was uploaded."""
    if not address.startswith("/data/upload/"):
        return path
    return UPLOADED.sub("", pictures.base_of(path)) or path


def _facts(row: Mapping[str, Any]) -> Json:
    """The other data of the task, and its number."""
    data = {name: value for name, value in row["data"].items() if value != _address(row["data"])}
    return {name: value for name, value in (("id", row.get("id")), ("data", data)) if value}


def _read_said(one: Mapping[str, Any], part: str, index: int, task: Task) -> None:
    rows = one.get("result")
    if not isinstance(rows, list):
        return
    results = [row if isinstance(row, Mapping) else {} for row in rows]
    model = _words(one.get("model_version")) or "predictions"
    said = Said("", model) if part == "predictions" else Said(_annotator(one.get("completed_by")), "")
    for place, result in enumerate(results):
        kind = result.get("type")
        if kind in BOXES:
            region = _region(result, place, results)
            if isinstance(region, Region):
                said.regions.append(region)
            else:
                task.problems.append((f"{part}.{index}.result.{place}", region))
        elif _is_shape(result, results):
            task.problems.append((f"{part}.{index}.result.{place}", NOT_A_BOX.format(type=str(kind)[:40])))
    if said.regions or not results:
        task.said.append(said)


def _is_shape(result: Mapping[str, Any], results: list[Mapping[str, Any]]) -> bool:
    """Whether this is an outline, a point or the like, and not something said of a box or of the image."""
    value = result.get("value")
    if any(one.get("type") in BOXES and one.get("id") == result.get("id") for one in results):
        return False
    return isinstance(value, Mapping) and any(name in value for name in ("points", "x", "rle", "vertices"))


def _region(result: Mapping[str, Any], place: int, results: list[Mapping[str, Any]]) -> Region | str:
    value = result.get("value")
    if not isinstance(value, Mapping):
        return "The region has no value."
    rotation = result.get("image_rotation") or value.get("rotation") or 0
    sides = [value.get(side) for side in SIDES]
    if not checks.is_number(rotation) or rotation % 360 != 0:
        return ROTATED.format(rotation=rotation) if checks.is_number(rotation) else "The rotation must be a number."
    if problem := drawing.problem_with(sides):
        return problem
    rectangle = tuple(float(side) / 100 for side in sides if side is not None)
    others = [one for one in results if one is not result and one.get("id") == result.get("id") is not None]
    label = _label(value, others)
    if not title_of(label):
        return "The box has no label."
    return drawing.problem_with_place(rectangle, 1, 1) or Region(
        id=result.get("id"),
        place=place,
        label=label,
        rectangle=rectangle,
        score=drawing.score(result.get("score")),
        attributes=_attributes(result, others),
    )


def _label(value: Mapping[str, Any], others: list[Mapping[str, Any]]) -> str:
    """The label in the box itself, or in a region of labels that belongs to it."""
    for values in (value, *(one.get("value") for one in others)):
        found = values.get("rectanglelabels") or values.get("labels") if isinstance(values, Mapping) else None
        if isinstance(found, list) and found and isinstance(found[0], str):
            return found[0]
    return ""


def _attributes(result: Mapping[str, Any], others: list[Mapping[str, Any]]) -> Json:
    """What is said of the region: its own meta, then choices, numbers and texts by the control's name."""
    meta = result.get("meta")
    said: Json = dict(meta) if isinstance(meta, Mapping) else {}
    for one in others:
        value, name = one.get("value"), one.get("from_name")
        kind = str(one.get("type"))
        given = value.get({"textarea": "text"}.get(kind, kind)) if isinstance(value, Mapping) else None
        first = given[0] if isinstance(given, list) and given else given
        if isinstance(name, str) and isinstance(first, str | int | float):
            said[name] = first
    return said


def _annotator(raw: Any) -> str:
    """Who an annotation is by: an email, else a name or a number."""
    if isinstance(raw, Mapping):
        named = (_words(raw.get(name)) for name in ("email", "username", "first_name", "id"))
        return _annotator(next((name for name in named if name), None))
    words = _words(raw)
    return f"Label Studio user {words}" if words.isdecimal() else words


def _words(raw: Any) -> str:
    is_plain = isinstance(raw, str | int) and not isinstance(raw, bool)
    return str(raw).strip()[:LONGEST_NAME] if is_plain else ""
