"""Resamples of units, or of clusters of units, as weights on count patterns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from quality.arrays import FloatArray, IntArray, SparseArray, number
from quality.ratings import Ratings

BLOCK = 1 << 22
DRAWS_PER_BINOMIAL = 16


def resampled_weights(ratings: Ratings, *, resamples: int, seed: int) -> Iterator[FloatArray]:
    """Yield blocks of samples x patterns: how often each pattern occurs when as many units are drawn with replacement.

    Only units with two ratings or more are drawn. Where units belong to clusters, whole clusters are drawn. The same
    ratings, number and seed give the same weights.
    """
    random = np.random.default_rng(seed)
    if ratings.clusters is None:
        yield from _draws(ratings.patterns.pairable, resamples, random)
        return
    table = cluster_table(ratings)
    for draws in _draws(np.ones(table.shape[0], dtype=np.int64), resamples, random, width=table.shape[1]):
        yield draws @ table


def drawn(units: int, *, resamples: int, seed: int) -> Iterator[FloatArray]:
    """Yield blocks of samples x units: how often each is drawn when as many are drawn with replacement.

    >>> [block.sum(axis=1).tolist() for block in drawn(3, resamples=2, seed=1)]
    [[3.0, 3.0]]
    """
    return _draws(np.ones(units, dtype=np.int64), resamples, np.random.default_rng(seed))


def cluster_table(ratings: Ratings) -> SparseArray:
    """Clusters x patterns: how many units show the pattern, for the clusters that have a pairable unit."""
    patterns = ratings.patterns
    clusters = np.zeros(ratings.n_units, dtype=np.int64) if ratings.clusters is None else ratings.clusters
    kept = patterns.sizes[patterns.of_unit] >= 2
    distinct, rows = number(clusters[kept], int(clusters.max(initial=0)) + 1)
    shape = (len(distinct), len(patterns.multiplicity))
    return sparse.coo_array((np.ones(len(rows)), (rows, patterns.of_unit[kept])), shape=shape).tocsr()


def _draws(
    multiplicity: IntArray, resamples: int, random: np.random.Generator, *, width: int = 1
) -> Iterator[FloatArray]:
    kinds, total = len(multiplicity), int(multiplicity.sum())
    block = max(1, BLOCK // max(kinds, width))
    for start in range(0, resamples, block):
        size = min(block, resamples - start)
        if kinds * DRAWS_PER_BINOMIAL <= total:
            yield random.multinomial(total, multiplicity / total, size=size).astype(np.float64)
        else:
            yield _tallies(np.repeat(np.arange(kinds), multiplicity), kinds, size, random)


def _tallies(members: IntArray, kinds: int, size: int, random: np.random.Generator) -> FloatArray:
    """The same draws one unit at a time: cheaper than a binomial per kind where most kinds are rare."""
    total = len(members)
    rows = [np.bincount(members[random.integers(total, size=total)], minlength=kinds) for _ in range(size)]
    return np.array(rows, dtype=np.float64)
