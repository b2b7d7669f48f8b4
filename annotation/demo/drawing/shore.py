"""What a harbour is made of besides boats: beaches, rocks, docks, quays, a bridge, gulls. None of it is asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from annotation.demo.drawing.canvas import Brush, Canvas, Point
from annotation.demo.drawing.fields import Field, clouds, field, ramp
from annotation.demo.drawing.light import Colour, Light

SAND: Colour = (226, 204, 160)
WET_SAND: Colour = (182, 158, 118)
GRASS: Colour = (104, 134, 74)
STONE: Colour = (122, 116, 110)
PLANK: Colour = (158, 128, 94)
CONCRETE: Colour = (170, 170, 164)
ASPHALT: Colour = (96, 98, 102)
FOLIAGE: tuple[Colour, ...] = ((62, 102, 52), (78, 118, 58), (52, 90, 60), (96, 124, 62))


def beach(pixels: Field, light: Light, rng: np.random.Generator, *, angle: float, depth: float) -> Field:
    """A shore that covers ``depth`` of the picture from the side that ``angle`` points to; returns how far inland."""
    height, width = pixels.shape[:2]
    unit = min(width, height)
    bends = 0.34 * (clouds(rng, (width, height), unit / 2.4) - 0.5)
    inland = _towards((width, height), angle) - (1 - 2 * depth) + bends
    near = ramp(inland, -0.42, -0.01)[..., None]
    pixels += (np.array(light.shallow, dtype=np.float32) * 1.04 - pixels) * near * 0.72
    _paint(pixels, ramp(inland, -0.012, 0.0), (244, 246, 240), 0.85)
    _paint(pixels, ramp(inland, 0.0, 0.012), WET_SAND, 1)
    _paint(pixels, ramp(inland, 0.02, 0.07), SAND, 1)
    grain = clouds(rng, (width, height), 9, 2)[..., None]
    land = ramp(inland, 0.0, 0.02)[..., None]
    pixels *= 1 + land * (grain - 0.5) * 0.16
    meadow = ramp(inland + 0.12 * (clouds(rng, (width, height), unit / 9) - 0.5), 0.17, 0.2)
    _paint(pixels, meadow, GRASS, 1)
    pixels *= 1 + meadow[..., None] * (grain - 0.5) * 0.3
    return inland


def rocks(pixels: Field, rng: np.random.Generator, *, amount: float) -> Field:
    """Rocks that stand out of the water, with foam around them; returns how far inland."""
    height, width = pixels.shape[:2]
    unit = min(width, height)
    relief = clouds(rng, (width, height), unit / 3.2, 5)
    level = float(np.quantile(relief, 1 - amount))
    _paint(pixels, ramp(relief, level - 0.05, level), (176, 206, 202), 0.4)
    _paint(pixels, ramp(relief, level - 0.012, level), (246, 248, 246), 0.9)
    stone = ramp(relief, level, level + 0.008)
    texture = 0.72 + 0.75 * clouds(rng, (width, height), 16, 3)
    _paint(pixels, stone, STONE, 1)
    pixels *= 1 + stone[..., None] * (texture[..., None] - 1)
    return relief - np.float32(level)


def whitecaps(pixels: Field, rng: np.random.Generator, *, angle: float, amount: float) -> None:
    """Waves that break."""
    size = pixels.shape[1], pixels.shape[0]
    crest = field(rng, size, (40, 9), angle) * 0.6 + field(rng, size, (12, 5), angle + 8) * 0.4
    level = float(np.quantile(crest, 1 - amount))
    _paint(pixels, ramp(crest, level, level + 0.05), (248, 250, 250), 0.85)


def trees(canvas: Canvas, rng: np.random.Generator, inland: Field, *, count: int, size: float) -> None:
    """Trees on the meadow of a beach."""
    for at in _places(canvas, rng, (inland > 0.26), count):
        _tree(canvas, rng, at, size * rng.uniform(0.6, 1.25))


def parasols(canvas: Canvas, rng: np.random.Generator, inland: Field, *, count: int, size: float) -> None:
    """Parasols on the sand of a beach."""
    for at in _places(canvas, rng, (inland > 0.06) & (inland < 0.15), count):
        _parasol(canvas, rng, at, size)


def jetty(canvas: Canvas, start: Point, end: Point, width: float, colour: Colour = PLANK) -> None:
    """A wooden way over the water, with planks across and posts along it."""
    length = math.dist(start, end)
    angle = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    brush = Brush(length, angle, reach=0.51, breadth=width / length)
    half = width / length / 2
    brush.polygon([(-0.5, -half), (0.5, -half), (0.5, half), (-0.5, half)], colour)
    dark = (colour[0] * 8 // 10, colour[1] * 8 // 10, colour[2] * 8 // 10)
    planks = max(4, round(length / 7))
    for step in range(1, planks):
        x = step / planks - 0.5
        brush.line([(x, -half), (x, half)], dark, 1.2 / length)
    for step in range(max(2, round(length / 60)) + 1):
        x = step / max(2, round(length / 60)) * 0.98 - 0.49
        for y in (-half, half):
            brush.disc((x, y), 3.0 / length, (84, 70, 58))
    canvas.put(brush.sprite(canvas.light), _middle(start, end), height=9)


def quay(
    canvas: Canvas, rng: np.random.Generator, corners: tuple[float, float, float, float], *, scale: float = 1
) -> None:
    """A stone edge with a road, slabs and stacked goods."""
    left, top, right, bottom = corners
    length, half = right - left, (bottom - top) / (right - left) / 2
    brush = Brush(length, 0, reach=0.51, breadth=half * 1.02)
    pixel = scale / length
    brush.polygon(_rectangle(0.5, half), (128, 126, 122))
    brush.polygon(_rectangle(0.5 - 4 * pixel, half - 4 * pixel), CONCRETE)
    for x in np.arange(-0.5, 0.5, 46 * pixel):
        brush.line([(float(x), -half), (float(x), half)], (150, 150, 145), 1.2 * pixel)
    for y in np.arange(-half, half, 46 * pixel):
        brush.line([(-0.5, float(y)), (0.5, float(y))], (150, 150, 145), 1.2 * pixel)
    canvas.put(brush.sprite(canvas.light), ((left + right) / 2, (top + bottom) / 2), height=12)
    for x in np.arange(left + 76 * scale, right - 30 * scale, 62 * scale):
        for y in np.arange(top + 40 * scale, bottom - 24 * scale, 30 * scale):
            if rng.random() < 0.18:
                _container(canvas, rng, (float(x), float(y)), 54 * scale)


def bridge(canvas: Canvas, start: Point, end: Point, width: float, rng: np.random.Generator) -> None:
    """A road high over the water; boats pass beneath."""
    length = math.dist(start, end)
    angle = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    brush = Brush(length, angle, reach=0.51, breadth=width / length)
    half = width / length / 2
    brush.polygon(_rectangle(0.5, half), (186, 184, 178))
    brush.polygon(_rectangle(0.5, half * 0.82), ASPHALT)
    for step in range(-int(length / 44), int(length / 44)):
        x = step * 22 / length
        brush.line([(x, 0), (x + 11 / length, 0)], (226, 224, 214), 2.2 / length)
    for number in range(int(length / 110)):
        x, lane = number * 110 / length - 0.48 + float(rng.uniform(0, 0.04)), (1 if rng.random() < 0.5 else -1)
        _car(brush, (x, lane * half * 0.4), rng)
    canvas.put(brush.sprite(canvas.light), _middle(start, end), height=34)


def gull(canvas: Canvas, rng: np.random.Generator, at: Point, span: float) -> None:
    """A gull in flight, well above the water."""
    brush = Brush(span, float(rng.uniform(0, 360)), reach=0.6)
    for side in (-1, 1):
        brush.polygon(
            [(0.1, 0), (0.16, side * 0.2), (-0.02, side * 0.5), (0.02, side * 0.22), (-0.08, 0)], (240, 242, 244)
        )
        brush.polygon([(0.06, side * 0.34), (-0.02, side * 0.5), (0.02, side * 0.34)], (84, 88, 94))
    brush.polygon([(0.2, 0), (0.06, 0.05), (-0.2, 0.03), (-0.2, -0.03), (0.06, -0.05)], (250, 250, 250))
    canvas.put(brush.sprite(canvas.light), at, height=26)


def _parasol(canvas: Canvas, rng: np.random.Generator, at: Point, size: float) -> None:
    brush = Brush(size, float(rng.uniform(0, 45)))
    colour = ((214, 70, 62), (58, 120, 178), (240, 196, 70))[int(rng.integers(3))]
    for part in range(8):
        turns = (part * math.pi / 4, (part + 1) * math.pi / 4)
        edge = [(0.5 * math.cos(turn), 0.5 * math.sin(turn)) for turn in turns]
        brush.polygon([(0, 0), *edge], colour if part % 2 else (246, 242, 232))
    canvas.put(brush.sprite(canvas.light), at, height=9)


def _places(canvas: Canvas, rng: np.random.Generator, land: NDArray[np.bool_], count: int) -> list[Point]:
    """Places on the land, from the upper edge down; the land may be given more coarsely than the picture."""
    rows, columns = np.nonzero(land)
    if len(rows) == 0:
        return []
    coarser = canvas.image.width / land.shape[1]
    chosen = sorted(rng.integers(len(rows), size=count))
    return [(float(columns[index]) * coarser, float(rows[index]) * coarser) for index in chosen]


def _tree(canvas: Canvas, rng: np.random.Generator, at: Point, size: float) -> None:
    brush = Brush(size, 0, reach=0.75)
    base = FOLIAGE[int(rng.integers(len(FOLIAGE)))]
    for ring, shade in ((0.34, -18), (0.24, 0), (0.12, 20)):
        colour = (base[0] + shade, base[1] + shade, base[2] + shade)
        for turn in rng.uniform(0, 2 * math.pi, 9):
            brush.disc((ring * math.cos(turn) - ring * 0.2, ring * math.sin(turn) - ring * 0.2), 0.2, colour)
    canvas.put(brush.sprite(canvas.light), at, height=size * 0.3)


def _container(canvas: Canvas, rng: np.random.Generator, at: Point, length: float) -> None:
    brush = Brush(length, 0)
    colour = ((176, 74, 58), (66, 108, 142), (92, 126, 88), (198, 164, 84))[int(rng.integers(4))]
    brush.polygon(_rectangle(0.46, 0.19), colour)
    for step in range(-5, 6):
        dark = (colour[0] * 85 // 100, colour[1] * 85 // 100, colour[2] * 85 // 100)
        brush.line([(step * 0.08, -0.19), (step * 0.08, 0.19)], dark, 0.02)
    canvas.put(brush.sprite(canvas.light), at, height=10)


def _car(brush: Brush, at: Point, rng: np.random.Generator) -> None:
    colour = ((232, 232, 232), (170, 44, 44), (44, 70, 110), (60, 62, 66))[int(rng.integers(4))]
    long, wide = 15 / brush.length, 7 / brush.length
    for scale, fill in ((1.0, colour), (0.5, (70, 90, 104))):
        x, y = long * scale, wide * scale
        brush.polygon(
            [(at[0] - x, at[1] - y), (at[0] + x, at[1] - y), (at[0] + x, at[1] + y), (at[0] - x, at[1] + y)], fill
        )


def _towards(size: tuple[int, int], angle: float) -> Field:
    """-1 on one side of the picture, 1 on the side that the angle points to."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across: Field = np.linspace(-1, 1, size[0], dtype=np.float32)[None, :]
    down: Field = np.linspace(-1, 1, size[1], dtype=np.float32)[:, None]
    whole = abs(cos) + abs(sin)
    return across * (cos / whole) + down * (sin / whole)


def _paint(pixels: Field, mask: Field, colour: Colour, strength: float) -> None:
    pixels += (np.array(colour, dtype=np.float32) - pixels) * (mask * np.float32(strength))[..., None]


def _rectangle(half_x: float, half_y: float) -> Sequence[Point]:
    return [(-half_x, -half_y), (half_x, -half_y), (half_x, half_y), (-half_x, half_y)]


def _middle(start: Point, end: Point) -> Point:
    return (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
