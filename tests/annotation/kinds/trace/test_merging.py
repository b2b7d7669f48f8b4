"""What answers about a trace come to, in any order."""

from __future__ import annotations

from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.kinds.base import Context, Json
from annotation.kinds.trace.distance import distance
from annotation.kinds.trace.merging import merge
from annotation.kinds.trace.step_scale import is_wrong
from annotation.kinds.trace.steps import step_positions
from tests.annotation.kinds.trace.judged_traces import Judged, judged
from tests.annotation.kinds.trace.judging import (
    BINARY,
    FIVE,
    TAXONOMY,
    accepted,
    answer,
    blaming,
    context,
    criterion,
    error,
    exiting,
    graded,
    run,
    sha256,
    trace,
)

SIX, RUN = trace(6), run()
PLAIN, MARKED = context(), context(taxonomy=TAXONOMY)


def merged(*answers: Json, content: Json = SIX, where: Context = PLAIN) -> Json:
    """The consensus, which is an answer and the same in every order."""
    found = accepted(merge(answers, content, where), content, where)
    assert all(merge(order, content, where) == found for order in permutations(answers))
    return found


def place(*first_errors: str | None) -> Any:
    """The node that answers with these first errors agree on, "none", or None."""
    found = merged(*(answer(SIX, said) for said in first_errors))["first_error"]
    return found and ("none" if found.get("none") else found["node"])


def labels(found: Json) -> dict[str, Any]:
    return {node: said["label"] for node, said in found["steps"].items() if "label" in said}


# First errors


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["s2", "s2", "s5"], "s2"),
        (["s2", "s3", "s6"], "s2"),  # 2 is as near to 3 as 3 to 2; 6 is far from both
        (["s2", "s4", "s4"], "s4"),
        (["s3", "s4", "s5"], "s4"),
        (["s5", "s3"], "s3"),  # equally near: the earlier
        (["s1", "s6"], "s1"),
        (["none", "none", "s2"], "none"),
        (["none", "s4", "s5"], "s4"),
        (["none", "s4"], None),
        ([None, "s4", None], "s4"),
        ([None, None], None),
    ],
)
def test_the_first_error_is_where_most_find_one_nearest_to_all_places(said: list[Any], expected: Any) -> None:
    assert place(*said) == expected


def test_the_tolerance_tells_what_is_near() -> None:
    said = [answer(SIX, place) for place in ("s1", "s3", "s5", "s5")]
    assert merged(*said, where=context(tolerance=1))["first_error"]["node"] == "s5"
    assert merged(*said, where=context(tolerance=9))["first_error"]["node"] == "s3"


# Labels


def test_a_step_has_the_label_that_most_gave() -> None:
    found = merged(*(answer(SIX, None, {"s1": one, "s2": two}) for one, two in ((1, 1), (1, 0), (-1, 0))))
    assert labels(found) == {"s1": 1, "s2": 0}


def test_labels_that_are_evenly_split_fall_to_what_the_scale_makes_of_them_if_somebody_said_so() -> None:
    assert labels(merged(answer(SIX, None, {"s1": 1}), answer(SIX, None, {"s1": -1}))) == {}
    assert labels(merged(answer(SIX, None, {"s1": 1}), answer(SIX, None, {"s1": 0}))) == {"s1": 0}


def test_that_a_step_cannot_be_verified_wins_with_more_than_half_of_the_votes() -> None:
    unsure, right = answer(SIX, None, {"s1": "cannot_verify"}), answer(SIX, None, {"s1": 1})
    assert labels(merged(unsure, unsure, right)) == {"s1": "cannot_verify"}
    assert labels(merged(unsure, right, right)) == {"s1": 1}
    assert labels(merged(unsure, right)) == {}


def test_labels_fit_the_first_error_that_was_agreed_on() -> None:
    # Two of three call the third step wrong, but only the second one is the first error of most.
    found = merged(graded(SIX, 2), graded(SIX, 2), graded(SIX, 4), where=context(tolerance=9))
    assert found["first_error"]["node"] == "s2"
    assert labels(found) == {"s1": 1, "s2": -1}
    late = merged(graded(SIX, 4), graded(SIX, 4), graded(SIX, 2))
    assert labels(late) == {"s1": 1, "s2": 1, "s3": 1, "s4": -1}
    none = merged(graded(SIX, None), graded(SIX, None), graded(SIX, 1))
    assert labels(none) == {f"s{number}": 1 for number in range(1, 7)}


def test_the_first_error_is_labelled_wrong_or_not_at_all() -> None:
    found = merged(answer(SIX, "s3"), answer(SIX, "s3"), answer(SIX, "s5", {"s1": 1, "s2": 0, "s3": 1, "s5": -1}))
    assert (found["first_error"]["node"], labels(found)) == ("s3", {"s1": 1, "s2": 0, "s5": -1})
    seen = merged(answer(SIX, "s3", {"s3": -1}), answer(SIX, "s3"), answer(SIX, "s5", {"s3": 1}))
    assert labels(seen) == {"s3": -1}


def test_steps_that_fewer_than_half_of_the_graders_reached_have_no_label() -> None:
    found = merged(graded(SIX, 2), graded(SIX, 2), graded(SIX, 5))
    assert labels(found) == {"s1": 1, "s2": -1}
    only_one_labels = merged(answer(SIX, "s2"), answer(SIX, "s2"), graded(SIX, 2))
    assert labels(only_one_labels) == {"s1": 1, "s2": -1}


def test_a_wrong_step_inherits_an_error_if_most_who_call_it_wrong_say_so() -> None:
    where = context(mode="rate_all")

    def said(*inheriting: str) -> Json:
        return answer(
            SIX, "s2", {"s2": -1, "s4": -1, "s5": -1}, steps={node: {"inherited": True} for node in inheriting}
        )

    found = merged(said("s4", "s5"), said("s4"), said("s4"), where=where)
    assert labels(found) == {"s2": -1, "s4": -1, "s5": -1}
    assert [node for node, step in found["steps"].items() if step.get("inherited")] == ["s4"]


# Tool calls, hand-offs, criteria


def test_verdicts_and_answers_are_what_most_gave_and_nothing_where_people_are_split() -> None:
    def said(verdict: str, needed: str, clear: str) -> Json:
        steps: dict[str, Json] = {
            "call": {"tool": {"verdict": verdict, "checks": {"needed": needed}}},
            "over": {"handoff": {"clear": clear, "on_goal": "yes"}},
        }
        return answer(RUN, steps=steps)

    found = merged(
        said("correct", "yes", "no"),
        said("correct", "no", "no"),
        said("unnecessary", "cannot_verify", "yes"),
        content=RUN,
    )
    assert found["steps"]["call"]["tool"] == {"verdict": "correct", "checks": {}}
    assert found["steps"]["over"]["handoff"] == {"clear": "no", "on_goal": "yes"}
    split = merged(said("correct", "yes", "no"), said("unnecessary", "yes", "yes"), content=RUN)
    assert split["steps"]["call"]["tool"] == {"checks": {"needed": "yes"}}


def test_criteria_are_merged_by_their_scales_wherever_they_apply() -> None:
    where = context(
        criterion("deep", FIVE, "step"),
        criterion("true", BINARY, "final"),
        criterion("fine", FIVE, "overall"),
        criterion("planned", FIVE, "plan"),
        plan="before_and_after",
    )

    def said(value: int, *, true: bool, after: bool) -> Json:
        grade = {"criteria": {"planned": {"value": value}}, "note": ""}
        return answer(
            SIX,
            steps={"s1": {"criteria": {"deep": {"value": value}}}},
            final={"criteria": {"true": {"value": true}}},
            criteria={"fine": {"missing": "not_applicable"} if true else {"value": value}},
            plan={"before": grade, "after": grade if after else None},
        )

    found = merged(
        said(2, true=True, after=True), said(3, true=True, after=False), said(5, true=False, after=False), where=where
    )
    assert found["steps"]["s1"]["criteria"] == {"deep": {"value": 3}}
    assert found["final"] == {"criteria": {"true": {"value": True}}}
    assert found["criteria"] == {"fine": {"missing": "not_applicable"}}
    assert found["plan"] == {"before": {"criteria": {"planned": {"value": 3}}, "note": ""}, "after": None}


# Errors


def test_errors_stand_that_at_least_half_of_those_who_speak_of_errors_mark() -> None:
    found = merged(
        answer(SIX, errors=[error("s4", "timeout"), error("s2", "tool_misuse")]),
        answer(SIX, errors=[error("s2", "tool_misuse"), error("s2", "goal_deviation")]),
        answer(SIX, errors=[error("s5", "timeout")]),
        answer(SIX, "none"),
        answer(SIX, "s2"),  # says nothing of codes
        where=MARKED,
    )
    assert [(each["id"], each["node"], each["code"]) for each in found["errors"]] == [("e1", "s2", "tool_misuse")]


def test_errors_are_named_by_place_and_then_in_the_order_of_the_taxonomy() -> None:
    marks = [error("s5", "goal_deviation"), error("s2", "timeout"), error("s2", "goal_deviation")]
    found = merged(answer(SIX, errors=marks), where=MARKED)
    assert [(each["id"], each["node"], each["code"]) for each in found["errors"]] == [
        ("e1", "s2", "goal_deviation"),
        ("e2", "s2", "timeout"),
        ("e3", "s5", "goal_deviation"),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["high", "low", "low"], "medium"),
        (["high", "medium"], "medium"),
        (["low", "low", "medium"], "low"),
        (["high", "high", "low", "high", "high"], "high"),
        (["", "low"], "low"),
        (["", ""], ""),
    ],
)
def test_the_severity_is_the_middle_of_those_given(given: list[str], expected: str) -> None:
    found = merged(*(answer(SIX, errors=[error("s2", severity=severity)]) for severity in given), where=MARKED)
    assert found["errors"][0]["severity"] == expected


def test_between_two_severities_the_worse_stands() -> None:
    where = context(taxonomy={**TAXONOMY, "severities": [{"title": "Grave"}, {"title": "Slight"}]})
    found = merged(*(answer(SIX, errors=[error("s2", severity=each)]) for each in ("grave", "slight")), where=where)
    assert found["errors"][0]["severity"] == "grave"


def test_the_evidence_is_that_of_whoever_gave_most() -> None:
    def span(start: int, end: int) -> Json:
        quote = "Step 2 of 6."[start:end]
        return {"node": "s2", "sha256": sha256(SIX, "s2"), "part": 0, "start": start, "end": end, "quote": quote}

    found = merged(
        answer(SIX, errors=[error("s2", evidence=[span(0, 4)], rationale="One.")]),
        answer(SIX, errors=[error("s2", evidence=[span(5, 6), span(10, 11)], rationale="Two.")]),
        answer(SIX, errors=[error("s2", evidence=[], rationale="One.")]),
        where=MARKED,
    )
    assert [passage["quote"] for passage in found["errors"][0]["evidence"]] == ["2", "6"]
    assert found["errors"][0]["rationale"] == ""


@pytest.mark.parametrize(("counting", "kept"), [("every", ["s2", "s5"]), ("first", ["s2"]), ("last", ["s5"])])
def test_a_code_that_is_counted_once_stands_once(counting: str, kept: list[str]) -> None:
    codes = [{**code, "counting": counting} for code in TAXONOMY["codes"]]
    where = context(taxonomy={**TAXONOMY, "codes": codes})
    found = merged(*(answer(SIX, errors=[error(node, "timeout")]) for node in ("s2", "s5")), where=where)
    assert [each["node"] for each in found["errors"]] == kept


# The whole


def test_the_outcome_is_what_most_say_and_nothing_where_people_are_split() -> None:
    def outcome(*said: str | None) -> Any:
        return merged(*(answer(SIX, outcome=each) for each in said))["outcome"]

    assert outcome("fail", "fail", "success") == "fail"
    assert outcome("cannot_verify", "cannot_verify", "success") == "cannot_verify"
    assert outcome("fail", "success") is None
    assert outcome("partial", None) == "partial"


def test_the_responsible_agent_is_the_one_that_most_name_with_their_step() -> None:
    said = [blaming(RUN, "planner", "call", "It looked it up."), blaming(RUN, "planner", "plan", "It planned badly.")]
    found = merged(*(answer(RUN, attribution=each) for each in [*said, blaming(RUN, "writer", "final")]), content=RUN)
    assert found["attribution"] == blaming(RUN, "planner", "plan", "")
    split = merged(answer(RUN, attribution={"nobody": True}), answer(RUN, attribution=said[0]), content=RUN)
    assert split["attribution"] is None
    nobody = [answer(RUN, attribution={"nobody": True})] * 2
    assert merged(*nobody, answer(RUN, attribution=said[0]), content=RUN)["attribution"] == {"nobody": True}


def test_an_agent_without_a_step_comes_from_files_alone() -> None:
    unplaced = {"agent": "planner", "node": "", "sha256": "", "reason": ""}
    found = merged(answer(RUN, attribution=unplaced), answer(RUN, attribution=unplaced), content=RUN)
    assert found["attribution"] == unplaced
    assert merged(
        answer(RUN, attribution=unplaced), answer(RUN, attribution=blaming(RUN, "planner", "call")), content=RUN
    )["attribution"] == blaming(RUN, "planner", "call")


def insert(key: str, claim: str, confidence: int, agent: str = "planner") -> Json:
    return {
        "id": key,
        "op": "insert",
        "from_agent": agent,
        "to_agent": "",
        "skipped_agents": [],
        "tool": "",
        "from_node": "call",
        "to_node": "",
        "claim": claim,
        "preconditions": [],
        "effect": "unknown",
        "severity": "minor",
        "confidence": confidence,
        "permitted": None,
    }


def test_counterfactuals_stand_that_half_give_in_the_words_of_the_surest() -> None:
    given = [
        [insert("a", "Ask first.", 2), insert("b", "Ask again.", 5, "writer")],
        [insert("c", "Check the source.", 4)],
        [],
    ]
    found = merged(*(answer(RUN, counterfactuals=each) for each in given), content=RUN)
    assert [(each["id"], each["claim"]) for each in found["counterfactuals"]] == [("c1", "Check the source.")]
    off = context(counterfactuals=False)
    assert merged(answer(RUN, counterfactuals=given[0]), content=RUN, where=off)["counterfactuals"] == []


def test_texts_are_left_out_unless_all_wrote_the_same() -> None:
    def said(comment: str, rationale: str, text: str) -> Json:
        return answer(SIX, steps={"s1": {"comment": comment, "rewrite": {"text": text}}}, rationale=rationale)

    differing = merged(said("Why?", "Because.", "So."), said("How?", "Since.", "Thus."))
    assert (differing["steps"], differing["rationale"]) == ({}, "")
    alike = merged(said("Why?", "Because.", "So."), said("Why?", "Because.", "Thus."))
    assert alike["steps"] == {"s1": {"sha256": sha256(SIX, "s1"), "comment": "Why?"}}
    assert alike["rationale"] == "Because."


def test_one_answer_alone_keeps_all_it_says() -> None:
    said = answer(
        RUN,
        "call",
        {"plan": 1, "call": -1},
        steps={"call": {"comment": "No.", "rewrite": {"text": "Ask."}}},
        errors=[error("call", rationale="It misread the task.")],
        attribution=blaming(RUN, "planner", "call", "It called."),
        counterfactuals=[insert("c1", "Ask first.", 3)],
        outcome="fail",
        rationale="All wrong.",
    )
    assert merged(said, content=RUN, where=MARKED) == said


# Traces that are set aside


def test_a_trace_is_set_aside_if_more_than_half_do_so() -> None:
    bad, wrong = exiting(SIX, "bad_problem", "Two goals."), exiting(SIX, "wrong_reference", "It is 42.")
    assert merged(bad, bad, graded(SIX, 2)) == exiting(SIX, "bad_problem", "Two goals.")
    assert merged(bad, wrong, wrong, graded(SIX, 2)) == exiting(SIX, "wrong_reference", "It is 42.")
    assert merged(bad, wrong, graded(SIX, 2))["exit"] == {"reason": "bad_problem", "note": "Two goals."}
    assert merged(bad, exiting(SIX, "bad_problem", "No goal."))["exit"] == {"reason": "bad_problem", "note": ""}


def test_those_who_set_it_aside_have_no_say_where_others_graded() -> None:
    aside = exiting(SIX, "gave_up", "Too long.") | {"steps": graded(SIX, None)["steps"], "outcome": "success"}
    assert merged(aside, graded(SIX, 2)) == graded(SIX, 2)
    assert merged(aside, graded(SIX, 2), graded(SIX, 2)) == graded(SIX, 2)


# Answers of other times


def test_what_no_longer_stands_is_not_taken_over() -> None:
    where = context(criterion("deep", FIVE, "tool_call"), taxonomy=TAXONOMY, attribution=False, rewrites=False)
    old = answer(
        RUN,
        "call",
        {"plan": 9, "call": -1},
        steps={
            node: {"criteria": {"deep": {"value": 3}, "gone": {"value": 1}}, "rewrite": {"text": "So."}}
            for node in ("plan", "call")
        },
        errors=[error("call", "unheard_of"), error("final", "tool_misuse", "awful")],
        attribution=blaming(RUN, "planner", "call"),
        plan={"before": {"criteria": {}, "note": "Fine."}, "after": None},
        criteria={"deep": {"value": 2}, "gone": {"value": True}},
    )
    found = merged(old, old, content=RUN, where=where)
    assert found["steps"] == {
        "call": {"sha256": sha256(RUN, "call"), "label": -1, "criteria": {"deep": {"value": 3}}},
    }
    assert [(each["code"], each["severity"]) for each in found["errors"]] == [("tool_misuse", "")]
    assert (found["attribution"], found["plan"], found["criteria"]) == (None, None, {})


def test_errors_with_a_code_that_was_archived_since_still_stand() -> None:
    codes = [{**code, "archived": code["title"] == "Timeout"} for code in TAXONOMY["codes"]]
    old = answer(SIX, "s2", errors=[error("s2", "timeout", "low"), error("s3", "tool_misuse", "high")])
    found = merged(old, old, where=context(taxonomy={**TAXONOMY, "codes": codes}))
    assert [(each["code"], each["severity"]) for each in found["errors"]] == [
        ("timeout", "low"),
        ("tool_misuse", "high"),
    ]


# Laws


@given(judged(), st.randoms(use_true_random=False))
def test_a_consensus_is_an_answer_and_the_same_in_any_order(case: Judged, chance: Random) -> None:
    found = accepted(merge(case.answers, case.content, case.context), case.content, case.context)
    shuffled = chance.sample(case.answers, len(case.answers))
    assert merge(shuffled, case.content, case.context) == found


@given(judged(most_answers=1))
def test_the_consensus_of_one_answer_is_not_apart_from_it(case: Judged) -> None:
    (said,) = case.answers
    if said["exit"] or not contradicts_itself(said, case):
        found = merge([said] * 3, case.content, case.context)
        assert distance(said, found, case.content, case.context) == pytest.approx(0)


@given(judged())
def test_labels_of_a_consensus_never_contradict_its_first_error(case: Judged) -> None:
    assert not contradicts_itself(merge(case.answers, case.content, case.context), case)


def contradicts_itself(said: Json, case: Judged) -> bool:
    positions, where = step_positions(case.content, case.context.settings), said["first_error"]
    wrong = {
        node: bool(step.get("inherited"))
        for node, step in said["steps"].items()
        if "label" in step and is_wrong(step["label"], case.context.settings)
    }
    if where is None:
        return False
    if where.get("none"):
        return bool(wrong)
    labelled = "label" in said["steps"].get(where["node"], {})
    early = [node for node, inherits in wrong.items() if not inherits and positions[node] < positions[where["node"]]]
    return bool(early) or (labelled and wrong.get(where["node"], True))
