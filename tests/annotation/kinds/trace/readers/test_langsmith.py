"""LangSmith: runs in a list, in a tree, or one a row."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.langsmith import LangSmith
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

READER = LangSmith()


def lc(kind: str, content: Any, **more: Any) -> Json:
    path = ["langchain", "schema", "messages", kind]
    return {"lc": 1, "type": "constructor", "id": path, "kwargs": {"content": content, **more}}


def run(key: str, kind: str, title: str, at: int, above: str = "", **more: Any) -> Json:
    own = f"20260822T0900{at:02}000000Z{key}"
    return {
        "id": key,
        "name": title,
        "run_type": kind,
        "trace_id": "r0",
        "dotted_order": f"20260822T090000000000Zr0.{own}" if above else own,
        "parent_run_id": above or None,
        "start_time": f"2026-08-22T09:00:{at:02}",
        "end_time": f"2026-08-22T09:00:{at + 1:02}",
        "inputs": {},
        "outputs": None,
        "error": None,
        **more,
    }


HUMAN = lc("HumanMessage", "200 USD in EUR?")
ASKS = lc("AIMessage", "", tool_calls=[{"name": "get_rate", "args": {"base": "USD"}, "id": "c1", "type": "tool_call"}])
GAVE = {"content": "0.91", "type": "tool", "tool_call_id": "c1"}


def runs() -> list[Json]:
    """As they come from the interface, not in order; the first answer is in the list of the second call."""
    system = lc("SystemMessage", "You know rates.")
    history = [system, HUMAN, ASKS, lc("ToolMessage", "0.91", tool_call_id="c1")]
    usage: Json = {"prompt_tokens": 20, "completion_tokens": 3, "total_cost": "0.004"}
    model = {"metadata": {"ls_model_name": "maker/model"}, "invocation_params": {"tools": [{"name": "get_rate"}]}}
    second = {"generations": [[{"text": "182 EUR", "message": lc("AIMessage", "182 EUR")}]]}
    return [
        run("r3", "llm", "ChatModel", 5, "r0", inputs={"messages": [history]}, outputs=second),
        run("r2", "tool", "get_rate", 3, "r0", inputs={"input": '{"base": "USD"}'}, outputs={"output": GAVE}),
        run(
            "r1",
            "llm",
            "ChatModel",
            1,
            "r0",
            inputs={"messages": [[system, HUMAN]]},
            outputs={"generations": [[{"text": "", "message": ASKS}]]},
            extra=model,
            **usage,
        ),
        run("r0", "chain", "rate_agent", 0, inputs={"input": "200 USD in EUR?"}, outputs={"output": "182 EUR"}, **ROOT),
    ]


ROOT: Json = {"feedback_stats": {"correctness": {"avg": 0}}, "tags": ["prod"], "total_tokens": 23}
NODES = [
    ("system", "You know rates."),
    ("user", "200 USD in EUR?"),
    ("tool_call", 'get_rate {"base": "USD"}'),
    ("tool_result", "0.91"),
    ("final", "182 EUR"),
]


def test_runs_are_sorted_by_their_dotted_order() -> None:
    parsed = read(READER, runs())
    assert told(parsed) == NODES
    assert [(one["id"], one["parent"], one["agent"]) for one in nodes(parsed)[2:]] == [
        ("r1", None, "rate_agent"),
        ("r2", "r1", "rate_agent"),
        ("r3", None, "rate_agent"),
    ]
    first = node(parsed, "r1")
    assert (first["tokens"], first["cost"], first["model"]) == ({"input": 20, "output": 3}, 0.004, "maker/model")
    assert (first["start"], first["pointer"]) == ("2026-08-22T09:00:01+00:00", "/2")


def test_the_dotted_order_alone_tells_when_a_run_began_and_what_it_is_part_of() -> None:
    bare = [{key: known for key, known in one.items() if key not in ("start_time", "parent_run_id")} for one in runs()]
    parsed = read(READER, bare)
    assert told(parsed) == NODES
    assert node(parsed, "r2")["start"] == "2026-08-22T09:00:03+00:00"
    assert node(parsed, "r2")["agent"] == "rate_agent"


def test_a_tree_of_runs_is_read() -> None:
    inner = [{key: known for key, known in one.items() if key != "trace_id"} for one in runs()[:3]]
    tree = {**runs()[3], "child_runs": inner}
    parsed = read(READER, tree)
    assert (told(parsed), parsed.external_id) == (NODES, "r0")
    assert node(parsed, "r1")["pointer"] == "/child_runs/2"


def test_feedback_goes_to_the_metadata() -> None:
    parsed = read(READER, runs())
    assert parsed.metadata == {"name": "rate_agent", **ROOT}
    assert "correctness" not in str(parsed.content)


def test_runs_of_several_traces_in_a_list_are_a_task_each() -> None:
    other = run("q0", "tool", "get_rate", 0, trace_id="q0", inputs={"base": "GBP"}, outputs={"output": "1.2"})
    found = accepted(READER, {"runs": [*runs(), other]})
    assert [(parsed.external_id, len(nodes(parsed))) for parsed in found] == [("r0", 5), ("q0", 2)]
    assert READER.group_key(other) == "q0"
    assert READER.group_key({**other, "child_runs": [other]}) is None


def test_an_error_is_told_once() -> None:
    failed = runs()
    failed[0].update(outputs=None, error="RateLimitError()")
    failed[3].update(outputs=None, error="RateLimitError()")
    assert told(read(READER, failed))[-1] == ("error", "RateLimitError()")
    assert [kind for kind, _ in told(read(READER, failed))].count("error") == 1


def test_arguments_that_are_no_json_are_kept_as_they_came() -> None:
    lone = run("r0", "tool", "get_rate", 0, inputs={"input": "{'base': 'USD'}"}, outputs={"output": "0.91"})
    call = node(read(READER, [lone]), "r0")["tool"]
    assert (call["raw"], call["valid"]) == ("{'base': 'USD'}", False)


def test_a_run_without_an_id_is_refused_by_its_place() -> None:
    broken = runs()
    del broken[1]["id"]
    with pytest.raises(Invalid) as refusal:
        list(READER.parse(broken, CONTEXT))
    assert list(refusal.value.fields) == ["1.id"]


@given(damaged([{**runs()[3], "child_runs": runs()[:3]}, *runs()]))
def test_damaged_runs_are_read_or_refused(broken: Any) -> None:
    survives(READER, broken)
    for one in broken if isinstance(broken, list) else []:
        survives(READER, one)
