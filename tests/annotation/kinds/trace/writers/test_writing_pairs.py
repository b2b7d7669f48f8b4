"""Writing preference rows from what people would have done instead."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Json
from annotation.kinds.trace.building import TraceBuilder, call
from tests.annotation.kinds.cases import exported
from tests.annotation.kinds.trace.writers.cases import PRIME, answer, context, rates, reason_left_out, written

WHERE = context()
STANDARD, CONVERSATIONAL = "trl_preference_steps", "trl_preference_steps_conversational"
OTHER_TOOL: Json = {
    "id": "r1",
    "op": "replace",
    "from_node": "n3",
    "tool": "rate_table",
    "claim": "The table has the rate.",
    "effect": "same_answer",
    "severity": "minor",
    "confidence": 4,
}


def with_rewrite(node: str, rewrite: Json, content: Json) -> Any:
    return exported(content, answer(content, WHERE, steps={node: {"rewrite": rewrite}}))


def replacing(**changes: Any) -> Any:
    return exported(rates(), answer(rates(), WHERE, counterfactuals=[{**OTHER_TOOL, **changes}]))


def test_the_rewrite_is_chosen_and_what_stood_there_is_rejected() -> None:
    (row,) = written(STANDARD, with_rewrite("n3", {"text": "Hence no."}, PRIME), WHERE)
    assert row == {
        "prompt": "Is 111 prime?\n\nThe digit sum is 3.\n\nSo 3 divides 111.",
        "chosen": "Hence no.",
        "rejected": "Hence yes.",
        "item_id": "t1",
        "node_id": "n3",
        "annotator": "annotator-1",
        "origin": "rewrite",
        "n_raters": 1,
    }


def test_in_a_conversation_what_one_agent_says_in_a_row_is_one_message() -> None:
    (row,) = written(CONVERSATIONAL, with_rewrite("n7", {"text": "182.00 euros."}, rates()), WHERE)
    assert row["prompt"] == [
        {"role": "user", "content": "How many euros are 200 dollars?"},
        {
            "role": "assistant",
            "content": "I need the rate.",
            "tool_calls": [{"type": "function", "function": {"name": "get_rate", "arguments": {"base": "USD"}}}],
        },
        {"role": "tool", "content": "0.91"},
        {"role": "assistant", "content": "Check 200 · 0.91."},
        {"role": "assistant", "content": "It is 182."},
    ]
    assert row["chosen"] == [{"role": "assistant", "content": "182.00 euros."}]
    assert row["rejected"] == [{"role": "assistant", "content": "182 euros."}]


def test_the_problem_opens_the_prompt_where_nobody_says_it() -> None:
    (row,) = written(CONVERSATIONAL, with_rewrite("n2", {"text": "3 divides 3."}, PRIME), WHERE)
    assert row["prompt"] == [
        {"role": "user", "content": "Is 111 prime?"},
        {"role": "assistant", "content": "The digit sum is 3."},
    ]


def test_a_call_is_rewritten_as_a_call() -> None:
    task = with_rewrite("n3", {"name": "rate_table", "arguments": {"base": "US dollar"}}, rates())
    (row,) = written(STANDARD, task, WHERE)
    assert (row["chosen"], row["rejected"]) == ('rate_table({"base":"US dollar"})', 'get_rate({"base":"USD"})')
    (row,) = written(CONVERSATIONAL, task, WHERE)
    chosen, rejected = row["chosen"][0]["tool_calls"][0], row["rejected"][0]["tool_calls"][0]
    assert chosen["function"] == {"name": "rate_table", "arguments": {"base": "US dollar"}}
    assert rejected["function"] == {"name": "get_rate", "arguments": {"base": "USD"}}


def test_another_tool_is_chosen_with_the_same_arguments() -> None:
    (row,) = written(STANDARD, replacing(), WHERE)
    assert (row["chosen"], row["rejected"]) == ('rate_table({"base":"USD"})', 'get_rate({"base":"USD"})')
    assert (row["origin"], row["node_id"]) == ("counterfactual", "n3")
    (again,) = written(STANDARD, replacing(from_node="n2", to_node="n5"), WHERE)
    assert again["node_id"] == "n3"


@pytest.mark.parametrize(
    "changes",
    [
        {"effect": "worse_answer"},
        {"effect": "unknown"},
        {"op": "stop_earlier"},
        {"tool": "get_rate"},
        {"from_node": "n5"},
        {"from_node": "n4", "to_node": "n7"},
    ],
)
def test_what_is_no_better_call_gives_no_pair(changes: Json) -> None:
    assert "Nobody suggested" in reason_left_out(STANDARD, replacing(**changes), WHERE)


def test_arguments_that_do_not_fit_the_other_tool_give_no_pair() -> None:
    schema = {"type": "object", "properties": {"table": {"type": "string"}}, "required": ["table"]}
    trace = TraceBuilder(problem="p", tools=[{"name": "rate_table", "parameters": schema}])
    for _ in range(2):
        trace.add("message", "So.", agent="planner")
    trace.add("tool_call", agent="planner", tool=call("get_rate", {"base": "USD"}))
    content = trace.content()
    task = exported(content, answer(content, WHERE, counterfactuals=[OTHER_TOOL]))
    assert "Nobody suggested" in reason_left_out(STANDARD, task, WHERE)


def test_a_rewrite_that_says_the_same_gives_no_pair() -> None:
    task = with_rewrite("n3", {"text": " Hence yes. "}, PRIME)
    assert "Nobody suggested" in reason_left_out(STANDARD, task, WHERE)
    assert "no answers" in reason_left_out(STANDARD, exported(PRIME), WHERE)


def test_arguments_that_are_no_object_have_no_conversational_form() -> None:
    trace = TraceBuilder(problem="p")
    trace.add("tool_call", agent="planner", tool=call("find", "{broken"))
    content = trace.content()
    task = with_rewrite("n1", {"name": "find", "arguments": {"a": 1}}, content)
    assert "JSON object" in reason_left_out(CONVERSATIONAL, task, WHERE)
    (row,) = written(STANDARD, task, WHERE)
    assert (row["chosen"], row["rejected"]) == ('find({"a":1})', "find({broken)")
