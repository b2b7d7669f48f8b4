"""Boxes as files give them become boxes of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import FolderItem, Item, Json, Option, Verdict
from annotation.kinds.bounding_box import attributes
from annotation.kinds.bounding_box.answer import MOST_BOXES
from annotation.kinds.bounding_box.box import FLAGS, ID, SIDES

NO_OBJECTS, UNANSWERED = "no_objects", "unanswered"
_EMPTY = {
    UNANSWERED: "Nobody looked at it: the image comes in without an answer",
    NO_OBJECTS: "Somebody looked and found nothing: the answer is “no objects”",
}
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")


def empty_option(default: str) -> Option:
    """What an image without boxes means."""
    order = sorted(_EMPTY, key=lambda value: value != default)
    return Option(
        key="empty",
        title="Images without boxes",
        help="The file lists images that have no boxes. Say what that means.",
        choices=[(value, _EMPTY[value]) for value in order],
    )


def chosen(option: Option, options: Mapping[str, str]) -> str:
    """The value that was chosen for an option, or its default."""
    values = [value for value, _ in option.choices]
    value = options.get(option.key, values[0])
    if value not in values:
        raise checks.wrong(f"options.{option.key}", f"Choose one of {', '.join(values)}.")
    return value


def box(box_id: str, label: str, rectangle: Sequence[float], **said: Any) -> Json:
    """A box; what is empty or false in ``said`` is left out."""
    kept = {name: value for name, value in said.items() if value is not None and value is not False}
    return {"id": box_id, "label": label, **dict(zip(SIDES, rectangle, strict=True)), "attributes": {}, **kept}


def answer(boxes: Sequence[Json], *, relative: bool = False) -> Json:
    given: Json = {"boxes": list(boxes), "no_objects": not boxes, "comments": [], "criteria": {}}
    return {**given, "relative": True} if relative else given


def with_size(answer: Any, width: Any, height: Any) -> Any:
    """The answer with the size of the image that its boxes were drawn on, where a file says it."""
    says_it = all(checks.is_number(side) and side > 0 for side in (width, height))
    has_boxes = isinstance(answer, Mapping) and bool(answer.get("boxes"))
    return {**answer, "drawn_on": [width, height]} if says_it and has_boxes else answer


def box_id(prefix: str, raw: Any, place: int, taken: set[str]) -> str:
    """An id that tells which annotation of the file is meant, by its own id or else by its place (from 1)."""
    found = f"{prefix}-{raw}"
    is_own = isinstance(raw, int | str) and not isinstance(raw, bool) and ID.fullmatch(found)
    if not is_own or found in taken:
        found = f"{prefix}-at-{place}"
    taken.add(found)
    return found


def problem_with(rectangle: Sequence[Any]) -> str | None:
    """Why four values are no box, wherever the image ends."""
    if len(rectangle) != 4 or not all(map(checks.is_number, rectangle)):
        return "The box must be four numbers."
    if rectangle[2] <= 0 or rectangle[3] <= 0:
        return f"The box has no area: it is {rectangle[2]:g} wide and {rectangle[3]:g} high."
    return None


def problem_with_place(rectangle: Sequence[float], width: float, height: float) -> str | None:
    """Why a box is not on an image of this size."""
    x, y, wide, high = rectangle
    if x >= width or y >= height or x + wide <= 0 or y + high <= 0:
        return f"The box lies outside the image of {width:g} × {height:g}."
    return None


def too_many(count: int) -> str:
    return f"This image has {count:,} boxes; at most {MOST_BOXES:,} are allowed. It comes in without them."


def score(raw: Any) -> float | None:
    return float(raw) if checks.is_number(raw) and 0 <= raw <= 1 else None


def flags(raw: Mapping[str, Any]) -> Json:
    """The flags of a box among what a file says of it."""
    return {name: True for name in FLAGS if _truth(raw.get(name)) is True}


def attributes_of(label: Mapping[str, Any], raw: Mapping[str, Any]) -> Json:
    """What a file says that an attribute of the label takes; by key or title. Null is "not sure"."""
    given = {name.casefold(): value for name, value in raw.items()}
    read: Json = {}
    for attribute in label["attributes"]:
        for name in (attribute["key"], attribute["title"].casefold()):
            said = _said(attribute, given[name]) if name in given else None
            if said is not None and attributes.takes(attribute, said):
                read[attribute["key"]] = said
    return read


def plain_items(names: Iterable[str]) -> Iterable[FolderItem]:
    """One item an image, with nothing said of it."""
    for name in names:
        yield FolderItem(file=name, item=plain_item(name))


def plain_item(name: str, verdicts: Sequence[Verdict] = ()) -> Item:
    return Item(content={"image": name}, external_id=name, verdicts=list(verdicts))


def _said(attribute: Mapping[str, Any], raw: Any) -> Json | None:
    if raw is None:
        return dict(attributes.NOT_SURE)
    value = _VALUES[attribute["type"]](attribute, raw)
    return None if value is None else {"value": value}


def _option(attribute: Mapping[str, Any], raw: Any) -> str | None:
    """The option that has this value or, in any case, this label."""
    text = _text(attribute, raw)
    options = attribute["options"]
    exact = (one["value"] for one in options if one["value"] == text)
    alike = (one["value"] for one in options if one["label"].casefold() == (text or "").casefold())
    return next(exact, None) or next(alike, None)


def _checkbox(attribute: Mapping[str, Any], raw: Any) -> bool | None:
    return _truth(raw)


def _truth(raw: Any) -> bool | None:
    word = str(raw).strip().casefold()
    return True if word in _YES else False if word in _NO else None


def _number(attribute: Mapping[str, Any], raw: Any) -> float | None:
    if isinstance(raw, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,15}(\.[0-9]{1,15})?\s*", raw):
        return checks.plain_number(float(raw))
    return raw if checks.is_number(raw) else None


def _text(attribute: Mapping[str, Any], raw: Any) -> str | None:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    return str(raw).strip() or None


_VALUES = {"radio": _option, "select": _option, "checkbox": _checkbox, "number": _number, "text": _text}
