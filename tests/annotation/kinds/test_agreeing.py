"""How far answers are apart, what they come to, and how right they are beside gold."""

from __future__ import annotations

import pytest

from annotation.kinds.base import Context, Json
from tests.annotation.kinds.cases import HELPFUL, KIND, PAIR, answer, content, context, criterion, prefer

SEVEN = context()
SAME, BOTH_BAD, UNASSESSED = (answer({"verdict": verdict}) for verdict in ("same", "both_bad", "cannot_assess"))
THREE = content("a", "b", "c")


def distance(one: Json, other: Json, where: Context = SEVEN, task: Json = PAIR) -> float:
    return KIND.distance(one, other, content=task, context=where)


def merged(*answers: Json, where: Context = SEVEN, task: Json = PAIR) -> Json:
    return KIND.merge(answers, content=task, context=where)


def helpful(first: Json, second: Json, overall: int = -1) -> Json:
    return prefer(overall, criteria={"helpfulness": {"r1": first, "r2": second}})


def value(number: int) -> Json:
    return {"value": number}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (prefer(-3), prefer(3), 1),
        (prefer(-3), prefer(-1), 2 / 6),
        (prefer(1), SAME, 1 / 6),
        (BOTH_BAD, SAME, 1 / 2),
        (BOTH_BAD, prefer(-3), 1),
        (BOTH_BAD, prefer(1), 2 / 3),
        (BOTH_BAD, BOTH_BAD, 0),
        (UNASSESSED, SAME, 1),
        (UNASSESSED, UNASSESSED, 0),
    ],
)
def test_verdicts_are_as_far_apart_as_their_strengths(one: Json, other: Json, expected: float) -> None:
    assert distance(one, other) == pytest.approx(expected)
    assert distance(other, one) == pytest.approx(expected)


def test_the_overall_judgement_weighs_as_much_as_all_criteria() -> None:
    where = context({**HELPFUL, "weight": 3})
    one, other = helpful(value(4), value(0)), helpful(value(2), value(0), overall=-3)
    assert distance(one, other, where) == pytest.approx((3 * 2 / 6 + 3 * (0.5 + 0) / 2) / 6)


def test_what_one_of_them_could_not_assess_does_not_count() -> None:
    where = context(HELPFUL)
    one = helpful(value(4), {"missing": "cannot_assess"})
    assert distance(one, helpful(value(4), value(0)), where) == 0
    assert distance(answer({"verdict": "cannot_assess"}, criteria=one["criteria"]), one, where) == 0


def test_criteria_of_no_weight_and_texts_do_not_part_people() -> None:
    light = {**HELPFUL, "weight": 0}
    words = criterion("mistake", {"type": "text", "min_length": 0}, applies_to="comparison")
    where = context(light, words)
    one = prefer(-1, criteria={"helpfulness": {"r1": value(0)}, "mistake": {"value": "this"}})
    other = prefer(-1, criteria={"helpfulness": {"r1": value(4)}, "mistake": {"value": "that"}})
    assert distance(one, other, where) == 0
    assert distance({**one, "overall": UNASSESSED["overall"]}, {**one, "overall": UNASSESSED["overall"]}, where) == 0


def test_values_of_an_older_scale_are_left_out() -> None:
    where = context(HELPFUL)
    old, new = helpful(value(9), value(1)), helpful(value(0), value(1))
    assert distance(old, new, where) == 0
    assert merged(old, old, where=where)["criteria"] == {"helpfulness": {"r2": value(1)}}
    assert len(KIND.ratings(old, content=PAIR, context=where)) == 3


def test_rankings_differ_by_the_pairs_that_they_order_otherwise() -> None:
    where = context(mode="ranking")
    order, reverse = (answer({"ranks": dict(zip(("r1", "r2", "r3"), r, strict=True))}) for r in ((1, 2, 3), (3, 2, 1)))
    level = answer({"ranks": {"r1": 1, "r2": 1, "r3": 2}})
    assert distance(order, reverse, where, THREE) == 1
    assert distance(order, level, where, THREE) == pytest.approx(0.5 / 3)


def test_ratings_differ_by_their_place_on_the_scale() -> None:
    where = context(mode="rating", scale="one_to_five")
    one = answer({"ratings": {"r1": 1, "r2": 5}})
    other = answer({"ratings": {"r1": 3, "r2": "cannot_assess"}})
    assert distance(one, other, where) == 0.5


def test_the_majority_takes_the_side_and_the_median_its_strength() -> None:
    assert merged(prefer(-1), prefer(-3), prefer(2), prefer(-3))["overall"] == {"verdict": "prefer", "strength": -3}
    assert merged(prefer(1), prefer(3), prefer(3), prefer(1))["overall"] == {"verdict": "prefer", "strength": 1}
    assert merged(BOTH_BAD, BOTH_BAD, prefer(2))["overall"] == {"verdict": "both_bad"}


def test_people_evenly_split_find_both_the_same_unless_the_scale_has_no_tie() -> None:
    assert merged(prefer(-3), prefer(1))["overall"] == {"verdict": "same"}
    no_tie = context(scale="four_level")
    assert merged(prefer(-2), prefer(1), where=no_tie)["overall"] == {"verdict": "cannot_assess"}


def test_where_most_could_not_assess_neither_can_the_consensus() -> None:
    assert merged(UNASSESSED, UNASSESSED, prefer(1))["overall"] == {"verdict": "cannot_assess"}
    assert merged(UNASSESSED, prefer(1))["overall"] == {"verdict": "prefer", "strength": 1}


def test_ratings_come_to_their_mean() -> None:
    where = context(mode="rating", scale="one_to_five")
    rows = [answer({"ratings": {"r1": one, "r2": other}}) for one, other in ((5, 1), (4, "cannot_assess"), (4, 2))]
    assert merged(*rows, where=where)["overall"] == {"ratings": {"r1": 4, "r2": 2}}
    thumbs = context(mode="rating", scale="thumbs")
    split = [answer({"ratings": {"r1": one, "r2": 1}}) for one in (0, 1)]
    assert merged(*split, where=thumbs)["overall"] == {"ratings": {"r1": "cannot_assess", "r2": 1}}


def test_rankings_come_to_the_order_by_duels_won() -> None:
    rows = [answer({"ranks": dict(zip(("r1", "r2", "r3"), r, strict=True))}) for r in ((1, 2, 3), (2, 1, 3), (1, 1, 1))]
    assert merged(*rows, where=context(mode="ranking"), task=THREE)["overall"] == {"ranks": {"r1": 1, "r2": 1, "r3": 2}}


def test_criteria_are_merged_one_by_one() -> None:
    where = context(HELPFUL)
    rows = [helpful(value(4), {"missing": "not_applicable"}), helpful(value(3), {"missing": "not_applicable"})]
    judged = merged(*rows, helpful(value(4), value(1)), where=where)["criteria"]
    assert judged == {"helpfulness": {"r1": value(4), "r2": {"missing": "not_applicable"}}}


def test_a_reason_is_kept_if_most_gave_it_and_words_and_edits_stay_with_their_authors() -> None:
    where = context(rationale={"reasons": ["Wrong", "Dull"]}, allow_edit=True)
    edit = {"base": "r1", "text": "Better."}
    rows = [prefer(1, reasons=["Wrong", "Dull"], edit=edit, rationale="I say so."), prefer(1, reasons=["Dull"])]
    together = merged(*rows, where=where)
    assert (together["reasons"], together["rationale"], together["edit"]) == (["Dull"], "", None)


def test_gold_counts_what_is_left_open_as_wrong() -> None:
    where = context(HELPFUL)
    gold = helpful(value(4), value(0), overall=-3)
    open_answer = answer({"verdict": "cannot_assess"}, criteria=gold["criteria"])

    def score(given: Json) -> float:
        return KIND.gold_score(given, gold, content=PAIR, context=where)

    assert score(gold) == 1
    assert score(open_answer) == 0.5
    assert score(helpful(value(4), value(0), overall=3)) == 0.5
    assert score(prefer(-3)) == 0.5


def test_gold_does_not_ask_for_more_than_it_says() -> None:
    where = context(HELPFUL)
    assert KIND.gold_score(helpful(value(4), value(0)), prefer(-1), content=PAIR, context=where) == 1


def test_the_measures_of_each_mode() -> None:
    def keys(where: Context) -> list[str]:
        return [measure.key for measure in KIND.measures(where)]

    words = criterion("mistake", {"type": "text", "min_length": 0})
    assert keys(context(HELPFUL, words)) == ["overall.choice", "overall.strength", "criteria.helpfulness"]
    assert keys(context(mode="rating")) == ["overall.rating"]
    assert keys(context(mode="ranking", turns="every")) == ["overall.rank", "turns.rank"]
    strength = KIND.measures(context(scale="four_level"))[1]
    assert (strength.level, strength.domain) == ("ordinal", (-2, -1, 1, 2))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (prefer(-2), {"overall.choice": "first", "overall.strength": -2}),
        (SAME, {"overall.choice": "same", "overall.strength": 0}),
        (BOTH_BAD, {"overall.choice": "both_bad"}),
        (UNASSESSED, {}),
    ],
)
def test_a_verdict_is_measured_as_choice_and_strength(given: Json, expected: Json) -> None:
    ratings = KIND.ratings(given, content=PAIR, context=SEVEN)
    assert {rating.measure: rating.value for rating in ratings} == expected
    assert {rating.unit for rating in ratings} <= {"overall"}


def test_yes_and_no_are_measured_as_1_and_0() -> None:
    safe = criterion("safe", {"type": "binary"})
    given = prefer(1, criteria={"safe": {"r1": {"value": True}, "r2": {"value": False}}})
    ratings = KIND.ratings(given, content=PAIR, context=context(safe))
    assert [(r.unit, r.value) for r in ratings if r.measure == "criteria.safe"] == [("r1", 1), ("r2", 0)]
    assert not any(isinstance(rating.value, bool) for rating in ratings)
