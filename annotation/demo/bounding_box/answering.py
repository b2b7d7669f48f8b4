"""Answers as people give them: the truth, a few pixels off, with a habit or two and the slips that go with a scene."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from annotation.demo.drawing.canvas import Thing
from annotation.demo.drawing.light import DUSK, FOG, GOLDEN
from annotation.demo.drawing.stage import Scene
from annotation.demo.material import Given
from annotation.kinds.base import Json

SMALL = 20  # pixels; what is smaller is overlooked now and then
REQUIRED_AT_LEAST = 5
SEEN_POORLY, SEEN_FAIRLY = (FOG,), (DUSK, GOLDEN)


@dataclass(frozen=True, slots=True)
class Person:
    """How a demo person draws."""

    key: str
    unsteady: float  # the spread of their edges, in pixels
    loose: float  # how far outside of the thing they draw, in pixels
    overlooks: float  # the share of small things that they do not see
    misjudges: float  # the share of attributes that they get wrong
    seconds: float  # for a box


@dataclass(frozen=True, slots=True)
class Slip:
    """What a person got wrong in one scene: labels they took for others, and labels they did not look for."""

    mistaken: Mapping[str, str]
    missed: frozenset[str] = frozenset()


PEOPLE = (
    Person("ada", unsteady=0.6, loose=0.4, overlooks=0.01, misjudges=0.01, seconds=4.1),
    Person("ben", unsteady=1.3, loose=1.4, overlooks=0.1, misjudges=0.06, seconds=2.3),
    Person("chi", unsteady=0.9, loose=0.2, overlooks=0.04, misjudges=0.03, seconds=3.2),
)

DINGHIES = {"dinghy": "motorboat"}
SLIPS: dict[tuple[str, str], Slip] = {
    ("fairway-fog", "chi"): Slip({}, frozenset({"buoy"})),
    ("small-marina-dusk", "ben"): Slip({**DINGHIES, "sailboat": "motorboat"}),
    ("bay-tropic", "ben"): Slip(DINGHIES, frozenset({"buoy"})),
    ("mooring-field-morning", "chi"): Slip({}, frozenset({"buoy", "dinghy"})),
    ("rocks-golden", "ben"): Slip(DINGHIES),
    ("bridge-fog", "ada"): Slip({}, frozenset({"dinghy"})),
    ("fishing-quay-overcast", "chi"): Slip(DINGHIES),
}
NO_SLIP = Slip({})


def given(person: Person, scene: Scene, things: list[Thing], size: tuple[int, int]) -> Given:
    """What this person answered to this scene; the same each time."""
    rng = np.random.default_rng(zlib.crc32(f"{person.key} {scene.name}".encode()))
    slip = SLIPS.get((scene.name, person.key), NO_SLIP)
    boxes = []
    for number, thing in enumerate(things, start=1):
        overlooked = min(thing.width, thing.height) < SMALL and rng.random() < person.overlooks
        if thing.label not in slip.missed and not overlooked:
            boxes.append(_drawn(person, slip, thing, size, rng) | {"id": f"{person.key}-{number}"})
    answer = _answer(boxes) | {"criteria": {"visibility": {"value": _visibility(scene, rng)}}}
    return Given(person.key, answer, round(12 + person.seconds * len(boxes) * rng.uniform(0.8, 1.2)))


def right(things: list[Thing]) -> Json:
    """The answer that is known to be right."""
    return _answer([box(thing) | {"id": f"gold-{number}"} for number, thing in enumerate(things, start=1)])


def box(thing: Thing) -> Json:
    """A thing as a box around exactly what can be seen of it."""
    sides = {"x": thing.x, "y": thing.y, "width": thing.width, "height": thing.height}
    flags = {name: True for name in ("occluded", "truncated") if getattr(thing, name)}
    return {"label": thing.label, **sides, "attributes": _attributes(thing.attributes), **flags}


def shaken(thing: Thing, unsteady: float, loose: float, size: tuple[int, int], rng: np.random.Generator) -> Json:
    """The sides of a box around a thing as a hand draws it, within the image."""
    # Small things are drawn with more care, or zoomed in.
    spread = min(unsteady, 0.05 * min(thing.width, thing.height))
    left, top, right, bottom = rng.normal(0, spread, 4) + loose * np.array((-1, -1, 1, 1))
    x, y = max(thing.x + left, 0.0), max(thing.y + top, 0.0)
    width = min(thing.x + thing.width + right, size[0]) - x
    height = min(thing.y + thing.height + bottom, size[1]) - y
    sides = {"x": x, "y": y, "width": max(width, REQUIRED_AT_LEAST), "height": max(height, REQUIRED_AT_LEAST)}
    return {name: round(float(side), 1) for name, side in sides.items()}


def _drawn(person: Person, slip: Slip, thing: Thing, size: tuple[int, int], rng: np.random.Generator) -> Json:
    label = slip.mistaken.get(thing.label, thing.label)
    attributes = thing.attributes if label == thing.label else {}
    if rng.random() < person.misjudges:
        attributes = {name: _other(name, value) for name, value in attributes.items()}
    sides = shaken(thing, person.unsteady, person.loose, size, rng)
    return {**box(thing), "label": label, **sides, "attributes": _attributes(attributes)}


def _other(name: str, value: str | bool) -> str | bool:
    """The value that this one is most easily taken for."""
    if name == "colour":
        return {"red": "green", "green": "red"}.get(str(value), "red")
    if isinstance(value, bool):
        return not value
    return "furled" if value == "up" else "up"


def _attributes(values: Mapping[str, str | bool]) -> Json:
    return {name: {"value": value} for name, value in values.items()}


def _visibility(scene: Scene, rng: np.random.Generator) -> int:
    """From 1, poor, to 3, good. Now and then someone sees it one step worse."""
    usual = 1 if scene.light in SEEN_POORLY else 2 if scene.light in SEEN_FAIRLY else 3
    return max(1, usual - int(rng.random() < 0.15))


def _answer(boxes: list[Json]) -> Json:
    return {"boxes": boxes, "no_objects": not boxes, "comments": [], "criteria": {}}
