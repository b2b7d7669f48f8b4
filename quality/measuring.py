"""The figure of one measure, from its columns: an alpha where people gave values to units, else a share.

At the level ``bounded`` values are numbers without a fixed list, such as the step of a trace at which it first goes
wrong. Alpha then rests on the distances min(abs(a - b) / bound, 1) squared. AC1 and AC2 do not exist there, as they
need every possible value, and raw agreement is the share of pairs that are equal. Kappa does exist: weights that come
from the values alone do not depend on values that nobody gave.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import compress
from typing import cast

from annotation.kinds.base import Json, Measure
from quality.alpha import Level
from quality.arrays import FloatArray
from quality.collecting import Columns, ComparisonColumns, RatingColumns
from quality.distances import Weighting, bounded_distances
from quality.kappa import pairwise_kappa
from quality.ratings import Ratings
from quality.reliability import reliability
from quality.shares import Comparisons, share

MOST_RATERS_IN_MATRIX = 25
# Each pair of raters has a table of values by values.
MOST_VALUES_IN_MATRIX = 1_000
ONLY_OF_ALPHA = ("raw_agreement", "adjacent_agreement", "ac1", "ac2", "kappa", "n_ratings")
ONLY_OF_SHARE = ("n_compared", "n_pairs")


def is_measurable(measure: Measure) -> bool:
    """Whether its values can be compared at all: texts cannot, nor what has no value yet."""
    return measure.level != "text" and measure.domain != ()


def measured(measure: Measure, columns: Columns, *, seed: int) -> Json:
    """The measure with its figure; what its statistic does not have is None."""
    described: Json = {"key": measure.key, "title": measure.title, "help": measure.help}
    described |= {"level": measure.level, "bound": measure.bound}
    if isinstance(columns, ComparisonColumns):
        return {**dict.fromkeys(ONLY_OF_ALPHA), "statistic": "share", **_share(columns, seed), **described}
    return {**dict.fromkeys(ONLY_OF_SHARE), "statistic": "alpha", **_alpha(measure, columns, seed), **described}


def _share(columns: ComparisonColumns, seed: int) -> Json:
    rows = Comparisons.from_long(columns.tasks, columns.ones, columns.others, columns.parts, columns.wholes)
    return share(rows, seed=seed).as_json()


def _alpha(measure: Measure, columns: RatingColumns, seed: int) -> Json:
    table, level = _table(measure, columns), "interval" if measure.level == "bounded" else measure.level
    found = reliability(table, cast(Level, level), seed=seed, distances=_distances(measure, table))
    return {**found.as_json(), "kappa": _kappa(measure, columns)}


def _table(measure: Measure, columns: RatingColumns) -> Ratings:
    """Units of one task are not independent: where a task has several, the task is their cluster."""
    has_several = len(set(columns.units)) > len(set(columns.tasks))
    domain = None if measure.domain is None else list(measure.domain)
    clusters = columns.tasks if has_several else None
    return Ratings.from_long(columns.units, columns.raters, columns.values, domain=domain, clusters=clusters)


def _distances(measure: Measure, table: Ratings) -> FloatArray | None:
    """Distances between the values of the table where the level alone does not give them."""
    if measure.level != "bounded":
        return None
    if measure.bound is None:
        raise ValueError(f"The measure {measure.key} is bounded, so it must say its bound.")
    return bounded_distances(table.numbers, measure.bound)


def _kappa(measure: Measure, columns: RatingColumns) -> Json | None:
    """Pairwise kappas between the raters with most ratings, weighted where values are ordered; None on open scales."""
    kept = _of_busiest(columns)
    if measure.level == "bounded":
        return _bounded_kappa(measure, kept)
    if measure.domain is None:
        return None
    weights: Weighting = "identity" if measure.level == "nominal" else "quadratic"
    return {**pairwise_kappa(_table(measure, kept), weights).as_json(), "weights": weights}


def _bounded_kappa(measure: Measure, columns: RatingColumns) -> Json | None:
    occurring = tuple(sorted(set(columns.values))) or (0,)
    if len(occurring) > MOST_VALUES_IN_MATRIX:
        return None
    table = _table(replace(measure, domain=occurring), columns)
    distances = bounded_distances(table.numbers, measure.bound or 1)
    return {**pairwise_kappa(table, 1 - distances).as_json(), "weights": "bounded"}


def _of_busiest(columns: RatingColumns) -> RatingColumns:
    counts = Counter(columns.raters)
    busiest = set(sorted(counts, key=lambda rater: (-counts[rater], rater))[:MOST_RATERS_IN_MATRIX])
    kept = [rater in busiest for rater in columns.raters]
    return RatingColumns(
        units=list(compress(columns.units, kept)),
        raters=list(compress(columns.raters, kept)),
        values=list(compress(columns.values, kept)),
        tasks=list(compress(columns.tasks, kept)),
    )
