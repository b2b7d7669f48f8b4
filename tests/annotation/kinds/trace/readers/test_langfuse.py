"""Langfuse: traces with observations, and observations alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.langfuse import Langfuse
from config.errors import Invalid
from tests.annotation.kinds.trace.readers.trace_files import (
    CONTEXT,
    accepted,
    damaged,
    node,
    nodes,
    read,
    survives,
    told,
)

READER = Langfuse()
USER = {"role": "user", "content": "200 USD in EUR?"}
CALL = {"id": "c1", "type": "function", "function": {"name": "get_rate", "arguments": '{"base":"USD"}'}}
ASKS = {"role": "assistant", "content": None, "tool_calls": [CALL]}
GAVE = {"role": "tool", "tool_call_id": "c1", "content": '{"rate":0.91}'}


def observation(key: str, kind: str, title: str, at: int, parent: str | None = "ob-1", **more: Any) -> Json:
    return {
        "id": key,
        "traceId": "tr-1",
        "type": kind,
        "name": title,
        "startTime": f"2026-08-22T09:00:{at:02}.000Z",
        "endTime": f"2026-08-22T09:00:{at + 1:02}.000Z",
        "parentObservationId": parent,
        "level": "DEFAULT",
        "statusMessage": None,
        "input": None,
        "output": None,
        **more,
    }


def observations() -> list[Json]:
    tools = [{"type": "function", "function": {"name": "get_rate", "parameters": {"type": "object"}}}]
    first: Json = {"input": {"messages": [USER], "tools": tools}, "output": ASKS, "model": "maker/model"}
    second: Json = {"input": [USER, ASKS, GAVE], "output": {"role": "assistant", "content": "182 EUR"}}
    return [
        observation("ob-4", "GENERATION", "second", 7, **second),
        observation("ob-1", "AGENT", "planner", 0, None),
        observation(
            "ob-2", "GENERATION", "first", 1, **first, usageDetails={"input": 30, "output": 4}, totalCost=0.002
        ),
        observation("ob-3", "TOOL", "get_rate", 3, input={"base": "USD"}, output={"rate": 0.91}),
    ]


def score(name: str, source: str, value: int) -> Json:
    return {"id": f"s-{name}", "name": name, "value": value, "source": source, "comment": None, "authorUserId": "u-2"}


def trace(**more: Any) -> Json:
    return {
        "id": "tr-1",
        "timestamp": "2026-08-22T09:00:00.000Z",
        "name": "support",
        "input": {"question": "200 USD in EUR?"},
        "output": {"answer": "182 EUR"},
        "sessionId": "s-1",
        "userId": "u-9",
        "tags": ["prod"],
        "htmlPath": "/project/p/traces/tr-1",
        "observations": observations(),
        "scores": [score("correct", "ANNOTATION", 1), score("short", "EVAL", 0)],
        **more,
    }


def test_observations_become_nodes_in_order_of_time() -> None:
    parsed = read(READER, trace())
    assert told(parsed) == [
        ("user", "200 USD in EUR?"),
        ("tool_call", 'get_rate {"base":"USD"}'),
        ("tool_result", '{"rate": 0.91}'),
        ("final", "182 EUR"),
    ]
    assert [(one["id"], one["parent"], one["agent"]) for one in nodes(parsed)[1:]] == [
        ("ob-2", None, "planner"),
        ("ob-3", "ob-2", "planner"),
        ("ob-4", None, "planner"),
    ]
    assert (node(parsed, "ob-2")["tokens"], node(parsed, "ob-2")["cost"]) == ({"input": 30, "output": 4}, 0.002)
    assert node(parsed, "ob-2")["pointer"] == "/observations/2"
    assert [tool["name"] for tool in parsed.content["tools"]] == ["get_rate"]
    assert (parsed.external_id, parsed.content["problem"]) == ("tr-1", "200 USD in EUR?")


def test_scores_and_where_the_trace_is_from_go_to_the_metadata_and_people_do_not() -> None:
    metadata = read(READER, trace()).metadata
    assert metadata["scores"] == [
        {"name": "correct", "value": 1, "source": "ANNOTATION"},
        {"name": "short", "value": 0, "source": "EVAL"},
    ]
    assert (metadata["name"], metadata["tags"], metadata["sessionId"]) == ("support", ["prod"], "s-1")
    assert "u-9" not in str(metadata)
    assert "u-2" not in str(metadata)


def test_what_an_evaluator_said_is_no_part_of_the_trace() -> None:
    judged = [*observations(), observation("ob-5", "EVALUATOR", "judge", 8, output={"verdict": "bad"})]
    parsed = read(READER, trace(observations=judged))
    assert parsed.metadata["evaluations"] == [{"name": "judge", "output": {"verdict": "bad"}}]
    assert "bad" not in str(parsed.content)


def test_an_error_is_told_with_its_message() -> None:
    failed = observation("ob-3", "TOOL", "get_rate", 3, input={"base": "USD"}, level="ERROR", statusMessage="Time-out.")
    parsed = read(READER, trace(observations=[failed]))
    assert (told(parsed)[1], node(parsed, "ob-3.1")["status"]) == (("tool_result", "Time-out."), "error")


def test_a_list_of_traces_holds_a_task_each() -> None:
    found = accepted(READER, [trace(), trace(id="tr-2")])
    assert [parsed.external_id for parsed in found] == ["tr-1", "tr-2"]
    assert node(found[1], "ob-2")["pointer"] == "/1/observations/2"


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"data": rows, "meta": {"cursor": None}}])
def test_observations_without_a_trace_are_put_together(wrap: Any) -> None:
    rows = [*observations(), observation("x-1", "TOOL", "get_rate", 1, None, traceId="tr-2", output="0.8")]
    given = wrap(rows)
    assert READER.recognises(given)
    found = accepted(READER, given)
    assert [(parsed.external_id, len(nodes(parsed))) for parsed in found] == [("tr-1", 4), ("tr-2", 2)]
    assert READER.group_key(rows[0]) == "tr-1"
    assert READER.group_key(trace()) is None


def test_input_and_output_may_be_json_in_a_text() -> None:
    said = observation("ob-2", "GENERATION", "g", 1, None, input='[{"role": "user", "content": "Hi"}]', output='"x"')
    assert told(read(READER, [said]))[0] == ("user", "Hi")


def test_a_trace_without_observations_has_what_was_asked_and_answered() -> None:
    parsed = read(READER, trace(observations=[]))
    assert told(parsed) == [("user", "200 USD in EUR?"), ("final", "182 EUR")]


def test_what_is_neither_trace_nor_observation_is_refused_by_its_place() -> None:
    with pytest.raises(Invalid) as refusal:
        list(READER.parse([trace(), {"id": "x"}], CONTEXT))
    assert list(refusal.value.fields) == ["1"]


@given(damaged([trace(), *observations()]))
def test_damaged_traces_are_read_or_refused(broken: Any) -> None:
    survives(READER, broken)
    for one in broken if isinstance(broken, list) else []:
        survives(READER, one)
