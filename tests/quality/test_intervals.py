"""Intervals: bounds that hold by definition, and where there are none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.estimates import Interval
from quality.intervals import jackknife, percentile, wider, wilson


@given(n=st.integers(1, 500), data=st.data())
def test_a_wilson_interval_lies_within_0_and_1_and_holds_the_observed_share(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, n))
    interval = wilson(successes, n)
    assert interval.low is not None
    assert interval.high is not None
    assert 0 <= interval.low <= successes / n <= interval.high <= 1


@given(n=st.integers(1, 500), data=st.data())
def test_the_bounds_of_a_wilson_interval_solve_the_score_equation(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(1, n))
    low = wilson(successes, n).low
    assert low is not None
    assert (successes / n - low) / math.sqrt(low * (1 - low) / n) == pytest.approx(1.959964, abs=1e-4)


def test_a_wilson_interval_needs_a_trial_and_no_more_successes_than_trials() -> None:
    assert wilson(0, 0).reason == "too_few_units"
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson(3, 2)


def test_a_few_undefined_resamples_are_left_out_and_many_leave_no_interval() -> None:
    samples = np.linspace(0, 1, 100)
    few, many = samples.copy(), samples.copy()
    few[:5], many[:6] = np.nan, np.nan
    assert percentile(few).low == pytest.approx(np.quantile(samples[5:], 0.025))
    assert (percentile(many).low, percentile(many).reason) == (None, "no_variation")


def test_a_jackknife_needs_three_raters_and_every_figure() -> None:
    assert jackknife(0.5, np.array([0.4, 0.6])).reason == "too_few_raters"
    assert jackknife(0.5, np.array([0.4, np.nan, 0.6])).reason == "too_few_raters"
    assert jackknife(0.5, np.array([0.5, 0.5, 0.5])).as_json() == [0.5, 0.5]


def test_the_interval_that_exists_is_the_wider_one() -> None:
    known, missing = Interval(0.1, 0.4), Interval.missing("too_few_raters")
    assert wider(known, missing) == wider(missing, known) == known
    assert wider(Interval(0.3, 0.4), known) == known


def test_the_interval_of_a_share_ends_at_0_and_that_of_a_coefficient_at_minus_1() -> None:
    apart = np.array([0.0, 0.5, 1.0])
    assert jackknife(0.5, apart, lowest=0).as_json() == [0, 1]
    assert jackknife(0.5, apart).as_json() == [-1, 1]
