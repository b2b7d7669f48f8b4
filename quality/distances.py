"""How far two values are apart (distances), or how nearly they agree (weights = 1 - distance, 1 on the diagonal)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import numpy as np

from quality.arrays import FloatArray

Weighting: TypeAlias = Literal["identity", "linear", "quadratic", "circular", "adjacent"]


def weight_matrix(weights: Weighting | FloatArray, size: int) -> FloatArray:
    """Agreement weights between the values of a domain, by their place in it.

    ``identity`` counts equal values only, ``adjacent`` also neighbours; ``linear`` and ``quadratic`` fall with the
    distance of the places; ``circular`` takes the last value as the neighbour of the first. A matrix is checked and
    returned as it is. Raises ``ValueError`` for a matrix of another size or without ones on its diagonal.

    weights: a name, or a matrix of size x size with entries in 0..1.
    size: how many values the full domain has.

    Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 3.

    >>> weight_matrix("linear", 3).tolist()
    [[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.5, 1.0]]
    """
    if not isinstance(weights, str):
        return _checked_weights(np.asarray(weights, dtype=np.float64), size)
    if weights not in _NAMED:
        raise ValueError(f"Unknown weights {weights!r}. Use one of {', '.join(_NAMED)}, or a matrix.")
    places = np.arange(size, dtype=np.float64)
    return _NAMED[weights](np.abs(places[:, np.newaxis] - places))


def nominal_distances(size: int) -> FloatArray:
    """1 between different values.

    >>> nominal_distances(2).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    return 1 - np.eye(size)


def ratio_distances(numbers: FloatArray) -> FloatArray:
    """((a - b) / (a + b)) squared, between numbers that are not negative; 0 between two zeros.

    >>> ratio_distances(np.array([1.0, 3.0])).tolist()
    [[0.0, 0.25], [0.25, 0.0]]
    """
    if (numbers < 0).any():
        raise ValueError("A ratio scale has no negative values. Measure these values as interval.")
    sums = np.add.outer(numbers, numbers)
    shares: FloatArray = np.subtract.outer(numbers, numbers) / np.where(sums == 0, 1, sums)
    return shares**2


def bounded_distances(numbers: FloatArray, bound: float) -> FloatArray:
    """min(abs(a - b) / bound, 1) squared: the squared difference, which from ``bound`` on counts as wholly apart.

    Right for places in a sequence, such as the step at which a trace first goes wrong: a miss by 30 steps is no worse
    than one by 20. Raises ``ValueError`` unless the bound is greater than 0.

    numbers: n numbers, in any unit.
    bound: in the same unit.

    Returns n x n distances in 0..1.

    >>> bounded_distances(np.array([1.0, 2.0, 9.0]), bound=2).tolist()
    [[0.0, 0.25, 1.0], [0.25, 0.0, 1.0], [1.0, 1.0, 0.0]]
    """
    if not bound > 0:
        raise ValueError("A bound must be greater than 0.")
    gaps: FloatArray = np.abs(np.subtract.outer(numbers, numbers))
    return np.minimum(gaps / bound, 1) ** 2


def check_distances(distances: FloatArray, size: int) -> FloatArray:
    """The distances as given; a ``ValueError`` says what makes them no distances.

    >>> check_distances(np.array([[0.0, 2.0], [2.0, 0.0]]), 2).tolist()
    [[0.0, 2.0], [2.0, 0.0]]
    """
    matrix = np.asarray(distances, dtype=np.float64)
    if matrix.shape != (size, size):
        raise ValueError(f"Distances must be a {size} x {size} matrix: one row and column per value of the domain.")
    if not np.isfinite(matrix).all() or (matrix < 0).any():
        raise ValueError("Distances must be finite and not negative.")
    if np.diagonal(matrix).any() or not np.array_equal(matrix, matrix.T):
        raise ValueError("Distances must be symmetric, and 0 between a value and itself.")
    return matrix


def _circular(gaps: FloatArray) -> FloatArray:
    chords: FloatArray = np.sin(np.pi * gaps / len(gaps)) ** 2
    return 1 - chords / (chords.max() or 1)


# From how many places two values lie apart.
_NAMED: dict[str, Callable[[FloatArray], FloatArray]] = {
    "identity": lambda gaps: np.where(gaps == 0, 1.0, 0.0),
    "adjacent": lambda gaps: np.where(gaps <= 1, 1.0, 0.0),
    "linear": lambda gaps: 1 - gaps / max(len(gaps) - 1, 1),
    "quadratic": lambda gaps: 1 - (gaps / max(len(gaps) - 1, 1)) ** 2,
    "circular": _circular,
}


def _checked_weights(weights: FloatArray, size: int) -> FloatArray:
    if weights.shape != (size, size):
        raise ValueError(f"Weights must be a {size} x {size} matrix: one row and column per value of the domain.")
    if not np.isfinite(weights).all() or (weights > 1).any() or (np.diagonal(weights) != 1).any():
        raise ValueError("Weights must be finite, at most 1, and 1 between a value and itself.")
    return weights
