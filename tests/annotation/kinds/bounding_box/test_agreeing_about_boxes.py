"""How far answers about an image are apart, what reliability counts, what answers come to, and how right they are."""

from __future__ import annotations

import math
from random import Random

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.kinds.base import Context, Json, Rating
from annotation.kinds.bounding_box import labels, measuring
from annotation.kinds.bounding_box.answer import read_answer, undemanding
from annotation.kinds.bounding_box.merging import merge
from tests.annotation.kinds.bounding_box.box_cases import IMAGE, PLAIN, answer, box, context, criterion, xyxy
from tests.annotation.kinds.bounding_box.box_strategies import answers_about_one_image

SHARP = criterion("sharp", {"type": "binary"}, weight=3)
EMPTY = answer()


def distance(one: Json, other: Json, where: Context = PLAIN) -> float:
    return measuring.distance(one, other, where)


def values(measure: str, *answers: Json, where: Context = PLAIN) -> list[dict[str, object]]:
    """What each answer gives to a measure, by unit."""
    rows = measuring.joint_ratings(answers, where)
    return [{rating.unit: rating.value for rating in row if rating.measure == measure} for row in rows]


def shares(one: Json, other: Json, where: Context = PLAIN) -> dict[str, tuple[float, float]]:
    return {row.measure: (row.part, row.whole) for row in measuring.comparisons(one, other, where)}


def merged(*answers: Json, where: Context = PLAIN) -> Json:
    found = merge(answers, IMAGE, where)
    assert read_answer(found, IMAGE, undemanding(where)) == found
    return found


# Distance


def test_the_same_boxes_are_0_apart_and_disjoint_ones_1() -> None:
    one = xyxy([0, 0, 10, 10], [20, 20, 30, 30])
    assert distance(one, one) == 0
    assert distance(one, xyxy([50, 50, 60, 60])) == 1
    assert distance(EMPTY, EMPTY) == 0
    assert distance(EMPTY, one) == 1


def test_a_cat_called_a_dog_is_a_dispute_about_one_box_and_not_two_boxes() -> None:
    cat, dog = (answer(box("b", 10, 10, 50, 40, label)) for label in ("cat", "dog"))
    assert distance(cat, dog) == 0.5
    assert values("detection", cat, dog) == [{"c1": "cat"}, {"c1": "dog"}]
    assert shares(cat, dog) == {"detection_f1": (2, 2), "localisation": (1, 1)}
    assert len(merged(cat, dog)["boxes"]) == 1


def test_matched_boxes_count_by_their_labels() -> None:
    one = answer(box("a", 0, 0, 10, 10, "dog"), box("b", 50, 0, 10, 10, "cat"), box("c", 90, 0, 10, 10, "dog"))
    other = answer(box("d", 1, 0, 10, 10, "dog"), box("e", 50, 1, 10, 10, "dog"))
    assert distance(one, other) == pytest.approx(1 - 2 * (1 + 0.5) / (3 + 2))


def test_how_exactly_matched_boxes_coincide_does_not_count() -> None:
    assert distance(xyxy([0, 0, 10, 10]), xyxy([0, 0, 10, 6])) == 0


def test_overlapping_boxes_that_are_labelled_alike_are_no_disagreement() -> None:
    one = answer(box("a", 10, 10, 40, 40, "dog"), box("b", 14, 10, 40, 40, "cat"), box("c", 18, 12, 40, 40, "dog"))
    other = answer(box("z", 18, 11, 40, 40, "dog"), box("y", 14, 11, 40, 40, "cat"), box("x", 10, 11, 40, 40, "dog"))
    assert distance(one, other) == 0
    detection = values("detection", one, other)
    assert detection[0] == detection[1] == {"c1": "dog", "c2": "cat", "c3": "dog"}


def test_criteria_and_boxes_weigh_alike() -> None:
    where = context(SHARP)
    one = {**xyxy([0, 0, 10, 10]), "criteria": {"sharp": {"value": True}}}
    other = {**one, "criteria": {"sharp": {"value": False}}}
    assert distance(one, other, where) == pytest.approx((3 * 0 + 3 * 1) / 6)
    unsure = {**one, "criteria": {"sharp": {"missing": "cannot_assess"}}}
    assert distance(one, unsure, where) == 0


@given(answers_about_one_image(count=2), st.randoms(use_true_random=False))
def test_the_distance_is_symmetric_bounded_and_0_to_itself(case: list[Json], chance: Random) -> None:
    one, other = case
    shuffled = {**one, "boxes": chance.sample(one["boxes"], len(one["boxes"]))}
    assert distance(one, shuffled) == 0
    assert 0 <= distance(one, other) <= 1
    assert distance(one, other) == distance(other, one) == distance(other, shuffled)
    assert shares(one, other) == shares(other, one)


@given(answers_about_one_image(count=2))
def test_answers_without_a_common_place_are_1_apart(case: list[Json]) -> None:
    one, other = case
    moved = {**other, "boxes": [{**row, "x": row["x"] + 1000} for row in other["boxes"]]}
    both_empty = not one["boxes"] and not other["boxes"]
    assert distance(one, moved) == (0 if both_empty else 1)


# Figures


def test_detection_and_localisation_beside_numbers_found_by_hand() -> None:
    # Of three boxes against four, two match at one half: 81 / 119 and 80 / 120; F1 = 4 / 7.
    one = xyxy([0, 0, 10, 10], [20, 20, 30, 30], [50, 50, 60, 60])
    other = xyxy([1, 1, 11, 11], [22, 20, 32, 30], [80, 80, 90, 90], [0, 0, 5, 5])
    figures = shares(one, other)
    matched, drawn = figures["detection_f1"]
    assert (matched, drawn) == (4, 7)
    assert matched / drawn == pytest.approx(0.5714285714285714, abs=1e-12)
    overlap, pairs = figures["localisation"]
    assert pairs == 2
    assert overlap / pairs == pytest.approx(0.6736694677871149, abs=1e-12)


def test_empty_images_say_nothing_of_shares() -> None:
    assert shares(EMPTY, EMPTY) == {}
    assert shares(EMPTY, xyxy([0, 0, 9, 9], [20, 0, 29, 9])) == {"detection_f1": (0, 2)}


def test_alpha_over_detection_is_that_of_the_paper() -> None:
    # Source: Tschirschwitz et al. (2022), KrippendorffAlphaComputerVision, tests/test_krippendorff.py: two people,
    # three objects, [1, 2, 3] and [1, -, 1] with the missing object as a category of its own.
    places = [(0, 0, 10, 10), (40, 0, 10, 10), (80, 0, 10, 10)]
    one = answer(*(box(f"b{n}", *place, label) for n, (place, label) in enumerate(zip(places, CLASSES, strict=True))))
    other = answer(box("y", 80, 1, 10, 10, "dog"), box("x", 1, 0, 10, 10, "dog"))
    assert values("detection", one, other) == [
        {"c1": "dog", "c2": "cat", "c3": "ferret"},
        {"c1": "dog", "c2": "absent", "c3": "dog"},
    ]
    domain = [*CLASSES, labels.ABSENT]
    matrix = [[float(domain.index(str(row[unit]))) for unit in sorted(row)] for row in values("detection", one, other)]
    alpha = krippendorff.alpha(reliability_data=np.array(matrix), level_of_measurement="nominal")
    assert alpha == pytest.approx(0.1667, abs=6e-5)


CLASSES = ("dog", "cat", "ferret")


def test_class_is_asked_only_of_those_who_drew_the_box() -> None:
    one, other = answer(box("a", 0, 0, 10, 10, "cat"), box("b", 40, 0, 10, 10)), answer(box("c", 40, 1, 10, 10))
    assert values("class", one, other, EMPTY) == [{"c1": "cat", "c2": "dog"}, {"c2": "dog"}, {}]
    assert values("detection", one, other, EMPTY)[2] == {"c1": "absent", "c2": "absent"}


def test_that_nothing_is_there_is_something_to_agree_on() -> None:
    assert measuring.joint_ratings([EMPTY, EMPTY], PLAIN) == [[Rating("empty", "detection", "absent")]] * 2
    assert values("detection", EMPTY, xyxy([0, 0, 9, 9])) == [{"c1": "absent"}, {"c1": "dog"}]


def test_attributes_are_compared_on_boxes_of_their_label() -> None:
    black = box("a", 0, 0, 10, 10, "cat", attributes={"coat": {"value": "Black"}, "asleep": {"value": True}})
    ginger = box("b", 1, 0, 10, 10, "cat", attributes={"coat": {"value": "Ginger"}, "asleep": {"value": False}})
    unsure = box("c", 0, 1, 10, 10, "cat", attributes={"coat": {"missing": "not_sure"}})
    case = [answer(one) for one in (black, ginger, unsure)]
    assert values("attributes.cat.coat", *case) == [{"c1": "Black"}, {"c1": "Ginger"}, {}]
    assert values("attributes.cat.asleep", *case) == [{"c1": 1}, {"c1": 0}, {}]


def test_a_value_that_the_attribute_no_longer_has_is_left_out() -> None:
    blue = answer(box("a", 0, 0, 10, 10, "cat", attributes={"coat": {"value": "Blue"}, "tail": {"value": "long"}}))
    assert values("attributes.cat.coat", blue) == [{}]
    assert merged(blue, blue)["boxes"][0]["attributes"] == {}


def test_what_is_measured() -> None:
    where = context(SHARP, criterion("note", {"type": "text", "min_length": 0}))
    found = {measure.key: measure for measure in measuring.measures(where)}
    assert {key: measure.level for key, measure in found.items()} == {
        "detection": "nominal",
        "detection_f1": "share",
        "class": "nominal",
        "localisation": "share",
        "attributes.cat.coat": "nominal",
        "attributes.cat.asleep": "nominal",
        "criteria.sharp": "nominal",
    }
    assert found["detection"].domain == ("dog", "cat", "ferret", "absent")
    assert found["class"].domain == ("dog", "cat", "ferret")


@given(answers_about_one_image(count=3))
def test_ratings_keep_to_the_declared_measures_and_domains(case: list[Json]) -> None:
    measures = {measure.key: measure for measure in measuring.measures(PLAIN)}
    for ratings in measuring.joint_ratings(case, PLAIN):
        assert len({(rating.unit, rating.measure) for rating in ratings}) == len(ratings)
        for rating in ratings:
            domain = measures[rating.measure].domain
            assert domain is not None
            assert rating.value in domain
            assert not isinstance(rating.value, bool)


@given(answers_about_one_image(count=3))
def test_the_order_of_the_answers_changes_no_rating(case: list[Json]) -> None:
    first, second, third = measuring.joint_ratings(case, PLAIN)
    turned = measuring.joint_ratings([case[2], case[0], case[1]], PLAIN)
    assert turned == [third, first, second]


# Consensus


def test_a_box_lies_where_those_who_agree_drew_it() -> None:
    # IoU: first and second 9/11, the third overlaps them by 7/13 and 8/12; weights are the means to the power of four.
    weights = [((9 / 11 + 7 / 13) / 2) ** 4, ((9 / 11 + 8 / 12) / 2) ** 4, ((7 / 13 + 8 / 12) / 2) ** 4]
    expected = (weights[1] * 1 + weights[2] * 3) / math.fsum(weights)
    (found,) = merged(xyxy([0, 0, 10, 10]), xyxy([1, 0, 11, 10]), xyxy([3, 0, 13, 10]))["boxes"]
    assert found == {**box("c1", round(expected, 3), 0, 10, 10)}
    assert found["x"] < 4 / 3


def test_only_what_more_than_half_drew_is_kept() -> None:
    one, other = xyxy([0, 0, 10, 10], [50, 0, 60, 10]), xyxy([0, 0, 10, 10])
    assert [row["x"] for row in merged(one, other)["boxes"]] == [0]
    assert [row["x"] for row in merged(one, one, other)["boxes"]] == [0, 50]
    assert merged(one, EMPTY, EMPTY) == EMPTY
    assert merged(one, EMPTY)["no_objects"] is True


def test_the_label_is_that_of_most_then_of_the_closer_ones_then_the_first() -> None:
    cat, dog = (answer(box("b", 10, 10, 50, 40, label)) for label in ("cat", "dog"))
    far = answer(box("b", 14, 10, 50, 40, "dog"))
    assert merged(cat, cat, dog)["boxes"][0]["label"] == "cat"
    assert merged(cat, dog)["boxes"][0]["label"] == "dog"
    assert merged(cat, dog, cat, far)["boxes"][0]["label"] == "cat"


def test_attributes_and_flags_are_those_of_most() -> None:
    def cat(coat: Json, **rest: bool) -> Json:
        return answer(box("b", 10, 10, 50, 40, "cat", attributes={"coat": coat} if coat else {}, **rest))

    black, ginger, unsure = {"value": "Black"}, {"value": "Ginger"}, {"missing": "not_sure"}
    found = merged(cat(black, occluded=True), cat(ginger), cat(black, occluded=True))["boxes"][0]
    assert (found["attributes"], found["occluded"]) == ({"coat": black}, True)
    assert merged(cat(unsure), cat({}), cat(unsure))["boxes"][0]["attributes"] == {"coat": unsure}
    assert merged(cat(black), cat({}))["boxes"][0]["attributes"] == {"coat": black}
    assert merged(cat(ginger), cat({}), cat({}))["boxes"][0]["attributes"] == {}
    assert "occluded" not in merged(cat(black, occluded=True), cat(black))["boxes"][0]


def test_a_merged_label_is_outvoted_by_none_of_its_own() -> None:
    puppy, dog, cat = (answer(box("b", 10, 10, 50, 40, label)) for label in ("puppy", "dog", "cat"))
    assert merged(puppy, dog, cat, cat, puppy)["boxes"][0]["label"] == "dog"


def test_a_single_answer_is_its_own_consensus() -> None:
    one = answer(box("own", 3, 4, 50, 40), comments=[{"id": "n", "box": "own", "x": 3, "y": 4, "text": "Sure"}])
    assert merged(one) == one


def test_comments_are_no_part_of_a_consensus_and_criteria_are() -> None:
    where = context(SHARP)
    one = {**EMPTY, "comments": [{"id": "n", "box": None, "x": 3, "y": 4, "text": "Sure"}]}
    said = [{**one, "criteria": {"sharp": {"value": value}}} for value in (True, False, True)]
    assert merged(*said, where=where) == {**EMPTY, "criteria": {"sharp": {"value": True}}}
    assert merged(*said[:2], where=where)["criteria"] == {"sharp": {"missing": "cannot_assess"}}


@given(answers_about_one_image(count=3), st.randoms(use_true_random=False))
def test_the_consensus_is_an_answer_and_the_same_in_any_order(case: list[Json], chance: Random) -> None:
    shuffled = [{**one, "boxes": chance.sample(one["boxes"], len(one["boxes"]))} for one in chance.sample(case, 3)]
    assert merged(*shuffled) == merged(*case)


@given(answers_about_one_image(count=1))
def test_people_who_agree_have_their_answer_as_consensus(case: list[Json]) -> None:
    assert distance(case[0], merged(*case * 3)) == 0
    assert len(merged(*case * 3)["boxes"]) == len(case[0]["boxes"])


# Gold


def test_an_answer_is_as_right_as_its_boxes_and_labels_are() -> None:
    gold = answer(box("a", 0, 0, 10, 10, "dog"), box("b", 50, 0, 10, 10, "cat"))
    given_answer = answer(box("c", 0, 0, 10, 10, "dog"), box("d", 50, 0, 10, 10, "dog"))
    assert measuring.gold_score(gold, gold, PLAIN) == 1
    assert measuring.gold_score(given_answer, gold, PLAIN) == 0.75
    assert measuring.gold_score(EMPTY, gold, PLAIN) == 0


def test_a_criterion_that_gold_knows_and_the_answer_leaves_open_is_wrong() -> None:
    where = context(SHARP)
    gold = {**EMPTY, "criteria": {"sharp": {"value": True}}}
    assert measuring.gold_score(EMPTY, gold, where) == 0.5
    assert measuring.gold_score(gold, EMPTY, where) == 1
