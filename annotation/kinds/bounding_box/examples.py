"""Images with answers that are right; the law tests run over them and the help pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds.base import Example, Json
from annotation.kinds.bounding_box.settings import read_settings

_OPTIONS = [{"value": value, "label": value.capitalize()} for value in ("red", "yellow", "green")]
STREET_SETTINGS = read_settings(
    {
        "labels": [
            {
                "title": "Car",
                "shortcut": "1",
                "category_id": 3,
                "attributes": [
                    {"title": "Parked", "type": "checkbox", "required": True, "not_sure": True},
                    {"title": "Plate", "type": "text", "max_length": 12},
                    {"title": "Doors", "type": "number", "min": 1, "max": 7, "step": 1},
                ],
            },
            {"title": "Van", "merged_into": "car", "category_id": 8},
            {
                "title": "Traffic light",
                "shortcut": "2",
                "attributes": [{"title": "Light", "type": "radio", "options": _OPTIONS, "required": True}],
            },
            {"title": "Person", "shortcut": "3"},
        ]
    }
)
_CLEAR: Json = {
    "key": "clear",
    "title": "How clear is the image?",
    "guidance": "Judge the image, not the objects.",
    "scale": {
        "type": "ordinal",
        "anchors": [
            {"value": 1, "label": "Blurred", "description": "Edges cannot be told."},
            {"value": 2, "label": "Usable", "description": "Most edges can be told."},
            {"value": 3, "label": "Sharp", "description": ""},
        ],
    },
    "applies_to": "image",
    "required": True,
    "weight": 1,
}
_NOTE: Json = {
    "key": "note",
    "title": "What else should we know?",
    "guidance": "",
    "scale": {"type": "text", "min_length": 0},
    "applies_to": "image",
    "required": False,
    "weight": 0,
}


def _content(width: int, height: int, name: str, digit: str) -> Json:
    return {"image": {"sha256": digit * 64, "width": width, "height": height, "name": name}}


def _box(key: str, label: str, rectangle: tuple[float, float, float, float], **rest: Any) -> Json:
    sides = dict(zip(("x", "y", "width", "height"), rectangle, strict=True))
    return {"id": key, "label": label, **sides, "attributes": {}, **rest}


def _said(**values: Any) -> Json:
    return {key: value if isinstance(value, Mapping) else {"value": value} for key, value in values.items()}


def _answer(*boxes: Json, **rest: Any) -> Json:
    return {"boxes": list(boxes), "no_objects": not boxes, "comments": [], "criteria": {}, **rest}


STREET = Example(
    settings=STREET_SETTINGS,
    criteria=[_CLEAR, _NOTE],
    content=_content(640, 480, "crossing/morning-0017.jpg", "a"),
    answers=[
        _answer(
            _box("k1", "car", (40, 210.5, 180, 96), attributes=_said(parked=True, plate="NK 417", doors=4)),
            _box("k2", "traffic-light", (402, 35, 28, 77.25), attributes=_said(light="red")),
            _box("k3", "person", (250, 190, 41, 118), occluded=True),
            comments=[{"id": "n1", "box": "k3", "x": 270, "y": 200, "text": "Half behind the car?"}],
            criteria={"clear": {"value": 3}, "note": {"value": "Low sun"}},
        ),
        _answer(
            _box("m1", "car", (44, 208, 178, 100), attributes=_said(parked=False, doors=5)),
            _box("m2", "traffic-light", (401, 34, 30, 79), attributes=_said(light="yellow")),
            criteria={"clear": {"value": 2}},
        ),
        _answer(
            _box("p1", "person", (42, 212, 181, 95)),
            _box("p2", "traffic-light", (400, 36.125, 30, 76), attributes=_said(light="red")),
            _box("p3", "car", (600, 230, 40, 60), attributes=_said(parked={"missing": "not_sure"}), truncated=True),
            criteria={"clear": {"missing": "cannot_assess"}},
        ),
    ],
)
EMPTY = Example(
    settings=read_settings({"labels": [{"title": "Nest"}, {"title": "Egg"}], "min_size": 8}),
    criteria=[],
    content=_content(1024, 768, "meadow.png", "b"),
    answers=[
        _answer(),
        _answer(_box("e1", "nest", (300, 280, 64, 48))),
        _answer(_box("f1", "nest", (302, 281, 60, 47)), _box("f2", "egg", (320, 300, 9, 11))),
    ],
)


def _crowd(*, first: int, shift: float, label: str = "cell") -> Json:
    """Rows of cells, each of which overlaps its neighbours."""
    places = [(column, row) for row in range(6) for column in range(10)][first:]
    return _answer(
        *(_box(f"b{row}-{column}", label, (20 + 30 * column + shift, 15 + 35 * row, 40, 45)) for column, row in places)
    )


CROWDED = Example(
    settings=read_settings({"labels": [{"title": "Cell"}, {"title": "Debris"}], "iou_threshold": 0.6}),
    criteria=[],
    content=_content(400, 300, "slide 4/field 12.tif.png", "c"),
    answers=[
        _crowd(first=0, shift=0),
        _crowd(first=7, shift=1.5),
        _crowd(first=3, shift=-1.25),
        _crowd(first=0, shift=0.5, label="debris"),
    ],
)
EXAMPLES = (STREET, EMPTY, CROWDED)
