"""How far answers about one trace are apart, how right one is beside gold, and how well first errors are found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from annotation.kinds.base import Context, Json
from annotation.kinds.trace.distance import distance
from annotation.kinds.trace.scoring import gold_score, localisation_f1, localised
from tests.annotation.kinds.trace.judged_traces import Judged, judged
from tests.annotation.kinds.trace.judging import (
    FIVE,
    TAXONOMY,
    answer,
    blaming,
    context,
    criterion,
    error,
    exiting,
    graded,
    run,
    trace,
)

TEN = trace(10)
RUN = run()
PLAIN = context()


def apart(one: Json, other: Json, content: Json = TEN, where: Context = PLAIN) -> float:
    found = distance(one, other, content, where)
    assert found == distance(other, one, content, where)
    return found


def named(place: str | None) -> Json:
    """An answer that says where the first error is, and no more."""
    return answer(TEN, place)


# Where the first error is


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("s4", "s4", 0),
        ("none", "none", 0),
        ("s4", "none", 1),
        ("s4", "s5", 1 / 9),
        ("s4", "s6", 4 / 9),
        ("s4", "s7", 1),
        ("s1", "s10", 1),
    ],
)
def test_first_errors_are_apart_by_the_square_of_the_steps_between_up_to_the_tolerance(
    one: str, other: str, expected: float
) -> None:
    assert apart(named(one), named(other)) == pytest.approx(expected)


def test_a_tolerance_of_one_step_tells_only_whether_the_step_is_the_same() -> None:
    assert apart(named("s4"), named("s5"), where=context(tolerance=1)) == 1


def test_positions_are_counted_among_steps_and_not_among_nodes() -> None:
    # Between the call and the hand-off lies a result, which is no step.
    assert apart(answer(RUN, "call"), answer(RUN, "over"), RUN) == pytest.approx(1 / 9)


# Steps


def test_labels_count_up_to_the_earlier_first_error_and_weigh_as_much_as_the_first_error() -> None:
    one, other = graded(TEN, 2), graded(TEN, 4)
    # Of the two steps that both judged, one is right for one and wrong for the other: the ends of the scale.
    assert apart(one, other) == pytest.approx((4 * 4 / 9 + 4 * 1 / 2) / 8)


def test_neighbouring_labels_are_half_a_scale_apart() -> None:
    one, other = (answer(TEN, "none", {"s1": 1, "s2": label}) for label in (1, 0))
    assert apart(one, other) == pytest.approx((4 * 0 + 4 * (0.5 / 2)) / 8)


def test_who_cannot_verify_is_half_way_from_every_label() -> None:
    unsure = answer(TEN, "none", {"s1": "cannot_verify"})
    assert apart(unsure, answer(TEN, "none", {"s1": 1})) == apart(unsure, answer(TEN, "none", {"s1": -1})) == 0.25
    assert apart(unsure, unsure) == 0


def test_an_error_of_its_own_and_an_inherited_one_are_half_apart() -> None:
    where = context(mode="rate_all")
    own, inherits = (
        answer(TEN, "s2", {"s2": -1, "s3": -1}, steps={"s3": {"inherited": True}} if flag else {})
        for flag in (False, True)
    )
    assert apart(own, inherits, where=where) == pytest.approx((4 * 0 + 4 * (0.5 / 2)) / 8)


# The other parts


def call(verdict: str, **checks: str) -> Json:
    return {"call": {"tool": {"verdict": verdict, "checks": checks}}}


def test_tool_calls_are_apart_by_the_share_of_answers_that_differ() -> None:
    one = answer(RUN, steps=call("correct", needed="yes", right_order="yes", right_tool="yes"))
    other = answer(RUN, steps=call("wrong_tool", needed="yes", right_order="cannot_verify"))
    assert apart(one, other, RUN) == pytest.approx((1 + 0 + 0.5) / 3)


def test_handoffs_are_compared_question_by_question() -> None:
    one, other = (answer(RUN, steps={"over": {"handoff": {"clear": "yes", "on_goal": said}}}) for said in ("yes", "no"))
    assert apart(one, other, RUN) == 0.5


def test_errors_are_apart_by_one_minus_f1() -> None:
    where = context(taxonomy=TAXONOMY)
    one = answer(TEN, errors=[error("s2", "timeout"), error("s2", "timeout", "low"), error("s5", "tool_misuse")])
    other = answer(TEN, errors=[error("s2", "timeout"), error("s5", "goal_deviation"), error("s7", "goal_deviation")])
    assert apart(one, other, where=where) == pytest.approx(1 - 2 / 5)


def test_who_names_a_first_error_but_no_code_says_nothing_of_codes() -> None:
    where = context(taxonomy=TAXONOMY)
    marked, silent = answer(TEN, "s2", errors=[error("s2")]), answer(TEN, "s2")
    assert apart(marked, silent, where=where) == 0
    assert apart(marked, answer(TEN, "none"), where=where) == 1


def test_outcomes_are_ordered_and_ways_to_verify_are_not() -> None:
    def apart_in(part: str, one: str, other: str) -> float:
        return apart({**answer(TEN), part: one}, {**answer(TEN), part: other})

    assert apart_in("outcome", "success", "partial") == 0.5
    assert apart_in("outcome", "success", "fail") == 1
    assert apart_in("outcome", "fail", "cannot_verify") == 0.5
    assert apart_in("verifiable", "exact_match", "unit_test") == 1


def test_attributions_differ_by_agent_and_less_by_step() -> None:
    def said(attribution: Json) -> Json:
        return answer(RUN, attribution=attribution)

    call_ = said(blaming(RUN, "planner", "call"))
    assert apart(call_, said(blaming(RUN, "writer", "final")), RUN) == 1
    assert apart(call_, said({"nobody": True}), RUN) == 1
    assert apart(call_, said(blaming(RUN, "planner", "over", "other words")), RUN) == pytest.approx((2 / 3) ** 2 / 2)


def test_each_criterion_has_its_weight_and_the_judgement_as_much_as_all_of_them() -> None:
    where = context(
        criterion("deep", FIVE, "overall", weight=3),
        criterion("kind", FIVE, "step", weight=1),
        criterion("words", {"type": "text", "min_length": 0}, "overall", weight=9),
    )

    def said(deep: int, kind: int, words: str) -> Json:
        step = {"s1": {"criteria": {"kind": {"value": kind}}}}
        return answer(TEN, "s1", steps=step, criteria={"deep": {"value": deep}, "words": {"value": words}})

    one, other = said(1, 2, "short"), said(3, 5, "long")
    assert apart(one, other, where=where) == pytest.approx((4 * 0 + 3 * 0.5 + 1 * 0.75) / (4 + 3 + 1))


def test_parts_that_only_one_answer_speaks_of_are_left_out() -> None:
    full = answer(TEN, "s2", {"s1": 1, "s2": -1}, outcome="fail", verifiable="citation", attribution={"nobody": True})
    assert apart(full, named("s2")) == 0
    assert apart(full, named("s3")) == pytest.approx(1 / 9)


def test_with_nothing_in_common_answers_are_wholly_apart_unless_both_say_nothing() -> None:
    assert apart(answer(TEN), answer(TEN, rationale="None of this is clear.")) == 0
    assert apart(answer(TEN, outcome="fail"), named("s2")) == 1


def test_answers_that_set_the_trace_aside_are_alike_with_the_same_reason_only() -> None:
    bad, worse = exiting(TEN, "bad_problem", "Two goals."), exiting(TEN, "bad_problem", "No goal.")
    assert apart(bad, worse) == 0
    assert apart(bad, exiting(TEN, "wrong_reference")) == 1
    assert apart(bad, graded(TEN, 3)) == 1


# Answers of other times


def test_what_no_longer_stands_does_not_count() -> None:
    where = context(criterion("deep", FIVE, "overall"), taxonomy=TAXONOMY, outcome=False)
    old = answer(
        TEN,
        "s2",
        criteria={"deep": {"value": 9}, "gone": {"value": True}},
        steps={"s1": {"label": 7, "criteria": {"gone": {"value": 1}, "deep": {"value": 3}}}},
        errors=[error("s3", "unheard_of")],
        outcome="fail",
    )
    new = answer(TEN, "s2", {"s1": 1}, criteria={"deep": {"value": 5}}, errors=[error("s4")], outcome="success")
    assert apart(old, new, where=where) == 0
    assert gold_score(old, old, TEN, where) == gold_score(new, old, TEN, where) == 1


def test_a_code_that_was_archived_since_still_counts() -> None:
    codes = [{**code, "archived": code["title"] == "Timeout"} for code in TAXONOMY["codes"]]
    where = context(taxonomy={**TAXONOMY, "codes": codes})
    one, other = answer(TEN, errors=[error("s2", "timeout")]), answer(TEN, errors=[error("s4", "timeout")])
    assert apart(one, other, where=where) == 1
    assert apart(one, one, where=where) == 0


@pytest.mark.parametrize(("counting", "expected"), [("first", 0), ("every", 1 / 3)])
def test_marks_of_a_code_that_is_marked_at_its_first_occurrence_only_count_once(counting: str, expected: float) -> None:
    where = context(taxonomy={**TAXONOMY, "counting": counting})
    once, twice = (answer(TEN, errors=[error(node, "timeout") for node in nodes]) for nodes in (["s2"], ["s5", "s2"]))
    assert apart(once, twice, where=where) == pytest.approx(expected)


@given(judged(most_answers=2))
def test_the_distance_is_symmetric_bounded_and_0_to_itself(case: Judged) -> None:
    one, other = case.answers[0], case.answers[-1]
    assert 0 <= apart(one, other, case.content, case.context) <= 1
    assert apart(one, one, case.content, case.context) == 0
    assert 0 <= gold_score(one, other, case.content, case.context) <= 1
    assert gold_score(one, one, case.content, case.context) == 1


# Gold


def test_what_an_answer_leaves_open_beside_gold_is_wrong() -> None:
    gold = answer(TEN, "s2", {"s1": 1, "s2": -1}, outcome="fail")
    assert gold_score(named("s2"), gold, TEN, PLAIN) == pytest.approx(4 / 10)
    assert gold_score(gold, named("s2"), TEN, PLAIN) == 1
    assert gold_score(answer(TEN), gold, TEN, PLAIN) == 0


def test_a_near_miss_beside_gold_costs_little_and_a_missed_error_all() -> None:
    assert gold_score(named("s3"), named("s2"), TEN, PLAIN) == pytest.approx(8 / 9)
    assert gold_score(named("none"), named("s2"), TEN, PLAIN) == 0


def test_setting_a_trace_aside_is_right_where_gold_does() -> None:
    bad = exiting(TEN, "bad_problem")
    assert gold_score(bad, exiting(TEN, "bad_problem", "Two goals."), TEN, PLAIN) == 1
    assert gold_score(exiting(TEN, "gave_up"), bad, TEN, PLAIN) == 0
    assert gold_score(bad, graded(TEN, 3), TEN, PLAIN) == gold_score(graded(TEN, 3), bad, TEN, PLAIN) == 0


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["s3", "s5", "none", "none"], 2 * 1.0 * 1.0 / 2),
        (["s3", "s6", "none", "s1"], 0.5),
        (["s3", "s5", "s2", "s1"], 0),  # who always finds an error
        (["none", "none", "none", "none"], 0),  # who never does
        (["s3", None, "none", "none"], 2 * 0.5 * 1 / 1.5),
    ],
)
def test_first_errors_over_many_traces_are_scored_as_in_processbench(places: list[Any], expected: float) -> None:
    gold = ["s3", "s5", "none", "none"]
    pairs = [localised(named(said), named(known), TEN, PLAIN) for said, known in zip(places, gold, strict=True)]
    given_, known_ = [pair[0] for pair in pairs], [pair[1] or 0 for pair in pairs]
    assert localisation_f1(given_, known_) == pytest.approx(expected)
