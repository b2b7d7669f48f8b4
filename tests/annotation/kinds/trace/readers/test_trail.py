"""TRAIL: spans inside each other, and what its annotators found wrong in them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from annotation.kinds.base import Context, Json
from annotation.kinds.trace.readers.base import Parsed
from annotation.kinds.trace.readers.trail import Trail, TrailLabels
from config.errors import Invalid
from tests.annotation.kinds.trace.readers.trace_files import KIND, damaged, node, nodes, read, survives, told

READER, LABELS = Trail(), TrailLabels()
TRAIL = Context(settings=KIND.read_settings({"taxonomy": {"preset": "trail"}}), criteria=[])
SAID = "Thought: I search.\nCode:\n```py\nsearch('rate')\n```<end_code>"
LOGS = "Execution logs:\nThe rate is 0.91 euros for a dollar, the inverse 1.10."
OBSERVED = [
    {"role": "tool-call", "text": f"Calling tools:\n[{SAID}]"},
    {"role": "tool-response", "text": f"Observation:\n{LOGS}"},
]


def span(key: str, title: str, at: int, kind: str, *inner: Json, **known: Any) -> Json:
    return {
        "timestamp": f"2025-03-19T16:34:{at:02}.000000Z",
        "duration": "PT1.5S",
        "trace_id": "t1",
        "span_id": key,
        "parent_span_id": None,
        "span_name": title,
        "span_attributes": {"openinference.span.kind": kind, **known},
        "status_code": "Unset",
        "status_message": "",
        "events": [],
        "child_spans": list(inner),
    }


def model(key: str, at: int, said: str, *heard: Json) -> Json:
    known: Json = {}
    for number, one in enumerate([{"role": "user", "text": "How many euros?"}, *heard]):
        known[f"llm.input_messages.{number}.message.role"] = one["role"]
        known[f"llm.input_messages.{number}.message.contents.0.message_content.text"] = one["text"]
    outputs = {"llm.output_messages.0.message.role": "assistant", "llm.output_messages.0.message.content": said}
    return span(key, "LiteLLMModel.__call__", at, "LLM", **known, **outputs)


def trace() -> Json:
    first = span("s1", "Step 1", 2, "CHAIN", model("m1", 3, SAID), **{"output.value": LOGS})
    again = model("m2", 11, "Thought: 200 times 1.10 is 220.", {"role": "assistant", "text": SAID}, *OBSERVED)
    second = span("s2", "Step 2", 10, "CHAIN", again)
    run = span("a1", "CodeAgent.run", 1, "AGENT", first, second, **{"input.value": '{"task": "How many euros?"}'})
    return {"trace_id": "t1", "spans": [span("c1", "main", 0, "CHAIN", run)]}


def error(location: str, category: str = "Tool Output Misinterpretation", **more: Any) -> Json:
    described = {"evidence": "", "description": "Took the inverse.", "impact": "HIGH", **more}
    return {"category": category, "location": location, **described}


def row(*errors: Json, **more: Any) -> Json:
    return {"trace": json.dumps(trace()), "labels": json.dumps({"errors": list(errors), **more})}


def answer(parsed: Parsed) -> Json:
    (verdict,) = parsed.verdicts
    return KIND.read_answer(verdict.answer, content=parsed.content, context=KIND.undemanding(TRAIL))


def test_spans_inside_each_other_become_nodes_and_observations_are_told_once() -> None:
    parsed = read(READER, trace())
    assert told(parsed) == [
        ("user", "How many euros?"),
        ("message", SAID),
        ("tool_result", LOGS),
        ("final", "Thought: 200 times 1.10 is 220."),
    ]
    assert [one["id"] for one in nodes(parsed)] == ["m1.in1", "m1", "s1", "m2"]
    assert {one["agent"] for one in nodes(parsed)[1:]} == {"CodeAgent"}
    assert (node(parsed, "m1")["start"], node(parsed, "m1")["end"]) == (
        "2025-03-19T16:34:03+00:00",
        "2025-03-19T16:34:04.500000+00:00",
    )
    pointer = "/spans/0/child_spans/0/child_spans/0/child_spans/0"
    assert (node(parsed, "m1")["pointer"], parsed.external_id) == (pointer, "t1")


def test_an_error_is_at_the_node_of_its_span_with_the_evidence_where_it_stands() -> None:
    parsed = read(READER, row(error("m2", evidence="200 times\n1.10")), TRAIL)
    (found,) = answer(parsed)["errors"]
    assert (found["node"], found["code"], found["severity"]) == ("m2", "tool_output_misinterpretation", "high")
    assert found["rationale"] == "Took the inverse."
    (passage,) = found["evidence"]
    assert (passage["start"], passage["end"], passage["quote"]) == (9, 23, "200 times 1.10")


def test_evidence_that_stands_nowhere_goes_to_the_rationale() -> None:
    parsed = read(READER, row(error("m2", evidence="rate: 1.91")), TRAIL)
    (found,) = answer(parsed)["errors"]
    assert (found["evidence"], found["rationale"]) == ([], "Took the inverse.\n\nEvidence: rate: 1.91")


@pytest.mark.parametrize(("location", "place"), [("s2", "m2"), ("a1", "m1"), ("c1", "m1"), ("s1", "m1"), ("m1", "m1")])
def test_a_span_without_a_graded_node_stands_for_the_first_one_inside_of_it(location: str, place: str) -> None:
    parsed = read(READER, row(error(location)), TRAIL)
    assert [found["node"] for found in answer(parsed)["errors"]] == [place]


def test_the_first_error_is_the_earliest_that_is_at_a_step() -> None:
    parsed = read(READER, row(error("m2"), error("m1", "Formatting Errors", impact="LOW")), TRAIL)
    assert [(found["id"], found["code"]) for found in answer(parsed)["errors"]] == [
        ("e2", "formatting_errors"),
        ("e1", "tool_output_misinterpretation"),
    ]
    assert answer(parsed)["first_error"]["node"] == "m1"


def test_a_trace_without_errors_says_so() -> None:
    assert answer(read(READER, row(), TRAIL))["first_error"] == {"none": True}


def test_an_error_at_a_place_that_is_not_there_is_kept_in_words() -> None:
    said = answer(read(READER, row(error("nowhere")), TRAIL))
    assert (said["errors"], said["first_error"]) == ([], None)
    assert said["rationale"] == "Tool Output Misinterpretation: Took the inverse. (at nowhere)"


def test_scores_go_to_the_metadata_and_their_reasons_to_the_rationale() -> None:
    score = {"reliability_score": 2, "reliability_reasoning": "The number is wrong.", "overall": 3.5}
    parsed = read(READER, row(error("m2"), scores=[score]), TRAIL)
    assert parsed.metadata["scores"] == [score]
    assert answer(parsed)["rationale"] == "Reliability 2: The number is wrong."


def test_nodes_of_a_row_point_to_the_text_that_holds_the_trace() -> None:
    assert {one["pointer"] for one in nodes(read(READER, row(), TRAIL))} == {"/trace"}


def test_annotations_beside_a_trace_find_it_by_the_spans_that_they_name() -> None:
    parsed = read(READER, trace())
    labels = {"errors": [error("s2")], "scores": []}
    assert LABELS.recognises(labels)
    assert LABELS.fits(labels, parsed)
    assert not LABELS.fits({"errors": [error("x9")]}, parsed)
    assert not LABELS.fits({"trace_id": "t2", "errors": [error("s2")]}, parsed)
    (verdict,) = LABELS.verdicts(labels, parsed, TRAIL)
    assert verdict.answer["errors"][0]["node"] == "m2"


def test_a_code_that_the_project_lacks_is_refused_by_its_name() -> None:
    parsed = read(READER, row(error("m2")), TRAIL)
    plain = Context(settings=KIND.read_settings({}), criteria=[])
    with pytest.raises(Invalid) as refusal:
        KIND.read_answer(parsed.verdicts[0].answer, content=parsed.content, context=KIND.undemanding(plain))
    assert "tool_output_misinterpretation" in str(refusal.value.fields)


def test_annotations_and_traces_are_told_apart() -> None:
    assert not READER.recognises({"errors": [error("m2")]})
    assert not LABELS.recognises(trace())
    assert not LABELS.recognises({"errors": ["Time-out."]})


def test_an_error_without_a_category_is_refused_by_its_place() -> None:
    with pytest.raises(Invalid) as refusal:
        list(READER.parse(row(error("m1"), {"location": "m2"}), TRAIL))
    assert list(refusal.value.fields) == ["errors.1.category"]


@given(
    damaged({"trace": trace(), "labels": {"errors": [error("m2", evidence="200")], "scores": [{"security_score": 5}]}})
)
def test_a_damaged_row_is_read_or_refused(broken: Any) -> None:
    survives(READER, broken, TRAIL)
    if isinstance(broken, dict):
        survives(READER, broken.get("trace"), TRAIL)
