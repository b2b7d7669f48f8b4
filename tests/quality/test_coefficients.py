"""Coefficients beside alpha: what they share, and where they are undefined."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given

from quality.coefficients import brennan_prediger, conger_kappa, fleiss_kappa, gwet_ac, percent_agreement
from quality.estimates import Estimate
from quality.kappa import cohen_kappa, confusion
from quality.ratings import Ratings
from tests.quality.strategies import Matrix, matrices

CORRECTED = [gwet_ac, fleiss_kappa, conger_kappa, brennan_prediger]


@given(matrix=matrices(gaps=False, most_raters=2))
def test_congers_kappa_of_two_raters_is_cohens(matrix: Matrix) -> None:
    directly = cohen_kappa(confusion(*matrix.tolist(), domain=range(1, 6)), "linear")
    assume(directly.value is not None)
    ours = conger_kappa(Ratings.from_matrix(matrix, domain=range(1, 6)), "linear")
    assert ours.value == pytest.approx(directly.value, abs=1e-9)


@given(matrix=matrices())
def test_raw_agreement_is_the_mean_over_units_of_the_share_of_agreeing_pairs(matrix: Matrix) -> None:
    shares = []
    for column in matrix.T:
        given_values = column[~np.isnan(column)]
        if len(given_values) >= 2:
            same = given_values[:, np.newaxis] == given_values
            shares.append(same[~np.eye(len(same), dtype=bool)].mean())
    assume(shares)
    estimate = percent_agreement(Ratings.from_matrix(matrix, domain=range(1, 6)))
    assert estimate.value == pytest.approx(np.mean(shares), abs=1e-12)


@pytest.mark.parametrize("coefficient", CORRECTED, ids=lambda coefficient: coefficient.__name__)
def test_perfect_agreement_is_one_whatever_chance_is_taken_to_be(coefficient: Callable[[Ratings], Estimate]) -> None:
    ratings = Ratings.from_matrix([["a", "b", "c", "a"]] * 3, domain=["a", "b", "c", "d"])
    assert coefficient(ratings).value == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("coefficient", CORRECTED, ids=lambda coefficient: coefficient.__name__)
def test_a_coefficient_is_missing_without_pairs_or_without_a_domain(
    coefficient: Callable[[Ratings], Estimate],
) -> None:
    alone = coefficient(Ratings.from_matrix([[1, 2, None], [None, None, 3]], domain=[1, 2, 3]))
    open_scale = coefficient(Ratings.from_matrix([[1.5, 2.5], [1.5, 3.5]]))
    assert (alone.value, alone.reason) == (None, "no_pairable_units")
    assert (open_scale.value, open_scale.reason) == (None, "open_domain")


@pytest.mark.parametrize(
    ("coefficient", "value", "reason"),
    [
        (fleiss_kappa, None, "no_variation"),
        (conger_kappa, None, "no_variation"),
        (gwet_ac, 1.0, None),
        (brennan_prediger, 1.0, None),
    ],
    ids=["fleiss", "conger", "gwet", "brennan_prediger"],
)
def test_when_all_ratings_are_equal_only_fixed_chance_leaves_a_figure(
    coefficient: Callable[[Ratings], Estimate], value: float | None, reason: str | None
) -> None:
    estimate = coefficient(Ratings.from_matrix([[2, 2, 2], [2, 2, 2]], domain=[1, 2, 3]))
    assert (estimate.value, estimate.reason) == (value, reason)


def test_the_size_of_the_domain_moves_the_fixed_chance() -> None:
    rows = [["a", "b", "a", "b"], ["a", "b", "b", "b"]]
    two, four = (Ratings.from_matrix(rows, domain=domain) for domain in ("ab", "abcd"))
    assert brennan_prediger(two).value == pytest.approx(0.5)
    assert brennan_prediger(four).value == pytest.approx(2 / 3)


def test_ac1_of_a_single_unit_has_no_interval() -> None:
    estimate = gwet_ac(Ratings.from_matrix([[1], [2]], domain=[1, 2, 3]))
    assert estimate.interval is not None
    assert (estimate.standard_error, estimate.interval.as_json()) == (None, None)
    assert estimate.interval.reason == "too_few_units"
