"""A picture being composed of sprites, which knows at the end which part of each thing can be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from annotation.demo.drawing.light import Colour, Light

LARGE = 400
HARDLY_VISIBLE = 0.2
OCCLUDED = 0.93

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something worth a box: what it is, and the part of it that can be seen."""

    label: str
    x: int
    y: int
    width: int
    height: int
    attributes: dict[str, str | bool]
    occluded: bool
    truncated: bool


class Brush:
    """Draws one sprite in coordinates of its own: x runs to the bow, y to starboard, the length is 1."""

    def __init__(self, length: float, angle: float, reach: float = 0.6, breadth: float | None = None) -> None:
        self.length = length
        self.cos, self.sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        self.finer = 3 if length < LARGE else 2  # drawn that many times larger, then reduced, so that edges are smooth
        along, aside = length * reach, length * (reach if breadth is None else breadth)
        self.width = 2 * math.ceil(abs(self.cos) * along + abs(self.sin) * aside) + 4
        self.height = 2 * math.ceil(abs(self.sin) * along + abs(self.cos) * aside) + 4
        self.image = Image.new("RGBA", (self.width * self.finer, self.height * self.finer))
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], fill: Colour, alpha: int = 255) -> None:
        self.draw.polygon([self._place(point) for point in points], fill=(*fill, alpha))

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        thick = max(1, round(width * self.length * self.finer))
        self.draw.line([self._place(point) for point in points], fill=(*fill, 255), width=thick, joint="curve")

    def disc(self, centre: Point, radius: float, fill: Colour) -> None:
        (x, y), reach = self._place(centre), radius * self.length * self.finer
        self.draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=(*fill, 255))

    def flat(self) -> Image.Image:
        """What was drawn, reduced to its size."""
        return self.image.reduce(self.finer)

    def sprite(self, light: Light) -> Image.Image:
        """What was drawn, lit: brighter on the side that the sun is on."""
        small = self.flat()
        across, down = (np.linspace(-1, 1, side, dtype=np.float32) for side in (self.width, self.height))
        away = math.hypot(*light.shadow) or 1
        slope = across[None, :] * light.shadow[0] / away + down[:, None] * light.shadow[1] / away
        shade = Image.fromarray((np.abs(slope) * 255 * light.darkness * 0.5).clip(0, 255).astype(np.uint8))
        dark = Image.fromarray((slope > 0).astype(np.uint8) * 255)
        alpha = small.getchannel("A")
        shaded = small.convert("RGB")
        shaded.paste((12, 24, 48), mask=ImageChops.multiply(shade, dark))
        shaded.paste((255, 252, 240), mask=ImageChops.multiply(shade, ImageChops.invert(dark)))
        shaded.putalpha(alpha)
        return shaded

    def _place(self, point: Point) -> Point:
        x, y = point[0] * self.length, point[1] * self.length
        across, down = self.width / 2 + x * self.cos - y * self.sin, self.height / 2 + x * self.sin + y * self.cos
        return across * self.finer, down * self.finer


@dataclass(slots=True)
class _Placed:
    label: str
    attributes: dict[str, str | bool]
    left: int
    top: int
    width: int
    height: int
    pixels: int  # of the whole sprite, visible or not


@dataclass(slots=True)
class Canvas:
    """The picture, and for each of its pixels the number of the thing that is seen there; 0 is none."""

    image: Image.Image
    light: Light
    owners: np.ndarray[tuple[int, int], np.dtype[np.uint16]] = field(init=False)
    placed: list[_Placed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.owners = np.zeros((self.image.height, self.image.width), dtype=np.uint16)

    def put(
        self,
        sprite: Image.Image,
        at: Point,
        *,
        height: float,
        label: str = "",
        attributes: dict[str, str | bool] | None = None,
    ) -> None:
        """Lay a sprite down with its shadow. Without a label it is nothing to ask for, and only hides others."""
        left, top = round(at[0] - sprite.width / 2), round(at[1] - sprite.height / 2)
        self._shade(sprite, left, top, height)
        self.image.paste(sprite, (left, top), sprite)
        solid = np.asarray(sprite.getchannel("A")) > 127
        number = 0
        if label:
            rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
            box = left + int(columns[0]), top + int(rows[0]), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1
            self.placed.append(_Placed(label, attributes or {}, *box, pixels=int(solid.sum())))
            number = len(self.placed)
        self._own(solid, left, top, number)

    def foam(self, sprite: Image.Image, at: Point, *, soft: float) -> None:
        """Lay something on the water that has no height and covers nothing."""
        sprite = sprite.filter(ImageFilter.BoxBlur(soft))
        self.image.paste(sprite, (round(at[0] - sprite.width / 2), round(at[1] - sprite.height / 2)), sprite)

    def things(self) -> list[Thing]:
        """What can be seen well enough to be asked for, in the order it was laid down."""
        found = (self._seen(number, placed) for number, placed in enumerate(self.placed, start=1))
        return [thing for thing in found if thing is not None]

    def _shade(self, sprite: Image.Image, left: int, top: int, height: float) -> None:
        soft = max(1.0, height * 0.22)
        margin = math.ceil(3 * soft)
        mask = Image.new("L", (sprite.width + 2 * margin, sprite.height + 2 * margin))
        mask.paste(sprite.getchannel("A").point(lambda value: value * self.light.darkness), (margin, margin))
        mask = mask.filter(ImageFilter.BoxBlur(soft))
        fall = self.light.shadow
        corner = left - margin + round(fall[0] * height), top - margin + round(fall[1] * height)
        self.image.paste((8, 26, 44), (*corner, corner[0] + mask.width, corner[1] + mask.height), mask)

    def _own(self, solid: np.ndarray[tuple[int, int], np.dtype[np.bool_]], left: int, top: int, number: int) -> None:
        x, y = max(left, 0), max(top, 0)
        region = self.owners[y : max(top + solid.shape[0], 0), x : max(left + solid.shape[1], 0)]
        region[solid[y - top :, x - left :][: region.shape[0], : region.shape[1]]] = number

    def _seen(self, number: int, placed: _Placed) -> Thing | None:
        x, y = max(placed.left, 0), max(placed.top, 0)
        region = self.owners[y : placed.top + placed.height, x : placed.left + placed.width] == number
        visible = int(region.sum())
        if visible < HARDLY_VISIBLE * placed.pixels or min(region.shape) == 0:
            return None
        rows, columns = np.flatnonzero(region.any(axis=1)), np.flatnonzero(region.any(axis=0))
        inside = placed.left >= 0 and placed.top >= 0
        inside = inside and placed.left + placed.width <= self.image.width
        inside = inside and placed.top + placed.height <= self.image.height
        return Thing(
            placed.label,
            x + int(columns[0]),
            y + int(rows[0]),
            int(np.ptp(columns)) + 1,
            int(np.ptp(rows)) + 1,
            placed.attributes,
            occluded=inside and visible < OCCLUDED * placed.pixels,
            truncated=not inside,
        )
