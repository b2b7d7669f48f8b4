"""The content of a task: canonical form, limits, what is refused, and what annotators see of it."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from annotation.kinds import get_kind
from annotation.kinds.base import Json
from annotation.kinds.trace.content import read_content
from annotation.kinds.trace.limits import LONGEST_CONTENT, MOST_NODES
from config.errors import Invalid
from tests.annotation.kinds.trace.tracing import TEAMWORK, context, solution

KIND = get_kind("trace")


def with_change(path: str, value: Any) -> Json:
    """A right content with one thing changed."""
    raw: Json = json.loads(json.dumps(TEAMWORK))
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    target: Any = raw
    for step in steps:
        target = target[step]
    target[last] = value
    return raw


def refusal_of(raw: Any) -> Invalid:
    with pytest.raises(Invalid) as refusal:
        read_content(raw)
    return refusal.value


def test_a_content_is_read_back_as_it_was_stored() -> None:
    assert read_content(json.loads(json.dumps(TEAMWORK))) == TEAMWORK


def test_what_a_node_does_not_say_is_filled_in() -> None:
    (node,) = read_content({"nodes": [{"id": "a", "kind": "reasoning"}]})["nodes"]
    assert (node["parent"], node["agent"], node["text_parts"], node["tool"]) == (None, "", [], None)
    assert (node["status"], node["tokens"], node["cost"], node["context"], len(node["sha256"])) == (
        "",
        None,
        None,
        "",
        64,
    )


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("nodes", [], "nodes"),
        ("nodes", "step", "nodes"),
        ("nodes.1", "step", "nodes.1"),
        ("nodes.1.kind", "thought", "nodes.1.kind"),
        ("nodes.1.id", "", "nodes.1.id"),
        ("nodes.1.id", "x" * 201, "nodes.1.id"),
        ("nodes.1.text_parts", "text", "nodes.1.text_parts"),
        ("nodes.1.text_parts", ["a\x00b"], "nodes.1.text_parts.0"),
        ("nodes.1.text_parts", ["\ud83d"], "nodes.1.text_parts.0"),
        ("nodes.1.label", 1, "nodes.1.label"),
        ("nodes.1.to", "clerk", "nodes.1.to"),
        ("nodes.2.to", "", "nodes.2.to"),
        ("nodes.1.tool", {"name": "rate"}, "nodes.1.tool"),
        ("nodes.4.tool", None, "nodes.4.tool"),
        ("nodes.4.tool.cost", 1, "nodes.4.tool.cost"),
        ("nodes.1.start", "yesterday", "nodes.1.start"),
        ("nodes.1.tokens", {"input": -1}, "nodes.1.tokens.input"),
        ("nodes.1.cost", float("nan"), "nodes.1.cost"),
        ("nodes.1.context", "old", "nodes.1.context"),
        ("nodes.1.agent", "x" * 121, "nodes.1.agent"),
        ("tools.0.name", "", "tools.0.name"),
        ("tools.0.parameters", "{}", "tools.0.parameters"),
        ("edges", [["lead"]], "edges.0"),
        ("verdict", "wrong", "verdict"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(path: str, value: Any, field: str) -> None:
    assert list(refusal_of(with_change(path, value)).fields) == [field]


def test_a_trace_with_too_many_steps_is_refused_at_once() -> None:
    rows = [{"id": str(number), "kind": "reasoning"} for number in range(100_000)]
    assert refusal_of({"nodes": rows}).detail == (
        "This trace has 100,000 steps; at most 10,000 can be graded. Split it."
    )


def test_ten_thousand_nodes_are_read_in_well_under_a_second() -> None:
    rows: list[Json] = [
        {"id": f"n{number}", "parent": f"n{number - 1}" if number else None, "kind": "reasoning", "text_parts": ["x"]}
        for number in range(MOST_NODES)
    ]
    before = time.perf_counter()
    assert len(read_content({"nodes": rows})["nodes"]) == MOST_NODES
    assert time.perf_counter() - before < 1


def test_one_line_of_five_megabytes_is_a_text_like_any_other() -> None:
    assert len(solution("x" * 5_000_000)["nodes"][0]["text_parts"][0]) == 5_000_000


def test_a_trace_is_not_endless() -> None:
    half = "x" * (LONGEST_CONTENT // 2)
    rows = [{"id": key, "kind": "reasoning", "text_parts": [half]} for key in "ab"]
    assert read_content({"nodes": rows})
    assert "8,000,001 characters" in refusal_of({"problem": "?", "nodes": rows}).detail


def test_two_nodes_with_one_id_are_refused_with_it() -> None:
    refusal = refusal_of(with_change("nodes.6.id", "n2"))
    assert (list(refusal.fields), "n2" in refusal.detail) == (["nodes.6.id"], True)


def test_a_parent_must_be_in_the_trace() -> None:
    for parent in ("n99", 7, ["n1"]):
        assert list(refusal_of(with_change("nodes.6.parent", parent)).fields) == ["nodes.6.parent"]


@pytest.mark.parametrize("parents", [{"n5": "n5"}, {"n2": "n4", "n4": "n7", "n7": "n2"}])
def test_no_node_is_above_itself(parents: dict[str, str]) -> None:
    raw: Json = {**TEAMWORK, "nodes": [{**node, "parent": parents.get(node["id"])} for node in TEAMWORK["nodes"]]}
    refusal = refusal_of(raw)
    assert "above itself" in refusal.detail
    assert any(key in refusal.detail for key in parents)


def test_a_parent_may_come_later_in_the_list() -> None:
    assert read_content(with_change("nodes.1.parent", "n8"))["nodes"][1]["parent"] == "n8"


def test_at_most_200_agents() -> None:
    rows = [{"id": str(number), "kind": "message", "agent": f"agent {number}"} for number in range(200)]
    assert read_content({"nodes": rows})
    assert "201 agents" in refusal_of({"nodes": rows, "edges": [["agent 1", "another"]]}).detail


def test_a_checksum_tells_what_is_judged_and_nothing_else() -> None:
    def changed(path: str, value: Any) -> list[int]:
        raw = with_change(path, value)
        for node in raw["nodes"]:
            del node["sha256"]
        pairs = zip(read_content(raw)["nodes"], TEAMWORK["nodes"], strict=True)
        return [index for index, (one, other) in enumerate(pairs) if one["sha256"] != other["sha256"]]

    assert changed("nodes.3.kind", "reasoning") == [3]
    assert changed("nodes.3.agent", "lead") == [3]
    assert changed("nodes.3.text_parts", ["I ask", "the teller."]) == [3]
    assert changed("nodes.2.to", "teller") == [2]
    assert changed("nodes.4.tool.raw", '{"base": "EUR"}') == [4]
    assert changed("nodes.4.tool.name", "rates") == [4]
    for path, value in (("model", "another"), ("cost", 0.5), ("status", "error"), ("pointer", "/x")):
        assert changed(f"nodes.4.{path}", value) == []


def test_a_checksum_that_does_not_fit_is_refused() -> None:
    assert list(refusal_of(with_change("nodes.1.sha256", "0f" * 32)).fields) == ["nodes.1.sha256"]


def test_times_have_one_form() -> None:
    read = read_content(with_change("nodes.1.start", "2026-03-01T12:30:05.123456789Z"))
    assert read["nodes"][1]["start"] == "2026-03-01T12:30:05.123456+00:00"


def test_signs_that_change_the_direction_of_writing_stay_as_they_are() -> None:
    text = "\u202egnorw\u202c \u2066ok\u2069 \u200f"
    assert solution(text)["nodes"][0]["text_parts"] == [text]


def test_annotators_see_neither_models_nor_costs_nor_places_in_the_file() -> None:
    read = read_content(with_change("nodes.1.cost", 0.25) | {"reference": "39.50"})
    public = KIND.public_content(read, context(), seed=1)
    assert "maker/" not in json.dumps(public)
    assert not {"model", "cost", "pointer"} & {key for node in public["nodes"] for key in node}
    hidden = {"model": "", "cost": None, "pointer": ""}
    assert read_content({**public, "nodes": [{**node, **hidden} for node in public["nodes"]]})["reference"] == "39.50"


def test_a_task_is_known_by_the_first_line_of_its_problem_else_by_its_first_text() -> None:
    assert KIND.summary(solution("Yes.", problem="\nIs 7 prime?\nSay why.")) == "Is 7 prime?"
    assert KIND.summary(solution(" \n", "It is.\nReally.", problem="")) == "It is."
    assert KIND.summary(read_content({"nodes": [{"id": "a", "kind": "error"}]})) == "error"
    assert len(KIND.summary(solution(problem="x" * 999))) == 300


def test_a_trace_without_a_step_for_this_project_is_refused_with_what_it_has() -> None:
    KIND.check_fit(TEAMWORK, context(graded=["tool_call"]))
    with pytest.raises(Invalid) as refusal:
        KIND.check_fit(solution("Yes."), context(graded=["tool_call", "final"]))
    assert refusal.value.detail == (
        "This trace has no step that the project grades (tool_call, final); it has reasoning."
    )
