"""Answers: what is accepted, and that each fault is named where it is."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Context, Json
from tests.annotation.kinds.cases import (
    HELPFUL,
    KIND,
    PAIR,
    answer,
    content,
    context,
    criterion,
    prefer,
    refused_fields,
)

SEVEN_POINT = context()


def accepted(raw: Json, where: Context = SEVEN_POINT, task: Json = PAIR) -> Json:
    return KIND.read_answer(raw, content=task, context=where)


def test_an_answer_is_completed_to_its_canonical_form() -> None:
    assert accepted({"overall": {"verdict": "prefer", "strength": -3}}) == prefer(-3)


@pytest.mark.parametrize("verdict", ["same", "both_bad", "cannot_assess"])
def test_about_the_same_both_bad_and_cannot_assess_are_three_answers(verdict: str) -> None:
    assert accepted(answer({"verdict": verdict}))["overall"] == {"verdict": verdict}


@pytest.mark.parametrize(
    ("overall", "field"),
    [
        (None, "overall"),
        ({"verdict": "prefer", "strength": 4}, "overall.strength"),
        ({"verdict": "prefer", "strength": 0}, "overall.strength"),
        ({"verdict": "prefer", "strength": True}, "overall.strength"),
        ({"verdict": "prefer", "strength": float("nan")}, "overall.strength"),
        ({"verdict": "prefer", "strength": 1.5}, "overall.strength"),
        ({"verdict": "prefer"}, "overall.strength"),
        ({"verdict": "same", "strength": 0}, "overall.strength"),
        ({"verdict": "best"}, "overall.verdict"),
        ({"verdict": ["same"]}, "overall.verdict"),
        ({"ratings": {"r1": 1}}, "overall.ratings"),
    ],
)
def test_a_verdict_off_the_scale_is_refused(overall: Any, field: str) -> None:
    assert field in refused_fields(answer(overall), SEVEN_POINT)


@pytest.mark.parametrize("scale", ["eight_point", "four_level"])
def test_a_scale_without_a_tie_has_none(scale: str) -> None:
    where = context(scale=scale)
    assert list(refused_fields(answer({"verdict": "same"}), where)) == ["overall.verdict"]
    assert accepted(answer({"verdict": "both_bad"}), where)["overall"] == {"verdict": "both_bad"}


def test_each_response_is_rated() -> None:
    where = context(mode="rating", scale="zero_to_four")
    rated = answer({"ratings": {"r1": 0, "r2": "cannot_assess"}})
    assert accepted(rated, where) == rated
    assert list(refused_fields(answer({"ratings": {"r1": 5}}), where)) == ["overall.ratings.r1", "overall.ratings.r2"]
    assert "overall.ratings.r3" in refused_fields(answer({"ratings": {"r1": 1, "r2": 1, "r3": 1}}), where)


def test_a_single_response_can_be_rated() -> None:
    where = context(mode="rating", scale="thumbs")
    assert accepted(answer({"ratings": {"r1": 1}}), where, content("Only one."))["overall"] == {"ratings": {"r1": 1}}


@pytest.mark.parametrize(
    "ranks", [{"r1": 1, "r2": 3, "r3": 3}, {"r1": 2, "r2": 3, "r3": 4}, {"r1": 0, "r2": 1, "r3": 2}]
)
def test_places_of_a_ranking_have_no_gaps(ranks: Json) -> None:
    task = content("a", "b", "c")
    assert list(refused_fields(answer({"ranks": ranks}), context(mode="ranking"), task)) == ["overall.ranks"]


def test_a_ranking_has_ties_and_names_every_response() -> None:
    where, task = context(mode="ranking"), content("a", "b", "c")
    tied = answer({"ranks": {"r1": 2, "r2": 1, "r3": 1}})
    assert accepted(tied, where, task) == tied
    assert list(refused_fields(answer({"ranks": {"r1": 1, "r2": 2}}), where, task)) == ["overall.ranks.r3"]


def test_an_unknown_criterion_is_named() -> None:
    wrong = refused_fields(prefer(1, criteria={"style": {"r1": {"value": 3}}}), context(HELPFUL))
    assert list(wrong) == ["criteria.style"]


@pytest.mark.parametrize(
    ("judged", "field"),
    [
        ({"r1": {"value": 7}}, "criteria.helpfulness.r1"),
        ({"r3": {"value": 1}}, "criteria.helpfulness.r3"),
        ({"r1": {"value": 1, "missing": "cannot_assess"}}, "criteria.helpfulness.r1"),
        ({"r2": {"missing": "bored"}}, "criteria.helpfulness.r2.missing"),
        ({"r2": {"score": 1}}, "criteria.helpfulness.r2.score"),
        ({"r2": 3}, "criteria.helpfulness.r2"),
        ([3], "criteria.helpfulness"),
    ],
)
def test_a_value_off_the_scale_or_out_of_place_is_named(judged: Any, field: str) -> None:
    assert list(refused_fields(prefer(1, criteria={"helpfulness": judged}), context(HELPFUL))) == [field]


def test_a_required_criterion_is_answered_for_each_response_or_said_to_be_missing() -> None:
    where = context({**HELPFUL, "required": True})
    wrong = refused_fields(prefer(1, criteria={"helpfulness": {"r2": {"missing": "not_applicable"}}}), where)
    assert list(wrong) == ["criteria.helpfulness.r1"]


def test_who_cannot_assess_the_task_need_not_answer_its_criteria_or_explain() -> None:
    where = context({**HELPFUL, "required": True}, rationale={"rule": "always"})
    assert accepted(answer({"verdict": "cannot_assess"}), where)["criteria"] == {}


def test_a_comparison_is_judged_once() -> None:
    tone = criterion("tone", {"type": "binary"}, applies_to="comparison", required=True)
    judged = prefer(1, criteria={"tone": {"value": True}})
    assert accepted(judged, context(tone)) == judged
    assert list(refused_fields(prefer(1), context(tone))) == ["criteria.tone"]


def test_a_single_response_is_compared_with_nothing() -> None:
    tone = criterion("tone", {"type": "binary"}, applies_to="comparison", required=True)
    rated = answer({"ratings": {"r1": 1}})
    assert accepted(rated, context(tone, mode="rating", scale="thumbs"), content("Alone."))["criteria"] == {}


@pytest.mark.parametrize(
    ("rule", "overall", "due"),
    [
        ("never", {"verdict": "same"}, False),
        ("always", {"verdict": "prefer", "strength": 1}, True),
        ("ties", {"verdict": "same"}, True),
        ("ties", {"verdict": "both_bad"}, True),
        ("ties", {"verdict": "prefer", "strength": 3}, False),
        ("above_strength", {"verdict": "prefer", "strength": -2}, True),
        ("above_strength", {"verdict": "prefer", "strength": 1}, False),
        ("above_strength", {"verdict": "same"}, False),
    ],
)
def test_a_rationale_is_required_as_the_project_says(rule: str, overall: Json, due: bool) -> None:
    where = context(rationale={"rule": rule, "strength": 2, "min_length": 10})
    if due:
        assert list(refused_fields(answer(overall, rationale="too short"), where)) == ["rationale"]
    else:
        assert accepted(answer(overall), where)["rationale"] == ""
    assert accepted(answer(overall, rationale=" long enough "), where)["rationale"] == "long enough"


def test_level_places_of_a_ranking_are_ties_too() -> None:
    where = context(mode="ranking", rationale={"rule": "ties"})
    assert list(refused_fields(answer({"ranks": {"r1": 1, "r2": 1}}), where)) == ["rationale"]
    assert accepted(answer({"ranks": {"r1": 2, "r2": 1}}), where)["rationale"] == ""


def test_reasons_are_those_of_the_project() -> None:
    where = context(rationale={"reasons": ["Wrong", "Dull"]})
    assert accepted(prefer(1, reasons=["Dull", "Wrong"]), where)["reasons"] == ["Wrong", "Dull"]
    assert list(refused_fields(prefer(1, reasons=["Wrong", "Rude"]), where)) == ["reasons.1"]


def test_an_edit_is_a_better_text_for_one_of_the_responses() -> None:
    where = context(allow_edit=True)
    edited = prefer(-1, edit={"base": "r1", "text": "A lock that at most one thread holds."})
    assert accepted(edited, where) == edited
    assert list(refused_fields(prefer(-1, edit={"base": "r9", "text": "x"}), where)) == ["edit.base"]
    same = refused_fields(prefer(-1, edit={"base": "r1", "text": "A lock that one thread holds. "}), where)
    assert list(same) == ["edit.text"]
    assert list(refused_fields(edited, SEVEN_POINT)) == ["edit"]


def test_every_turn_is_judged_where_the_project_asks_for_it() -> None:
    task = KIND.read_content(
        {
            "messages": [{"role": "user", "content": "Is 91 prime?"}],
            "responses": [
                {"messages": [{"role": "assistant", "content": text} for text in (first, "Sure.")]}
                for first in ("Yes", "No")
            ],
        }
    )
    where = context(turns="every")
    same = {"verdict": "same"}
    judged = prefer(2, turns={"0": same, "1": {"verdict": "prefer", "strength": 3}})
    assert accepted(judged, where, task) == judged
    assert list(refused_fields(prefer(2, turns={"0": same}), where, task)) == ["turns.1"]
    assert "turns.2" in refused_fields(prefer(2, turns={"0": same, "1": same, "2": same}), where, task)
    assert list(refused_fields(judged, SEVEN_POINT, task)) == ["turns"]


def test_a_single_turn_is_judged_by_the_overall_judgement() -> None:
    assert accepted(prefer(1), context(turns="every"))["turns"] == {}


def test_an_answer_that_does_not_fit_the_task_is_refused() -> None:
    assert list(refused_fields(prefer(1), SEVEN_POINT, content("a", "b", "c"))) == ["overall"]


@pytest.mark.parametrize("raw", [None, [], "r1", 3])
def test_an_answer_is_an_object(raw: Any) -> None:
    assert refused_fields(raw, SEVEN_POINT)


def test_unknown_parts_of_an_answer_are_refused() -> None:
    assert list(refused_fields(prefer(1, annotator="someone else"), SEVEN_POINT)) == ["annotator"]


@pytest.mark.parametrize("text", ["a\x00b", "\udc00", 7, "x" * 10_001])
def test_a_rationale_is_text_that_can_be_stored(text: Any) -> None:
    assert list(refused_fields(prefer(1, rationale=text), SEVEN_POINT)) == ["rationale"]


def test_all_faults_are_named_at_once() -> None:
    faulty = answer({"verdict": "prefer", "strength": 9}, criteria={"x": {}}, reasons=["Odd"], edit={"base": "r1"})
    assert set(refused_fields(faulty, SEVEN_POINT)) == {"overall.strength", "criteria.x", "reasons.0", "edit"}
