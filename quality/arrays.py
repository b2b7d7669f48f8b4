"""Array types of the numeric modules, and numbering of what occurs."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
SparseArray: TypeAlias = Any  # a scipy.sparse.csr_array; scipy ships no types

SMALL_TABLE = 1 << 16


def number(keys: IntArray, bound: int) -> tuple[IntArray, IntArray]:
    """Number non-negative keys below ``bound`` by their rank among the distinct ones.

    Returns the distinct keys in ascending order, and for each key its rank.

    >>> distinct, ranks = number(np.array([40, 7, 40]), bound=50)
    >>> distinct.tolist(), ranks.tolist()
    ([7, 40], [1, 0, 1])
    """
    if bound > 4 * len(keys) + SMALL_TABLE:
        distinct, ranks = np.unique(keys, return_inverse=True)
        return distinct, ranks
    present = np.bincount(keys, minlength=bound) > 0
    return np.flatnonzero(present), (np.cumsum(present) - 1)[keys]
