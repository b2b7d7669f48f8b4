"""SWE-agent's trajectories: thoughts, commands and what they showed."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.swe_agent import SweAgent
from tests.annotation.kinds.trace.readers.trace_files import damaged, node, nodes, read, survives, told

READER = SweAgent()
TASK = "Fix the crash in parse()."


def step(thought: str, action: str, observation: Any, **more: Any) -> Json:
    return {"thought": thought, "action": action, "observation": observation, "response": "", "state": {}, **more}


def said(role: str, content: Any, **more: Any) -> Json:
    return {"role": role, "content": content, "agent": "main", **more}


def document(**more: Any) -> Json:
    return {
        "environment": "swe_main",
        "trajectory": [
            step("See what is there.", "ls -F\n", "parse.py\n"),
            step("Open it.", "open parse.py", "1: def parse():"),
            step("", "edit 1:1\ndef parse(x):\nend_of_edit", ""),
            step("Done.", "submit", "diff --git a/parse.py"),
        ],
        "history": [
            said("system", "You fix issues.", message_type="system_prompt"),
            said("user", "A demonstration.", is_demo=True),
            said("assistant", "I list the files.", is_demo=True),
            said("user", [{"type": "text", "text": TASK}]),
            said("assistant", "See what is there.", action="ls -F\n", thought="See what is there."),
        ],
        "info": {
            "model_stats": {"instance_cost": 0.05, "tokens_sent": 900},
            "exit_status": "submitted",
            "submission": "diff --git a/parse.py b/parse.py\n",
        },
        **more,
    }


def test_thoughts_commands_and_what_they_showed_become_nodes() -> None:
    assert told(read(READER, document())) == [
        ("system", "You fix issues."),
        ("user", "A demonstration."),
        ("message", "I list the files."),
        ("user", TASK),
        ("reasoning", "See what is there."),
        ("tool_call", 'bash {"command":"ls -F"}'),
        ("tool_result", "parse.py\n"),
        ("reasoning", "Open it."),
        ("tool_call", 'open {"command":"open parse.py"}'),
        ("tool_result", "1: def parse():"),
        ("tool_call", 'edit {"command":"edit 1:1\\ndef parse(x):\\nend_of_edit"}'),
        ("reasoning", "Done."),
        ("tool_call", 'submit {"command":"submit"}'),
        ("tool_result", "diff --git a/parse.py"),
        ("final", "diff --git a/parse.py b/parse.py\n"),
    ]


def test_demonstrations_are_shown_and_not_graded() -> None:
    parsed = read(READER, document())
    assert [one["context"] for one in nodes(parsed)[:5]] == ["", "demo", "demo", "", ""]


def test_a_result_belongs_to_its_command_and_both_to_the_agent() -> None:
    parsed = read(READER, document())
    result = node(parsed, "n7")
    assert (result["parent"], result["agent"], result["tool"]["name"]) == ("n6", "main", "bash")
    assert result["pointer"] == "/trajectory/0/observation"
    assert [one["agent"] for one in nodes(parsed) if one["kind"] in ("system", "user")] == ["", "", ""]


def test_how_the_run_ended_goes_to_the_metadata_and_never_into_the_content() -> None:
    given = document()
    given["trajectory"].append(step("", "exit_cost", "Exited: cost limit"))
    parsed = read(READER, given)
    assert parsed.metadata["exit_status"] == "submitted"
    assert parsed.metadata["model_stats"] == {"instance_cost": 0.05, "tokens_sent": 900}
    assert not [text for _, text in told(parsed) if "submitted" in text or "cost limit" in text]


def test_the_issue_is_the_problem() -> None:
    assert read(READER, document()).content["problem"] == TASK
    task = {"problem_statement": {"text": "The issue itself.", "id": "repo-i1"}}
    parsed = read(READER, document(replay_config=f'{{"problem_statement": {_json(task["problem_statement"])}}}'))
    assert (parsed.content["problem"], parsed.external_id) == ("The issue itself.", "repo-i1")


def test_a_call_that_the_model_made_as_a_function_keeps_its_arguments() -> None:
    given = document()
    function = {"name": "find_file", "arguments": '{"file_name": "parse.py"'}
    given["history"][-1]["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
    call = node(read(READER, given), "n6")["tool"]
    assert (call["name"], call["call_id"], call["raw"]) == ("find_file", "call_1", '{"file_name": "parse.py"')
    assert (call["valid"], call["arguments"]) == (False, None)


def test_a_step_without_a_command_shows_what_came_back_as_a_state() -> None:
    parsed = read(READER, document(trajectory=[step("Hm.", "", "Your output was not formatted correctly.")]))
    assert told(parsed)[4:6] == [("reasoning", "Hm."), ("state", "Your output was not formatted correctly.")]


def test_other_documents_are_not_taken_for_trajectories() -> None:
    assert not READER.recognises({"trajectory": [{"source": "agent", "action": "run"}], "info": {}})
    assert not READER.recognises({"trajectory": []})
    assert not READER.recognises([document()])


@given(damaged(document()))
def test_a_damaged_trajectory_is_read_or_refused(broken: Any) -> None:
    survives(READER, broken)


def _json(value: Json) -> str:
    return "{" + ", ".join(f'"{key}": "{text}"' for key, text in value.items()) + "}"
