"""OpenHands: a stream of events."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.openhands import OpenHands
from config.errors import Invalid
from tests.annotation.kinds.trace.readers.trace_files import CONTEXT, damaged, node, nodes, read, survives, told

READER = OpenHands()
SPENT = {"accumulated_cost": 0.01}


def did(number: int, action: str, source: str = "agent", **args: Any) -> Json:
    at = f"2026-08-22T09:00:{number:02}"
    return {"id": number, "timestamp": at, "source": source, "message": "", "action": action, "args": args}


def saw(number: int, observation: str, content: str, cause: int | None = None, **more: Any) -> Json:
    at = f"2026-08-22T09:00:{number:02}"
    event = {"id": number, "timestamp": at, "source": "agent", "observation": observation, "content": content}
    return {**event, "cause": cause, "extras": {}, **more}


def called(event: Json, name: str, call_id: str, arguments: str) -> Json:
    function = {"name": name, "arguments": arguments}
    answer = {
        "id": "r1",
        "model": "maker/model",
        "usage": {"prompt_tokens": 80, "completion_tokens": 9},
        "choices": [{"message": {"tool_calls": [{"id": call_id, "function": function}]}}],
    }
    known = {"function_name": name, "tool_call_id": call_id, "model_response": answer}
    return {**event, "tool_call_metadata": known, "llm_metrics": SPENT}


EVENTS: list[Json] = [
    did(0, "system", content="You are a developer.", agent_class="CodeActAgent", tools=[{"name": "execute_bash"}]),
    did(1, "message", "user", content="Add a test."),
    did(2, "recall", "user", query="Add a test."),
    saw(3, "recall", "No knowledge.", 2),
    called(did(4, "run", command="ls", thought="See the layout."), "execute_bash", "call_a", '{"command": "ls"}'),
    saw(5, "run", "tests/\n", 4, success=True),
    did(6, "think", thought="A browser is needed."),
    did(7, "delegate", agent="BrowsingAgent", inputs={"task": "Find the API."}, thought="Ask the browser agent."),
    did(8, "browse", url="https://example.org"),
    saw(9, "browse", "The API.", 8),
    saw(10, "delegate", "Found it.", 7),
    did(11, "run", command="pytest"),
    saw(12, "run", "1 failed", 11, extras={"metadata": {"exit_code": 1}}),
    saw(13, "agent_state_changed", "", extras={"agent_state": "finished"}),
    did(14, "finish", final_thought="A test is there.", outputs={}),
]


def test_events_become_nodes_by_their_own_ids() -> None:
    parsed = read(READER, EVENTS)
    assert [(one["id"], one["kind"]) for one in nodes(parsed)] == [
        ("0", "system"),
        ("1", "user"),
        ("3", "state"),
        ("4.thought", "reasoning"),
        ("4", "tool_call"),
        ("5", "tool_result"),
        ("6", "reasoning"),
        ("7.thought", "reasoning"),
        ("7", "handoff"),
        ("8", "tool_call"),
        ("9", "tool_result"),
        ("10", "tool_result"),
        ("11", "tool_call"),
        ("12", "tool_result"),
        ("13", "state"),
        ("14", "final"),
    ]
    assert parsed.content["problem"] == "Add a test."
    assert [tool["name"] for tool in parsed.content["tools"]] == ["execute_bash"]


def test_an_observation_belongs_to_the_action_that_caused_it() -> None:
    parsed = read(READER, EVENTS)
    assert (node(parsed, "5")["parent"], node(parsed, "5")["tool"]["name"]) == ("4", "execute_bash")
    assert (node(parsed, "5")["status"], node(parsed, "12")["status"]) == ("ok", "error")
    assert node(parsed, "5")["pointer"] == "/5"


def test_a_call_is_kept_as_the_model_made_it() -> None:
    parsed = read(READER, EVENTS)
    assert node(parsed, "4")["tool"]["raw"] == '{"command": "ls"}'
    assert node(parsed, "8")["tool"]["raw"] == '{"url":"https://example.org"}'
    assert node(parsed, "4.thought")["tokens"] == {"input": 80, "output": 9}
    assert [one["cost"] for one in nodes(parsed) if one["cost"] is not None] == [0.01]


def test_a_delegate_acts_until_its_observation_comes() -> None:
    parsed = read(READER, EVENTS)
    over = node(parsed, "7")
    assert (over["agent"], over["to"], over["text_parts"]) == ("CodeActAgent", "BrowsingAgent", ["Find the API."])
    assert [node(parsed, key)["agent"] for key in ("4", "8", "9", "10", "11", "14")] == [
        "CodeActAgent",
        "BrowsingAgent",
        "BrowsingAgent",
        "CodeActAgent",
        "CodeActAgent",
        "CodeActAgent",
    ]


def test_changes_of_state_are_nobodys_work() -> None:
    parsed = read(READER, EVENTS)
    assert told(parsed)[14] == ("state", "Agent state: finished")
    assert {one["agent"] for one in nodes(parsed) if one["kind"] == "state"} == {""}


def test_without_a_finish_the_last_message_is_the_answer() -> None:
    parsed = read(READER, [*EVENTS[:2], did(4, "message", content="Which test?")])
    assert told(parsed)[-1] == ("final", "Which test?")


def test_an_error_is_told_where_it_happened() -> None:
    parsed = read(READER, [*EVENTS[:5], saw(5, "error", "No such file.", 4)])
    assert (told(parsed)[-1], nodes(parsed)[-1]["parent"]) == (("error", "No such file."), "4")


def test_rows_of_an_evaluation_hold_the_events_as_a_list_or_in_pairs() -> None:
    row = {"instance_id": "x-1", "history": EVENTS, "test_result": {"resolved": True}, "instance": {"gold": 1}}
    parsed = read(READER, row)
    assert (parsed.external_id, parsed.metadata) == ("x-1", {"test_result": {"resolved": True}})
    assert node(parsed, "5")["pointer"] == "/history/5"
    pairs = read(READER, {"history": [[EVENTS[4], EVENTS[5]]]})
    assert [one["pointer"] for one in nodes(pairs)] == ["/history/0/0", "/history/0/0", "/history/0/1"]


def test_what_is_no_event_is_refused_by_its_place() -> None:
    with pytest.raises(Invalid) as refusal:
        list(READER.parse({"history": [EVENTS[1], "noise"]}, CONTEXT))
    assert list(refusal.value.fields) == ["history.1"]


@given(damaged(EVENTS))
def test_damaged_events_are_read_or_refused(broken: Any) -> None:
    survives(READER, broken)
