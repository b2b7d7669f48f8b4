"""Small settings, images, boxes and answers that the tests of the kind share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from annotation.kinds.base import Context, Json
from annotation.kinds.bounding_box.answer import read_answer, undemanding
from annotation.kinds.bounding_box.content import read_content
from annotation.kinds.bounding_box.settings import read_settings
from config.errors import Invalid

COLOURS = [{"label": "Black"}, {"label": "Ginger"}]
CAT: Json = {
    "title": "Cat",
    "attributes": [
        {"title": "Coat", "type": "select", "options": COLOURS, "required": True, "not_sure": True},
        {"title": "Asleep", "type": "checkbox"},
    ],
}
LABELS: list[Json] = [
    {"title": "Dog"},
    CAT,
    {"title": "Puppy", "merged_into": "dog"},
    {"title": "Ferret", "archived": True},
]
IMAGE = read_content({"image": {"sha256": "0f" * 32, "width": 200, "height": 100, "name": "garden/17.jpg"}})


def context(*criteria: Json, labels: list[Json] | None = None, **settings: Any) -> Context:
    given = {"labels": LABELS if labels is None else labels, **settings}
    return Context(settings=read_settings(given), criteria=list(criteria))


PLAIN = context()


def criterion(key: str, scale: Json, **rest: Any) -> Json:
    common = {"title": key.title(), "guidance": "", "applies_to": "image", "required": False, "weight": 1}
    return {"key": key, "scale": scale, **common, **rest}


def box(key: str, x: float, y: float, width: float, height: float, label: str = "dog", **rest: Any) -> Json:
    return {"id": key, "label": label, "x": x, "y": y, "width": width, "height": height, "attributes": {}, **rest}


def answer(*boxes: Json, **rest: Any) -> Json:
    return {"boxes": list(boxes), "no_objects": not boxes, "comments": [], "criteria": {}, **rest}


def xyxy(*rectangles: list[float], label: str = "dog") -> Json:
    """An answer from the edges of boxes: left, top, right, bottom."""
    rows = enumerate(rectangles)
    return answer(*(box(f"b{n}", x, y, right - x, low - y, label) for n, (x, y, right, low) in rows))


def read(raw: Any, where: Context = PLAIN) -> Json:
    return read_answer(raw, IMAGE, where)


def read_leniently(raw: Any, where: Context = PLAIN) -> Json:
    return read_answer(raw, IMAGE, undemanding(where))


def refused_fields(raw: Any, where: Context = PLAIN) -> Mapping[str, str]:
    """What is said to be wrong with an answer."""
    with pytest.raises(Invalid) as refusal:
        read_answer(raw, IMAGE, where)
    assert refusal.value.status == 400
    return refusal.value.fields
