"""What a project of traces can set, and what of it can still change once there are answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotation.kinds import get_kind
from annotation.kinds.base import Json
from annotation.kinds.trace.settings import counting, read_settings
from annotation.kinds.trace.step_scale import SCALES, is_wrong
from annotation.kinds.trace.taxonomies import TAXONOMIES
from config.errors import Invalid

KIND = get_kind("trace")
OWN: Json = {
    "title": "Our errors",
    "severities": [{"title": "Bad"}, {"title": "Meh"}],
    "codes": [{"title": "Wrong sum"}, {"title": "Made-up source", "counting": "last"}],
}


def refused_fields(raw: Any) -> list[str]:
    with pytest.raises(Invalid) as refusal:
        read_settings(raw)
    return sorted(refusal.value.fields)


def test_settings_that_are_not_given_take_their_defaults() -> None:
    assert read_settings({}) == KIND.default_settings()
    assert read_settings(KIND.default_settings()) == KIND.default_settings()
    assert read_settings({"tolerance": 5})["tolerance"] == 5


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"mode": "all"}, "mode"),
        ({"colour": "red"}, "colour"),
        ({"graded": []}, "graded"),
        ({"graded": ["thought"]}, "graded.0"),
        ({"wrong": []}, "wrong"),
        ({"wrong": [-1, 0, 1]}, "wrong"),
        ({"wrong": [2]}, "wrong.0"),
        ({"wrong": [True]}, "wrong.0"),
        ({"scale": {"type": "text", "min_length": 0}}, "scale.type"),
        ({"scale": {"type": "stars"}}, "scale.type"),
        ({"required": True}, "required"),
        ({"tool_calls": {"checks": ["price"]}}, "tool_calls.checks.0"),
        ({"handoffs": "all"}, "handoffs"),
        ({"plan": True}, "plan"),
        ({"outcome": 1}, "outcome"),
        ({"tolerance": 0}, "tolerance"),
        ({"rationale": "often"}, "rationale"),
        ({"taxonomy": {"preset": "other"}}, "taxonomy.preset"),
        ({"taxonomy": {"codes": []}}, "taxonomy.codes"),
        ({"taxonomy": {**OWN, "counting": "last"}}, "taxonomy.counting"),
        ({"taxonomy": {**OWN, "codes": [{"title": "A"}, {"key": "a", "title": "B"}]}}, "taxonomy.codes.1.key"),
        ({"taxonomy": {**OWN, "codes": [{"title": "A", "key": "A b"}]}}, "taxonomy.codes.0.key"),
        ({"taxonomy": {**OWN, "codes": [{"title": "…"}]}}, "taxonomy.codes.0.key"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(raw: Json, field: str) -> None:
    assert refused_fields(raw) == [field]


def test_people_can_always_say_that_they_cannot_verify_so_no_scale_has_that_value() -> None:
    options = [{"value": value, "label": value, "description": ""} for value in ("good", "cannot_verify")]
    assert refused_fields({"scale": {"type": "categorical", "options": options}}) == ["scale.options"]


@pytest.mark.parametrize(("key", "wrong"), [("three_points", [-1]), ("two_points", [False]), ("four_kinds", ["wrong"])])
def test_a_scale_says_by_itself_what_is_wrong(key: str, wrong: list[Any]) -> None:
    assert read_settings({"scale": SCALES[key][2]})["wrong"] == wrong == SCALES[key][3]


def test_what_is_wrong_can_be_chosen_and_keeps_the_order_of_the_scale() -> None:
    settings = read_settings({"scale": SCALES["four_kinds"][2], "wrong": ["wrong", "unclear"]})
    assert settings["wrong"] == ["unclear", "wrong"]
    assert [is_wrong(label, settings) for label in ("good", "unclear", "cannot_verify", None)] == [
        False,
        True,
        False,
        False,
    ]


def test_no_is_not_0() -> None:
    yes_no, points = read_settings({"scale": {"type": "binary"}}), read_settings({"wrong": [0]})
    assert (is_wrong(False, yes_no), is_wrong(0, yes_no), is_wrong(0, points), is_wrong(False, points)) == (
        True,
        False,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("preset", "codes", "groups"), [("mast", 14, 3), ("trail", 20, 3), ("prm800k", 6, 1), ("tool_calls", 5, 1)]
)
def test_a_published_taxonomy_comes_whole(preset: str, codes: int, groups: int) -> None:
    taxonomy = read_settings({"taxonomy": {"preset": preset}})["taxonomy"]
    assert taxonomy == TAXONOMIES[preset]
    assert (len(taxonomy["codes"]), len({code["group"] for code in taxonomy["codes"]})) == (codes, groups)
    assert all(code["help"] for code in taxonomy["codes"])


def test_trail_marks_an_error_once_at_its_first_occurrence_but_resource_abuse_at_its_last() -> None:
    settings = read_settings({"taxonomy": {"preset": "trail"}})
    by_key = {code["key"]: counting(settings, code) for code in settings["taxonomy"]["codes"]}
    assert by_key.pop("resource_abuse") == "last"
    assert set(by_key.values()) == {"first"}
    assert [severity["key"] for severity in settings["taxonomy"]["severities"]] == ["high", "medium", "low"]


def test_a_preset_can_be_changed() -> None:
    codes = [{**TAXONOMIES["mast"]["codes"][0], "archived": True}, {"title": "Too slow"}]
    taxonomy = read_settings({"taxonomy": {"preset": "mast", "codes": codes}})["taxonomy"]
    assert [(code["key"], code["archived"]) for code in taxonomy["codes"]] == [("mast_1_1", True), ("too_slow", False)]
    assert taxonomy["title"] == TAXONOMIES["mast"]["title"]


def test_keys_are_made_from_titles() -> None:
    taxonomy = read_settings({"taxonomy": OWN})["taxonomy"]
    assert [code["key"] for code in taxonomy["codes"]] == ["wrong_sum", "made_up_source"]
    assert [severity["key"] for severity in taxonomy["severities"]] == ["bad", "meh"]
    assert taxonomy["preset"] == "own"


def changed(taxonomy: Json | None, used: dict[str, int]) -> None:
    old = read_settings({"taxonomy": OWN})
    KIND.check_change(old, read_settings({"taxonomy": taxonomy}), used)


def test_a_code_that_answers_use_can_be_renamed_or_archived_but_not_removed() -> None:
    first, second = read_settings({"taxonomy": OWN})["taxonomy"]["codes"]
    changed({**OWN, "codes": [{**first, "title": "False sum"}, {**second, "archived": True}]}, {"wrong_sum": 3})
    changed({**OWN, "codes": [first]}, {"wrong_sum": 3})
    for lost in ({**OWN, "codes": [second]}, {"preset": "trail"}, None):
        with pytest.raises(Invalid) as refusal:
            changed(lost, {"wrong_sum": 3})
        assert refusal.value.code == "codes_in_use"
        assert "Wrong sum (3 answers)" in refusal.value.detail


def test_a_severity_stays_as_long_as_answers_mark_errors() -> None:
    fewer = {**OWN, "severities": [{"title": "Bad"}]}
    changed(fewer, {})
    with pytest.raises(Invalid) as refusal:
        changed(fewer, {"wrong_sum": 1})
    assert "meh" in refusal.value.fields["taxonomy.severities"]


@pytest.mark.parametrize("change", [{"wrong": [-1, 0]}, {"mode": "rate_all"}, {"graded": ["final"]}])
def test_what_gives_labels_their_meaning(change: Json) -> None:
    old, new = read_settings({}), read_settings(change)
    assert KIND.meaning(old) != KIND.meaning(new)
    same = read_settings({"tolerance": 7, "taxonomy": OWN, "required": "nothing", "plan": "once", "handoffs": []})
    assert KIND.meaning(old) == KIND.meaning(same)


@pytest.mark.parametrize(
    ("change", "alike"),
    [
        ({"tolerance": 4}, False),
        ({"outcome": False}, False),
        ({"taxonomy": {**OWN, "severities": OWN["severities"][::-1]}}, False),
        ({"taxonomy": {**OWN, "counting": "first"}}, False),
        ({"taxonomy": {**OWN, "codes": OWN["codes"][::-1], "title": "Errors"}}, True),
        ({"taxonomy": {**OWN, "codes": [{**code, "archived": True} for code in OWN["codes"]]}}, True),
        ({"required": "nothing", "rationale": "always", "rewrites": False, "plan": "once"}, True),
    ],
)
def test_what_is_settled_is_judged_again_when_differences_weigh_otherwise(change: Json, alike: bool) -> None:
    old = read_settings({"taxonomy": OWN})
    assert KIND.reads_alike(old, read_settings({"taxonomy": OWN, **change})) is alike


def test_a_criterion_applies_to_steps_unless_it_says_otherwise() -> None:
    assert KIND.read_criterion({}) == {"applies_to": "step"}
    assert KIND.read_criterion({"applies_to": "plan"}) == {"applies_to": "plan"}
    with pytest.raises(Invalid):
        KIND.read_criterion({"applies_to": "response"})


def test_the_form_can_show_every_option_with_a_title() -> None:
    described = json.loads(json.dumps(KIND.describe_settings()))
    lists = ("node_kinds", "tool_checks", "handoff_questions", "modes", "required", "plan", "taxonomies", "scales")
    for name in lists:
        assert described[name]
        assert all((row.get("value") or row.get("key")) and row["title"] and row["help"] for row in described[name])
    for scale in described["scales"]:
        read_settings({"scale": scale["scale"], "wrong": scale["wrong"]})
    for taxonomy in described["taxonomies"]:
        read_settings({"taxonomy": {"preset": taxonomy["key"]}})
    assert described["help"].keys() == KIND.default_settings().keys()
