"""Where a trace first goes wrong, and how far two places are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotation.kinds.base import Json
from annotation.kinds.trace.said import Reading


@dataclass(frozen=True, slots=True)
class FirstError:
    """What an answer says of errors: whether there is one and, if it is at a step of today, that step's position."""

    exists: bool
    position: int | None = None  # from 1 on


def first_error(answer: Json, reading: Reading) -> FirstError | None:
    """What an answer says, or None if it says nothing. It is never guessed from the labels of steps."""
    said = answer["first_error"]
    if said is None:
        return None
    if said.get("none"):
        return FirstError(exists=False)
    return FirstError(exists=True, position=reading.positions.get(said["node"]))


def apart(one: int, other: int, tolerance: int) -> float:
    """How far two places are apart: min(abs(one - other) / tolerance, 1) squared.

    A miss by ``tolerance`` steps is as bad as one by fifty; near misses count for little.

    one, other: positions in steps.
    tolerance: in steps, 1 or more; 1 tells only whether the places are the same.

    Returns 0 (the same) … 1.

    >>> [round(apart(4, other, tolerance=3), 3) for other in (4, 5, 6, 7, 30)]
    [0.0, 0.111, 0.444, 1.0, 1.0]
    """
    return float(min(abs(one - other) / tolerance, 1.0) ** 2)


def closeness(one: int, other: int, length: int) -> float:
    """1 - abs(one - other) / length: how near two places are, for the length of the trace in steps.

    >>> closeness(2, 5, length=12)
    0.75
    """
    return 1 - abs(one - other) / length


def centre(positions: Sequence[int], tolerance: int) -> int:
    """The place among at least one that is nearest to all, by the sum of distances (``apart``); of equals the earlier.

    It is always a place that somebody named.

    >>> centre([9, 3, 4], tolerance=3), centre([7, 5], tolerance=3)
    (3, 5)
    """
    # Whole numbers, so that the order of the places cannot change a sum.
    totals = {place: sum(min(abs(place - other), tolerance) ** 2 for other in positions) for place in positions}
    return min(totals, key=lambda place: (totals[place], place))
