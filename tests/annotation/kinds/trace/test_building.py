"""Traces are put together node by node, and read as steps and hand-offs."""

from __future__ import annotations

import time
from typing import Any

import pytest

from annotation.kinds.base import Json
from annotation.kinds.trace import steps
from annotation.kinds.trace.building import TraceBuilder, call, clean, result_of
from annotation.kinds.trace.steps import Handoff
from config.errors import Invalid
from tests.annotation.kinds.trace.tracing import TEAMWORK, context


def acts(*rows: tuple[str, str], **rest: Any) -> Json:
    """A trace in which the agents do these things."""
    trace = TraceBuilder()
    for kind, agent in rows:
        tool = {"tool_call": call("f", {}), "tool_result": result_of("f")}.get(kind)
        trace.add(kind, agent=agent, tool=tool, **rest)
    return trace.content()


def called(arguments: object, schema: Json | None = None) -> Json:
    """The tool of a single call."""
    trace = TraceBuilder(tools=[{"name": "f", "parameters": schema}])
    trace.add("tool_call", tool=call("f", arguments))
    tool: Json = trace.content()["nodes"][0]["tool"]
    return tool


def test_nodes_without_an_id_are_called_by_their_position() -> None:
    trace = TraceBuilder()
    assert [trace.add("user", "?"), trace.add("plan", id="own"), trace.add("final")] == ["n1", "own", "n3"]
    assert [node["id"] for node in trace.content()["nodes"]] == ["n1", "own", "n3"]


def test_empty_parts_of_text_are_dropped() -> None:
    trace = TraceBuilder()
    trace.add("message", "", "one", "", "two")
    assert trace.content()["nodes"][0]["text_parts"] == ["one", "two"]


def test_what_cannot_be_stored_is_replaced_by_signs() -> None:
    assert clean("a\x00b") == "a␀b"
    assert clean("half \ud83d, whole \ud83d\ude00") == "half \ufffd, whole 😀"
    trace = TraceBuilder(problem="\x00?")
    trace.add("tool_call", "\x00", agent="a\x00", tool=call("f\x00", "{\x00}"))
    assert "\x00" not in str(trace.content())


def test_tools_come_in_several_forms() -> None:
    schema: Json = {"type": "object"}
    trace = TraceBuilder(
        tools=[
            {"type": "function", "function": {"name": "one", "description": "First.", "parameters": schema}},
            {"name": "two", "input_schema": schema},
            {"name": "three", "parameters": {}},
            {"type": "web_search"},
            {"name": "one", "parameters": {"type": "array"}},
            {"description": "nameless"},
        ]
    )
    trace.add("user", "?")
    tools = trace.content()["tools"]
    assert [(tool["name"], tool["parameters"]) for tool in tools] == [
        ("one", schema),
        ("two", schema),
        ("three", None),
        ("web_search", None),
    ]


@pytest.mark.parametrize(
    ("given", "raw", "arguments", "valid"),
    [
        ('{"a": 1}', '{"a": 1}', {"a": 1}, True),
        ({"b": [1, 2.5], "a": None}, '{"b":[1,2.5],"a":null}', {"a": None, "b": [1, 2.5]}, True),
        ({}, "{}", {}, True),
        ([], "[]", [], True),
        (None, "", {}, True),
        (" ", " ", {}, True),
        ("null", "null", None, True),
        ("{broken", "{broken", None, False),
        ('{"a": NaN}', '{"a": NaN}', None, False),
        ('{"a": 1e999}', '{"a": 1e999}', None, False),
        ('"\\ud83d"', '"\\ud83d"', None, False),
    ],
)
def test_arguments_stay_as_they_came_and_are_parsed(given: object, raw: str, arguments: Any, valid: bool) -> None:
    tool = called(given)
    assert (tool["raw"], tool["arguments"], tool["valid"], tool["check"]) == (raw, arguments, valid, None)


@pytest.mark.parametrize("raw", ["[" * 41 + "]" * 41, "[" * 900 + "]" * 900, '{"a": "\\u0000"}', '{"\\u0000": 1}'])
def test_arguments_that_cannot_be_kept_are_valid_all_the_same(raw: str) -> None:
    tool = called(raw, {"type": "object"})
    assert (tool["raw"], tool["arguments"], tool["valid"], tool["check"]) == (raw, None, True, None)


def test_arguments_that_cannot_be_written_are_refused() -> None:
    with pytest.raises(Invalid):
        called({"when": object()})


def test_steps_are_the_nodes_of_the_kinds_that_are_graded() -> None:
    where = context(graded=["tool_call", "final"]).settings
    assert steps.step_ids(TEAMWORK, where) == ["n5", "n8"]
    assert steps.step_positions(TEAMWORK, where) == {"n5": 1, "n8": 2}
    assert steps.positions(TEAMWORK)["n8"] == 8
    demo = acts(("tool_call", "a"), ("final", "a"), context="demo")
    assert steps.steps(demo, where) == []


def test_agents_hand_over_where_a_node_says_so_or_where_another_one_goes_on() -> None:
    assert steps.handoffs(TEAMWORK) == [
        Handoff("n3", "lead", "clerk"),
        Handoff("n4", "clerk", "teller"),
        Handoff("n7", "teller", "lead"),
    ]
    assert steps.handoff_counts(TEAMWORK) == {("lead", "clerk"): 1, ("clerk", "teller"): 1, ("teller", "lead"): 1}
    assert steps.agents(TEAMWORK) == ["lead", "clerk", "teller"]


@pytest.mark.parametrize("between", ["system", "user", "state", "tool_result"])
def test_what_neither_agent_does_lies_between_them(between: str) -> None:
    trace = acts(("message", "a"), (between, "b"), ("message", "b"), ("message", "a"))
    assert steps.handoffs(trace) == [Handoff("n1", "a", "b"), Handoff("n3", "b", "a")]


def told(*rows: tuple[str, str, str]) -> list[tuple[str, str]]:
    """Who hands over to whom, where each row is a node's id, its parent and its agent."""
    trace = TraceBuilder()
    trace.add("user", "Which hall is cheapest?", id="ask")
    for key, parent, agent in rows:
        trace.add("message", id=key, parent=parent, agent=agent)
    return [(handoff.from_agent, handoff.to_agent) for handoff in steps.handoffs(trace.content())]


def test_agents_side_by_side_do_not_hand_over_whenever_their_acts_alternate() -> None:
    started = [("start", "ask", "lead"), ("one", "start", "lead"), ("two", "start", "lead")]
    scouts = [("m1", "one", "mill"), ("h1", "two", "hall"), ("m2", "one", "mill"), ("h2", "two", "hall")]
    done = [("compare", "start", "lead")]
    assert told(*started, *scouts, *done) == [("lead", "mill"), ("hall", "lead")]
    assert told(*started[:2], *scouts[:3:2], *done) == [("lead", "mill"), ("mill", "lead")]


def test_agents_one_after_the_other_hand_over_whatever_their_parents_are() -> None:
    rows = [("a1", "ask", "a"), ("a2", "a1", "a"), ("b1", "ask", "b"), ("b2", "b1", "b"), ("c1", "b2", "c")]
    assert told(*rows) == [("a", "b"), ("b", "c")]


def test_a_line_of_parents_may_be_long() -> None:
    rows = [(f"n{place}", f"n{place - 1}" if place else "ask", f"agent {place % 2}") for place in range(1_000)]
    assert len(told(*rows)) == 999


def test_nobody_hands_over_to_nobody() -> None:
    assert steps.handoffs(acts(("message", "a"), ("message", ""), ("message", "b"), ("message", "b"))) == []
    copied = acts(("message", "a"), ("message", "b"), context="copied")
    assert steps.handoffs(copied) == []


def test_agents_that_are_only_declared_are_agents_too() -> None:
    trace = TraceBuilder(edges=[("b", "c"), ("a", "b"), ("a", "b")])
    trace.add("message", agent="b")
    content = trace.content()
    assert (content["edges"], steps.agents(content)) == ([["a", "b"], ["b", "c"]], ["b", "a", "c"])


@pytest.mark.parametrize(
    ("arguments", "problems"),
    [
        ({"base": "EUR", "day": 4}, []),
        ({"day": "4"}, ["The value as a whole: base is missing.", "day: must be a whole number."]),
        ({"base": "EUR", "to": 1}, ["The value as a whole: there is no argument to."]),
        ("{broken", ["The arguments are not valid JSON."]),
        ("[1]", ["The value as a whole: must be an object."]),
    ],
)
def test_arguments_are_checked_against_the_schema_of_the_tool(arguments: object, problems: list[str]) -> None:
    schema: Json = {
        "type": "object",
        "properties": {"base": {"type": "string"}, "day": {"type": "integer"}},
        "required": ["base"],
        "additionalProperties": False,
    }
    assert called(arguments, schema)["check"] == {"ok": not problems, "problems": problems}


@pytest.mark.parametrize(
    ("schema", "value", "told"),
    [
        ({"enum": ["am", "pm"]}, "x", "a: must be one of am, pm."),
        ({"const": 3}, 4, "a: must be 3."),
        ({"minimum": 2}, 1, "a: must be at least 2."),
        ({"maxLength": 2}, "abc", "a: must have at most 2 characters."),
        ({"type": ["string", "null"]}, 1, "a: must be text or null."),
        ({"items": {"type": "number"}}, ["x"], "a.0: must be a number."),
        ({"anyOf": [{"type": "string"}]}, 1, "a: does not keep the schema’s rule “anyOf”."),
        ({"$ref": "#/$defs/short"}, "xy", "a: must have at most 1 characters."),
    ],
)
def test_a_problem_is_told_in_words(schema: Json, value: Any, told: str) -> None:
    whole: Json = {"properties": {"a": schema}, "$defs": {"short": {"maxLength": 1}}}
    assert called({"a": value}, whole)["check"]["problems"] == [told]


def test_at_most_five_problems_are_told() -> None:
    schema: Json = {"additionalProperties": {"type": "string"}}
    assert len(called({f"a{number}": number for number in range(9)}, schema)["check"]["problems"]) == 5


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"a": {"pattern": "(a+)+$"}}},
        {"properties": {"a": {"format": "regex"}}},
        {"patternProperties": {"(a+)+$": False}, "additionalProperties": False},
        {"properties": {"a": {"$ref": "https://example.invalid/schema.json"}}},
        {"propertyNames": {"pattern": "^(b|b)*$"}},
        {"unevaluatedProperties": False, "patternProperties": {"(x+x+)+y": {}}},
    ],
)
def test_no_regular_expression_is_run_and_nothing_is_fetched(schema: Json) -> None:
    before = time.perf_counter()
    assert called({"a": "a" * 60 + "!", "a" * 60: 1}, schema)["check"] == {"ok": True, "problems": []}
    assert time.perf_counter() - before < 0.5


def doubling(levels: int) -> Json:
    """Each level refers twice to the next, so that the work doubles with it."""
    names = [f"#/$defs/d{level + 1}" for level in range(levels)]
    defs: Json = {f"d{level}": {"allOf": [{"$ref": name}, {"$ref": name}]} for level, name in enumerate(names)}
    return {"$ref": "#/$defs/d0", "$defs": {**defs, f"d{levels}": {}}}


@pytest.mark.parametrize(
    "schema",
    [{"$ref": "#"}, {"type": 5}, {"required": 5}, {"properties": {"a": {"$ref": "#/$defs/none"}}}, doubling(40)],
    ids=["recursive", "no type", "no list", "nowhere", "doubling"],
)
def test_a_schema_that_cannot_be_applied_gives_no_check(schema: Json) -> None:
    before = time.perf_counter()
    assert called({"a": 1}, schema)["check"] is None
    assert time.perf_counter() - before < 1


def test_many_costly_calls_are_not_all_checked() -> None:
    trace = TraceBuilder(tools=[{"name": "f", "parameters": {"properties": {"a": {"items": {"minimum": 0}}}}}])
    for number in range(100):
        trace.add("tool_call", tool=call("f", {"a": [number] * 5_000}))
    before = time.perf_counter()
    results = [node["tool"]["check"] for node in trace.content()["nodes"]]
    assert time.perf_counter() - before < 5
    assert results[0] == {"ok": True, "problems": []}
    assert results[-1] is None
