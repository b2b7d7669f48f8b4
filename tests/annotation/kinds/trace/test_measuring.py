"""What each answer about a trace gives to reliability, and what pairs of answers have in common."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.kinds.base import Context, Json, Rating
from annotation.kinds.trace import measuring, prefix
from annotation.kinds.trace.said import Reading
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
    exiting,
    graded,
    run,
    trace,
)

SIX, RUN, PLAIN = trace(6), run(), context()


def values(measure: str, *answers: Json, content: Json = SIX, where: Context = PLAIN) -> list[dict[str, object]]:
    """What each answer gives to a measure, by unit."""
    rows = measuring.joint_ratings(answers, content, where)
    return [{rating.unit: rating.value for rating in row if rating.measure == measure} for row in rows]


def shares(one: Json, other: Json, content: Json = SIX, where: Context = PLAIN) -> dict[str, tuple[float, float]]:
    return {row.measure: (row.part, row.whole) for row in measuring.comparisons(one, other, content, where)}


def keys(where: Context) -> set[str]:
    return {measure.key for measure in measuring.measures(where)}


# What is measured


def test_a_project_measures_what_its_settings_ask() -> None:
    everything = context(taxonomy=TAXONOMY, mode="rate_all")
    nothing = context(
        tool_calls={"verdict": False, "checks": []},
        handoffs=["clear"],
        outcome=False,
        verifiable=False,
        attribution=False,
    )
    assert keys(nothing) == {
        "has_error",
        "first_error",
        "first_error_exact",
        "first_error_near",
        "first_error_closeness",
        "step",
        "handoffs.clear",
        "exit",
    }
    assert {"errors_f1", "error_nodes_f1", "severity", "step.inherited", "tool_calls.needed"} <= keys(everything)
    assert "step.inherited" not in keys(PLAIN)
    assert "step.inherited" not in keys(context(mode="rate_all", inherited=False))


def test_measures_have_the_levels_and_domains_of_what_they_measure() -> None:
    where = context(criterion("deep", FIVE), scale=BINARY, tolerance=5, taxonomy=TAXONOMY)
    found = {measure.key: measure for measure in measuring.measures(where)}
    assert (found["first_error"].level, found["first_error"].bound, found["first_error"].domain) == ("bounded", 5, None)
    assert (found["step"].level, found["step"].domain) == ("nominal", (0, 1))
    assert (found["severity"].level, found["severity"].domain) == ("ordinal", ("low", "medium", "high"))
    assert (found["criteria.deep"].level, found["criteria.deep"].domain) == ("ordinal", (1, 2, 3, 4, 5))
    assert found["tool_verdict"].domain is not None
    assert "cannot_verify" not in found["tool_verdict"].domain
    assert "5 steps" in found["first_error"].help


def test_without_a_taxonomy_errors_are_not_measured_and_texts_never_are() -> None:
    where = context(criterion("words", {"type": "text", "min_length": 0}), taxonomy=None)
    assert not {"criteria.words", "errors_f1", "severity"} & keys(where)
    assert values("severity", answer(SIX, errors=[error("s1")]), where=where) == [{}]


def test_errors_with_archived_codes_are_measured() -> None:
    where = context(taxonomy={**TAXONOMY, "codes": [{**code, "archived": True} for code in TAXONOMY["codes"]]})
    said = answer(SIX, errors=[error("s1", "timeout", severity="low")])
    assert {"errors_f1", "severity"} <= keys(where)
    assert values("severity", said, where=where) == [{"timeout@s1": "low"}]


# First errors


def test_only_who_marks_an_error_gives_a_place() -> None:
    rows = [graded(SIX, 4), graded(SIX, None), answer(SIX)]
    assert values("has_error", *rows) == [{"whole:trace": "yes"}, {"whole:trace": "no"}, {}]
    assert values("first_error", *rows) == [{"whole:trace": 4}, {}, {}]


def test_places_count_steps_and_not_nodes() -> None:
    assert values("first_error", answer(RUN, "over"), content=RUN) == [{"whole:trace": 3}]
    assert values("first_error", answer(RUN, "final"), content=RUN, where=context(graded=["tool_call", "final"])) == [
        {"whole:trace": 2}
    ]


def test_a_first_error_at_what_is_no_step_any_more_is_an_error_without_a_place() -> None:
    said = answer(RUN, "message")
    where = context(graded=["tool_call"])
    assert values("has_error", said, content=RUN, where=where) == [{"whole:trace": "yes"}]
    assert values("first_error", said, content=RUN, where=where) == [{}]


@pytest.mark.parametrize(
    ("one", "other", "exact", "near", "closeness"),
    [(2, 2, 1, 1, 1), (2, 3, 0, 1, 5 / 6), (6, 1, 0, 0, 1 / 6)],
)
def test_pairs_who_both_mark_an_error_are_compared(
    one: int, other: int, exact: float, near: float, closeness: float
) -> None:
    assert shares(graded(SIX, one), graded(SIX, other)) == {
        "first_error_exact": (exact, 1),
        "first_error_near": (near, 1),
        "first_error_closeness": (pytest.approx(closeness), 1),
    }


def test_a_pair_of_whom_one_marks_no_error_is_not_compared() -> None:
    assert shares(graded(SIX, 2), graded(SIX, None)) == {}
    assert shares(graded(SIX, 2), answer(SIX)) == {}


# Steps


def test_steps_after_the_earliest_first_error_are_missing_for_everyone() -> None:
    rows = [graded(SIX, 2), graded(SIX, 5), graded(SIX, None)]
    assert values("step", *rows) == [{"s1": 1, "s2": -1}, {"s1": 1, "s2": 1}, {"s1": 1, "s2": 1}]


def test_labels_given_after_a_first_error_do_not_count_either() -> None:
    eager = graded(SIX, 3)
    eager["steps"] |= answer(SIX, labels={"s5": -1})["steps"]
    assert values("step", eager, eager) == [{"s1": 1, "s2": 1, "s3": -1}] * 2


def test_who_labels_no_step_does_not_cut_short_what_others_judged() -> None:
    only_a_place, all_steps = answer(SIX, "s1"), graded(SIX, None)
    assert len(values("step", only_a_place, all_steps)[1]) == 6
    aside = exiting(SIX, "bad_problem") | {"steps": graded(SIX, 1)["steps"]}
    assert len(values("step", aside, all_steps)[1]) == 6


def test_without_a_first_error_the_earliest_wrong_label_tells_where_grading_ended() -> None:
    unsaid = {**graded(SIX, 3), "first_error": None}
    assert values("step", unsaid, graded(SIX, None))[1] == {"s1": 1, "s2": 1, "s3": 1}
    assert values("has_error", unsaid) == [{}]


def test_in_the_mode_that_rates_all_steps_every_label_counts() -> None:
    one = answer(SIX, "s2", {f"s{number}": -1 if number in {2, 6} else 1 for number in range(1, 7)})
    where = context(mode="rate_all")
    assert len(values("step", one, graded(SIX, None), where=where)[0]) == 6


def test_a_step_that_cannot_be_verified_is_missing() -> None:
    assert values("step", answer(SIX, "none", {"s1": "cannot_verify", "s2": 0})) == [{"s2": 0}]


def test_inherited_errors_are_told_from_errors_of_their_own() -> None:
    where = context(mode="rate_all")
    said = answer(SIX, "s2", {"s1": 1, "s2": -1, "s3": -1}, steps={"s3": {"inherited": True}})
    assert values("step.inherited", said, where=where) == [{"s2": "no", "s3": "yes"}]


def test_yes_and_no_are_measured_as_1_and_0() -> None:
    where = context(criterion("sound", BINARY), scale=BINARY)
    said = answer(SIX, "s2", {"s1": True, "s2": False}, steps={"s1": {"criteria": {"sound": {"value": True}}}})
    assert values("step", said, where=where) == [{"s1": 1, "s2": 0}]
    assert values("criteria.sound", said, where=where) == [{"s1": 1}]
    ratings = measuring.ratings(said, SIX, where)
    assert not any(isinstance(rating.value, bool) for rating in ratings)


# Tool calls, hand-offs, errors, the whole


def test_tool_calls_and_handoffs_are_measured_at_their_nodes() -> None:
    said = answer(
        RUN,
        steps={
            "call": {"tool": {"verdict": "wrong_tool", "checks": {"needed": "no", "right_tool": "cannot_verify"}}},
            "over": {"handoff": {"clear": "yes", "on_goal": "cannot_verify"}},
        },
    )
    found = {(rating.measure, rating.unit): rating.value for rating in measuring.ratings(said, RUN, PLAIN)}
    assert found == {
        ("tool_verdict", "call"): "wrong_tool",
        ("tool_calls.needed", "call"): "no",
        ("handoffs.clear", "over"): "yes",
        ("exit", "whole:trace"): "none",
    }


def test_errors_in_common_have_the_same_node_and_code() -> None:
    where = context(taxonomy=TAXONOMY)
    one = answer(SIX, errors=[error("s1", "timeout"), error("s1", "tool_misuse"), error("s4", "timeout")])
    other = answer(SIX, errors=[error("s1", "timeout"), error("s4", "goal_deviation")])
    assert shares(one, other, where=where) == {"errors_f1": (2, 5), "error_nodes_f1": (4, 4)}
    assert shares(answer(SIX, "none"), answer(SIX, "none"), where=where) == {}


def test_the_severity_of_an_error_that_is_marked_twice_is_the_worse() -> None:
    where = context(taxonomy=TAXONOMY)
    said = answer(
        SIX, errors=[error("s1", "timeout", "low"), error("s1", "timeout", "high"), error("s2", "timeout", "")]
    )
    assert values("severity", said, where=where) == [{"timeout@s1": "high"}]


def test_attributions_are_compared_by_agent_and_by_step() -> None:
    def said(attribution: Json | None) -> Json:
        return answer(RUN, attribution=attribution)

    call, plan, final = (
        said(blaming(RUN, *place)) for place in (("planner", "call"), ("planner", "plan"), ("writer", "final"))
    )
    agent, step = "attribution_agent", "attribution_step"
    assert shares(call, call, RUN) == {agent: (1, 1), step: (1, 1)}
    assert shares(call, plan, RUN) == {agent: (1, 1), step: (0, 1)}
    assert shares(call, final, RUN) == {agent: (0, 1), step: (0, 1)}
    assert shares(call, said({"nobody": True}), RUN) == {agent: (0, 1)}
    assert shares(call, said(None), RUN) == {}


def test_criteria_are_measured_where_they_apply() -> None:
    where = context(
        criterion("deep", FIVE, "plan"), criterion("true", BINARY, "final"), criterion("fine", FIVE, "overall")
    )
    said = answer(
        SIX,
        plan={
            "before": {"criteria": {"deep": {"value": 2}}, "note": ""},
            "after": {"criteria": {"deep": {"value": 4}}, "note": ""},
        },
        final={"criteria": {"true": {"value": False}}},
        criteria={"fine": {"missing": "not_applicable"}},
    )
    assert values("criteria.deep", said, where=where) == [{"whole:plan:before": 2, "whole:plan:after": 4}]
    assert values("criteria.true", said, where=where) == [{"whole:final": 0}]
    assert values("criteria.fine", said, where=where) == [{}]


def test_a_criterion_that_now_applies_elsewhere_has_no_values_from_before() -> None:
    said = answer(RUN, steps={node: {"criteria": {"fine": {"value": 3}}} for node in ("plan", "call", "over")})
    found = [
        values("criteria.fine", said, content=RUN, where=context(criterion("fine", FIVE, place)))
        for place in ("step", "tool_call", "handoff", "overall")
    ]
    assert found == [[{"plan": 3, "call": 3, "over": 3}], [{"call": 3}], [{"over": 3}], [{}]]


def test_who_sets_the_trace_aside_says_nothing_else() -> None:
    aside = graded(SIX, 2) | {"exit": {"reason": "wrong_reference", "note": ""}, "outcome": "fail"}
    assert measuring.ratings(aside, SIX, PLAIN) == [Rating("whole:trace", "exit", "wrong_reference")]
    assert shares(aside, graded(SIX, 2)) == {}


# Laws


@given(judged(), st.randoms(use_true_random=False))
def test_ratings_do_not_depend_on_the_order_of_the_answers(case: Judged, chance: Random) -> None:
    order = chance.sample(range(len(case.answers)), len(case.answers))
    rows = KIND.joint_ratings(case.answers, content=case.content, context=case.context)
    shuffled = KIND.joint_ratings([case.answers[place] for place in order], content=case.content, context=case.context)
    assert list(shuffled) == [rows[place] for place in order]
    reading = Reading(case.content, case.context)
    assert prefix.commonly_judged(case.answers, reading) == prefix.commonly_judged(case.answers[::-1], reading)


@given(judged())
def test_ratings_are_of_declared_measures_and_domains(case: Judged) -> None:
    declared = {measure.key: measure for measure in KIND.measures(case.context)}
    for row in KIND.joint_ratings(case.answers, content=case.content, context=case.context):
        assert len({(rating.unit, rating.measure) for rating in row}) == len(row)
        for rating in row:
            domain = declared[rating.measure].domain
            assert domain is None or rating.value in domain
    one, other = case.answers[0], case.answers[-1]
    shared = KIND.comparisons(one, other, content=case.content, context=case.context)
    assert shared == KIND.comparisons(other, one, content=case.content, context=case.context)
    assert all(declared[each.measure].level == "share" and 0 <= each.part <= each.whole for each in shared)
