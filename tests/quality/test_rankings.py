"""Agreement of rankings and of complete numeric ratings."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from quality.icc import intraclass
from quality.rankings import kendall_tau_b, kendall_w

SCORES = st.integers(2, 6).flatmap(
    lambda things: st.lists(st.lists(st.integers(1, 4), min_size=things, max_size=things), min_size=2, max_size=5)
)


@given(first=st.lists(st.integers(0, 5), min_size=2, max_size=20), data=st.data())
def test_tau_b_agrees_with_scipy(first: list[int], data: st.DataObject) -> None:
    second = data.draw(st.lists(st.integers(0, 5), min_size=len(first), max_size=len(first)))
    estimate = kendall_tau_b(first, second)
    expected = stats.kendalltau(first, second).statistic
    assert (estimate.value is None) == bool(np.isnan(expected))
    assert estimate.value is None or estimate.value == pytest.approx(expected, abs=1e-12)


@given(scores=SCORES)
def test_without_ties_w_gives_the_mean_of_spearmans_rho(scores: list[list[int]]) -> None:
    untied = np.argsort(np.argsort(np.array(scores), axis=1, kind="stable"), axis=1)
    result = kendall_w(untied)
    rhos = [stats.spearmanr(one, other).statistic for one, other in combinations(untied, 2)]
    assert result.mean_spearman == pytest.approx(np.mean(rhos), abs=1e-9)


def test_friedmans_test_of_tied_ranks_agrees_with_scipy() -> None:
    scores = np.array([[1, 2, 2, 4], [1, 1, 3, 4], [2, 1, 3, 3], [1, 2, 3, 4], [1, 4, 2, 3]])
    result, expected = kendall_w(scores), stats.friedmanchisquare(*scores.T)
    assert result.chi2 == pytest.approx(expected.statistic, abs=1e-9)
    assert result.p_value == pytest.approx(expected.pvalue, abs=1e-9)


def test_equal_rankings_are_in_full_concordance() -> None:
    assert kendall_w([[1, 2, 3], [4, 5, 6], [0, 7, 9]]).value == pytest.approx(1)
    assert kendall_tau_b([1, 2, 3], [2, 5, 7]).value == 1
    assert kendall_tau_b([1, 2, 3], [7, 5, 2]).value == -1


def test_rankings_that_cannot_be_compared_have_no_figure() -> None:
    assert kendall_w([[1, 1], [2, 2]]).reason == "no_variation"
    assert kendall_w([[1, 2, 3]]).reason == "too_few_raters"
    assert kendall_w([[1], [1]]).reason == "too_few_units"
    assert kendall_tau_b([1, 1], [1, 2]).reason == "no_variation"
    assert kendall_tau_b([1], [1]).reason == "too_few_units"


def test_incomplete_rankings_are_refused() -> None:
    with pytest.raises(ValueError, match="complete"):
        kendall_w([[1.0, np.nan], [1.0, 2.0]])
    with pytest.raises(ValueError, match="same things"):
        kendall_tau_b([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="complete matrix"):
        intraclass([[1.0, np.nan], [1.0, 2.0]])


def test_intraclass_correlations_are_missing_without_two_units_two_raters_and_variation() -> None:
    assert intraclass([[1, 2]]).icc1.reason == "too_few_units"
    assert intraclass([[1], [2]]).icc2.reason == "too_few_raters"
    assert intraclass([[3, 3], [3, 3]]).icc3.reason == "no_variation"


def test_only_the_third_form_forgives_a_rater_who_is_always_stricter() -> None:
    forms = intraclass([[1, 3], [2, 4], [3, 5], [4, 6]])
    assert forms.icc3.value == pytest.approx(1)
    assert forms.icc2.value == pytest.approx(0.4545, abs=5e-5)
