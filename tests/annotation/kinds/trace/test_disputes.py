"""On what answers differ, so that a reviewer is shown that and nothing else."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotation.kinds import get_kind
from annotation.kinds.base import Context, Dispute, Json
from tests.annotation.kinds.bounding_box.box_cases import IMAGE, xyxy
from tests.annotation.kinds.bounding_box.box_cases import PLAIN as BOXES
from tests.annotation.kinds.trace.judged_traces import Judged, judged
from tests.annotation.kinds.trace.judging import (
    BINARY,
    FIVE,
    KIND,
    TAXONOMY,
    answer,
    blaming,
    context,
    criterion,
    error,
    graded,
    run,
    trace,
)

SIX, RUN, PLAIN = trace(6), run(), context()


def disputes(*answers: Json, content: Json = SIX, where: Context = PLAIN) -> list[tuple[str, str, tuple[Any, ...]]]:
    found = KIND.disputes(answers, content=content, context=where)
    return [(dispute.unit, dispute.measure, dispute.values) for dispute in found]


# What every kind has


def test_by_default_units_on_which_two_answers_differ_are_disputed() -> None:
    boxes = get_kind("bounding_box")
    one, other = xyxy([0, 0, 10, 10], [20, 20, 30, 30]), xyxy([0, 0, 10, 10])
    found = boxes.disputes([one, other, one], content=IMAGE, context=BOXES)
    label = one["boxes"][0]["label"]
    assert found == [Dispute("c2", "detection", (label, "absent", label))]
    assert boxes.disputes([one, one], content=IMAGE, context=BOXES) == []


# First errors


def test_who_finds_an_error_and_who_does_not_dispute_about_the_node_that_is_named() -> None:
    assert disputes(answer(SIX, "s3"), answer(SIX, "none"), answer(SIX)) == [("s3", "has_error", ("yes", "no", None))]


def test_different_first_errors_are_disputed_at_each_of_the_nodes() -> None:
    named = ("s5", "s2", "s5")
    assert disputes(*(answer(SIX, place) for place in named)) == [
        ("s2", "first_error", named),
        ("s5", "first_error", named),
    ]


def test_both_may_be_disputed_at_once() -> None:
    found = disputes(answer(SIX, "s2"), answer(SIX, "s4"), answer(SIX, "none"))
    assert [(unit, measure) for unit, measure, _ in found] == [
        ("s2", "has_error"),
        ("s2", "first_error"),
        ("s4", "has_error"),
        ("s4", "first_error"),
    ]
    assert found[1][2] == ("s2", "s4", None)


def test_answers_that_agree_have_no_dispute() -> None:
    assert disputes(graded(SIX, 3), graded(SIX, 3)) == []
    assert disputes(answer(SIX, "s2"), graded(SIX, 2)) == []


# Steps


def test_labels_are_disputed_step_by_step_also_after_a_first_error() -> None:
    where = context(mode="first_error")
    one = answer(SIX, "s2", {"s1": 1, "s2": -1})
    others = [answer(SIX, "s4", {"s1": 1, "s2": 1, "s3": said, "s4": -1}) for said in (1, 0)]
    found = [row for row in disputes(one, *others, where=where) if row[1] == "step"]
    assert found == [("s2", "step", (-1, 1, 1)), ("s3", "step", (None, 1, 0))]


def test_that_a_step_cannot_be_verified_is_a_vote_of_its_own() -> None:
    unsure = answer(SIX, None, {"s1": "cannot_verify"}, outcome="cannot_verify")
    assert disputes(unsure, answer(SIX, None, {"s1": 1}, outcome="success")) == [
        ("s1", "step", ("cannot_verify", 1)),
        ("whole:trace", "outcome", ("cannot_verify", "success")),
    ]


def test_labels_are_shown_as_answers_hold_them() -> None:
    where = context(criterion("sound", BINARY), scale=BINARY)
    one, other = (
        answer(SIX, None, {"s1": said}, steps={"s2": {"criteria": {"sound": {"value": said}}}})
        for said in (True, False)
    )
    found = disputes(one, other, where=where)
    assert found == [("s1", "step", (True, False)), ("s2", "criteria.sound", (True, False))]
    assert all(isinstance(value, bool) for _, _, values in found for value in values)


def test_tool_calls_and_handoffs_are_disputed_question_by_question() -> None:
    def said(verdict: str, clear: str) -> Json:
        steps: dict[str, Json] = {
            "call": {"tool": {"verdict": verdict, "checks": {"needed": "yes"}}},
            "over": {"handoff": {"clear": clear, "on_goal": "no"}},
        }
        return answer(RUN, steps=steps)

    assert disputes(said("correct", "yes"), said("wrong_tool", "no"), content=RUN) == [
        ("call", "tool_verdict", ("correct", "wrong_tool")),
        ("over", "handoffs.clear", ("yes", "no")),
    ]


# Errors and the whole


def test_errors_are_disputed_node_by_node_with_the_codes_that_each_marks() -> None:
    where = context(taxonomy=TAXONOMY)
    one = answer(SIX, "s2", errors=[error("s2", "timeout"), error("s2", "tool_misuse"), error("s5", "timeout", "low")])
    other = answer(SIX, "s2", errors=[error("s2", "timeout"), error("s5", "timeout", "high")])
    silent = answer(SIX, "s2")
    assert disputes(one, other, silent, where=where) == [
        ("s2", "errors_f1", (["timeout", "tool_misuse"], ["timeout"], None)),
        ("s5", "severity", ({"timeout": "low"}, {"timeout": "high"}, None)),
    ]


def test_attributions_are_disputed_for_the_trace_and_at_each_step_that_is_named() -> None:
    said = [blaming(RUN, "planner", "call"), blaming(RUN, "writer", "final"), {"nobody": True}]
    found = disputes(*(answer(RUN, attribution=each) for each in said), content=RUN)
    assert found == [
        ("call", "attribution_step", ("call", "final", None)),
        ("final", "attribution_step", ("call", "final", None)),
        ("whole:trace", "attribution_agent", ("planner", "writer", "")),
    ]


def test_criteria_are_disputed_where_they_apply_and_texts_never() -> None:
    where = context(
        criterion("deep", FIVE, "plan"), criterion("words", {"type": "text", "min_length": 0}, "overall"), plan="once"
    )

    def said(value: int, words: str) -> Json:
        grade = {"criteria": {"deep": {"value": value}}, "note": words}
        return answer(SIX, plan={"before": grade, "after": None}, criteria={"words": {"value": words}}, rationale=words)

    assert disputes(said(2, "Well."), said(4, "Badly."), where=where) == [
        ("whole:plan:before", "criteria.deep", (2, 4))
    ]


def test_who_sets_a_trace_aside_disputes_that_alone() -> None:
    aside = graded(SIX, 2) | {"exit": {"reason": "bad_problem", "note": ""}}
    assert disputes(aside, graded(SIX, 4), graded(SIX, 4)) == [("whole:trace", "exit", ("bad_problem", "none", "none"))]


# Laws


@given(judged(), st.randoms(use_true_random=False))
def test_disputes_do_not_depend_on_the_order_of_the_answers(case: Judged, chance: Random) -> None:
    order = chance.sample(range(len(case.answers)), len(case.answers))
    found = KIND.disputes(case.answers, content=case.content, context=case.context)
    again = KIND.disputes([case.answers[place] for place in order], content=case.content, context=case.context)
    expected = [(each.unit, each.measure, [each.values[place] for place in order]) for each in found]
    assert sorted(((each.unit, each.measure, list(each.values)) for each in again), key=str) == sorted(
        expected, key=str
    )


@given(judged())
def test_what_is_disputed_has_at_least_two_answers_and_a_measure(case: Judged) -> None:
    declared = {measure.key for measure in KIND.measures(case.context)}
    for dispute in KIND.disputes(case.answers, content=case.content, context=case.context):
        said = [value for value in dispute.values if value is not None]
        assert len(dispute.values) == len(case.answers)
        assert any(value != said[0] for value in said)
        assert dispute.measure in declared
