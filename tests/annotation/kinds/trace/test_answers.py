"""Answers about a trace: what must be said, what contradicts itself, and what files may leave open."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from annotation.kinds import get_kind
from annotation.kinds.base import Json
from annotation.kinds.trace.building import TraceBuilder
from tests.annotation.kinds.trace.tracing import (
    SOLUTION,
    TEAMWORK,
    answer,
    context,
    criterion,
    labels,
    read,
    read_leniently,
    refused_fields,
    solution,
)

KIND = get_kind("trace")
STOP = context()
ALL = context(mode="rate_all")
FREE = context(required="nothing")
RIGHT = labels(n1=1, n2=1, n3=1, n4=1)
TEAM_STEPS = ("n2", "n3", "n4", "n5", "n7", "n8")
TRAIL = context(required="nothing", taxonomy={"preset": "trail"})
SHA = {node["id"]: node["sha256"] for node in SOLUTION["nodes"]}


def error(key: str, node: str, code: str, **rest: Any) -> Json:
    return {"id": key, "node": node, "code": code, "severity": "high", **rest}


def on_team(**rest: Any) -> Json:
    """An answer about the teamwork that finds every step right."""
    return answer(**{"steps": labels(**dict.fromkeys(TEAM_STEPS, 1)), **rest})


def refused_on_team(given: Json, **settings: Any) -> list[str]:
    return sorted(refused_fields(given, context(**settings), TEAMWORK))


def test_every_key_is_there_and_checksums_are_filled_in() -> None:
    assert read(answer("n2", steps=labels(n1=1, n2=-1)), STOP) == {
        "exit": None,
        "steps": {"n1": {"sha256": SHA["n1"], "label": 1}, "n2": {"sha256": SHA["n2"], "label": -1}},
        "first_error": {"node": "n2", "sha256": SHA["n2"]},
        "errors": [],
        "plan": None,
        "final": {"criteria": {}},
        "outcome": None,
        "verifiable": None,
        "attribution": None,
        "counterfactuals": [],
        "criteria": {},
        "rationale": "",
    }


def test_steps_of_which_nothing_is_said_are_left_out_and_the_others_in_order() -> None:
    said = {"n3": {"comment": " Hm. "}, "n1": {"label": 0}, "n2": {"sha256": SHA["n2"], "comment": ""}}
    assert list(read(answer(steps=said), FREE)["steps"].items()) == [
        ("n1", {"sha256": SHA["n1"], "label": 0}),
        ("n3", {"sha256": SHA["n3"], "comment": "Hm."}),
    ]


@pytest.mark.parametrize(
    "given",
    [
        {"steps": {"n2": {"sha256": "0f" * 32, "label": 1}}},
        {"first_error": {"node": "n2", "sha256": "0f" * 32}},
    ],
)
def test_a_label_on_a_step_that_has_changed_since_is_refused(given: Json) -> None:
    for lenient in (False, True):
        fields = refused_fields({**answer(), **given}, FREE, lenient=lenient)
        assert [message.split(".")[0] for message in fields.values()] == ["This step has changed since it was graded"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"steps": []}, "steps"),
        ({"steps": {"n9": {"label": 1}}}, "steps.n9"),
        ({"steps": {"n2": {"label": 2}}}, "steps.n2.label"),
        ({"steps": {"n2": {"label": True}}}, "steps.n2.label"),
        ({"steps": {"n2": {"label": "wrong"}}}, "steps.n2.label"),
        ({"steps": {"n2": {"label": 1, "score": 3}}}, "steps.n2.score"),
        ({"steps": {"n2": 1}}, "steps.n2"),
        ({"steps": {"n2": {"comment": 3}}}, "steps.n2.comment"),
        ({"steps": {"n2": {"tool": {"verdict": "correct"}}}}, "steps.n2.tool"),
        ({"steps": {"n2": {"handoff": {"clear": "yes"}}}}, "steps.n2.handoff"),
        ({"steps": {"n2": {"rewrite": {"text": "6 · 6 = 36."}}}}, "steps.n2.rewrite"),
        ({"first_error": "n2"}, "first_error"),
        ({"first_error": {"node": "n9"}}, "first_error.node"),
        ({"first_error": {"node": ["n2"]}}, "first_error.node"),
        ({"first_error": {"none": False}}, "first_error"),
        ({"first_error": {"none": True, "node": "n2"}}, "first_error"),
        ({"exit": {"reason": "boring"}}, "exit.reason"),
        ({"exit": "gave_up"}, "exit"),
        ({"errors": {}}, "errors"),
        ({"plan": {"before": {"note": "Good."}}}, "plan"),
        ({"outcome": "success"}, "outcome"),
        ({"verifiable": "citation"}, "verifiable"),
        ({"attribution": {"nobody": True}}, "attribution"),
        ({"counterfactuals": [{}]}, "counterfactuals"),
        ({"criteria": {"taste": {"value": 1}}}, "criteria.taste"),
        ({"rationale": 7}, "rationale"),
        ({"rationale": "x" * 10_001}, "rationale"),
        ({"verdict": "right"}, "verdict"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(given: Json, field: str) -> None:
    fields = refused_fields({**answer(), **given}, FREE)
    assert field in fields
    assert all(path.startswith(field.split(".", maxsplit=1)[0]) for path in fields)


@pytest.mark.parametrize(
    ("where", "first", "steps", "missing"),
    [
        (STOP, "n2", {}, ["steps.n1.label", "steps.n2.label"]),
        (STOP, None, labels(n1=1, n3=1), ["steps.n2.label", "steps.n4.label"]),
        (ALL, "n2", labels(n1=1, n2=-1, n3=-1), ["steps.n4.label"]),
        (context(required="first_error"), "n3", labels(n1=1), ["steps.n3.label"]),
        (context(required="first_error"), None, {}, []),
        (FREE, "n3", {}, []),
        (STOP, "n1", labels(n1=-1), []),
    ],
)
def test_steps_must_be_labelled_as_far_as_the_project_asks(
    where: Any, first: str | None, steps: Json, missing: list[str]
) -> None:
    given = answer(first, steps=steps)
    if missing:
        assert sorted(refused_fields(given, where)) == missing
    else:
        assert read(given, where)["steps"].keys() == steps.keys()


def test_a_step_that_cannot_be_verified_is_labelled() -> None:
    assert read(answer(steps={**RIGHT, "n2": {"label": "cannot_verify"}}), STOP)["steps"]["n2"]["label"] == (
        "cannot_verify"
    )


def test_the_first_error_or_that_there_is_none_must_be_said() -> None:
    assert list(refused_fields({"steps": RIGHT}, STOP)) == ["first_error"]


@pytest.mark.parametrize(
    ("first", "steps", "field"),
    [
        ("n3", labels(n1=1, n2=1, n3=0), "first_error"),
        ("n3", labels(n1=1, n2=1, n3="cannot_verify"), "first_error"),
        ("n3", labels(n1=-1, n2=1, n3=-1), "steps.n1.label"),
        (None, labels(n1=1, n2=1, n3=1, n4=-1), "steps.n4.label"),
    ],
)
def test_labels_must_not_contradict_the_first_error(first: str | None, steps: Json, field: str) -> None:
    assert list(refused_fields(answer(first, steps=steps), STOP)) == [field]
    assert read_leniently(answer(first, steps=steps), STOP)["steps"].keys() == steps.keys()


def test_a_later_step_can_inherit_the_error_but_not_the_one_that_has_it_first() -> None:
    inherits = {"label": -1, "inherited": True}
    steps = {**labels(n1=1, n2=-1, n4=1), "n3": inherits}
    assert read(answer("n2", steps=steps), ALL)["steps"]["n3"] == {"sha256": SHA["n3"], **inherits}
    assert list(refused_fields(answer("n2", steps={**steps, "n2": inherits}), ALL)) == ["steps.n2.inherited"]


@pytest.mark.parametrize(
    ("where", "step"),
    [
        (ALL, {"label": 1, "inherited": True}),
        (STOP, {"label": -1, "inherited": True}),
        (context(mode="rate_all", inherited=False), {"label": -1, "inherited": True}),
    ],
)
def test_only_a_wrong_step_inherits_and_only_where_it_is_asked(where: Any, step: Json) -> None:
    steps = {**labels(n1=1, n2=-1, n4=1), "n3": step}
    assert list(refused_fields(answer("n2", steps=steps), where)) == ["steps.n3.inherited"]


def test_the_first_error_can_only_be_at_a_step() -> None:
    for lenient in (False, True):
        fields = refused_fields(answer("n6"), FREE, TEAMWORK, lenient=lenient)
        assert "tool result" in fields["first_error"]
        assert "tool result" in refused_fields(on_team(steps=labels(n6=1)), FREE, TEAMWORK)["steps.n6.label"]


def test_what_was_copied_is_no_step() -> None:
    trace = TraceBuilder()
    trace.add("reasoning", "Old.", context="copied")
    trace.add("reasoning", "New.")
    content = trace.content()
    assert "copied" in refused_fields(answer("n1"), FREE, content)["first_error"]
    assert read(answer(steps=labels(n2=1)), STOP, content)["steps"].keys() == {"n2"}


@pytest.mark.parametrize("reason", ["bad_problem", "wrong_reference"])
def test_who_finds_the_problem_bad_need_say_nothing_else(reason: str) -> None:
    where = context(criterion("clear", "final", required=True), outcome=True, rationale="always")
    assert read({"exit": {"reason": reason}}, where)["exit"] == {"reason": reason, "note": ""}


def test_who_gives_up_says_why() -> None:
    assert list(refused_fields({"exit": {"reason": "gave_up", "note": " "}}, STOP)) == ["exit.note"]
    assert read({"exit": {"reason": "gave_up", "note": "Too long."}}, STOP)["first_error"] is None


def test_what_was_said_before_an_exit_is_kept_without_being_complete() -> None:
    given = answer("n3", steps=labels(n1=-1), exit={"reason": "bad_problem"})
    assert read(given, STOP)["steps"]["n1"]["label"] == -1


def test_outcome_and_verifiability_must_be_said_where_the_project_asks() -> None:
    where = context(required="nothing", outcome=True, verifiable=True)
    assert sorted(refused_fields(answer(), where)) == ["outcome", "verifiable"]
    assert sorted(refused_fields(answer(outcome="good", verifiable="yes"), where)) == ["outcome", "verifiable"]
    assert read(answer(outcome="partial", verifiable="unit_test"), where)["outcome"] == "partial"


@pytest.mark.parametrize(
    ("given", "is_due"),
    [
        (on_team(outcome="success"), False),
        (on_team(outcome="fail"), True),
        (on_team(outcome="partial"), True),
        (answer("n5", steps=labels(n2=1, n3=1, n4=1, n5=-1), outcome="success"), True),
    ],
)
def test_somebody_is_responsible_where_something_went_wrong(given: Json, is_due: bool) -> None:
    asks: Json = {"attribution": True, "outcome": True}
    if is_due:
        assert refused_on_team(given, **asks) == ["attribution"]
    else:
        read(given, context(**asks), TEAMWORK)


def test_nobody_is_asked_for_where_the_trace_names_no_agents() -> None:
    assert read(answer("n1", steps=labels(n1=-1)), context(attribution=True))["attribution"] is None


def test_an_agent_and_the_decisive_node_are_named_or_nobody() -> None:
    asks: Json = {"attribution": True}
    for said in ({"nobody": True}, {"agent": "lead", "node": "n6", "reason": "It never checked."}):
        attribution = read(on_team(attribution=said), context(**asks), TEAMWORK)["attribution"]
        assert said.items() <= attribution.items()
    assert attribution["sha256"] == TEAMWORK["nodes"][5]["sha256"]
    assert refused_on_team(on_team(attribution={"agent": "boss", "node": "n6"}), **asks) == ["attribution.agent"]
    assert refused_on_team(on_team(attribution={"agent": "lead"}), **asks) == ["attribution.node"]
    assert refused_on_team(on_team(attribution={"nobody": True, "agent": "lead"}), **asks) == ["attribution"]


def test_a_file_may_name_the_node_or_the_agent_alone() -> None:
    by_node = read_leniently({"attribution": {"node": "n5"}}, STOP, TEAMWORK)["attribution"]
    assert (by_node["agent"], by_node["reason"]) == ("teller", "")
    by_agent = read_leniently({"attribution": {"agent": "lead"}}, STOP, TEAMWORK)["attribution"]
    assert by_agent == {"agent": "lead", "node": "", "sha256": "", "reason": ""}


def test_a_call_has_a_verdict_and_answers_to_checks() -> None:
    asks: Json = {"tool_calls": {"verdict": True, "checks": ["right_tool", "needed"]}}
    said = {"verdict": "wrong_arguments", "checks": {"needed": "cannot_verify", "right_tool": "yes"}}
    steps = {**labels(**dict.fromkeys(TEAM_STEPS, 1)), "n5": {"label": 0, "tool": said}}
    tool = read(on_team(steps=steps), context(**asks), TEAMWORK)["steps"]["n5"]["tool"]
    assert (tool, list(tool["checks"])) == (said, ["right_tool", "needed"])
    for wrong, field in (
        ({"verdict": "bad"}, "verdict"),
        ({"checks": {"needed": True}}, "checks.needed"),
        ({"checks": {"right_order": "yes"}}, "checks.right_order"),
    ):
        steps["n5"] = {"label": 0, "tool": wrong}
        assert refused_on_team(on_team(steps=steps), **asks) == [f"steps.n5.tool.{field}"]


def test_a_verdict_is_refused_where_none_is_asked() -> None:
    steps = {**labels(**dict.fromkeys(TEAM_STEPS, 1)), "n5": {"label": 1, "tool": {"verdict": "correct"}}}
    assert refused_on_team(on_team(steps=steps)) == ["steps.n5.tool.verdict"]
    kept = read_leniently({"steps": steps}, STOP, TEAMWORK)["steps"]["n5"]["tool"]
    assert kept == {"verdict": "correct", "checks": {}}


def test_a_hand_off_is_judged_where_an_agent_hands_over() -> None:
    asks: Json = {"handoffs": ["clear", "on_goal"]}
    steps = labels(**dict.fromkeys(TEAM_STEPS, 1))
    steps["n7"] = {"label": 1, "handoff": {"clear": "no"}}
    assert read(on_team(steps=steps), context(**asks), TEAMWORK)["steps"]["n7"]["handoff"] == {"clear": "no"}
    steps["n7"] = {"label": 1, "handoff": {"clear": "no", "right_next": "yes"}}
    assert refused_on_team(on_team(steps=steps), **asks) == ["steps.n7.handoff.right_next"]
    steps["n7"] = steps["n8"] = {"label": 1, "handoff": {"clear": "no"}}
    assert refused_on_team(on_team(steps=steps), **asks) == ["steps.n8.handoff"]


@pytest.mark.parametrize(
    ("node", "rewrite", "field"),
    [
        ("n4", {"text": "I ask the teller. "}, "text"),
        ("n4", {"text": ""}, "text"),
        ("n4", {}, "text"),
        ("n4", {"text": "a", "why": "b"}, "why"),
        ("n4", {"name": "rate", "arguments": {}}, ""),
        ("n5", {"name": "", "arguments": {}}, "name"),
        ("n5", {"name": "rate", "arguments": json.loads("[" * 41 + "]" * 41)}, "arguments"),
        ("n5", {"name": "rate", "arguments": {"a": "\x00"}}, "arguments"),
    ],
)
def test_a_rewrite_says_something_else_in_the_form_of_the_step(node: str, rewrite: Json, field: str) -> None:
    steps = {**labels(**dict.fromkeys(TEAM_STEPS, 1)), node: {"label": 0, "rewrite": rewrite}}
    assert refused_on_team(on_team(steps=steps), rewrites=True) == [f"steps.{node}.rewrite.{field}".strip(".")]


@pytest.mark.parametrize(
    ("node", "rewrite"),
    [("n4", {"text": "I look it up.\n"}), ("n5", {"text": "No call."}), ("n5", {"name": "rate", "arguments": None})],
)
def test_a_rewrite_is_kept_as_it_is(node: str, rewrite: Json) -> None:
    steps = {**labels(**dict.fromkeys(TEAM_STEPS, 1)), node: {"label": 0, "rewrite": rewrite}}
    assert read(on_team(steps=steps), context(rewrites=True), TEAMWORK)["steps"][node]["rewrite"] == rewrite


def test_errors_have_a_code_of_the_taxonomy_and_a_severity() -> None:
    (read_error,) = read(answer(errors=[error("e1", "n2", "resource_abuse", rationale=" Why ")]), TRAIL)["errors"]
    assert read_error == {
        "id": "e1",
        "node": "n2",
        "sha256": SHA["n2"],
        "code": "resource_abuse",
        "severity": "high",
        "rationale": "Why",
        "evidence": [],
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "a b"}, "id"),
        ({"node": "n9"}, "node"),
        ({"node": None}, "node"),
        ({"sha256": SHA["n1"]}, "sha256"),
        ({"code": "mast_1_1"}, "code"),
        ({"code": ""}, "code"),
        ({"severity": "huge"}, "severity"),
        ({"severity": ""}, "severity"),
        ({"note": "x"}, "note"),
    ],
)
def test_what_is_wrong_with_an_error_is_named_by_its_path(change: Json, field: str) -> None:
    fields = refused_fields(answer(errors=[{**error("e1", "n2", "resource_abuse"), **change}]), TRAIL)
    assert list(fields) == [f"errors.0.{field}"]


def test_a_code_that_the_project_lacks_is_refused_with_what_to_do() -> None:
    given = answer(errors=[error("e1", "n2", "timeout_issues")])
    other = refused_fields(given, context(taxonomy={"preset": "mast"}), lenient=True)["errors.0.code"]
    assert "timeout_issues" in other
    assert "Add it there" in other
    assert "has no taxonomy" in refused_fields(given, FREE, lenient=True)["errors.0.code"]


def test_an_archived_code_is_for_old_answers_only() -> None:
    taxonomy = {"title": "Own", "codes": [{"title": "Old", "archived": True}, {"title": "New"}]}
    where = context(required="nothing", taxonomy=taxonomy)
    given = answer(errors=[error("e1", "n2", "old", severity="")])
    assert list(refused_fields(given, where)) == ["errors.0.code"]
    assert read_leniently(given, where)["errors"][0]["code"] == "old"


def test_two_errors_do_not_share_an_id() -> None:
    given = answer(errors=[error("e1", "n2", "resource_abuse"), error("e1", "n3", "goal_deviation")])
    assert list(refused_fields(given, TRAIL)) == ["errors.1.id"]


@pytest.mark.parametrize(("code", "place"), [("goal_deviation", "first"), ("resource_abuse", "last")])
def test_a_code_that_is_counted_once_is_marked_once(code: str, place: str) -> None:
    given = answer(errors=[error("e1", "n2", code), error("e2", "n4", code)])
    assert place in refused_fields(given, TRAIL)["errors.1.code"]
    assert len(read_leniently(given, TRAIL)["errors"]) == 2
    every = context(required="nothing", taxonomy={"preset": "trail", "counting": "every"})
    if place == "first":
        assert len(read(given, every)["errors"]) == 2


def evidence(**rest: Any) -> Json:
    return {"node": "n2", "part": 0, "start": 0, "end": 5, "quote": "6 · 6", **rest}


def cited(passage: Any) -> Json:
    return answer(errors=[error("e1", "n2", "goal_deviation", evidence=[passage])])


def test_evidence_is_the_text_between_two_places() -> None:
    for passage in (evidence(), {key: value for key, value in evidence().items() if key not in ("quote", "part")}):
        (kept,) = read(cited(passage), TRAIL)["errors"][0]["evidence"]
        assert kept == {**evidence(), "sha256": SHA["n2"]}


def test_places_count_code_points_not_bytes_or_halves_of_pairs() -> None:
    trace = solution("😀 e\u0301 →x")
    passage = evidence(node="n1", start=2, end=4, quote="e\u0301")
    assert read(cited(passage) | {"errors": [error("e", "n1", "goal_deviation", evidence=[passage])]}, TRAIL, trace)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"quote": "6 · 7"}, ".quote"),
        ({"start": 5}, ""),
        ({"start": -1}, ""),
        ({"end": 99}, ""),
        ({"end": 2.5}, ""),
        ({"end": None}, ""),
        ({"part": 1}, ".part"),
        ({"part": "0"}, ".part"),
        ({"node": "n9"}, ".node"),
        ({"pointer": "/x"}, ".pointer"),
    ],
)
def test_evidence_that_does_not_fit_is_refused(change: Json, field: str) -> None:
    for lenient in (False, True):
        fields = refused_fields(cited(evidence(**change)), TRAIL, lenient=lenient)
        assert list(fields) == [f"errors.0.evidence.0{field}"]


def test_criteria_are_asked_where_they_apply() -> None:
    keys = {
        "fit": "step",
        "cheap": "tool_call",
        "polite": "handoff",
        "wise": "plan",
        "clear": "final",
        "sum": "overall",
    }
    where = context(
        *(criterion(key, target) for key, target in keys.items()), required="nothing", plan="before_and_after"
    )
    value = {"value": True}
    given = answer(
        steps={
            "n5": {"criteria": {"fit": value, "cheap": value}},
            "n3": {"criteria": {"polite": value}},
        },
        plan={"before": {"criteria": {"wise": value}}, "after": {"criteria": {"wise": {"value": False}}}},
        final={"criteria": {"clear": value}},
        criteria={"sum": {"missing": "cannot_assess"}},
    )
    kept = read(given, where, TEAMWORK)
    assert kept["steps"]["n5"]["criteria"] == {"fit": value, "cheap": value}
    assert kept["plan"] == {
        "before": {"criteria": {"wise": value}, "note": ""},
        "after": {"criteria": {"wise": {"value": False}}, "note": ""},
    }
    assert (kept["final"], kept["criteria"]) == ({"criteria": {"clear": value}}, {"sum": {"missing": "cannot_assess"}})
    elsewhere = answer(steps={"n8": {"criteria": {"cheap": value, "taste": value}}}, final={"criteria": {"sum": value}})
    assert dict(refused_fields(elsewhere, where, TEAMWORK)) == {
        "steps.n8.criteria.cheap": "This criterion is not asked here.",
        "steps.n8.criteria.taste": "The rubric has no such criterion.",
        "final.criteria.sum": "This criterion is not asked here.",
    }


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        ("step", [f"steps.n{number}.criteria.c" for number in (2, 3, 4, 5)]),
        ("tool_call", ["steps.n5.criteria.c"]),
        ("handoff", ["steps.n3.criteria.c", "steps.n4.criteria.c"]),
        ("plan", ["plan.after.criteria.c", "plan.before.criteria.c"]),
        ("final", ["final.criteria.c"]),
        ("overall", ["criteria.c"]),
    ],
)
def test_required_criteria_are_required_up_to_the_first_error(target: str, missing: list[str]) -> None:
    where = context(criterion("c", target, required=True), plan="before_and_after")
    given = answer("n5", steps=labels(n2=1, n3=1, n4=1, n5=-1))
    assert sorted(refused_fields(given, where, TEAMWORK)) == missing
    assert read_leniently(given, where, TEAMWORK)["plan"] is None


def test_the_plan_is_graded_as_often_as_the_project_says() -> None:
    once = context(required="nothing", plan="once")
    assert read(answer(plan={"before": {"note": "Fine."}}), once, TEAMWORK)["plan"] == {
        "before": {"criteria": {}, "note": "Fine."},
        "after": None,
    }
    twice = answer(plan={"before": {"note": "Fine."}, "after": {"note": "Not so fine."}})
    assert list(refused_fields(twice, once, TEAMWORK)) == ["plan.after"]


@pytest.mark.parametrize(
    ("rule", "given", "is_due"),
    [
        ("never", answer("n2"), False),
        ("on_error", answer(), False),
        ("on_error", answer("n2"), True),
        ("always", answer(), True),
    ],
)
def test_a_rationale_is_due_as_the_project_says(rule: str, given: Json, is_due: bool) -> None:
    where = context(required="nothing", rationale=rule)
    if is_due:
        assert list(refused_fields(given, where)) == ["rationale"]
    assert read({**given, "rationale": " Because. "}, where)["rationale"] == "Because."


def test_files_may_leave_everything_open() -> None:
    where = context(criterion("clear", "final", required=True), outcome=True, verifiable=True, rationale="always")
    empty = read_leniently({}, where)
    assert (empty["first_error"], empty["steps"], empty["outcome"]) == (None, {}, None)
    assert read_leniently(empty, where) == empty
    found = read_leniently({"first_error": {"node": "n2"}}, where)
    assert found["first_error"] == {"node": "n2", "sha256": SHA["n2"]}


def test_files_may_say_what_the_project_does_not_ask() -> None:
    said = {"outcome": "fail", "verifiable": "citation", "plan": {"before": {"note": "Good."}}}
    kept = read_leniently({**said, "steps": {"n2": {"rewrite": {"text": "6 · 6 = 36."}}}}, STOP)
    assert (kept["outcome"], kept["verifiable"], kept["plan"]["before"]["note"]) == ("fail", "citation", "Good.")
    assert kept["steps"]["n2"]["rewrite"] == {"text": "6 · 6 = 36."}


def test_an_answer_of_a_hundred_thousand_entries_is_refused_at_once() -> None:
    before = time.perf_counter()
    fields = refused_fields(answer(steps={f"x{number}": {"label": 1} for number in range(100_000)}), STOP)
    many = refused_fields(answer(errors=[error("e", "n2", "timeout_issues")] * 100_000), TRAIL)
    assert time.perf_counter() - before < 2
    assert len(fields) <= 51
    assert "100,000" in many["errors"]


def test_an_answer_on_ten_thousand_steps_is_read_in_well_under_a_second() -> None:
    trace = solution(*["So."] * 10_000)
    steps = {node["id"]: {"sha256": node["sha256"], "label": 1} for node in trace["nodes"]}
    before = time.perf_counter()
    assert len(read(answer(steps=steps), STOP, trace)["steps"]) == 10_000
    assert time.perf_counter() - before < 1
    assert len(refused_fields(answer(), STOP, trace)) == 50


def test_a_models_own_words_are_not_shown() -> None:
    given = answer(
        "n2",
        steps={"n2": {"label": -1, "comment": "I, solver-9b"}, "n3": {"comment": "solver-9b"}},
        errors=[error("e1", "n2", "goal_deviation", rationale="solver-9b says so")],
        rationale="As solver-9b",
        exit={"reason": "gave_up", "note": "solver-9b"},
    )
    where = context(taxonomy={"preset": "trail"})
    shown = KIND.public_suggestion(read_leniently(given, where), content=SOLUTION, context=where)
    assert "solver-9b" not in json.dumps(shown)
    assert shown["steps"] == {"n2": {"sha256": SHA["n2"], "label": -1}}
    assert (shown["first_error"]["node"], shown["errors"][0]["code"]) == ("n2", "goal_deviation")
