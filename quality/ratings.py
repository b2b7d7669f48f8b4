"""A compact table of ratings: who gave which unit which value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from quality.arrays import FloatArray, IntArray, number
from quality.coding import MISSING, Value, check_domain, code_ids, code_open_numbers, code_values, is_numeric
from quality.patterns import Patterns, collapse

Ids = Sequence[Hashable] | npt.NDArray[Any]
Values = Sequence[Value | None] | npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Ratings:
    """One entry per rating in ``units``, ``raters`` and ``codes``; missing ratings have no entry.

    ``codes`` point into ``domain``, every value that could be given, in the order of the scale. Where no domain was
    declared the domain is open: it is then the numbers that occur. ``clusters`` holds for each unit what it belongs to,
    such as the task of a response; units of one cluster are not independent, and intervals resample whole clusters.
    """

    units: IntArray
    raters: IntArray
    codes: IntArray
    n_units: int
    rater_ids: tuple[Hashable, ...]
    domain: tuple[Value, ...]
    is_open: bool = False
    clusters: IntArray | None = None

    @classmethod
    def from_long(
        cls,
        units: Ids,
        raters: Ids,
        values: Values,
        *,
        domain: Sequence[Value] | None = None,
        clusters: Ids | None = None,
    ) -> Ratings:
        """Build from one row per rating.

        None and NaN are missing and are left out. Raises ``ValueError`` for lists of unequal length, a value that is
        not in the domain, a second rating of one unit by the same rater, or a unit in two clusters.

        units, raters, values: n_ratings entries each; ids of any one sortable type.
        domain: every possible value in the order of the scale; may be left out for numbers on an open scale.
        clusters: n_ratings ids; all ratings of a unit name the same one.

        >>> ratings = Ratings.from_long(["t1", "t1", "t2"], ["ada", "bo", "ada"], [2, 3, None], domain=[1, 2, 3])
        >>> ratings.n_units, ratings.n_ratings, ratings.rater_ids
        (1, 2, ('ada', 'bo'))
        """
        lengths = {len(units), len(raters), len(values), len(units if clusters is None else clusters)}
        if len(lengths) > 1:
            raise ValueError("Units, raters, values and clusters must be equally long: one entry per rating.")
        codes, declared = _code(values, domain)
        given = codes != MISSING
        unit_codes, n_units = _renumber(code_ids(units)[0][given])
        rater_codes, rater_ids = code_ids(raters)
        rater_codes, rater_ids = _used(rater_codes[given], rater_ids)
        _refuse_duplicates(unit_codes, rater_codes, n_units, len(rater_ids))
        groups = None if clusters is None else _clusters(unit_codes, code_ids(clusters)[0][given], n_units)
        return cls(unit_codes, rater_codes, codes[given], n_units, rater_ids, declared, domain is None, groups)

    @classmethod
    def from_matrix(
        cls,
        matrix: Sequence[Sequence[Value | None]] | npt.NDArray[Any],
        *,
        domain: Sequence[Value] | None = None,
        raters: Sequence[Hashable] | None = None,
    ) -> Ratings:
        """Build from a matrix of raters x units with None or NaN where a rating is missing.

        Raises ``ValueError`` for rows of unequal length or a value that is not in the domain.

        >>> ratings = Ratings.from_matrix([[1, 2, None], [1, 3, None]], domain=[1, 2, 3])
        >>> ratings.n_units, ratings.n_raters, ratings.n_ratings
        (2, 2, 4)
        """
        width = len(matrix[0]) if len(matrix) else 0
        if any(len(row) != width for row in matrix):
            raise ValueError("Every rater's row must have one entry per unit; use None where a rating is missing.")
        flat: Values = (
            matrix.reshape(-1) if isinstance(matrix, np.ndarray) else [value for row in matrix for value in row]
        )
        codes, declared = _code(flat, domain)
        names = tuple(range(len(matrix)) if raters is None else raters)
        unit_codes, rater_codes = np.tile(np.arange(width), len(matrix)), np.repeat(np.arange(len(matrix)), width)
        given = codes != MISSING
        if given.all():
            return cls(unit_codes, rater_codes, codes, width, names, declared, domain is None)
        unit_codes, n_units = _renumber(unit_codes[given])
        rater_codes, names = _used(rater_codes[given], names)
        return cls(unit_codes, rater_codes, codes[given], n_units, names, declared, domain is None)

    @property
    def n_raters(self) -> int:
        return len(self.rater_ids)

    @property
    def n_ratings(self) -> int:
        return len(self.codes)

    @property
    def n_values(self) -> int:
        return len(self.domain)

    @cached_property
    def patterns(self) -> Patterns:
        return collapse(self.units, self.codes, n_units=self.n_units, n_values=self.n_values)

    @cached_property
    def numbers(self) -> FloatArray:
        """The domain as numbers; a ``ValueError`` where it holds text."""
        if not is_numeric(self.domain):
            raise ValueError("These values are text, so they have no distances. Measure them as nominal or ordinal.")
        return np.array(self.domain, dtype=np.float64)

    @cached_property
    def domain_hash(self) -> str:
        """sha256 of the declared domain, so that figures on different scales are never compared by mistake."""
        text = "open" if self.is_open else json.dumps(self.domain, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _code(values: Values, domain: Sequence[Value] | None) -> tuple[IntArray, tuple[Value, ...]]:
    if domain is None:
        return code_open_numbers(values)
    declared = check_domain(domain)
    return code_values(values, declared), declared


def _renumber(units: IntArray) -> tuple[IntArray, int]:
    """Leave no gap where a unit lost all its ratings."""
    distinct, ranks = number(units, int(units.max(initial=-1)) + 1)
    return ranks, len(distinct)


def _used(raters: IntArray, names: tuple[Hashable, ...]) -> tuple[IntArray, tuple[Hashable, ...]]:
    distinct, ranks = number(raters, len(names))
    return ranks, tuple(names[code] for code in distinct)


def _refuse_duplicates(units: IntArray, raters: IntArray, n_units: int, n_raters: int) -> None:
    distinct, _ = number(units * n_raters + raters, n_units * n_raters)
    if len(distinct) < len(units):
        raise ValueError("A rater rated a unit twice. Pass only the answer that counts.")


def _clusters(units: IntArray, clusters: IntArray, n_units: int) -> IntArray:
    of_unit = np.zeros(n_units, dtype=np.int64)
    of_unit[units] = clusters
    if not np.array_equal(of_unit[units], clusters):
        raise ValueError("A unit is in two clusters. Name the same cluster with each of its ratings.")
    return _renumber(of_unit)[0]
