"""The geometry of boxes: putting them into an image, and how much they overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from annotation.kinds.base import Json
from annotation.kinds.checks import plain_number

FloatArray: TypeAlias = npt.NDArray[np.float64]
IndexArray: TypeAlias = npt.NDArray[np.intp]
Rectangle: TypeAlias = tuple[float, float, float, float]
Overlaps: TypeAlias = tuple[IndexArray, IndexArray, FloatArray]

DECIMALS = 3
MOST_CELLS = 1_000_000  # of an overlap matrix held at one time


def clamped(x: float, y: float, width: float, height: float, size: tuple[int, int]) -> Rectangle | None:
    """A box as it is stored: rounded to a thousandth of a pixel, and cut at the borders of the image.

    x, y, width, height: the top-left corner and the sides, in pixels.
    size: width and height of the image in pixels.

    Returns x, y, width and height with both sides above 0; None if nothing is left within the image. To clamp twice
    changes nothing.

    >>> clamped(-4, 2.00049, 10, 5, (100, 6)), clamped(100, 0, 5, 5, (100, 100))
    ((0.0, 2.0, 6.0, 4.0), None)
    """
    left, wide = _clamped_span(x, width, size[0])
    top, tall = _clamped_span(y, height, size[1])
    return (left, top, wide, tall) if wide > 0 and tall > 0 else None


def geometry(rectangle: Rectangle) -> Json:
    """The fields of a box that say where it is."""
    return dict(zip(("x", "y", "width", "height"), map(plain_number, rectangle), strict=True))


def edges(boxes: Sequence[Mapping[str, Any]]) -> FloatArray:
    """Left, top, right and bottom of n boxes, in pixels: n x 4."""
    rows = [(box["x"], box["y"], box["width"], box["height"]) for box in boxes]
    array = np.array(rows, dtype=np.float64).reshape(len(rows), 4)
    array[:, 2:] += array[:, :2]
    return array


def iou(one: FloatArray, other: FloatArray) -> FloatArray:
    """How much boxes overlap: the area that two share, over the area that they cover together (Jaccard's index).

    ::

        IoU(a, b) = |a ∩ b| / (|a| + |b| - |a ∩ b|)

    one, other: n x 4 and m x 4, the edges of boxes with positive sides, in pixels.

    Returns n x m values in 0..1: 1 for the same box, 0 for boxes that do not overlap.

    >>> iou(np.array([[0.0, 0, 10, 10]]), np.array([[5.0, 5, 15, 15], [0, 0, 5, 10]])).round(4).tolist()
    [[0.1429, 0.5]]
    """
    low = np.maximum(one[:, np.newaxis, :2], other[np.newaxis, :, :2])
    high = np.minimum(one[:, np.newaxis, 2:], other[np.newaxis, :, 2:])
    sides = np.maximum(high - low, 0.0)
    shared: FloatArray = sides[..., 0] * sides[..., 1]
    together = areas(one)[:, np.newaxis] + areas(other)[np.newaxis, :] - shared
    overlap: FloatArray = shared / together
    return overlap


def areas(boxes: FloatArray) -> FloatArray:
    """The areas of n boxes, given by their edges, in square pixels: n."""
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def overlapping(one: FloatArray, other: FloatArray, threshold: float) -> Iterator[Overlaps]:
    """The pairs of boxes that overlap by a threshold or more, a block of the matrix at a time.

    one, other: n x 4 and m x 4, the edges of boxes in pixels.
    threshold: the least IoU, above 0.

    Yields the places in ``one``, the places in ``other``, and the IoU of each pair. No more than ``MOST_CELLS`` of the
    n x m matrix are held at a time, and what lies left or right of all boxes in a block is passed over.
    """
    by_left = np.argsort(one[:, 0], kind="stable")
    step = max(1, min(256, MOST_CELLS // max(1, len(other))))
    for start in range(0, len(one), step):
        rows = by_left[start : start + step]
        columns = np.flatnonzero((other[:, 0] < one[rows, 2].max()) & (other[:, 2] > one[rows, 0].min()))
        overlap = iou(one[rows], other[columns])
        at, to = np.nonzero(overlap >= threshold)
        yield rows[at], columns[to], overlap[at, to]


def _clamped_span(start: float, length: float, limit: int) -> tuple[float, float]:
    start, length = round(float(start), DECIMALS), round(float(length), DECIMALS)
    low, high = max(0.0, start), min(float(limit), start + length)
    return low, round(high - low, DECIMALS)
