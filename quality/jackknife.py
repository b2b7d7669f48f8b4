"""Alpha with each rater left out in turn."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from quality.alpha import Level, alpha_of
from quality.arrays import FloatArray, IntArray, SparseArray
from quality.patterns import count_rows
from quality.ratings import Ratings


def leave_one_rater_out(ratings: Ratings, level: Level, *, distances: FloatArray | None = None) -> FloatArray:
    """Alpha without each rater who rated a pairable unit, in the order of rater ids; NaN where it is then undefined.

    Only the units that the rater rated change: each of them moves from its pattern to the pattern with one rating less.

    >>> ratings = Ratings.from_matrix([[1, 1, 2, 2], [1, 1, 2, 2], [1, 2, 2, 2]], domain=[1, 2])
    >>> leave_one_rater_out(ratings, "nominal").round(3).tolist()
    [0.533, 0.533, 1.0]
    """
    patterns = ratings.patterns
    fewer = _without_one(patterns.counts)
    measure = alpha_of(sparse.vstack([patterns.counts, fewer], format="csr"), ratings, level, distances)
    entries = _entry_of_each_rating(ratings)
    of_rating = patterns.of_unit[ratings.units]
    paired = patterns.sizes[of_rating] >= 2
    order = np.argsort(ratings.raters[paired], kind="stable")
    chosen = np.flatnonzero(paired)[order]
    ends = np.cumsum(np.bincount(ratings.raters[paired], minlength=ratings.n_raters))
    groups = [group for group in np.split(chosen, ends[:-1]) if len(group)]
    weights = (_moved(patterns.multiplicity, of_rating[group], entries[group], fewer.shape[0]) for group in groups)
    return np.array([measure(weight)[0] for weight in weights])


def _without_one(counts: SparseArray) -> SparseArray:
    """For each (pattern, value) that occurs, in the order of the entries: the pattern with that value once less."""
    entries = counts.tocoo()
    size = len(entries.data)
    return (counts[entries.row] - count_rows(np.arange(size), entries.col, shape=(size, counts.shape[1]))).tocsr()


def _entry_of_each_rating(ratings: Ratings) -> IntArray:
    """For each rating the place of its (pattern, value) among the sparse entries of the counts."""
    entries, patterns = ratings.patterns.counts.tocoo(), ratings.patterns.of_unit[ratings.units]
    keys = entries.row.astype(np.int64) * ratings.n_values + entries.col
    return np.searchsorted(keys, patterns * ratings.n_values + ratings.codes)


def _moved(multiplicity: IntArray, left: IntArray, joined: IntArray, size: int) -> FloatArray:
    stay = multiplicity - np.bincount(left, minlength=len(multiplicity))
    return np.concatenate([stay, np.bincount(joined, minlength=size)])[np.newaxis].astype(np.float64)
