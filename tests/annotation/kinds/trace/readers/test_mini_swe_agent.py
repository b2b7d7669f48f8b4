"""mini-SWE-agent's trajectories: one conversation, one command after the other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.mini_swe_agent import MiniSweAgent
from tests.annotation.kinds.trace.readers.trace_files import damaged, node, nodes, read, survives, told

READER = MiniSweAgent()
PATCH = "diff --git a/x b/x"


def answer(text: str, *commands: str, **extra: Any) -> Json:
    return {"role": "assistant", "content": text, "extra": {"actions": [{"command": c} for c in commands], **extra}}


def came_back(text: str, **extra: Any) -> Json:
    return {"role": "user", "content": text, "extra": extra}


def document(*messages: Json, **info: Any) -> Json:
    beginning = [{"role": "system", "content": "You fix issues."}, {"role": "user", "content": "Fix x."}]
    usual = [
        answer("List files.", "ls", cost=0.003, timestamp=1706000000.0, response={"usage": USAGE}),
        came_back("<returncode>0</returncode>\n<output>\nx\n</output>", returncode=0, timestamp=1706000001.0),
        answer("Run it.", "./x"),
        came_back("<returncode>127</returncode>\n<output>\n</output>"),
    ]
    return {
        "info": {
            "model_stats": {"instance_cost": 0.05, "api_calls": 1},
            "config": {"model": {"model_name": "maker/model"}},
            "mini_version": "2.0.0",
            "exit_status": "Submitted",
            "submission": PATCH,
            **info,
        },
        "messages": [*beginning, *(messages or usual)],
        "trajectory_format": "mini-swe-agent-1.1",
        "instance_id": "repo__x-1",
    }


USAGE = {"prompt_tokens": 40, "completion_tokens": 5}


def test_commands_and_what_came_back_become_nodes() -> None:
    parsed = read(READER, document())
    assert told(parsed) == [
        ("system", "You fix issues."),
        ("user", "Fix x."),
        ("reasoning", "List files."),
        ("tool_call", 'bash {"command":"ls"}'),
        ("tool_result", "<returncode>0</returncode>\n<output>\nx\n</output>"),
        ("reasoning", "Run it."),
        ("tool_call", 'bash {"command":"./x"}'),
        ("tool_result", "<returncode>127</returncode>\n<output>\n</output>"),
        ("final", PATCH),
    ]
    assert (parsed.content["problem"], parsed.external_id) == ("Fix x.", "repo__x-1")
    assert [one["status"] for one in nodes(parsed) if one["kind"] == "tool_result"] == ["ok", "error"]
    assert [one["parent"] for one in nodes(parsed) if one["kind"] == "tool_result"] == ["n4", "n7"]


def test_cost_and_tokens_of_an_answer_are_counted_once() -> None:
    first, second = (node(read(READER, document()), key) for key in ("n3", "n4"))
    assert (first["cost"], first["tokens"]) == (0.003, {"input": 40, "output": 5})
    assert (second["cost"], second["tokens"]) == (None, None)
    assert first["start"] == "2024-01-23T08:53:20+00:00"
    assert first["model"] == "maker/model"


def test_several_commands_of_one_answer_each_get_their_result() -> None:
    calls = [{"id": f"c{n}", "function": {"name": "bash", "arguments": f'{{"command": "echo {n}"}}'}} for n in (1, 2)]
    asked = {"role": "assistant", "content": None, "tool_calls": calls}
    results = [{"role": "tool", "tool_call_id": f"c{n}", "content": f"{n}"} for n in (2, 1)]
    parsed = read(READER, document(asked, *results))
    parents = {one["text_parts"][0]: one["parent"] for one in nodes(parsed) if one["kind"] == "tool_result"}
    assert parents == {"2": "n4", "1": "n3"}


def test_a_command_in_the_text_is_found_where_no_one_noted_it() -> None:
    text = "THOUGHT: look.\n\n```bash\nls -la\n```"
    parsed = read(READER, document({"role": "assistant", "content": text}))
    assert told(parsed)[2:4] == [("reasoning", text), ("tool_call", 'bash {"command":"ls -la"}')]


@pytest.mark.parametrize("role", ["user", "exit"])
def test_the_message_that_ends_a_run_is_not_told_beside_the_submission(role: str) -> None:
    parsed = read(READER, document(answer("Submit.", "submit"), {"role": role, "content": PATCH}))
    assert [text for _, text in told(parsed)].count(PATCH) == 1


def test_how_the_run_ended_goes_to_the_metadata() -> None:
    parsed = read(READER, document())
    assert parsed.metadata["exit_status"] == "Submitted"
    assert "config" not in parsed.metadata
    assert not [text for _, text in told(parsed) if "Submitted" in text]


def test_words_of_the_program_without_a_command_before_them_are_a_state() -> None:
    parsed = read(READER, document(answer("Hm."), came_back("Give exactly one command.")))
    assert told(parsed)[2:4] == [("reasoning", "Hm."), ("state", "Give exactly one command.")]


@given(damaged(document()))
def test_a_damaged_trajectory_is_read_or_refused(broken: Any) -> None:
    survives(READER, broken)
