"""What a scene is: a light, a size, and a function that fills the stage with land and boats."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from annotation.demo.drawing import boats
from annotation.demo.drawing.boats import Afloat
from annotation.demo.drawing.canvas import Canvas, Point, Thing
from annotation.demo.drawing.fields import Field
from annotation.demo.drawing.light import Light, graded, water

COARSER = 2  # water and land are made at half the size: they are soft anyway


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture and what is in it."""

    image: Image.Image
    things: list[Thing]


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture that can be drawn, always the same."""

    name: str
    light: Light
    size: tuple[int, int]
    fill: Callable[[Stage], None]
    scale: float = 1.0

    def draw(self) -> Drawn:
        rng = np.random.default_rng(zlib.crc32(self.name.encode()))
        stage = Stage(self, rng)
        self.fill(stage)
        return Drawn(graded(stage.canvas.image, self.light, rng), stage.canvas.things())


class Stage:
    """What a scene is set on: first water and land as colours (coarse), then a canvas that things are put on."""

    def __init__(self, scene: Scene, rng: np.random.Generator) -> None:
        self.rng = rng
        self.light = scene.light
        self.width, self.height = scene.size
        self.scale = scene.scale
        self.wind = float(rng.uniform(0, 360))
        half = (self.width + 1) // COARSER, (self.height + 1) // COARSER
        self.pixels: Field = water(scene.light, rng, half, scale=scene.scale / COARSER, angle=self.wind)
        self.taken: list[tuple[Point, float]] = []
        self._canvas: Canvas | None = None

    @property
    def canvas(self) -> Canvas:
        """The canvas; from the first use on, water and land stay as they are."""
        if self._canvas is None:
            flat = Image.fromarray(self.pixels.clip(0, 255).astype(np.uint8))
            self._canvas = Canvas(flat.resize((self.width, self.height), Image.Resampling.BICUBIC), self.light)
        return self._canvas

    def between(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high)) * self.scale

    def free(self, room: float, within: tuple[float, float, float, float] = (0.015, 0.02, 0.985, 0.98)) -> Point | None:
        """A place on the water with that much room around it; None if none is found."""
        left, top, right, bottom = within
        for _ in range(60):
            x = float(self.rng.uniform(left, right)) * self.width
            y = float(self.rng.uniform(top, bottom)) * self.height
            if all(math.dist((x, y), at) > room + kept for at, kept in self.taken):
                self.taken.append(((x, y), room))
                return x, y
        return None

    def block(self, left: float, top: float, right: float, bottom: float) -> None:
        """Keep free floating things off a part of the picture, given in shares of its size."""
        step = 40 * self.scale
        for x in np.arange(left * self.width, right * self.width + step, step):
            for y in np.arange(top * self.height, bottom * self.height + step, step):
                self.taken.append(((float(x), float(y)), step))

    def keep_off(self, inland: Field) -> None:
        """Keep free floating things off the land."""
        step = int(24 * self.scale)
        coarse = step // COARSER
        rows, columns = np.nonzero(inland[::coarse, ::coarse] > -0.05)
        self.taken += [((float(x * step), float(y * step)), step * 0.9) for x, y in zip(columns, rows, strict=True)]

    def sail(
        self,
        count: int,
        *,
        size: tuple[float, float] = (70, 120),
        sails: str = "up",
        spread: float = 35,
        room: float = 0.5,
    ) -> None:
        """Sailing boats, all on about one course. With little ``room`` they overlap."""
        course = self.wind + 70
        for _ in range(count):
            length = self.between(*size)
            at = self.free(length * room)
            if at is not None:
                heading = course + float(self.rng.uniform(-spread, spread))
                boats.sailboat(self.canvas, self.rng, Afloat(at, length, heading), sails=sails)

    def raft(self, boats_in_it: int, *, size: float = 100) -> None:
        """Boats tied up alongside each other at anchor, with a dinghy behind one of them."""
        at = self.free(size * 0.3 * boats_in_it * self.scale)
        if at is None:
            return
        heading = self.wind + 70 + float(self.rng.uniform(-6, 6))
        cos, sin = math.cos(math.radians(heading)), math.sin(math.radians(heading))
        for number in range(boats_in_it):
            length = size * self.between(0.8, 1.1)
            aside, along = (number - boats_in_it / 2) * size * 0.27 * self.scale, self.between(-6, 6)
            place = at[0] - aside * sin + along * cos, at[1] + aside * cos + along * sin
            boats.sailboat(self.canvas, self.rng, Afloat(place, length, heading), sails="furled")
        behind = size * self.between(0.58, 0.64)
        tied = at[0] - behind * cos, at[1] - behind * sin
        boats.dinghy(self.canvas, self.rng, Afloat(tied, size * 0.3 * self.scale, heading + self.between(-25, 25)))

    def motor(self, count: int, *, size: tuple[float, float] = (48, 86), moving: float = 0.5) -> None:
        for _ in range(count):
            length, wake = self.between(*size), bool(self.rng.random() < moving)
            at = self.free(length * (0.95 if wake else 0.55))
            if at is not None:
                afloat = Afloat(at, length, float(self.rng.uniform(0, 360)))
                boats.motorboat(self.canvas, self.rng, afloat, wake=wake)

    def row(self, count: int, *, size: tuple[float, float] = (24, 36)) -> None:
        for _ in range(count):
            length = self.between(*size)
            at = self.free(length * 0.55)
            if at is not None:
                boats.dinghy(self.canvas, self.rng, Afloat(at, length, float(self.rng.uniform(0, 360))))

    def mark(self, count: int, colour: str, *, size: tuple[float, float] = (13, 18)) -> None:
        for _ in range(count):
            length = self.between(*size)
            at = self.free(length)
            if at is not None:
                boats.buoy(self.canvas, Afloat(at, length), colour=colour)

    def float_mark(self, at: Point, size: float, colour: str) -> None:
        """A buoy at a place of its own, in pixels."""
        self.taken.append((at, 20 * self.scale))
        boats.buoy(self.canvas, Afloat(at, size * self.scale), colour=colour)

    def pass_by(self, at: Point, length: float, angle: float) -> None:
        """A motorboat under way at a place of its own, in pixels."""
        self.taken.append((at, length))
        boats.motorboat(self.canvas, self.rng, Afloat(at, length * self.scale, angle), wake=True)

    def lane(self, start: Point, end: Point, pairs: int, *, width: float = 90, size: float = 16) -> None:
        """A fairway between red and green buoys, from one place to another in shares of the picture's size."""
        ahead = (end[0] - start[0]) * self.width, (end[1] - start[1]) * self.height
        length = math.hypot(*ahead)
        aside = -ahead[1] / length * width / 2 * self.scale, ahead[0] / length * width / 2 * self.scale
        for step in range(pairs):
            share = (step + 0.5) / pairs
            x, y = start[0] * self.width + ahead[0] * share, start[1] * self.height + ahead[1] * share
            for side, colour in ((-1, "red"), (1, "green")):
                at = x + side * aside[0] + self.between(-4, 4), y + side * aside[1] + self.between(-4, 4)
                self.float_mark(at, size, colour)

    def moor(self, start: Point, end: Point, *, gap: float, facing: float, mix: str, empty: float = 0.12) -> None:
        """A row of berths from one place to another, in pixels. ``mix`` says what may lie there: s, m or d."""
        berths = int(math.dist(start, end) // gap)
        for number in range(berths):
            share = (number + 0.5) / berths
            at = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            kind = mix[int(self.rng.integers(len(mix)))]
            if self.rng.random() < empty:
                continue
            turned = facing + float(self.rng.uniform(-4, 4)) + (180 if self.rng.random() < 0.2 else 0)
            self._moored(kind, at, gap, turned, math.radians(facing))

    def _moored(self, kind: str, at: Point, gap: float, turned: float, out: float) -> None:
        length = gap * {"s": 2.4, "m": 1.75, "d": 1.2}[kind] * float(self.rng.uniform(0.86, 1.06))
        away = length * 0.5 + 7 * self.scale
        afloat = Afloat((at[0] + math.cos(out) * away, at[1] + math.sin(out) * away), length, turned)
        if kind == "s":
            boats.sailboat(self.canvas, self.rng, afloat, sails="furled")
        elif kind == "m":
            boats.motorboat(self.canvas, self.rng, afloat)
        else:
            boats.dinghy(self.canvas, self.rng, afloat)
