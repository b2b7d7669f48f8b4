"""Writing ATIF: valid for other tools, with our labels beside the steps, and nothing lost on the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from annotation.kinds.base import Context, Example, Json
from annotation.kinds.trace.building import TraceBuilder, call, result_of
from config import strict_json
from tests.annotation.kinds.cases import exported
from tests.annotation.kinds.trace import atif_schema
from tests.annotation.kinds.trace.writers.cases import (
    KIND,
    PRIME,
    answer,
    context,
    error_at,
    labels,
    rates,
    read_back,
    with_sorted,
    written,
)
from tests.annotation.kinds.trace.writers.made_up import contents

ANY = context()
EXAMPLES = KIND.examples()


def steps_of(document: Json) -> Iterator[Json]:
    yield from document["steps"]
    for inner in document.get("subagent_trajectories", []):
        yield from steps_of(inner)


def without_pointers(content: Json) -> Json:
    """Pointers lead into the file that was read, so they may differ."""
    nodes = [{key: value for key, value in node.items() if key != "pointer"} for node in content["nodes"]]
    return {**content, "nodes": nodes}


def reread(content: Json, where: Context = ANY) -> tuple[Json, Json]:
    """The written document, and the content read from it."""
    (document,) = written("atif", exported(content), where)
    return document, read_back("atif", document, where).content


@given(contents())
@settings(deadline=None, max_examples=200)
def test_every_trace_is_written_as_valid_atif_and_read_back_as_it_was(content: Json) -> None:
    document, again = reread(content)
    assert atif_schema.problems(document) == []
    assert without_pointers(again) == without_pointers(content)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_come_back_with_every_answer(example: Example) -> None:
    where = Context(settings=example.settings, criteria=example.criteria)
    outcome = KIND.merge(example.answers, content=example.content, context=where)
    (document,) = written("atif", exported(example.content, *example.answers, outcome=outcome), where)
    assert atif_schema.problems(document) == []
    parsed = read_back("atif", document, where)
    assert without_pointers(parsed.content) == without_pointers(example.content)
    said = [
        KIND.read_answer(verdict.answer, content=parsed.content, context=KIND.undemanding(where))
        for verdict in parsed.verdicts
    ]
    assert with_sorted(said) == with_sorted(example.answers)
    assert {verdict.annotator for verdict in parsed.verdicts} <= {f"annotator-{n}" for n in range(1, 9)}


def test_where_a_task_came_from_comes_back() -> None:
    task = exported(PRIME, external_id="run-7", metadata={"domain": "code", "atif": {"session_id": "s-4"}})
    (document,) = written("atif", task, ANY)
    parsed = read_back("atif", document, ANY)
    assert (parsed.external_id, parsed.source, parsed.licence) == ("run-7", "own", "CC0-1.0")
    assert parsed.metadata == task.metadata
    assert (document["session_id"], document["trajectory_id"]) == ("s-4", "trace-1")


def test_what_an_agent_thinks_says_and_calls_is_one_step() -> None:
    trace = TraceBuilder(problem="p")
    trace.add("user", "p")
    trace.add("reasoning", "I need two rates.", agent="planner", model="m", tokens={"input": 90, "output": 10})
    trace.add("message", "One moment.", agent="planner", model="m", tokens={"input": 30, "output": 15}, cost=0.5)
    trace.add("tool_call", agent="planner", model="m", tool=call("rate", {"of": "USD"}, "c1"))
    trace.add("tool_call", agent="planner", model="m", tool=call("rate", {"of": "GBP"}, "c2"))
    trace.add("tool_result", "1.2", agent="planner", tool=result_of("rate", "c2"))
    trace.add("tool_result", "0.9", agent="planner", tool=result_of("rate", "c1"))
    trace.add("final", "Done.", agent="planner", model="m")
    document, again = reread(trace.content())
    asked, turn, last = document["steps"]
    assert (asked["source"], turn["source"], last["message"]) == ("user", "agent", "Done.")
    assert (turn["reasoning_content"], turn["message"]) == ("I need two rates.", "One moment.")
    assert [one["arguments"] for one in turn["tool_calls"]] == [{"of": "USD"}, {"of": "GBP"}]
    results = [(one["source_call_id"], one["content"]) for one in turn["observation"]["results"]]
    assert results == [("c2", "1.2"), ("c1", "0.9")]
    assert turn["metrics"] == {"prompt_tokens": 120, "completion_tokens": 25, "cost_usd": 0.5}
    assert document["final_metrics"]["total_completion_tokens"] == 25
    assert without_pointers(again) == without_pointers(trace.content())


def test_the_work_under_a_hand_off_is_a_trajectory_of_its_own() -> None:
    trace = TraceBuilder(problem="Check it.")
    trace.add("message", "Let me see.", agent="planner")
    trace.add("handoff", "Check 200 · 0.91.", agent="planner", to="checker", id="h1")
    trace.add("message", "I ask for help.", agent="checker", parent="h1")
    trace.add("handoff", agent="checker", to="clerk", parent="h1", id="h2")
    trace.add("message", "182", agent="clerk", parent="h2")
    trace.add("final", "It is right.", agent="planner")
    document, again = reread(trace.content())
    assert [step["message"] for step in document["steps"]] == ["Let me see.", "Check 200 · 0.91.", "It is right."]
    (checker,) = document["subagent_trajectories"]
    (clerk,) = checker["subagent_trajectories"]
    assert (checker["agent"]["name"], clerk["agent"]["name"]) == ("checker", "clerk")
    assert [step["message"] for step in clerk["steps"]] == ["182"]
    assert without_pointers(again) == without_pointers(trace.content())


def test_hand_offs_deeper_than_documents_may_be_are_written_flat() -> None:
    trace = TraceBuilder(problem="p")
    above = None
    for depth in range(200):
        above = trace.add("handoff", f"Go on, {depth}.", agent=f"a{depth % 3}", to=f"a{(depth + 1) % 3}", parent=above)
    document, again = reread(trace.content())
    assert strict_json.loads(strict_json.dumps(document)) == document
    assert without_pointers(again) == without_pointers(trace.content())


def test_no_text_stands_twice() -> None:
    trace = TraceBuilder(problem="a task that only the user says")
    texts = [
        "a plan for later",
        "a thought at the first",
        "the other half of it",
        "words for the user",
        "what came of it",
    ]
    trace.add("user", trace.problem)
    trace.add("plan", texts[0], agent="planner")
    trace.add("reasoning", texts[1], texts[2], agent="booker")
    trace.add("message", texts[3], agent="booker", context="demo")
    trace.add("tool_result", texts[4], agent="booker", tool=result_of("find", "c8"), status="error")
    document, again = reread(trace.content())
    raw = strict_json.dumps(document).decode()
    assert [raw.count(text) for text in [trace.problem, *texts]] == [1, 1, 1, 1, 1, 1]
    assert without_pointers(again) == without_pointers(trace.content())


def test_labels_lie_beside_the_step_that_they_are_about() -> None:
    where = context()
    said = answer(rates(), where, steps=labels(1, -1, first=2), first_error=error_at("n3"), outcome="fail")
    (document,) = written("atif", exported(rates(), said, outcome=said), where)
    by_node = {
        record["id"]: step["extra"].get("annotations", [])
        for step in steps_of(document)
        for record in step["extra"]["touchstone"]["nodes"]
    }
    assert by_node["n1"] == []
    own = [one for one in by_node["n3"] if one["role"] == "annotator" and one["target"]["node"] == "n3"]
    assert {(one["criterion"], one["value"]) for one in own} == {("step", -1), ("first_error", True)}
    assert all(one["is_first_error"] and one["rater"] == "annotator-1" for one in own)
    assert own[0]["target"] == {
        "trace": "trace-1",
        "node": "n3",
        "content_sha256": rates()["nodes"][2]["sha256"],
    }
    whole = [(one["role"], one["criterion"], one["value"]) for one in document["extra"]["annotations"]]
    assert whole == [("annotator", "outcome", "fail"), ("outcome", "outcome", "fail")]


def test_a_label_whose_step_was_changed_in_the_file_does_not_come_back() -> None:
    where = context()
    said = answer(PRIME, where, steps=labels(1, 1, -1), first_error=error_at("n3"))
    (document,) = written("atif", exported(PRIME, said), where)
    document["steps"][1]["reasoning_content"] = "So 7 divides 111."
    parsed = read_back("atif", document, where)
    with pytest.raises(Exception, match=r"complete|right") as refused:
        KIND.read_answer(parsed.verdicts[0].answer, content=parsed.content, context=KIND.undemanding(where))
    assert "changed" in str(refused.value.fields["steps.n2.sha256"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("raw", ["{broken", "[1, 2]", "null", '{"b": 1, "a": 2}', '{"b":1,"a":2}', ""])
def test_arguments_that_atif_cannot_say_are_kept_beside_the_call(raw: str) -> None:
    trace = TraceBuilder(problem="p")
    trace.add("tool_call", agent="planner", tool=call("find", raw))
    document, again = reread(trace.content())
    (given_call,) = document["steps"][0]["tool_calls"]
    assert isinstance(given_call["arguments"], dict)
    assert again["nodes"][0]["tool"] == trace.content()["nodes"][0]["tool"]


def test_what_was_only_copied_in_is_marked_so() -> None:
    trace = TraceBuilder(problem="p")
    trace.add("message", "From before.", agent="planner", context="copied")
    trace.add("message", "For example.", agent="planner", context="demo")
    trace.add("final", "Now.", agent="planner")
    document, again = reread(trace.content())
    assert [step.get("is_copied_context") for step in document["steps"]] == [True, True, None]
    assert [node["context"] for node in again["nodes"]] == ["copied", "demo", ""]


def test_the_schema_refuses_what_the_specification_forbids() -> None:
    (document,) = written("atif", exported(rates()), ANY)
    wrongs: list[Any] = [
        {**document, "labels": []},
        {**document, "steps": [{**document["steps"][0], "step_id": 4}]},
        {**document, "steps": [{**document["steps"][0], "model_name": "m"}]},
        {**document, "agent": {"name": "planner"}},
    ]
    assert all(atif_schema.problems(wrong) for wrong in wrongs)


def test_the_result_of_a_copied_call_is_not_marked_as_copied_unless_it_was() -> None:
    trace = TraceBuilder(problem="p")
    trace.add("tool_call", agent="planner", tool=call("find", {"a": 1}, "c1"), context="copied")
    trace.add("tool_result", "found", agent="planner", tool=result_of("find", "c1"))
    document, again = reread(trace.content())
    before, now = document["steps"]
    assert (before.get("is_copied_context"), "observation" in before) == (True, False)
    assert (now.get("is_copied_context"), now["observation"]["results"][0]["content"]) == (None, "found")
    assert without_pointers(again) == without_pointers(trace.content())
