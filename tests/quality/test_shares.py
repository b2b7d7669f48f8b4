"""What pairs of answers have in common, as a share: the figure, its intervals, and when it may be shown or decide."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quality.shares import Comparisons, Share, leave_one_rater_out, share

Row = tuple[Any, str, str, float, float]
RATERS = ("ada", "ben", "chi", "dov")


def comparisons(rows: list[Row]) -> Comparisons:
    tasks, ones, others, parts, wholes = zip(*rows, strict=True) if rows else ([],) * 5
    return Comparisons.from_long(tasks, ones, others, parts, wholes)


def measured(rows: list[Row], *, resamples: int = 1000, seed: int = 1) -> Share:
    return share(comparisons(rows), seed=seed, resamples=resamples)


def simulated(*, tasks: int, raters: int = 3, seed: int = 5) -> list[Row]:
    """Each pair compares 1 … 9 things of a task, of which a share is common that differs from task to task."""
    random = np.random.default_rng(seed)
    rows: list[Row] = []
    for task in range(tasks):
        chance = random.beta(4, 2)
        for i in range(raters):
            for j in range(i + 1, raters):
                whole = int(random.integers(1, 10))
                rows.append((task, RATERS[i], RATERS[j], int(random.binomial(whole, chance)), whole))
    return rows


@st.composite
def some_rows(draw: st.DrawFn) -> list[Row]:
    pairs = st.sampled_from([(one, other) for one in RATERS for other in RATERS if one != other])
    row = st.tuples(st.integers(0, 12), pairs, st.floats(0, 1), st.floats(0, 50))
    return [(task, *pair, part * whole, whole) for task, pair, part, whole in draw(st.lists(row, max_size=30))]


# The figure


def test_the_share_is_all_parts_over_all_wholes() -> None:
    found = measured([("t1", "ada", "ben", 2, 4), ("t2", "ada", "ben", 9, 10), ("t2", "chi", "ada", 0.5, 2)])
    assert found.value == pytest.approx(11.5 / 16)
    assert (found.n_compared, found.n_units, found.n_pairable, found.n_raters, found.n_pairs) == (16, 2, 2, 3, 2)


def test_a_pair_with_nothing_to_compare_counts_as_answered_but_moves_nothing() -> None:
    rows: list[Row] = [("t1", "ada", "ben", 3, 4), ("t2", "ada", "chi", 0, 0)]
    found = measured(rows)
    assert (found.value, found.n_units, found.n_pairable, found.n_raters, found.n_pairs) == (0.75, 2, 1, 2, 1)


@pytest.mark.parametrize("rows", [[], [("t1", "ada", "ben", 0, 0)]])
def test_without_anything_to_compare_there_is_no_share(rows: list[Row]) -> None:
    found = measured(rows)
    assert (found.value, found.reason, found.shown, found.gateable) == (None, "no_pairable_units", False, False)
    assert (found.ci.as_json(), found.ci_raters.reason) == (None, "no_pairable_units")


@given(rows=some_rows(), seed=st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_neither_the_order_of_rows_nor_of_the_two_raters_matters(rows: list[Row], seed: Any) -> None:
    turned: list[Row] = [(task, other, one, part, whole) for task, one, other, part, whole in rows]
    seed.shuffle(turned)
    assert measured(turned, resamples=30) == measured(rows, resamples=30)


@given(rows=some_rows())
@settings(max_examples=60)
def test_a_share_and_its_intervals_lie_within_0_and_1(rows: list[Row]) -> None:
    report = measured(rows, resamples=30).as_json()
    assert json.loads(json.dumps(report, allow_nan=False)) == report
    assert (report["value"] is None) == all(row[4] == 0 for row in rows)
    for name in ("ci", "ci_units", "ci_raters"):
        low, high = report[name] or (0, 1)
        assert 0 <= low <= high <= 1
    if report["value"] is not None and report["ci_raters"]:
        assert report["ci_raters"][0] <= report["value"] <= report["ci_raters"][1]


@given(rows=some_rows(), times=st.integers(2, 4))
@settings(max_examples=40)
def test_tasks_that_come_several_times_do_not_shift_the_share(rows: list[Row], times: int) -> None:
    repeated: list[Row] = [((task, copy), *rest) for task, *rest in rows for copy in range(times)]  # type: ignore[misc]
    once, often = measured(rows, resamples=2), measured(repeated, resamples=2)
    assert often.n_pairable == times * once.n_pairable
    assert often.value == (None if once.value is None else pytest.approx(once.value, abs=1e-9))


def test_a_copy_of_a_task_with_the_mean_share_does_not_shift_the_share() -> None:
    rows: list[Row] = [("t1", "ada", "ben", 1, 4), ("t2", "ada", "ben", 5, 6), ("t3", "ada", "chi", 3, 5)]
    assert measured(rows).value == measured([*rows, ("t4", "ada", "chi", 3, 5)]).value == 0.6


# Intervals


def test_the_interval_over_tasks_is_that_of_drawing_whole_tasks_one_by_one() -> None:
    rows = simulated(tasks=60)
    by_task = [[row for row in rows if row[0] == task] for task in range(60)]
    random = np.random.default_rng(8)
    samples = []
    for _ in range(2000):
        drawn = [row for task in random.integers(60, size=60) for row in by_task[task]]
        samples.append(sum(row[3] for row in drawn) / sum(row[4] for row in drawn))
    interval = measured(rows, resamples=4000).ci_units
    assert interval.as_json() == pytest.approx(np.quantile(samples, [0.025, 0.975]), abs=0.005)


def test_the_interval_over_tasks_covers_the_true_share_about_as_often_as_it_says() -> None:
    hits = 0
    for seed in range(200):
        found = measured(simulated(tasks=60, seed=seed), resamples=300)
        low, high = found.ci_units.as_json() or (1, 0)
        hits += low <= 4 / 6 <= high
    assert 178 <= hits <= 199  # 95 % of 200 and three standard errors


def test_what_is_compared_in_one_task_is_drawn_together() -> None:
    """Splitting each task's comparisons up into tasks of their own pretends to more evidence than there is."""
    random = np.random.default_rng(2)
    shares = random.beta(1, 1, size=80)
    together: list[Row] = [(task, "ada", "ben", 10 * part, 10) for task, part in enumerate(shares)]
    apart: list[Row] = [((task, n), "ada", "ben", part, 1) for task, part in enumerate(shares) for n in range(10)]
    wide, narrow = measured(together).ci_units.width, measured(apart).ci_units.width
    assert wide is not None
    assert narrow is not None
    assert wide / narrow == pytest.approx(np.sqrt(10), rel=0.15)


def test_the_interval_over_raters_leaves_out_one_at_a_time_with_students_t() -> None:
    rows = simulated(tasks=40, raters=4)
    result = measured(rows)
    without = [[row for row in rows if rater not in row[1:3]] for rater in RATERS]
    left_out = np.array([sum(row[3] for row in kept) / sum(row[4] for row in kept) for kept in without])
    assert leave_one_rater_out(comparisons(rows)) == pytest.approx(left_out, abs=1e-12)
    half = 3.182446305 * np.sqrt(3 / 4 * ((left_out - left_out.mean()) ** 2).sum())
    assert result.value is not None
    assert result.ci_raters.as_json() == pytest.approx([result.value - half, result.value + half], abs=1e-9)


def test_the_interval_over_raters_ends_at_0_and_1() -> None:
    rows: list[Row] = [("t", "ada", "ben", 9, 10), ("t", "ada", "chi", 0, 10), ("t", "ben", "chi", 1, 10)]
    assert measured(rows).ci_raters.as_json() == [0, 1]


def test_two_raters_have_no_interval_over_raters() -> None:
    result = measured(simulated(tasks=40, raters=2))
    assert (result.ci_raters.as_json(), result.ci_raters.reason) == (None, "too_few_raters")
    assert result.ci == result.ci_units


def test_a_rater_who_is_in_every_comparison_cannot_be_left_out() -> None:
    result = measured([("t1", "ada", "ben", 0.1, 0.3), ("t2", "ada", "chi", 0.2, 0.7)])
    assert (result.ci_raters.as_json(), result.ci_raters.reason) == (None, "too_few_raters")


def test_the_wider_interval_is_the_one_to_decide_by() -> None:
    few_tasks = measured(simulated(tasks=35, raters=4))
    odd: list[Row] = [(n, "ada", "ben", 9, 10) for n in range(900)]
    odd += [(n, one, "chi", 2, 10) for n in range(900) for one in ("ada", "ben")]
    one_odd_rater = measured(odd)
    assert few_tasks.ci == few_tasks.ci_units != few_tasks.ci_raters
    assert one_odd_rater.ci == one_odd_rater.ci_raters != one_odd_rater.ci_units


def test_the_seed_fixes_the_interval() -> None:
    rows = simulated(tasks=50)
    assert measured(rows, seed=7) == measured(rows, seed=7)
    assert measured(rows, seed=7).ci_units != measured(rows, seed=8).ci_units


# Showing and deciding


@pytest.mark.parametrize(
    ("tasks", "shown", "gateable", "reason"),
    [
        (29, False, False, "too_few_units"),
        (30, True, False, "too_few_units"),
        (49, True, False, "too_few_units"),
        (50, True, True, None),
    ],
)
def test_a_share_of_few_tasks_is_computed_but_not_shown_or_not_decisive(
    tasks: int, shown: bool, gateable: bool, reason: str | None
) -> None:
    empty: list[Row] = [(1000 + n, "ada", "ben", 0, 0) for n in range(40)]
    result = measured([*simulated(tasks=tasks), *empty])
    assert result.value is not None
    assert (result.shown, result.gateable, result.reason) == (shown, gateable, reason)


# What cannot be


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("t", "ada", "ada", 1, 2), "with themselves"),
        (("t", "ada", "ben", 2.001, 2), "within 0 and its whole"),
        (("t", "ada", "ben", -0.1, 2), "within 0 and its whole"),
        (("t", "ada", "ben", float("nan"), 2), "within 0 and its whole"),
        (("t", "ada", "ben", 0, -1), "finite numbers of 0 or more"),
        (("t", "ada", "ben", 0, float("inf")), "finite numbers of 0 or more"),
    ],
)
def test_a_comparison_that_cannot_be_is_refused(row: Row, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        comparisons([row])


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="equally long"):
        Comparisons.from_long(["t"], ["ada"], ["ben"], [1, 2], [2, 2])


def test_a_trace_of_rounding_above_the_whole_is_none() -> None:
    assert measured([("t", "ada", "ben", 3 + 1e-12, 3)]).value == 1
