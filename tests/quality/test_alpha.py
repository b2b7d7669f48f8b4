"""Krippendorff's alpha: an independent implementation agrees, and nothing undefined becomes a number."""

from __future__ import annotations

import math
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quality.alpha import Level, krippendorff_alpha
from quality.coefficients import fleiss_kappa
from quality.distances import nominal_distances, ratio_distances
from quality.jackknife import leave_one_rater_out
from quality.ratings import Ratings
from tests.quality.strategies import Matrix, matrices

LEVELS: list[Level] = ["nominal", "ordinal", "interval", "ratio"]
SCALE = range(1, 6)


def second_opinion(matrix: Matrix, level: Level) -> float:
    return float(krippendorff.alpha(matrix, value_domain=list(SCALE), level_of_measurement=level))


def has_variation(matrix: Matrix) -> bool:
    pairable = matrix[:, (~np.isnan(matrix)).sum(axis=0) >= 2]
    return len(np.unique(pairable[~np.isnan(pairable)])) > 1


@pytest.mark.parametrize("level", LEVELS)
@given(matrix=matrices())
def test_an_independent_implementation_gives_the_same_alpha_on_random_ratings_with_gaps(
    level: Level, matrix: Matrix
) -> None:
    assume(has_variation(matrix))
    ours = krippendorff_alpha(Ratings.from_matrix(matrix, domain=SCALE), level)
    assert ours.value == pytest.approx(second_opinion(matrix, level), abs=1e-9)


@given(matrix=matrices())
def test_alpha_is_missing_exactly_when_the_comparable_ratings_do_not_vary(matrix: Matrix) -> None:
    estimate = krippendorff_alpha(Ratings.from_matrix(matrix, domain=SCALE), "ordinal")
    pairable = ((~np.isnan(matrix)).sum(axis=0) >= 2).any()
    expected = None if has_variation(matrix) else "no_variation" if pairable else "no_pairable_units"
    assert estimate.reason == expected
    assert (estimate.value is None) == (expected is not None)
    assert estimate.value is None or math.isfinite(estimate.value)


@pytest.mark.parametrize("level", LEVELS)
@given(matrix=matrices(), seed=st.integers(0, 1000))
def test_the_order_of_raters_and_units_does_not_matter(level: Level, matrix: Matrix, seed: int) -> None:
    random = np.random.default_rng(seed)
    raters, units = random.permutation(len(matrix)), random.permutation(matrix.shape[1])
    shuffled = Ratings.from_matrix(matrix[raters][:, units], domain=SCALE)
    assert krippendorff_alpha(shuffled, level) == krippendorff_alpha(Ratings.from_matrix(matrix, domain=SCALE), level)


@given(matrix=matrices(gaps=False))
def test_on_complete_ratings_nominal_alpha_is_fleiss_kappa_with_a_small_sample_correction(matrix: Matrix) -> None:
    assume(has_variation(matrix))
    ratings = Ratings.from_matrix(matrix, domain=SCALE)
    kappa, n = fleiss_kappa(ratings).value, ratings.n_ratings
    assert kappa is not None
    assert krippendorff_alpha(ratings, "nominal").value == pytest.approx(1 - (1 - kappa) * (n - 1) / n, abs=1e-12)


@given(matrix=matrices(), factor=st.floats(0.5, 100), shift=st.floats(-1000, 1000))
def test_interval_alpha_does_not_depend_on_the_unit_of_measurement(matrix: Matrix, factor: float, shift: float) -> None:
    assume(has_variation(matrix))
    plain = krippendorff_alpha(Ratings.from_matrix(matrix, domain=SCALE), "interval").value
    scaled = krippendorff_alpha(Ratings.from_matrix(matrix * factor + shift), "interval").value
    assert scaled == pytest.approx(plain, abs=1e-8)


@given(matrix=matrices())
def test_distances_given_as_a_matrix_replace_those_of_the_level(matrix: Matrix) -> None:
    ratings = Ratings.from_matrix(matrix, domain=SCALE)
    for level, distances in {"nominal": nominal_distances(5), "ratio": ratio_distances(ratings.numbers)}.items():
        custom = krippendorff_alpha(ratings, "interval", distances=distances)
        assert custom == krippendorff_alpha(ratings, level)  # type: ignore[arg-type]


@pytest.mark.parametrize("level", LEVELS)
@given(matrix=matrices())
def test_leaving_a_rater_out_is_the_same_as_never_having_had_them(level: Level, matrix: Matrix) -> None:
    assume(has_variation(matrix))
    ratings = Ratings.from_matrix(matrix, domain=SCALE)
    pairable = (~np.isnan(matrix)).sum(axis=0) >= 2
    present = [rater for rater, row in enumerate(matrix) if (~np.isnan(row[pairable])).any()]
    directly = [
        krippendorff_alpha(Ratings.from_matrix(np.delete(matrix, rater, axis=0), domain=SCALE), level).value
        for rater in present
    ]
    expected = [math.nan if value is None else value for value in directly]
    assert leave_one_rater_out(ratings, level) == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_perfect_agreement_is_one_and_full_disagreement_is_below_zero() -> None:
    agree = Ratings.from_matrix([["a", "b", "c"], ["a", "b", "c"]], domain=["a", "b", "c"])
    differ = Ratings.from_matrix([["a", "b", "a", "b"], ["b", "a", "b", "a"]], domain=["a", "b"])
    assert krippendorff_alpha(agree, "nominal").value == 1
    assert krippendorff_alpha(differ, "nominal").value == pytest.approx(1 - 1 / (4 * 4 * 2 / (8 * 7)))


def test_the_order_of_the_domain_decides_the_ordinal_figure() -> None:
    rows = [["low", "mid", "high", "mid"], ["low", "high", "high", "low"]]
    in_order = krippendorff_alpha(Ratings.from_matrix(rows, domain=["low", "mid", "high"]), "ordinal")
    alphabetical = krippendorff_alpha(Ratings.from_matrix(rows, domain=["high", "low", "mid"]), "ordinal")
    # Mid-ranks 1.5, 4 and 6.5 in order; 5, 7.5 and 2 by the alphabet.
    assert in_order.value == pytest.approx(1 - 7 * (2 * 2.5**2 + 2 * 2.5**2) / 600)
    assert alphabetical.value == pytest.approx(1 - 7 * (2 * 5.5**2 + 2 * 2.5**2) / 600)


def test_more_than_255_ratings_of_one_unit_do_not_overflow() -> None:
    matrix = np.array([[1, 2]] * 300 + [[2, 2]] * 300, dtype=np.uint8)
    expected = krippendorff.alpha(matrix.astype(np.float64), level_of_measurement="nominal")
    estimate = krippendorff_alpha(Ratings.from_matrix(matrix, domain=[1, 2]), "nominal")
    assert estimate.value == pytest.approx(expected, abs=1e-12)


def test_a_category_called_nan_is_a_category() -> None:
    rows: list[list[Any]] = [["nan", "other", "nan", None], ["nan", "other", "other", "nan"]]
    ratings = Ratings.from_matrix(rows, domain=["nan", "other"])
    assert ratings.n_ratings == 7
    assert krippendorff_alpha(ratings, "nominal").value == pytest.approx(1 - 5 * 2 / (3 * 3 * 2), abs=1e-12)


def test_true_and_false_are_measured_as_categories() -> None:
    rows: list[list[Any]] = [[True, False, True, None], [True, False, False, True]]
    same: list[list[Any]] = [["y", "n", "y", None], ["y", "n", "n", "y"]]
    truth = krippendorff_alpha(Ratings.from_matrix(rows, domain=[False, True]), "nominal")
    text = krippendorff_alpha(Ratings.from_matrix(same, domain=["n", "y"]), "nominal")
    assert truth.value == text.value == pytest.approx(0.4444, abs=5e-5)


def test_ordinal_alpha_on_a_long_scale_agrees_with_the_independent_implementation() -> None:
    random = np.random.default_rng(7)
    matrix = np.clip(random.integers(0, 101, size=60) + random.integers(-9, 10, size=(9, 60)), 0, 100).astype(float)
    expected = krippendorff.alpha(matrix, value_domain=list(range(101)), level_of_measurement="ordinal")
    ratings = Ratings.from_matrix(matrix, domain=range(101))
    assert krippendorff_alpha(ratings, "ordinal").value == pytest.approx(expected, abs=1e-9)


def test_numbers_without_a_declared_domain_are_measured_as_interval_and_ratio_but_not_as_categories() -> None:
    random = np.random.default_rng(8)
    matrix = random.random((3, 50)) + random.random(50)
    ratings = Ratings.from_matrix(matrix)
    for level in ("interval", "ratio"):
        expected = krippendorff.alpha(matrix, level_of_measurement=level)
        assert krippendorff_alpha(ratings, level).value == pytest.approx(expected, abs=1e-9)
    with pytest.raises(ValueError, match="full domain"):
        krippendorff_alpha(ratings, "ordinal")


@pytest.mark.parametrize(
    ("distances", "message"),
    [
        (np.zeros((2, 2)), "3 x 3"),
        (np.array([[0, 1, 2], [1, 0, 1], [3, 1, 0]]), "symmetric"),
        (np.ones((3, 3)), "0 between a value and itself"),
        (np.array([[0, -1, 1], [-1, 0, 1], [1, 1, 0]]), "not negative"),
    ],
)
def test_distances_that_are_none_are_refused(distances: Matrix, message: str) -> None:
    ratings = Ratings.from_matrix([[1, 2, 3], [1, 2, 2]], domain=[1, 2, 3])
    with pytest.raises(ValueError, match=message):
        krippendorff_alpha(ratings, "nominal", distances=distances)


def test_text_has_no_interval_and_a_ratio_scale_no_negative_value() -> None:
    with pytest.raises(ValueError, match="text"):
        krippendorff_alpha(Ratings.from_matrix([["a"], ["b"]], domain=["a", "b"]), "interval")
    with pytest.raises(ValueError, match="no negative values"):
        krippendorff_alpha(Ratings.from_matrix([[-1], [2]], domain=[-1, 2]), "ratio")
