"""Building the table of ratings: what counts, what is missing, what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.patterns import collapse
from quality.ratings import Ratings


def test_rows_and_a_matrix_of_the_same_ratings_are_the_same_table() -> None:
    rows = Ratings.from_long(["u1", "u1", "u2", "u2", "u3"], [7, 9, 7, 9, 7], [2, 3, 1, None, 3], domain=[1, 2, 3])
    matrix = Ratings.from_matrix([[2, 1, 3], [3, None, None]], domain=[1, 2, 3], raters=[7, 9])
    assert rows.rater_ids == matrix.rater_ids == (7, 9)
    assert rows.n_units == matrix.n_units == 3
    assert rows.patterns.counts.toarray().tolist() == matrix.patterns.counts.toarray().tolist()
    assert rows.domain_hash == matrix.domain_hash


def test_units_and_raters_without_a_rating_are_not_counted() -> None:
    ratings = Ratings.from_matrix([[1, None, 2], [None, None, None], [2, None, None]], domain=[1, 2])
    assert (ratings.n_units, ratings.n_raters, ratings.n_ratings) == (2, 2, 3)
    assert ratings.rater_ids == (0, 2)


def test_no_ratings_at_all_are_an_empty_table() -> None:
    ratings = Ratings.from_long([], [], [], domain=["a", "b"])
    assert (ratings.n_units, ratings.n_raters, ratings.n_ratings) == (0, 0, 0)


def test_integers_floats_and_objects_are_coded_alike() -> None:
    rows = [[3, 1, 2, 7], [3, 7, 2, 2]]
    tables = [
        Ratings.from_matrix(np.array(rows, dtype=kind), domain=[7, 3, 1, 2]) for kind in (np.uint8, float, object)
    ]
    tables.append(Ratings.from_matrix(rows, domain=[7, 3, 1, 2]))
    assert [table.codes.tolist() for table in tables] == [[1, 2, 3, 0, 1, 0, 3, 3]] * 4


def test_fractions_are_found_in_their_domain() -> None:
    ratings = Ratings.from_matrix(np.array([[0.5, np.nan, 1.25], [2.0, 0.5, 0.5]]), domain=[2.0, 0.5, 1.25])
    assert ratings.codes.tolist() == [1, 2, 0, 1, 1]


@pytest.mark.parametrize(
    "values",
    [[1, 4], [1, 2.5], [1, "2"], np.array([1, 4]), np.array([1, 0]), np.array([1.0, 2.5]), np.array([1.0, np.inf])],
    ids=str,
)
def test_a_value_that_is_not_in_the_domain_is_named(values: list[int]) -> None:
    with pytest.raises(ValueError, match=r"(4|2\.5|'2'|0|inf) is not in the domain"):
        Ratings.from_long(["u", "v"], ["a", "a"], values, domain=[1, 2, 3])


@pytest.mark.parametrize(
    ("domain", "message"),
    [([], "needs a value"), ([1, None], "cannot hold None"), ([1, float("nan")], "NaN"), ([0, False], "twice")],
)
def test_a_domain_that_cannot_be_one_is_refused(domain: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Ratings.from_long(["u"], ["a"], [1], domain=domain)


def test_a_second_rating_of_a_unit_by_the_same_rater_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Ratings.from_long(["u", "u"], ["a", "a"], [1, 2], domain=[1, 2])


def test_columns_of_unequal_length_and_ragged_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="equally long"):
        Ratings.from_long(["u", "v"], ["a"], [1, 2], domain=[1, 2])
    with pytest.raises(ValueError, match="one entry per unit"):
        Ratings.from_matrix([[1, 2], [1]], domain=[1, 2])


def test_a_unit_in_two_clusters_is_refused() -> None:
    with pytest.raises(ValueError, match="two clusters"):
        Ratings.from_long(["u", "u"], ["a", "b"], [1, 2], domain=[1, 2], clusters=["t1", "t2"])


def test_ids_of_mixed_types_and_text_without_a_domain_are_refused() -> None:
    with pytest.raises(ValueError, match="one sortable type"):
        Ratings.from_long(["u", 3], ["a", "a"], [1, 2], domain=[1, 2])
    with pytest.raises(ValueError, match="Give the domain"):
        Ratings.from_long(["u"], ["a"], ["3"])


def test_the_domain_hash_knows_the_order_of_the_scale() -> None:
    one, other = (Ratings.from_long(["u"], ["a"], ["lo"], domain=domain) for domain in (["lo", "hi"], ["hi", "lo"]))
    assert one.domain_hash != other.domain_hash
    assert len(one.domain_hash) == 64


@given(
    ratings=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=1, max_size=60),
    n_values=st.sampled_from([3, 200]),
)
def test_the_patterns_hold_every_units_counts_however_long_the_scale(
    ratings: list[tuple[int, int]], n_values: int
) -> None:
    units, codes = (np.array(column, dtype=np.int64) for column in zip(*ratings, strict=True))
    patterns = collapse(units, codes, n_units=10, n_values=n_values)
    expected = np.zeros((10, n_values), dtype=np.int64)
    np.add.at(expected, (units, codes), 1)
    distinct = patterns.counts.toarray()
    assert np.array_equal(distinct[patterns.of_unit], expected)
    assert len(np.unique(distinct, axis=0)) == len(distinct)
    assert patterns.multiplicity.tolist() == np.bincount(patterns.of_unit).tolist()
