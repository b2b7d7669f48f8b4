"""Writing who is responsible for a failure (Who&When), and which errors were found (TRAIL)."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Json
from tests.annotation.kinds.cases import exported
from tests.annotation.kinds.trace.writers.cases import (
    NO_ERROR,
    answer,
    context,
    error_at,
    rates,
    read_back,
    reason_left_out,
    settled,
    written,
)

WHERE = context(taxonomy={"preset": "trail"})
BLAMED: Json = {"agent": "checker", "node": "n6", "reason": "It did not multiply."}
ERROR: Json = {
    "id": "e1",
    "node": "n6",
    "code": "tool_output_misinterpretation",
    "severity": "high",
    "rationale": "Took the inverse for the rate.",
    "evidence": [
        {"node": "n4", "part": 0, "start": 0, "end": 4, "quote": "0.91"},
        {"node": "n6", "part": 0, "start": 6, "end": 9, "quote": "182"},
    ],
}


def test_the_history_has_every_node_and_the_mistake_its_place_there() -> None:
    task = settled(rates(), WHERE, attribution=BLAMED, outcome="fail")
    (row,) = written("who_and_when", task, WHERE)
    assert (row["mistake_agent"], row["mistake_step"], row["mistake_reason"]) == (
        "checker",
        "5",
        "It did not multiply.",
    )
    assert row["history"][int(row["mistake_step"])] == {
        "role": "assistant",
        "name": "checker",
        "content": "It is 182.",
    }
    assert [message["role"] for message in row["history"]] == ["human", *["assistant"] * 6]
    assert (row["question"], row["ground_truth"]) == ("How many euros are 200 dollars?", "182")
    assert (row["is_correct"], row["question_ID"]) == (False, "x-9")


def test_our_reader_finds_who_was_responsible() -> None:
    task = settled(rates(), WHERE, attribution=BLAMED, first_error=error_at("n6"), outcome="fail")
    (row,) = written("who_and_when", task, WHERE)
    parsed = read_back("who_and_when", row, WHERE)
    said = answer(parsed.content, WHERE, **parsed.verdicts[0].answer)
    assert said["attribution"]["agent"] == "checker"
    assert said["attribution"]["node"] == said["first_error"]["node"] == "n6"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"attribution": {"nobody": True}}, "Nobody"),
        ({"attribution": {"agent": "checker"}}, "at which step"),
        ({}, "at which step"),
    ],
)
def test_without_a_culprit_and_a_step_there_is_no_row(said: Json, reason: str) -> None:
    assert reason in reason_left_out("who_and_when", settled(rates(), WHERE, **said), WHERE)


@pytest.mark.parametrize("name", ["who_and_when", "trail"])
def test_what_is_not_settled_is_left_out(name: str) -> None:
    given = answer(rates(), WHERE, attribution=BLAMED, errors=[ERROR])
    assert "no outcome" in reason_left_out(name, exported(rates(), given), WHERE)


def test_an_error_has_its_title_its_place_and_its_evidence() -> None:
    task = settled(rates(), WHERE, errors=[ERROR], first_error=error_at("n6"))
    (row,) = written("trail", task, WHERE)
    assert (row["trace_id"], row["scores"]) == ("x-9", [])
    (error,) = row["errors"]
    assert error["category"].casefold() == "tool output misinterpretation"
    assert (error["location"], error["impact"]) == ("n6", "HIGH")
    assert error["evidence"] == "0.91 … 182"
    assert error["description"] == "Took the inverse for the rate."


def test_a_trace_without_errors_has_an_empty_list() -> None:
    (row,) = written("trail", settled(rates(), WHERE, first_error=NO_ERROR), WHERE)
    assert row["errors"] == []


def scored(key: str) -> Json:
    anchors = [{"value": value, "label": f"{value} of 5", "description": ""} for value in range(1, 6)]
    facts = {"key": key, "title": key, "guidance": "", "required": False, "weight": 1}
    return {**facts, "scale": {"type": "ordinal", "anchors": anchors}, "applies_to": "overall"}


def test_overall_criteria_of_its_names_are_scores() -> None:
    where = context(scored("reliability"), scored("security"), scored("charm"), taxonomy={"preset": "trail"})
    given: dict[str, Any] = {"reliability": {"value": 2}, "security": {"value": 5}, "charm": {"value": 1}}
    (row,) = written("trail", settled(rates(), where, criteria=given), where)
    (scores,) = row["scores"]
    assert scores == {
        "reliability_score": 2,
        "reliability_reasoning": "",
        "security_score": 5,
        "security_reasoning": "",
        "overall": 3.5,
    }


def test_trail_needs_a_taxonomy_and_a_graded_trace() -> None:
    plain = context()
    assert "no taxonomy" in reason_left_out("trail", settled(rates(), plain), plain)
    left = settled(rates(), WHERE, exit={"reason": "bad_problem", "note": ""})
    assert "not graded" in reason_left_out("trail", left, WHERE)
