"""What floats in the harbour, seen from above."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotation.demo.drawing.canvas import Brush, Canvas, Point
from annotation.demo.drawing.light import Colour

WHITE: Colour = (246, 246, 240)
CREAM: Colour = (236, 226, 204)
TEAK: Colour = (190, 150, 104)
DARK: Colour = (44, 52, 62)
GLASS: Colour = (52, 84, 108)
HULLS: tuple[Colour, ...] = ((240, 240, 236), (32, 62, 104), (152, 38, 40), (34, 96, 92), (238, 232, 214), (60, 64, 72))
COVERS: tuple[Colour, ...] = ((36, 70, 128), (158, 44, 44), (206, 192, 160), (38, 104, 96))
RUBBER: tuple[Colour, ...] = ((122, 128, 134), (226, 116, 42), (70, 76, 84))
BUOYS: dict[str, Colour] = {"red": (206, 44, 40), "green": (36, 142, 78), "yellow": (238, 190, 40)}


@dataclass(frozen=True, slots=True)
class Afloat:
    """Where something floats: its centre, its length in pixels, and where its bow points, in degrees."""

    at: Point
    length: float
    angle: float = 0.0


def sailboat(canvas: Canvas, rng: np.random.Generator, afloat: Afloat, *, sails: str = "furled") -> None:
    brush = Brush(afloat.length, afloat.angle, reach=0.72)
    _hull(brush, 0.29, _one(rng, HULLS), _one(rng, (TEAK, CREAM, WHITE)))
    brush.polygon(_oval(-0.3, 0.0, 0.14, 0.07), DARK)
    brush.polygon(_oval(0.04, 0.0, 0.18, 0.08), WHITE)
    brush.polygon(_oval(0.05, 0.0, 0.14, 0.035), (206, 210, 208))
    if sails == "up":
        _sails(brush, 1 if rng.random() < 0.5 else -1, _one(rng, (WHITE, WHITE, CREAM, (214, 92, 70), (70, 120, 176))))
    else:
        brush.line([(0.1, 0), (-0.36, 0.0)], _one(rng, COVERS), 0.06)
        brush.line([(0.49, 0), (0.12, 0.0)], (228, 228, 224), 0.018)
        brush.disc((0.1, 0), 0.024, DARK)
    height = afloat.length * (0.16 if sails == "up" else 0.09)
    canvas.put(brush.sprite(canvas.light), afloat.at, height=height, label="sailboat", attributes={"sails": sails})


def motorboat(canvas: Canvas, rng: np.random.Generator, afloat: Afloat, *, wake: bool = False) -> None:
    if wake:
        _wake(canvas, afloat)
    brush = Brush(afloat.length, afloat.angle)
    accent = _one(rng, HULLS[1:])
    _hull(brush, 0.38, accent, WHITE)
    brush.polygon([(-0.56, -0.05), (-0.46, -0.06), (-0.46, 0.06), (-0.56, 0.05)], DARK)
    if rng.random() < 0.5:
        _cabin(brush, accent)
    else:
        _cockpit(brush, accent)
    height = afloat.length * 0.08
    canvas.put(brush.sprite(canvas.light), afloat.at, height=height, label="motorboat", attributes={"wake": wake})


def dinghy(canvas: Canvas, rng: np.random.Generator, afloat: Afloat) -> None:
    brush = Brush(afloat.length, afloat.angle, reach=0.75)
    if rng.random() < 0.5:
        tube = _one(rng, RUBBER)
        _hull(brush, 0.5, tube, (84, 88, 92) if tube != RUBBER[2] else (150, 152, 150), rim=0.3)
        brush.polygon([(-0.56, -0.08), (-0.42, -0.09), (-0.42, 0.09), (-0.56, 0.08)], DARK)
    else:
        _hull(brush, 0.46, _one(rng, ((120, 78, 44), (234, 230, 214), (52, 92, 120))), (164, 118, 74), rim=0.18)
        for x in (-0.26, 0.0, 0.22):
            brush.line([(x, -0.18), (x, 0.18)], (206, 168, 118), 0.07)
    canvas.put(brush.sprite(canvas.light), afloat.at, height=afloat.length * 0.08, label="dinghy", attributes={})


def buoy(canvas: Canvas, afloat: Afloat, *, colour: str) -> None:
    brush = Brush(afloat.length, 0)
    red, green, blue = BUOYS[colour]
    brush.disc((0, 0), 0.5, (red * 6 // 10, green * 6 // 10, blue * 6 // 10))
    brush.disc((-0.03, -0.03), 0.43, BUOYS[colour])
    brush.disc((-0.05, -0.05), 0.17, (250, 244, 230))
    brush.disc((-0.05, -0.05), 0.09, DARK)
    height = afloat.length * 0.5
    canvas.put(brush.sprite(canvas.light), afloat.at, height=height, label="buoy", attributes={"colour": colour})


def _hull(brush: Brush, beam: float, side: Colour, deck: Colour, rim: float = 0.16) -> None:
    brush.polygon(_outline(beam, 1.0), side)
    brush.polygon(_outline(beam * (1 - rim), 1 - rim * 0.6), deck)


def _outline(beam: float, scale: float) -> list[Point]:
    """A hull: broad at the stern, round towards the bow."""
    stations = [step / 15 - 0.5 for step in range(16)]
    half = [beam / 2 * (0.84 + 0.16 * math.sin((t + 0.5) * math.pi)) * _taper(t) for t in stations]
    port = [(t * scale, -width) for t, width in zip(stations, half, strict=True)]
    return port + [(x, -y) for x, y in reversed(port)]


def _taper(station: float) -> float:
    return math.sqrt(max(0.0, 1 - max(0.0, (station + 0.08) / 0.58) ** 2.4))


def _sails(brush: Brush, side: int, colour: Colour) -> None:
    """Main and jib, filled by the wind from the other side, and leaning away from it."""
    seam = (colour[0] * 8 // 10, colour[1] * 8 // 10, colour[2] * 8 // 10)
    head = (-0.02, side * 0.5)
    main = _curve((0.1, 0.0), head, side * 0.05) + _curve(head, (-0.46, side * 0.2), side * 0.06)
    jib = _curve((0.5, 0.0), (0.06, side * 0.42), side * 0.05) + _curve((0.06, side * 0.42), (0.04, side * 0.14), 0.02)
    brush.polygon([*main, (0.1, 0.0)], colour)
    brush.line([(0.1, 0.0), (-0.46, side * 0.2)], (120, 108, 92), 0.022)
    for share in (0.35, 0.65):
        start = (0.1 - 0.12 * share, side * 0.5 * share)
        end = (-0.46 + 0.44 * share, side * (0.2 + 0.3 * share))
        brush.line([start, end], seam, 0.01)
    brush.polygon(jib, (min(colour[0] + 6, 255), min(colour[1] + 6, 255), min(colour[2] + 6, 255)))
    brush.line([(0.1, 0.0), head], DARK, 0.016)


def _curve(start: Point, end: Point, bulge: float) -> list[Point]:
    steps = [step / 8 for step in range(9)]
    arc = [bulge * math.sin(share * math.pi) for share in steps]
    return [
        (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share + off)
        for share, off in zip(steps, arc, strict=True)
    ]


def _cabin(brush: Brush, accent: Colour) -> None:
    brush.polygon(_block(-0.42, -0.24, 0.12, 0.12), TEAK)
    brush.polygon(_block(-0.22, 0.2, 0.14, 0.1), GLASS)
    brush.polygon(_block(-0.2, 0.1, 0.12, 0.11), (226, 230, 228))
    brush.polygon(_block(-0.14, -0.02, 0.08, 0.08), accent)


def _cockpit(brush: Brush, accent: Colour) -> None:
    brush.polygon(_block(-0.4, 0.02, 0.13, 0.12), (150, 142, 130))
    for y in (-0.07, 0.07):
        brush.polygon([(-0.16, y - 0.04), (-0.06, y - 0.04), (-0.06, y + 0.04), (-0.16, y + 0.04)], accent)
    brush.polygon(_block(-0.38, -0.3, 0.11, 0.11), CREAM)
    brush.polygon(_block(0.02, 0.12, 0.14, 0.09), GLASS)
    brush.line([(0.16, 0), (0.42, 0)], accent, 0.035)


def _block(stern: float, bow: float, half_aft: float, half_fore: float) -> list[Point]:
    return [(stern, -half_aft), (bow, -half_fore), (bow, half_fore), (stern, half_aft)]


def _oval(x: float, y: float, half_length: float, half_width: float) -> list[Point]:
    turns = [step * math.pi / 10 for step in range(20)]
    return [(x + half_length * math.cos(turn), y + half_width * math.sin(turn)) for turn in turns]


def _wake(canvas: Canvas, afloat: Afloat) -> None:
    """White water behind a moving boat. It belongs to no boat, so it has no label."""
    brush = Brush(afloat.length, afloat.angle, reach=2.2, breadth=0.7)
    for spread, alpha in ((0.62, 26), (0.46, 40), (0.3, 70)):
        brush.polygon([(-0.4, -0.1), (-2.1, -spread), (-1.7, 0), (-2.1, spread), (-0.4, 0.1)], WHITE, alpha)
    brush.polygon([(-0.44, -0.13), (-1.3, -0.1), (-1.5, 0), (-1.3, 0.1), (-0.44, 0.13)], WHITE, 150)
    canvas.foam(brush.flat(), afloat.at, soft=afloat.length * 0.05)


def _one(rng: np.random.Generator, colours: Sequence[Colour]) -> Colour:
    return colours[int(rng.integers(len(colours)))]
