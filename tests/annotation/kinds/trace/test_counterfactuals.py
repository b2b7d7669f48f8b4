"""Other ways in which agents could have gone are checked against what they did."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Json
from annotation.kinds.trace.content import read_content
from tests.annotation.kinds.trace.tracing import (
    TEAMWORK,
    answer,
    context,
    read,
    read_leniently,
    refused_fields,
    teamwork,
)

WHERE = context(required="nothing", counterfactuals=True)
BYPASS: Json = {
    "id": "b1",
    "op": "bypass",
    "from_agent": "lead",
    "to_agent": "teller",
    "skipped_agents": ["clerk"],
    "from_node": "n3",
    "to_node": "n5",
    "claim": "The lead could have asked the teller itself.",
    "preconditions": [{"text": "It knew the tool.", "evidence": None}],
    "effect": "same_answer",
    "severity": "minor",
    "confidence": 4,
}
REPLACE: Json = {"id": "r1", "op": "replace", "from_node": "n5", "tool": "rate", "claim": "Ask for euros."}


def edited(**change: Any) -> Json:
    return answer(counterfactuals=[{**BYPASS, **change}])


def kept(given: Json, trace: Json = TEAMWORK) -> Json:
    (edit,) = read(given, WHERE, trace)["counterfactuals"]
    return dict(edit)


def test_an_edit_is_kept_with_every_key() -> None:
    assert kept(edited()) == {**BYPASS, "tool": "", "permitted": False}
    assert kept(answer(counterfactuals=[REPLACE])) == {
        **REPLACE,
        "from_agent": "",
        "to_agent": "",
        "skipped_agents": [],
        "to_node": "",
        "preconditions": [],
        "permitted": None,
        "effect": "unknown",
        "severity": "minor",
        "confidence": 3,
    }


@pytest.mark.parametrize(
    ("edges", "permitted"),
    [((), None), ((("lead", "clerk"),), False), ((("teller", "lead"),), False), ((("lead", "teller"),), True)],
)
def test_the_server_works_out_whether_the_system_declares_the_hand_off(
    edges: tuple[tuple[str, str], ...], permitted: bool | None
) -> None:
    for claimed in (True, False, None):
        assert kept(edited(permitted=claimed), teamwork(edges=edges))["permitted"] is permitted


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": ""}, "id"),
        ({"op": "jump"}, "op"),
        ({"from_agent": "boss"}, "from_agent"),
        ({"from_agent": 7}, "from_agent"),
        ({"to_agent": ""}, "to_agent"),
        ({"skipped_agents": []}, "skipped_agents"),
        ({"skipped_agents": ["boss"]}, "skipped_agents.0"),
        ({"skipped_agents": ["clerk", "lead"]}, "skipped_agents.1"),
        ({"from_node": "n99"}, "from_node"),
        ({"to_node": ""}, "to_node"),
        ({"from_node": "n5"}, "to_node"),
        ({"from_node": "n7"}, "to_node"),
        ({"from_node": "n4"}, "skipped_agents.0"),
        ({"claim": " "}, "claim"),
        ({"preconditions": [{"text": ""}]}, "preconditions.0.text"),
        ({"preconditions": [{"text": "It knew.", "evidence": {"node": "n9"}}]}, "preconditions.0.evidence.node"),
        ({"effect": "none"}, "effect"),
        ({"severity": "high"}, "severity"),
        ({"confidence": 6}, "confidence"),
        ({"confidence": 2.5}, "confidence"),
        ({"saved": {"steps": 3}}, "saved"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(change: Json, field: str) -> None:
    fields = refused_fields(edited(**change), WHERE, TEAMWORK)
    assert f"counterfactuals.0.{field}" in fields


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"op": "insert", "from_node": ""}, "from_node"),
        ({"op": "reorder", "to_node": ""}, "to_node"),
        ({"op": "stop_earlier", "from_node": ""}, "from_node"),
        ({"op": "replace", "tool": "", "to_agent": ""}, "tool"),
        ({"op": "replace", "tool": "telephone"}, "tool"),
    ],
)
def test_each_operation_says_what_it_is_about(change: Json, field: str) -> None:
    assert list(refused_fields(edited(**change), WHERE, TEAMWORK)) == [f"counterfactuals.0.{field}"]


def test_another_agent_can_stand_in_as_well_as_another_tool() -> None:
    assert kept(edited(op="replace", tool="", to_agent="clerk"))["to_agent"] == "clerk"
    assert kept(edited(op="replace", tool="rate"))["tool"] == "rate"


def test_evidence_of_a_precondition_is_what_stands_there() -> None:
    passage = {"node": "n3", "part": 0, "start": 9, "end": 13, "quote": "rate"}
    precondition = kept(edited(preconditions=[{"text": "It knew.", "evidence": passage}]))["preconditions"][0]
    assert precondition["evidence"] == {**passage, "sha256": TEAMWORK["nodes"][2]["sha256"]}
    wrong = edited(preconditions=[{"text": "It knew.", "evidence": {**passage, "quote": "date"}}])
    assert list(refused_fields(wrong, WHERE, TEAMWORK)) == ["counterfactuals.0.preconditions.0.evidence.quote"]


def test_two_edits_do_not_share_an_id() -> None:
    given = answer(counterfactuals=[BYPASS, {**REPLACE, "id": "b1"}])
    assert list(refused_fields(given, WHERE, TEAMWORK)) == ["counterfactuals.1.id"]


def test_a_file_may_leave_much_open_but_nothing_may_be_made_up() -> None:
    given = {"counterfactuals": [{"id": "x", "op": "bypass", "from_agent": "lead"}]}
    (edit,) = read_leniently(given, WHERE, TEAMWORK)["counterfactuals"]
    assert (edit["to_agent"], edit["claim"], edit["permitted"]) == ("", "", None)
    for made_up in ({"from_agent": "boss"}, {"from_node": "n5", "to_node": "n4"}):
        fields = refused_fields({"counterfactuals": [{**BYPASS, **made_up}]}, WHERE, TEAMWORK, lenient=True)
        assert all(field.startswith("counterfactuals.0.") for field in fields)


def test_who_acts_in_copied_context_only_cannot_be_skipped() -> None:
    copied = {**TEAMWORK, "nodes": [{**node} for node in TEAMWORK["nodes"]]}
    copied["nodes"][3]["context"] = "copied"
    assert list(refused_fields(edited(), WHERE, read_content(copied))) == ["counterfactuals.0.skipped_agents.0"]
