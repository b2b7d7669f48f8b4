"""Cohen's kappa of two raters and of every pair."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from quality.kappa import cohen_kappa, confusion, pairwise_kappa
from quality.ratings import Ratings
from tests.quality.published import FILE
from tests.quality.strategies import Matrix, matrices


@given(matrix=matrices())
def test_the_matrix_holds_for_each_pair_the_kappa_of_the_units_that_both_rated(matrix: Matrix) -> None:
    table = pairwise_kappa(Ratings.from_matrix(matrix, domain=range(1, 6)), "quadratic")
    for place, first in enumerate(table.rater_ids):
        for second in table.rater_ids[place + 1 :]:
            one, other = matrix[int(str(first))], matrix[int(str(second))]
            directly = cohen_kappa(confusion(one.tolist(), other.tolist(), domain=range(1, 6)), "quadratic")
            pair = table.between(first, second)
            assert pair.n == int((~np.isnan(one) & ~np.isnan(other)).sum())
            assert pair.reason == directly.reason
            assert pair.value == pytest.approx(directly.value, abs=1e-12) or pair.value is directly.value is None


def test_weighted_kappa_depends_on_values_that_nobody_used() -> None:
    """R's irr drops value 5, which neither rater used, and reports 0.2520 for what is 0.2298 on the full scale."""
    data = FILE["data"]["anxiety23"]
    used, full = (
        cohen_kappa(confusion(data["rater1"], data["rater2"], domain=domain), "quadratic")
        for domain in ([1, 2, 3, 4, 6], [1, 2, 3, 4, 5, 6])
    )
    assert used.value == pytest.approx(0.2520, abs=5e-5)
    assert full.value == pytest.approx(0.2298, abs=5e-5)


def test_kappa_is_missing_where_two_raters_share_nothing_or_never_vary() -> None:
    rows: list[list[Any]] = [["a", "a", None, None], [None, None, "a", "b"], ["a", "a", "a", "a"]]
    table = pairwise_kappa(Ratings.from_matrix(rows, domain=["a", "b"], raters=["x", "y", "z"]))
    nothing, constant, chance = table.between("x", "y"), table.between("x", "z"), table.between("z", "y")
    assert (nothing.value, nothing.reason, nothing.n, nothing.raw_agreement) == (None, "no_pairable_units", 0, None)
    assert (constant.value, constant.reason, constant.n, constant.raw_agreement) == (None, "no_variation", 2, 1.0)
    assert (chance.value, chance.n, chance.raw_agreement) == (0, 2, 0.5)


def test_swapping_two_raters_leaves_kappa_as_it_is() -> None:
    table = np.array([[20.0, 5, 1], [3, 15, 6], [0, 2, 8]])
    for weights in ("identity", "linear", "quadratic"):
        assert cohen_kappa(table, weights).value == pytest.approx(cohen_kappa(table.T, weights).value)


def test_the_report_is_a_symmetric_table_with_an_empty_diagonal() -> None:
    rows: list[list[Any]] = [[1, 2, 1, 2], [1, 2, 2, 2], [2, 1, None, None]]
    report = pairwise_kappa(Ratings.from_matrix(rows, domain=[1, 2], raters=["p", "q", "r"])).as_json()
    assert json.loads(json.dumps(report, allow_nan=False)) == report
    assert report["raters"] == ["p", "q", "r"]
    assert [report["cells"][place][place] for place in range(3)] == [None, None, None]
    assert report["cells"][0][1] == report["cells"][1][0]
    assert report["cells"][0][2] == {"value": -1.0, "n": 2, "reason": None, "raw_agreement": 0.0}


def test_pairs_need_a_declared_domain_and_tables_a_square() -> None:
    with pytest.raises(ValueError, match="full domain"):
        pairwise_kappa(Ratings.from_matrix([[1.5], [2.5]]))
    with pytest.raises(ValueError, match="square"):
        cohen_kappa(np.ones((2, 3)))


@pytest.mark.parametrize(
    ("weights", "message"),
    [("cubic", "Unknown weights"), (np.eye(3), "2 x 2"), (np.zeros((2, 2)), "1 between a value and itself")],
)
def test_weights_that_are_none_are_refused(weights: Matrix, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cohen_kappa(np.ones((2, 2)), weights)
