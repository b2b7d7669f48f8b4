"""Reading ATIF trajectories of every version, as other tools write them."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest

from annotation.kinds import get_kind
from annotation.kinds.base import Context, Json
from annotation.kinds.trace.readers import READERS
from annotation.kinds.trace.readers.atif import Atif, parted
from annotation.kinds.trace.readers.base import Parsed
from config.errors import Invalid

KIND = get_kind("trace")
CONTEXT = Context(settings=KIND.default_settings(), criteria=[])


def trajectory(*steps: Json, **rest: Any) -> Json:
    numbered = [{"step_id": number, **step} for number, step in enumerate(steps, start=1)]
    agent = {"name": "planner", "version": "1.0", "model_name": "model-x"}
    return {"schema_version": "ATIF-v1.7", "agent": agent, "steps": numbered, **rest}


def user(text: str) -> Json:
    return {"source": "user", "message": text}


def agent(text: str = "", **rest: Any) -> Json:
    return {"source": "agent", "message": text, **rest}


def called(name: str, arguments: Any, key: str = "call_1") -> Json:
    return {"tool_call_id": key, "function_name": name, "arguments": arguments}


def results(*rows: Json) -> Json:
    return {"results": list(rows)}


def parsed(document: Any) -> Parsed:
    (one,) = Atif().parse(document, CONTEXT)
    return one


def nodes(document: Any) -> list[Json]:
    found: list[Json] = parsed(document).content["nodes"]
    return found


RATE = agent(
    "I will look up the rate.",
    timestamp="2026-08-22T09:00:01Z",
    reasoning_content="Need USD to EUR.",
    tool_calls=[called("get_rate", {"quote": "EUR", "base": "USD"}), called("delegate", {"to": "checker"}, "call_2")],
    observation=results(
        {"source_call_id": "call_1", "content": '{"rate": 0.91}'},
        {"source_call_id": "call_2", "content": "ok", "subagent_trajectory_ref": [{"trajectory_id": "traj-checker"}]},
    ),
    metrics={"prompt_tokens": 120, "completion_tokens": 25, "cached_tokens": 7, "cost_usd": 0.0004},
    llm_call_count=1,
)
CHECKER = {
    **trajectory(user("Check 200*0.91."), agent("182.0")),
    "trajectory_id": "traj-checker",
    "agent": {"name": "checker", "version": "1.0"},
}
WHOLE = trajectory(
    user("How many euros are 200 dollars?"),
    RATE,
    agent("200 USD is about 182 EUR."),
    session_id="run-42",
    trajectory_id="traj-root",
    subagent_trajectories=[CHECKER],
)


def test_a_turn_becomes_reasoning_a_message_calls_and_results() -> None:
    found = [(node["kind"], node["agent"], node["text_parts"]) for node in nodes(WHOLE)]
    assert found == [
        ("user", "", ["How many euros are 200 dollars?"]),
        ("reasoning", "planner", ["Need USD to EUR."]),
        ("message", "planner", ["I will look up the rate."]),
        ("tool_call", "planner", []),
        ("tool_call", "planner", []),
        ("tool_result", "planner", ['{"rate": 0.91}']),
        ("handoff", "planner", []),
        ("user", "", ["Check 200*0.91."]),
        ("message", "checker", ["182.0"]),
        ("tool_result", "planner", ["ok"]),
        ("final", "planner", ["200 USD is about 182 EUR."]),
    ]


def test_ids_parents_and_pointers_lead_back_into_the_file() -> None:
    found = {node["id"]: node for node in nodes(WHOLE)}
    assert found["2.handoff2.1"]["parent"] == "2.call2"
    assert found["2.handoff2.1"]["to"] == "checker"
    assert found["traj-checker/2.message"]["parent"] == "2.handoff2.1"
    assert found["2.result1"]["parent"] == "2.call1"
    assert found["traj-checker/2.message"]["pointer"] == "/subagent_trajectories/0/steps/1/message"
    assert found["2.call2"]["pointer"] == "/steps/1/tool_calls/1"


def test_calls_keep_their_ids_and_arguments_and_are_checked() -> None:
    schema = {"type": "object", "properties": {"base": {"type": "integer"}}}
    tools = [{"type": "function", "function": {"name": "get_rate", "description": "A rate.", "parameters": schema}}]
    document = {**WHOLE, "agent": {**WHOLE["agent"], "tool_definitions": tools}}
    first, _ = (node["tool"] for node in nodes(document) if node["kind"] == "tool_call")
    assert (first["name"], first["call_id"]) == ("get_rate", "call_1")
    assert (first["arguments"], first["raw"]) == ({"base": "USD", "quote": "EUR"}, '{"quote":"EUR","base":"USD"}')
    assert not first["check"]["ok"]
    assert parsed(document).content["tools"] == [{"name": "get_rate", "description": "A rate.", "parameters": schema}]


def test_the_turns_metrics_and_time_are_those_of_its_message() -> None:
    found = {node["id"]: node for node in nodes(WHOLE)}
    assert found["2.message"]["tokens"] == {"input": 120, "output": 25}
    assert found["2.message"]["cost"] == 0.0004
    assert found["2.message"]["start"] == "2026-08-22T09:00:01+00:00"
    assert found["2.reasoning"]["tokens"] is None
    assert found["2.reasoning"]["model"] == "model-x"


def test_the_rest_of_the_document_is_metadata() -> None:
    one = parsed({**WHOLE, "notes": "A note.", "final_metrics": {"total_steps": 3}, "extra": {"reward": 0.5}})
    assert one.external_id == "traj-root"
    assert one.content["problem"] == "How many euros are 200 dollars?"
    known = one.metadata["atif"]
    assert (known["session_id"], known["notes"], known["extra"]) == ("run-42", "A note.", {"reward": 0.5})
    assert known["final_metrics"] == {"total_steps": 3}
    assert known["agent"]["version"] == "1.0"
    assert "steps" not in known


def test_before_version_1_7_the_session_names_the_trajectory() -> None:
    step = agent(observation=results({"subagent_trajectory_ref": [{"session_id": "s-9"}]}))
    inner = {**CHECKER, "trajectory_id": None, "session_id": "s-9", "schema_version": "ATIF-v1.6"}
    old = {**trajectory(user("Go."), step), "schema_version": "ATIF-v1.6", "subagent_trajectories": [inner]}
    assert [node["kind"] for node in nodes(old)] == ["user", "handoff", "user", "message"]
    new = parsed({**old, "schema_version": "ATIF-v1.7"})
    assert new.problems == ["The trajectory s-9 is not in this file."]
    # It is in the file all the same, so it is read after the others.
    assert [node["kind"] for node in new.content["nodes"]] == ["user", "user", "message"]


def test_trajectories_beside_each_other_in_one_file_are_put_together() -> None:
    apart = {key: value for key, value in WHOLE.items() if key != "subagent_trajectories"}
    other = trajectory(user("Something else."), trajectory_id="traj-other")
    first, second = Atif().parse([CHECKER, apart, other], CONTEXT)
    assert [node["agent"] for node in first.content["nodes"] if node["id"] == "traj-checker/2.message"] == ["checker"]
    assert first.content["nodes"][0]["pointer"] == "/1/steps/0/message"
    assert second.external_id == "traj-other"


def test_a_trajectory_that_calls_itself_is_read_once() -> None:
    step = agent("Again.", observation=results({"subagent_trajectory_ref": [{"trajectory_id": "traj-checker"}]}))
    inner = {**CHECKER, "steps": [{"step_id": 1, **step}], "subagent_trajectories": []}
    again = {**WHOLE, "subagent_trajectories": [inner]}
    assert [node["text_parts"] for node in nodes(again) if node["agent"] == "checker"] == [["Again."]]
    assert parsed(again).problems == ["The trajectory traj-checker is called again; it is read once."]


def test_a_trajectory_in_another_file_is_reported() -> None:
    step = agent("Go.", observation=results({"subagent_trajectory_ref": [{"trajectory_path": "sub/1.json"}]}))
    one = parsed(trajectory(step))
    assert one.problems == ["The trajectory sub/1.json is not in this file."]
    assert [node["kind"] for node in one.content["nodes"]] == ["final"]


def test_copied_steps_are_context() -> None:
    found = nodes(trajectory({**user("Before."), "is_copied_context": True}, agent("Now.")))
    assert [node["context"] for node in found] == ["copied", ""]


def test_parts_of_text_stay_apart_and_images_are_named() -> None:
    image = {"type": "image", "source": {"media_type": "image/png", "path": "images/a.png"}}
    content = [{"type": "text", "text": "Look:"}, image]
    document = trajectory({"source": "user", "message": content}, agent(observation=results({"content": content})))
    assert [node["text_parts"] for node in nodes(document)] == [["Look:", "[Image images/a.png]"]] * 2


def test_system_events_have_results_without_a_call() -> None:
    step = {"source": "system", "message": "", "observation": results({"content": "The machine restarted."})}
    (node,) = nodes(trajectory(step))
    assert (node["kind"], node["agent"], node["tool"]["name"]) == ("tool_result", "", "")


def test_a_last_turn_with_a_call_is_no_final_answer() -> None:
    found = nodes(trajectory(user("Go."), agent("Calling.", tool_calls=[called("f", {})])))
    assert [node["kind"] for node in found] == ["user", "message", "tool_call"]
    assert (found[-1]["tool"]["raw"], found[-1]["tool"]["arguments"]) == ("", {})


@pytest.mark.parametrize("version", [f"ATIF-v1.{minor}" for minor in range(8)])
def test_every_version_of_the_format_is_known(version: str) -> None:
    document = {**trajectory(user("Hi."), agent("Hello.")), "schema_version": version}
    assert Atif().recognises(document)
    assert len(nodes(document)) == 2


def test_what_the_specification_does_not_know_is_passed_over() -> None:
    odd = {
        **trajectory(
            {**user("Hi."), "mood": "good", "extra": {"annotations": [7, {"criterion": 3}, {"rater": "x"}]}},
            agent(tool_calls=[7, {"function_name": None}], observation=results({"source_call_id": "gone"})),
            {"source": "moderator", "message": None},
        ),
        "surprise": [1],
        "agent": {"name": 3},
        "subagent_trajectories": ["x"],
    }
    odd["steps"][0] |= {"timestamp": "yesterday", "metrics": {"prompt_tokens": -4, "cost_usd": "much"}}
    found = nodes(odd)
    assert [(node["kind"], node["start"], node["tokens"]) for node in found] == [
        ("user", None, None),
        ("tool_call", None, None),
        ("tool_result", None, None),
    ]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (trajectory(), "no steps"),
        (trajectory(agent("")), "no steps"),
        ({**trajectory(), "steps": "none"}, "list of steps"),
        ({**trajectory(), "steps": [7]}, "A step is an object"),
        ({**trajectory(user("Hi.")), "schema_version": "ATIF-v2.0"}, "ATIF 2.0"),
        ({**trajectory(user("Hi.")), "schema_version": "ATIF-next"}, "no ATIF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(document: Json, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        parsed(document)


def test_trajectories_that_call_each_other_without_end_are_refused() -> None:
    chain = [
        trajectory(
            agent("Go on.", observation=results({"subagent_trajectory_ref": [{"trajectory_id": f"t{depth + 1}"}]})),
            trajectory_id=f"t{depth}",
        )
        for depth in range(60)
    ]
    with pytest.raises(Invalid, match="levels"):
        list(Atif().parse(chain, CONTEXT))


@pytest.mark.parametrize(
    "kept",
    [
        {"nodes": [{"at": "message", "id": 7, "position": "first", "text_parts": 3, "tool": [], "kind": "nonsense"}]},
        {"nodes": [{"at": "message", "id": "a", "parent": "gone"}]},
        {"nodes": [{"at": "message", "id": "a", "parts": [2, -1]}, {"at": ["x"]}]},
        {"nodes": "none"},
        7,
    ],
)
def test_what_we_keep_in_a_document_is_not_trusted(kept: Any) -> None:
    document = trajectory({**user("Hi."), "extra": {"touchstone": kept}}, extra={"touchstone": kept})
    with suppress(Invalid):
        assert nodes(document)[0]["text_parts"] == ["Hi."]


def test_parts_are_only_taken_apart_where_they_fit() -> None:
    assert parted("one\n\ntwo", [3, 3]) == ["one", "two"]
    assert parted("one\n\ntwo", [3]) == ["one\n\ntwo"]
    assert parted("one\n\ntwo", [3, -3]) == ["one\n\ntwo"]


def test_it_is_told_from_other_rows() -> None:
    assert next(reader.name for reader in READERS if reader.recognises(WHOLE)) == "atif"
    others: list[Any] = [{}, {"steps": []}, [], 7, {"schema_version": 17}]
    for other in others:
        assert not Atif().recognises(other)
    assert json.loads(json.dumps(WHOLE)) == WHOLE
