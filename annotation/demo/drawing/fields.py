"""Smooth random fields, of which water, sand and fog are made."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Field = NDArray[np.float32]

FINEST = 8  # pixels to a wave; longer ones are made smaller and then enlarged


def field(rng: np.random.Generator, size: tuple[int, int], cell: tuple[float, float], angle: float = 0.0) -> Field:
    """Values from 0 to 1 over a picture of ``size``, in waves of about ``cell`` pixels, turned by ``angle`` degrees."""
    coarser = int(min(cell) // FINEST)
    if coarser > 1:
        small = math.ceil(size[0] / coarser), math.ceil(size[1] / coarser)
        coarse = Image.fromarray(field(rng, small, (cell[0] / coarser, cell[1] / coarser), angle))
        return np.asarray(coarse.resize(size, Image.Resampling.BILINEAR))
    width, height = size
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    a, b, d, e = cos / cell[0], sin / cell[0], -sin / cell[1], cos / cell[1]
    corners = [(a * x + b * y, d * x + e * y) for x in (0, width) for y in (0, height)]
    left, top = (min(corner[axis] for corner in corners) - 2 for axis in (0, 1))
    columns, rows = (
        math.ceil(max(corner[axis] for corner in corners) - start) + 4 for axis, start in ((0, left), (1, top))
    )
    knots = Image.fromarray(rng.random((rows, columns), dtype=np.float32))
    turned = knots.transform(size, Image.Transform.AFFINE, (a, b, -left, d, e, -top), Image.Resampling.BICUBIC)
    return np.clip(np.asarray(turned, dtype=np.float32), 0, 1)


def clouds(rng: np.random.Generator, size: tuple[int, int], cell: float, octaves: int = 3) -> Field:
    """Several fields, each half as coarse and half as strong as the one before."""
    total = np.zeros((size[1], size[0]), dtype=np.float32)
    weight, whole = 1.0, 0.0
    for _ in range(octaves):
        total += weight * field(rng, size, (cell, cell))
        cell, weight, whole = cell / 2, weight / 2, whole + weight
    return total / np.float32(whole)


def ramp(values: Field, start: float, end: float) -> Field:
    """0 up to ``start``, 1 from ``end`` on, smooth between them."""
    share: Field = np.clip((values - start) / (end - start), 0, 1)
    return share * share * (3 - 2 * share)
