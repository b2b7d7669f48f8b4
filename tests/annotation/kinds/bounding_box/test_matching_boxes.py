"""Which boxes of two answers mean the same object, and which of several."""

from __future__ import annotations

from itertools import permutations
from random import Random
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.kinds.base import Json
from annotation.kinds.bounding_box import boxes, labels, matching
from annotation.kinds.bounding_box.clusters import clusters
from annotation.kinds.bounding_box.matching import Drawn, assign, match
from annotation.kinds.bounding_box.measuring import boxes_distance
from tests.annotation.kinds.bounding_box.box_cases import PLAIN, answer, box, xyxy
from tests.annotation.kinds.bounding_box.box_strategies import answers_about_one_image

SETTINGS = PLAIN.settings


def drawn(one: Json) -> Drawn:
    return Drawn(one, SETTINGS)


def pairs(one: Json, other: Json, threshold: float = 0.5) -> set[tuple[str, str]]:
    """The matched boxes by their ids."""
    left, right = drawn(one), drawn(other)
    found = match(left, right, threshold)
    return {
        (left.boxes[i]["id"], right.boxes[j]["id"])
        for i, j in zip(found.one.tolist(), found.other.tolist(), strict=True)
    }


def clustered(*answers: Json, threshold: float = 0.5) -> list[set[str]]:
    found = clusters([drawn(one) for one in answers], threshold)
    return [{f"{member.answer}:{member.box['id']}" for member in cluster.members} for cluster in found]


def crowd(count: int, seed: int, *, side: float = 4000) -> Json:
    """So many boxes of 20 to 60 pixels, anywhere in a square."""
    chance = Random(seed)
    return answer(
        *(
            box(
                f"b{n}",
                round(chance.uniform(0, side), 2),
                round(chance.uniform(0, side), 2),
                round(chance.uniform(20, 60), 2),
                round(chance.uniform(20, 60), 2),
                chance.choice(["dog", "cat"]),
            )
            for n in range(count)
        )
    )


def shaken(one: Json, seed: int) -> Json:
    chance = Random(seed)
    return answer(*({**row, "x": row["x"] + chance.uniform(-3, 3)} for row in one["boxes"]))


def test_the_overlap_of_boxes_is_that_of_torchvision() -> None:
    # Source: torchvision, test_ops.py, TestBoxIou.
    corners = np.array([[0, 0, 100, 100], [0, 0, 50, 50], [200, 200, 300, 300]], dtype=float)
    assert boxes.iou(corners, corners) == pytest.approx(np.array([[1, 0.25, 0], [0.25, 1, 0], [0, 0, 1]]), abs=1e-9)


def test_boxes_that_share_a_quarter_each_overlap_by_a_seventh() -> None:
    # 5 · 5 shared of 100 + 100 - 25, by hand.
    overlap = boxes.iou(np.array([[0.0, 0, 10, 10]]), np.array([[5.0, 5, 15, 15]]))
    assert overlap[0, 0] == pytest.approx(0.14285714285714285, abs=1e-12)


def test_boxes_that_touch_do_not_overlap() -> None:
    assert boxes.iou(np.array([[0.0, 0, 10, 10]]), np.array([[10.0, 0, 20, 10]]))[0, 0] == 0


def test_a_good_pair_is_not_given_up_for_two_that_are_too_loose() -> None:
    # .49 + .49 is more than .55 + 0, but neither .49 is a match; by hand.
    overlap = np.array([[0.55, 0.49], [0.49, 0.0]])
    rows, columns, overlaps = assign(overlap, 0.5)
    assert (rows.tolist(), columns.tolist(), overlaps.tolist()) == ([0], [0], [0.55])


def test_an_overlap_of_41_hundredths_is_no_match_at_one_half() -> None:
    wide, narrow = xyxy([0, 0, 100, 10]), xyxy([0, 0, 41, 10])
    assert pairs(wide, narrow, 0.5) == set()
    assert pairs(wide, narrow, 0.41) == {("b0", "b0")}
    assert boxes_distance(wide, narrow, SETTINGS) == 1


def test_an_overlap_of_exactly_the_threshold_is_a_match() -> None:
    assert pairs(xyxy([0.1, 0.2, 0.7, 3.2]), xyxy([0.1, 0.2, 0.4, 3.2])) == {("b0", "b0")}


def test_of_boxes_in_one_place_those_with_the_same_label_are_paired() -> None:
    one = answer(box("a", 5, 5, 20, 20, "dog"), box("b", 5, 5, 20, 20, "cat"))
    other = answer(box("c", 5, 5, 20, 20, "cat"), box("d", 5, 5, 20, 20, "dog"))
    assert pairs(one, other) == {("a", "d"), ("b", "c")}


def test_a_better_overlap_goes_before_the_same_label() -> None:
    one = answer(box("a", 5, 5, 20, 20, "dog"))
    other = answer(box("c", 6, 5, 20, 20, "cat"), box("d", 8, 5, 20, 20, "dog"))
    assert pairs(one, other) == {("a", "c")}


def test_a_merged_label_counts_as_the_one_it_was_merged_into() -> None:
    assert boxes_distance(xyxy([0, 0, 9, 9], label="puppy"), xyxy([0, 0, 9, 9]), SETTINGS) == 0
    assert labels.resolved(SETTINGS)["puppy"] == "dog"


@given(answers_about_one_image(count=2), st.randoms(use_true_random=False))
def test_a_match_is_symmetric_and_does_not_depend_on_the_order_of_boxes(case: list[Json], chance: Random) -> None:
    one, other = case
    shuffled = {**other, "boxes": chance.sample(other["boxes"], len(other["boxes"]))}
    assert pairs(one, other) == {(left, right) for right, left in pairs(other, one)} == pairs(one, shuffled)


@given(answers_about_one_image(count=2), st.sampled_from([0.1, 0.5, 0.75]))
def test_large_answers_are_matched_as_well_as_small_ones(case: list[Json], threshold: float) -> None:
    left, right = sorted((drawn(one) for one in case), key=lambda one: one.keys)
    if not len(left) or not len(right):
        return
    whole = match(left, right, threshold)
    found = matching._pairs(left, right, threshold - matching.ROUNDING)
    assert found is not None
    knots = matching._match_by_knots(left, right, found, threshold - matching.ROUNDING)
    assert float(knots.overlaps.sum()) == pytest.approx(float(whole.overlaps.sum()))
    assert len(set(knots.one.tolist())) == len(set(knots.other.tolist())) == len(knots)
    in_turn = matching._match_in_turn(left, right, threshold - matching.ROUNDING)
    assert len(set(in_turn.other.tolist())) == len(in_turn)
    assert all(in_turn.overlaps >= threshold - matching.ROUNDING)


@pytest.mark.parametrize(("count", "side", "seconds"), [(5_000, 4_000, 2), (5_000, 500, 4), (10_000, 4_000, 2)])
def test_thousands_of_boxes_are_matched_in_seconds(count: int, side: float, seconds: float) -> None:
    one = crowd(count, 1, side=side)
    other = shaken(one, 2)
    begun = process_time()
    apart = boxes_distance(one, other, SETTINGS)
    assert process_time() - begun < seconds
    assert apart < 0.01


def test_ten_thousand_boxes_in_one_place_do_not_use_up_the_memory() -> None:
    one = answer(*(box(f"b{n}", 10, 10, 40, 40) for n in range(10_000)))
    begun = process_time()
    assert boxes_distance(one, one, SETTINGS) == 0
    assert process_time() - begun < 20


def test_two_answers_cluster_as_they_match() -> None:
    one = answer(box("a", 0, 0, 10, 10), box("b", 50, 50, 10, 10))
    other = answer(box("c", 1, 0, 10, 10), box("d", 80, 50, 10, 10))
    assert clustered(one, other) == [{"0:a", "1:c"}, {"0:b"}, {"1:d"}]


def test_no_cluster_has_two_boxes_of_one_answer() -> None:
    # Two people drew both of two things that overlap by 7 / 13; the third drew one box between them.
    two = xyxy([0, 0, 10, 10], [3, 0, 13, 10])
    between = xyxy([1, 0, 11, 10])
    assert clustered(two, two, between) == [{"0:b0", "1:b0", "2:b0"}, {"0:b1", "1:b1"}]


def test_a_box_may_belong_to_a_cluster_through_another() -> None:
    # Neighbours overlap by 7 / 13, the outer two by 4 / 16.
    left, middle, right = xyxy([0, 0, 10, 10]), xyxy([3, 0, 13, 10]), xyxy([6, 0, 16, 10])
    assert clustered(left, right) == [{"0:b0"}, {"1:b0"}]
    assert clustered(left, middle, right) == [{"0:b0", "1:b0", "2:b0"}]


@given(answers_about_one_image(count=4))
def test_every_box_is_in_one_cluster_whatever_the_order_of_the_answers(case: list[Json]) -> None:
    def by_content(order: tuple[int, ...]) -> list[list[tuple[int, str]]]:
        found = clusters([drawn(case[place]) for place in order], 0.5)
        return [sorted((order[m.answer], m.box["id"]) for m in cluster.members) for cluster in found]

    first = by_content((0, 1, 2, 3))
    places = [place for cluster in first for place in cluster]
    assert len(places) == len(set(places)) == sum(len(one["boxes"]) for one in case)
    for order in list(permutations(range(4)))[1::5]:
        assert by_content(order) == first
