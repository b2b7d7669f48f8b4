"""Suggestions as a small model makes them: most are right, some are not, and each has a score."""

from __future__ import annotations

import hashlib
import zlib

import numpy as np

from annotation.demo.bounding_box.answering import SMALL, box, shaken
from annotation.demo.drawing.canvas import Thing
from annotation.demo.drawing.stage import Scene
from annotation.demo.material import Suggested
from annotation.kinds.base import Json

MODEL = "harbour-detector (demo)"
VERSION = hashlib.sha256(MODEL.encode()).hexdigest()[:12]
UNSTEADY = 1.6
OVERLOOKS_SMALL, OVERLOOKS_LARGE, MISTAKES, INVENTS = 0.22, 0.03, 0.12, 2
TAKEN_FOR = {"dinghy": "motorboat", "motorboat": "dinghy", "sailboat": "motorboat", "buoy": "dinghy"}


def suggested(scene: Scene, things: list[Thing], size: tuple[int, int]) -> Suggested:
    """What the model says of a scene; the same each time."""
    rng = np.random.default_rng(zlib.crc32(f"{MODEL} {scene.name}".encode()))
    found = [_found(thing, size, rng) for thing in things if not _overlooked(thing, rng)]
    boxes = found + [_invented(size, rng) for _ in range(INVENTS)]
    numbered = [{**one, "id": f"s{number}"} for number, one in enumerate(boxes, start=1)]
    answer = {"boxes": numbered, "no_objects": not boxes, "comments": [], "criteria": {}}
    return Suggested(MODEL, VERSION, answer)


def _overlooked(thing: Thing, rng: np.random.Generator) -> bool:
    share = OVERLOOKS_SMALL if min(thing.width, thing.height) < SMALL else OVERLOOKS_LARGE
    return bool(rng.random() < share)


def _found(thing: Thing, size: tuple[int, int], rng: np.random.Generator) -> Json:
    mistaken = rng.random() < MISTAKES
    label = TAKEN_FOR[thing.label] if mistaken else thing.label
    score = rng.uniform(0.35, 0.7) if mistaken or thing.occluded else rng.uniform(0.72, 0.995)
    sides = shaken(thing, UNSTEADY, 0.0, size, rng)
    attributes = {} if mistaken else box(thing)["attributes"]
    return {"label": label, **sides, "attributes": attributes, "score": round(float(score), 3)}


def _invented(size: tuple[int, int], rng: np.random.Generator) -> Json:
    """Foam, taken for something."""
    sides = rng.uniform(16, 44, 2)
    corner = rng.uniform(0, 1, 2) * (np.array(size) - sides)
    values = (*corner, *sides)
    named = {name: round(float(value), 1) for name, value in zip(("x", "y", "width", "height"), values, strict=True)}
    return {"label": "dinghy", **named, "attributes": {}, "score": round(float(rng.uniform(0.25, 0.5)), 3)}
