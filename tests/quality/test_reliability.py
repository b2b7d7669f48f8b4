"""The reliability of a measure: its intervals, and when it may be shown or decide something."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings

from quality.alpha import krippendorff_alpha
from quality.ratings import Ratings
from quality.reliability import reliability
from tests.quality.strategies import Matrix, matrices


def simulated(*, units: int, raters: int = 4, agreement: float = 0.8, seed: int = 3) -> Matrix:
    """Raters who give the true one of five values with the given chance, else any."""
    random = np.random.default_rng(seed)
    truth = random.integers(1, 6, size=units)
    noise = random.integers(1, 6, size=(raters, units))
    return np.where(random.random((raters, units)) < agreement, truth, noise).astype(np.float64)


def five_point(matrix: Matrix) -> Ratings:
    return Ratings.from_matrix(matrix, domain=range(1, 6))


def with_few_others(*, units: int, others: int) -> Ratings:
    """Two raters who agree that all units but ``others`` are of one class."""
    rows = [[1] * others + [0] * (units - others)] * 2
    return Ratings.from_matrix(rows, domain=[0, 1])


def test_the_same_ratings_and_seed_give_the_same_figures_in_any_order() -> None:
    matrix = simulated(units=200)
    first = reliability(five_point(matrix), "ordinal", seed=11)
    shuffled = reliability(five_point(matrix[:, ::-1][::-1]), "ordinal", seed=11)
    assert first.ci_units == shuffled.ci_units
    assert first.value == shuffled.value
    assert first.ci_units != reliability(five_point(matrix), "ordinal", seed=12).ci_units


def test_the_interval_over_units_narrows_with_the_root_of_their_number() -> None:
    few, many = (reliability(five_point(simulated(units=n)), "nominal", seed=1).ci_units.width for n in (200, 3200))
    assert few is not None
    assert many is not None
    assert few / many == pytest.approx(4, rel=0.15)


def test_the_interval_over_units_is_that_of_drawing_units_one_by_one() -> None:
    matrix = simulated(units=60)
    random = np.random.default_rng(5)
    samples = [
        krippendorff_alpha(five_point(matrix[:, random.integers(60, size=60)]), "interval").value for _ in range(1500)
    ]
    interval = reliability(five_point(matrix), "interval", seed=1, resamples=4000).ci_units
    assert interval.as_json() == pytest.approx(np.quantile(np.array(samples, dtype=float), [0.025, 0.975]), abs=0.02)


def test_the_interval_over_raters_is_the_jackknife_with_students_t() -> None:
    matrix = simulated(units=300, raters=4)
    result = reliability(five_point(matrix), "nominal", seed=1)
    alphas = [krippendorff_alpha(five_point(np.delete(matrix, r, axis=0)), "nominal").value for r in range(4)]
    left_out = np.array(alphas, dtype=np.float64)
    half = 3.182446305 * np.sqrt(3 / 4 * ((left_out - left_out.mean()) ** 2).sum())
    assert result.value is not None
    assert result.ci_raters.as_json() == pytest.approx([result.value - half, result.value + half], abs=1e-9)


def test_the_wider_interval_is_the_one_to_decide_by() -> None:
    matrix = simulated(units=2000, raters=5, agreement=0.9)
    matrix[4] = simulated(units=2000, raters=1, agreement=0.1, seed=9)[0]
    one_odd_rater = reliability(five_point(matrix), "nominal", seed=1)
    few_units = reliability(five_point(simulated(units=55, raters=9)), "nominal", seed=1)
    assert one_odd_rater.ci == one_odd_rater.ci_raters != one_odd_rater.ci_units
    assert few_units.ci == few_units.ci_units != few_units.ci_raters


def test_two_raters_have_no_interval_over_raters() -> None:
    result = reliability(five_point(simulated(units=100, raters=2)), "nominal", seed=1)
    assert result.ci_raters.as_json() is None
    assert result.ci_raters.reason == "too_few_raters"
    assert result.ci == result.ci_units


def test_units_of_one_cluster_are_drawn_together() -> None:
    matrix = np.repeat(simulated(units=80), 5, axis=1)
    raters, units = np.indices(matrix.shape)
    columns = (units.ravel(), raters.ravel(), matrix.ravel())
    alone = reliability(Ratings.from_long(*columns, domain=range(1, 6)), "nominal", seed=1)
    grouped = reliability(
        Ratings.from_long(*columns, domain=range(1, 6), clusters=units.ravel() // 5), "nominal", seed=1
    )
    assert grouped.value == alone.value
    assert (alone.n_independent, grouped.n_independent) == (400, 80)
    assert alone.ci_units.width is not None
    assert grouped.ci_units.width is not None
    # Five copies of each unit pretend to five times the evidence.
    assert grouped.ci_units.width / alone.ci_units.width == pytest.approx(np.sqrt(5), rel=0.15)


@pytest.mark.parametrize(
    ("units", "shown", "gateable", "reason"),
    [(29, False, False, "too_few_units"), (30, True, False, "too_few_units"), (49, True, False, "too_few_units")],
)
def test_alpha_of_few_units_is_computed_but_not_shown_or_not_decisive(
    units: int, shown: bool, gateable: bool, reason: str
) -> None:
    result = reliability(five_point(simulated(units=units)), "nominal", seed=1)
    assert result.value is not None
    assert (result.shown, result.gateable, result.reason) == (shown, gateable, reason)


def test_units_rated_once_do_not_help_a_figure_to_be_shown() -> None:
    matrix = simulated(units=500, raters=2)
    matrix[1, 29:] = np.nan
    result = reliability(five_point(matrix), "nominal", seed=1)
    assert (result.n_units, result.n_pairable, result.shown) == (500, 29, False)


def test_few_units_of_the_rare_class_are_no_ground_for_a_decision() -> None:
    nine = reliability(with_few_others(units=200, others=9), "nominal", seed=1)
    ten = reliability(with_few_others(units=200, others=10), "nominal", seed=1)
    assert (nine.n_non_modal, nine.shown, nine.gateable, nine.reason) == (9, True, False, "insufficient_variation")
    assert (ten.n_non_modal, ten.shown, ten.gateable, ten.reason) == (10, True, True, None)


def test_without_variation_only_raw_agreement_and_ac1_remain() -> None:
    result = reliability(with_few_others(units=60, others=0), "nominal", seed=1)
    assert (result.value, result.reason, result.shown, result.gateable) == (None, "no_variation", False, False)
    assert result.ci.as_json() is None
    assert result.ci.reason == "no_variation"
    assert result.raw_agreement.value == 1
    assert result.ac1.value == 1


def test_a_rare_class_lowers_alpha_but_not_ac1() -> None:
    """118 units that both call common, 7 that only one of them does: alpha sees chance, AC1 agreement."""
    rows = [[0] * 118 + [0] * 5 + [1] * 2, [0] * 118 + [1] * 5 + [0] * 2]
    result = reliability(Ratings.from_matrix(rows, domain=[0, 1]), "nominal", seed=1)
    assert result.raw_agreement.value == pytest.approx(0.944)
    assert result.ac1.value == pytest.approx(0.941, abs=5e-4)
    assert result.value == pytest.approx(1 - 249 * 14 / (2 * 243 * 7))
    assert (result.n_non_modal, result.gateable) == (7, False)


def test_when_most_resamples_hold_one_value_only_there_is_no_interval_over_units() -> None:
    result = reliability(with_few_others(units=100, others=1), "nominal", seed=1)
    assert result.value == 1
    assert result.ci_units.reason == "no_variation"


def test_no_ratings_and_ratings_of_one_rater_have_no_figure() -> None:
    empty = reliability(Ratings.from_long([], [], [], domain=[1, 2]), "ordinal", seed=1)
    single = reliability(Ratings.from_matrix([[1, 2, 1]], domain=[1, 2]), "ordinal", seed=1)
    assert empty.reason == single.reason == "no_pairable_units"
    assert (empty.raw_agreement.value, single.ac1.value) == (None, None)
    assert (single.n_units, single.n_pairable, single.n_raters) == (3, 0, 1)


def test_adjacent_agreement_and_ac2_stand_beside_ordinal_alpha_only() -> None:
    ratings = five_point(simulated(units=80))
    ordinal, nominal = reliability(ratings, "ordinal", seed=1), reliability(ratings, "nominal", seed=1)
    assert ordinal.adjacent_agreement is not None
    assert ordinal.ac2 is not None
    assert ordinal.raw_agreement.value is not None
    assert ordinal.adjacent_agreement.value is not None
    assert ordinal.adjacent_agreement.value > ordinal.raw_agreement.value
    assert nominal.adjacent_agreement is None
    assert nominal.ac2 is None


@given(matrix=matrices())
@settings(max_examples=40)
def test_the_report_is_plain_json_without_nan(matrix: Matrix) -> None:
    report = reliability(five_point(matrix), "ordinal", seed=1, resamples=50).as_json()
    assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_the_report_names_level_domain_algorithm_and_seed() -> None:
    ratings = five_point(simulated(units=60))
    report = reliability(ratings, "interval", seed=77, resamples=200).as_json()
    assert report["domain_hash"] == ratings.domain_hash
    assert (report["level"], report["algorithm"], report["seed"], report["resamples"]) == (
        "interval",
        "alpha-1",
        77,
        200,
    )
    assert len(report["ci_units"]) == 2
    assert report["ci_units_reason"] is None


def test_numbers_on_an_open_scale_are_measured_without_ac1() -> None:
    random = np.random.default_rng(4)
    matrix = random.normal(size=100) + random.normal(scale=0.3, size=(3, 100))
    result = reliability(Ratings.from_matrix(matrix), "interval", seed=1)
    low, high = result.ci_units.low, result.ci_units.high
    assert result.value is not None
    assert low is not None
    assert high is not None
    assert low < result.value < high
    assert (result.ac1.value, result.ac1.reason) == (None, "open_domain")
