"""Every published figure holds within the digits it was published with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quality.alpha import krippendorff_alpha
from quality.coefficients import brennan_prediger, conger_kappa, fleiss_kappa, gwet_ac, percent_agreement
from quality.distances import weight_matrix
from quality.estimates import Estimate
from quality.icc import intraclass
from quality.intervals import wilson
from quality.kappa import cohen_kappa
from quality.rankings import kendall_tau_b, kendall_w
from tests.quality.published import FILE, Case, cases

MEASURES: dict[str, Callable[[Case], Estimate]] = {
    "krippendorff_alpha": lambda case: krippendorff_alpha(case.ratings, case.input.get("level", "nominal")),
    "krippendorff_alpha_quadratic": lambda case: krippendorff_alpha(
        case.ratings, "nominal", distances=1 - weight_matrix(case.weights, case.ratings.n_values)
    ),
    "gwet_ac1": lambda case: gwet_ac(case.ratings),
    "gwet_ac2": lambda case: gwet_ac(case.ratings, case.weights),
    "fleiss_kappa": lambda case: fleiss_kappa(case.ratings),
    "fleiss_kappa_general": lambda case: fleiss_kappa(case.ratings),
    "fleiss_kappa_weighted": lambda case: fleiss_kappa(case.ratings, case.weights),
    "conger_kappa": lambda case: conger_kappa(case.ratings),
    "brennan_prediger": lambda case: brennan_prediger(case.ratings),
    "randolph_kappa": lambda case: brennan_prediger(case.ratings),
    "percent_agreement": lambda case: percent_agreement(case.ratings),
    "percent_agreement_quadratic": lambda case: percent_agreement(case.ratings, case.weights),
    "cohen_kappa": lambda case: cohen_kappa(case.table),
    "cohen_kappa_quadratic": lambda case: cohen_kappa(case.table, case.weights),
    "weighted_kappa_custom": lambda case: cohen_kappa(case.table, case.weights),
    "weighted_kappa_linear": lambda case: cohen_kappa(case.table, case.weights),
    "weighted_kappa_quadratic": lambda case: cohen_kappa(case.table, case.weights),
    "kendall_tau_b": lambda case: kendall_tau_b(case.input["x"], case.input["y"]),
}
OTHERS = {"gwet_ac1_ci95", "friedman_chi2", "icc", "wilson_ci95"}


@pytest.mark.parametrize("case", cases(*MEASURES), ids=lambda case: case.id)
def test_a_published_figure_holds(case: Case) -> None:
    assert MEASURES[case.metric](case).value == pytest.approx(case.expected, abs=case.tolerance)


@pytest.mark.parametrize("case", cases("gwet_ac1_ci95"), ids=lambda case: case.id)
def test_the_published_standard_error_and_interval_of_ac1_hold(case: Case) -> None:
    estimate = gwet_ac(case.ratings)
    assert estimate.interval is not None
    assert estimate.standard_error == pytest.approx(case.expected["se"], abs=case.tolerance)
    assert estimate.interval.low == pytest.approx(case.expected["lo"], abs=case.tolerance)
    assert estimate.interval.high == case.expected["hi"]


@pytest.mark.parametrize("case", cases("friedman_chi2"), ids=lambda case: case.id)
def test_the_published_friedman_statistic_holds(case: Case) -> None:
    by_rater = list(zip(*case.input["ratings_by_unit"], strict=True))
    assert kendall_w(by_rater).chi2 == pytest.approx(case.expected, abs=case.tolerance)


@pytest.mark.parametrize("case", cases("icc"), ids=lambda case: case.id)
def test_the_published_intraclass_correlations_hold(case: Case) -> None:
    forms = intraclass(case.input["ratings_by_unit"])
    for name, value in case.expected.items():
        assert getattr(forms, name.lower()).value == pytest.approx(value, abs=case.tolerance)


@pytest.mark.parametrize("case", cases("wilson_ci95"), ids=lambda case: case.id)
def test_the_published_wilson_intervals_hold(case: Case) -> None:
    interval = wilson(case.input["successes"], case.input["n"])
    assert [interval.low, interval.high] == pytest.approx(case.expected, abs=case.tolerance)


def test_every_case_in_the_file_is_measured_by_some_test() -> None:
    assert {case["metric"] for case in FILE["cases"]} == set(MEASURES) | OTHERS
