"""Which boxes of two answers mean the same object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from annotation.kinds.base import Json
from annotation.kinds.bounding_box import labels
from annotation.kinds.bounding_box.boxes import FloatArray, IndexArray, Overlaps, edges, iou, overlapping

BoxKey: TypeAlias = tuple[float, float, float, float, str, str]

SAME_LABEL = 1e-6  # decides between overlaps that are as good as equal, and never more
ROUNDING = 1e-9
SMALL = 20_000  # cells of an overlap matrix that is solved as one
MOST_PAIRS, MOST_CELLS = 2_000_000, 1_000_000


class Drawn:
    """The boxes of one answer in an order that does not depend on the order in which they were drawn."""

    def __init__(self, answer: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
        resolved = labels.resolved(settings)
        keyed = sorted(
            ((_key(box, resolved.get(box["label"], box["label"])), box) for box in answer["boxes"]),
            key=lambda pair: pair[0],
        )
        self.keys: list[BoxKey] = [key for key, _ in keyed]
        self.boxes: list[Json] = [box for _, box in keyed]
        self.labels: list[str] = [key[4] for key in self.keys]

    def __len__(self) -> int:
        return len(self.boxes)

    @cached_property
    def edges(self) -> FloatArray:
        return edges(self.boxes)

    @cached_property
    def label_array(self) -> npt.NDArray[np.str_]:
        return np.array(self.labels, dtype=np.str_)


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of boxes, by their places in the two answers' orders, with the IoU of each pair."""

    one: IndexArray
    other: IndexArray
    overlaps: FloatArray

    def __len__(self) -> int:
        return len(self.overlaps)

    def turned(self) -> Matching:
        return Matching(self.other, self.one, self.overlaps)


NOTHING = Matching(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp), np.empty(0))


def match(one: Drawn, other: Drawn, threshold: float) -> Matching:
    """Pair the boxes of two answers so that the overlaps add up to the most; labels do not matter.

    Pairs whose IoU is less than the threshold count for nothing *before* the assignment: otherwise one good pair could
    be given up for two that are then dropped. Of assignments with the same overlap, that with more equal labels is
    taken. Each box has at most one partner. Symmetric, and independent of the order of the boxes.

    threshold: the least IoU of a pair, 0.1 … 0.95.

    The assignment is the best one unless the answers are so crowded that more than ``MOST_PAIRS`` pairs overlap, or
    more than ``MOST_CELLS`` within one knot of boxes: then each box in turn takes the best that is still free.

    Source: H. W. Kuhn (1955), "The Hungarian method for the assignment problem", as solved by SciPy.
    """
    if not len(one) or not len(other):
        return NOTHING
    if other.keys < one.keys:
        return match(other, one, threshold).turned()
    least = threshold - ROUNDING
    if len(one) * len(other) <= SMALL:
        return _assigned(one, other, np.arange(len(one)), np.arange(len(other)), least)
    pairs = _pairs(one, other, least)
    return _match_in_turn(one, other, least) if pairs is None else _match_by_knots(one, other, pairs, least)


def assign(overlap: FloatArray, least: float, same_label: npt.NDArray[np.bool_] | None = None) -> Overlaps:
    """The assignment with the greatest sum of overlaps that are at least ``least``: rows, columns and their overlaps.

    >>> rows, columns, overlaps = assign(np.array([[0.55, 0.49], [0.49, 0.0]]), 0.5)
    >>> rows.tolist(), columns.tolist(), overlaps.tolist()
    ([0], [0], [0.55])
    """
    bonus = 0.0 if same_label is None else SAME_LABEL * same_label
    weights = np.where(overlap >= least, overlap + bonus, 0.0)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    kept = weights[rows, columns] > 0
    return rows[kept], columns[kept], overlap[rows[kept], columns[kept]]


def _key(box: Mapping[str, Any], label: str) -> BoxKey:
    return box["x"], box["y"], box["width"], box["height"], label, box["id"]


def _assigned(one: Drawn, other: Drawn, rows: IndexArray, columns: IndexArray, least: float) -> Matching:
    same_label = one.label_array[rows][:, np.newaxis] == other.label_array[columns]
    at, to, overlaps = assign(iou(one.edges[rows], other.edges[columns]), least, same_label)
    return Matching(rows[at], columns[to], overlaps)


def _pairs(one: Drawn, other: Drawn, least: float) -> Overlaps | None:
    """All pairs that overlap enough; None if they are too many to hold."""
    found: list[Overlaps] = []
    count = 0
    for block in overlapping(one.edges, other.edges, least):
        found.append(block)
        count += len(block[0])
        if count > MOST_PAIRS:
            return None
    rows, columns, overlaps = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return rows, columns, overlaps


def _match_by_knots(one: Drawn, other: Drawn, pairs: Overlaps, least: float) -> Matching:
    """Boxes that overlap, directly or through others, form a knot; each knot is solved on its own."""
    rows, columns, overlaps = pairs
    alone = (np.bincount(rows, minlength=len(one))[rows] == 1) & (
        np.bincount(columns, minlength=len(other))[columns] == 1
    )
    found = [Matching(rows[alone], columns[alone], overlaps[alone])]
    for knot_rows, knot_columns in _knots(rows[~alone], columns[~alone], len(one), len(other)):
        if len(knot_rows) * len(knot_columns) > MOST_CELLS:
            return _match_in_turn(one, other, least)
        found.append(_assigned(one, other, knot_rows, knot_columns, least))
    return _sorted(found)


def _knots(rows: IndexArray, columns: IndexArray, height: int, width: int) -> list[tuple[IndexArray, IndexArray]]:
    size = height + width
    graph = coo_array((np.ones(len(rows), dtype=np.int8), (rows, columns + height)), shape=(size, size))
    _, knot_of = connected_components(graph, directed=False)
    order = np.argsort(knot_of[rows], kind="stable")
    starts = np.flatnonzero(np.diff(knot_of[rows][order])) + 1
    groups = np.split(order, starts) if len(order) else []
    return [(np.unique(rows[group]), np.unique(columns[group])) for group in groups]


def _match_in_turn(one: Drawn, other: Drawn, least: float) -> Matching:
    """Each box takes the free one that it overlaps most: n steps over m boxes, in memory for m."""
    free = np.ones(len(other), dtype=bool)
    found: list[tuple[int, int, float]] = []
    for row in range(len(one)):
        overlap = iou(one.edges[row : row + 1], other.edges)[0]
        weights = np.where(
            free & (overlap >= least), overlap + SAME_LABEL * (other.label_array == one.labels[row]), 0.0
        )
        column = int(weights.argmax())
        if weights[column] > 0:
            free[column] = False
            found.append((row, column, float(overlap[column])))
    rows, columns, overlaps = zip(*found, strict=True) if found else ((), (), ())
    return Matching(np.array(rows, dtype=np.intp), np.array(columns, dtype=np.intp), np.array(overlaps, dtype=float))


def _sorted(found: list[Matching]) -> Matching:
    rows = np.concatenate([matching.one for matching in found])
    order = np.argsort(rows, kind="stable")
    columns = np.concatenate([matching.other for matching in found])[order]
    return Matching(rows[order], columns, np.concatenate([matching.overlaps for matching in found])[order])
