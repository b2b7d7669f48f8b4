"""Who&When comes in: failed runs of several agents in both layouts, and who failed when."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Item, Json
from annotation.kinds.trace.steps import agents, handoffs
from tests.annotation.kinds.trace.readers.reading import (
    answers,
    column,
    found_in,
    items,
    kinds,
    problems,
    refusal,
    row,
    steps,
)


def spoken(name: str, content: str, role: str = "user") -> Json:
    return {"content": content, "role": role, "name": name}


def acted(role: str, content: str) -> Json:
    return {"content": content, "role": role}


AUTOMATIC = [
    spoken("Planner_Expert", "You are given a task. Find the height.", "assistant"),
    spoken("Data_Expert", "```python\nprint(mountain)\n```"),
    spoken("Computer_terminal", "exitcode: 1 (execution failed)\nCode output: NameError"),
    spoken("Computer_terminal", "exitcode: 0 (execution succeeded)\nCode output: 2469"),
    spoken("Data_Expert", "It is 2469 feet."),
    spoken("Planner_Expert", "TERMINATE", "assistant"),
]
BY_HAND = [
    acted("human", "How high is it?"),
    acted("Orchestrator (thought)", "Initial plan:\n\nSearch the web."),
    acted("Orchestrator (thought)", 'Updated Ledger:\n{"is_request_satisfied": false}'),
    acted("Orchestrator (-> WebSurfer)", "Please search for the height."),
    acted("Orchestrator (thought)", "Next speaker WebSurfer"),
    acted("WebSurfer", "I typed 'height' into the search bar."),
    acted("Orchestrator (termination condition)", "Max time reached.\nFINAL ANSWER: 2469"),
]


def document(history: Any, agent: str = "Data_Expert", step: Any = "1", **more: Any) -> Json:
    return {
        "is_correct": False,
        "question": "How high is Galdhøpiggen in metres?",
        "question_ID": "q-5",
        "level": "2",
        "ground_truth": "2469",
        "history": history,
        "mistake_agent": agent,
        "mistake_step": step,
        "mistake_reason": "It printed an unknown name.",
        **more,
    }


def automatic(step: Any = "1", agent: str = "Data_Expert", **more: Any) -> Item:
    return row(document(AUTOMATIC, agent, step, **more), by="who_and_when")


def by_hand(step: Any = "5", agent: str = "WebSurfer", **more: Any) -> Item:
    given = document(BY_HAND, agent, step, is_corrected=False, **more)
    del given["is_correct"]
    return row(given, by="who_and_when")


def test_messages_with_names_are_agents_and_a_terminal_gives_results() -> None:
    item = automatic()
    assert kinds(item) == ["message", "message", "tool_result", "tool_result", "final", "message"]
    assert column(item, "agent")[:3] == ["Planner_Expert", "Data_Expert", "Computer_terminal"]
    assert column(item, "status") == ["", "", "error", "", "", ""]
    assert item.content["nodes"][2]["tool"]["name"] == "Computer_terminal"
    assert [(one.from_agent, one.to_agent) for one in handoffs(item.content)] == [
        ("Planner_Expert", "Data_Expert"),
        ("Data_Expert", "Planner_Expert"),
    ]


def test_roles_tell_what_an_orchestrator_does() -> None:
    item = by_hand()
    assert kinds(item) == ["user", "plan", "reasoning", "handoff", "state", "message", "final"]
    assert column(item, "to") == ["", "", "", "WebSurfer", "", "", ""]
    assert agents(item.content) == ["Orchestrator", "WebSurfer"]
    assert [(one.node, one.to_agent) for one in handoffs(item.content)] == [("n4", "WebSurfer"), ("n6", "Orchestrator")]


def test_question_and_truth_are_problem_and_reference() -> None:
    content = automatic().content
    assert (content["problem"], content["reference"]) == ("How high is Galdhøpiggen in metres?", "2469")


@pytest.mark.parametrize(("step", "node", "agent"), [("0", "n1", "Planner_Expert"), (4, "n5", "Data_Expert")])
def test_the_mistake_is_the_first_error_and_its_agent_is_responsible(step: Any, node: str, agent: str) -> None:
    (answer,) = answers(automatic(step, agent))
    assert answer["first_error"]["node"] == node
    said = answer["attribution"]
    assert (said["agent"], said["node"], said["reason"]) == (agent, node, "It printed an unknown name.")
    assert answer["outcome"] == "fail"


def test_instructions_stand_first_and_move_no_label() -> None:
    prompts = {"Planner_Expert": "You plan.", "Data_Expert": "", "Other": None, "Checker_Expert": "You check."}
    item = automatic(system_prompt=prompts)
    assert column(item, "id")[:3] == ["s1", "s4", "n1"]
    assert kinds(item)[:2] == ["system", "system"]
    assert column(item, "pointer")[:2] == ["/system_prompt/Planner_Expert", "/system_prompt/Checker_Expert"]
    (answer,) = answers(item)
    assert answer["first_error"]["node"] == "n2"
    assert item.content["nodes"][3]["text_parts"] == [AUTOMATIC[1]["content"]]


def test_a_mistake_at_what_is_no_step_keeps_its_attribution() -> None:
    item = automatic("2", "Computer_terminal")
    assert "n3" not in steps(item)
    (answer,) = answers(item)
    assert (answer["first_error"], answer["attribution"]["agent"]) == (None, "Computer_terminal")
    ((file, problem),) = problems(found_in({"a.json": document(AUTOMATIC, "Computer_terminal", "2")}))
    assert file == "a.json"
    assert "The mistake is at n3, which is no step in this project" in problem


def test_what_is_a_step_is_up_to_the_project() -> None:
    found = found_in({"a.json": document(BY_HAND, "Orchestrator", "1")}, graded=["message", "final"])
    (item,) = items(found)
    (answer,) = answers(item, graded=["message", "final"])
    assert (answer["first_error"], answer["attribution"]["node"]) == (None, "n2")
    assert len(problems(found)) == 1


def test_an_agent_that_never_acts_cannot_be_responsible() -> None:
    found = found_in({"a.json": document(AUTOMATIC, "Nobody_Expert", "1")})
    (answer,) = answers(items(found)[0])
    assert (answer["attribution"], answer["first_error"]["node"]) == (None, "n2")
    assert answer["rationale"] == "It printed an unknown name."
    assert "Nobody_Expert" in problems(found)[0][1]


def test_a_run_without_a_mistake_has_no_verdict() -> None:
    given = document(AUTOMATIC)
    for name in ("mistake_agent", "mistake_step", "mistake_reason"):
        del given[name]
    item = row(given, by="who_and_when")
    assert (item.verdicts, len(kinds(item))) == ([], 6)


def test_runs_of_one_question_are_different_tasks() -> None:
    one, other, again = automatic(), by_hand(), automatic("3")
    assert one.external_id == again.external_id != other.external_id
    assert str(one.external_id).startswith("q-5-")


def test_what_tells_of_the_outcome_is_metadata() -> None:
    item = automatic(labels="Factual_Error")
    assert item.metadata == {"is_correct": False, "question_ID": "q-5", "level": "2", "labels": "Factual_Error"}
    assert by_hand().metadata["is_corrected"] is False


@pytest.mark.parametrize("step", ["6", "-1", "x", "²"])
def test_a_mistake_outside_of_the_history_is_refused(step: str) -> None:
    assert refusal(document(AUTOMATIC, step=step), by="who_and_when") == {
        "mistake_step": "This must be a place of the history, 0 to 5."
    }


def test_a_message_that_nobody_says_is_refused() -> None:
    assert list(refusal(document([{"content": "Hm."}]), by="who_and_when")) == ["history.0.role"]


def test_a_run_that_was_cut_off_has_no_final_answer() -> None:
    assert kinds(row(document(BY_HAND[:6], "WebSurfer", "5"), by="who_and_when"))[-1] == "message"
