"""Our own rows come in again as they went out."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Item, Json
from annotation.kinds.trace.building import TraceBuilder, call, result_of
from tests.annotation.kinds.trace.readers.reading import KIND, answers, context, found_in, items


def content() -> Json:
    trace = TraceBuilder(problem="How warm is it?", reference="12", edges=[("scout", "writer")])
    trace.add("tool_call", agent="scout", model="model-x", tool=call("look", '{"at":', "c1"), pointer="/steps/0")
    trace.add("tool_result", "12 degrees", agent="scout", parent="n1", tool=result_of("look", "c1"), cost=0.25)
    trace.add("final", "12", agent="writer", context="")
    return trace.content()


def exported(**more: Any) -> Json:
    return {
        "id": "task-1",
        "external_id": "run-8",
        **content(),
        "metadata": {"exit_status": "submitted"},
        "provenance": {"source": "lab", "licence": "CC0-1.0"},
        "annotations": [
            {"annotator": "annotator-1", "answer": {"first_error": {"none": True}}},
            {"annotator": "annotator-2", "answer": {"outcome": "fail"}},
            {"annotator": "annotator-1", "answer": {"first_error": {"node": "n1"}}},
        ],
        **more,
    }


def read(document: Json) -> Item:
    reader = next(reader for reader in KIND.readers if reader.recognises(document))
    assert reader.name == "touchstone"
    return reader.read([document], context())


def test_a_row_comes_in_as_it_went_out() -> None:
    item = read(exported())
    assert KIND.read_content(item.content) == content()
    assert (item.external_id, item.source, item.licence) == ("run-8", "lab", "CC0-1.0")
    assert item.metadata == {"exit_status": "submitted"}


def test_the_trace_may_lie_in_a_field_of_its_own() -> None:
    item = read({"id": "task-1", "content": content()})
    assert KIND.read_content(item.content) == content()
    assert item.external_id == "task-1"


def test_the_last_answer_of_each_person_counts() -> None:
    item = read(exported())
    assert [verdict.annotator for verdict in item.verdicts] == ["annotator-1", "annotator-2"]
    one, other = answers(item)
    assert (one["first_error"]["node"], other["outcome"]) == ("n1", "fail")


def test_content_alone_will_do() -> None:
    item = read({"nodes": [{"id": "a", "kind": "final", "text_parts": ["12"]}]})
    assert KIND.read_content(item.content)["nodes"][0]["text_parts"] == ["12"]
    assert (item.verdicts, item.external_id) == ([], None)


@pytest.mark.parametrize("nodes", [[], [{"id": "a", "kind": "box"}], [{"kind": "final"}], "final"])
def test_other_nodes_are_not_ours(nodes: Any) -> None:
    assert not any(reader.recognises({"nodes": nodes}) for reader in KIND.readers)


def test_pointers_into_the_first_file_stay_as_they_are() -> None:
    found = items(found_in({"a.json": [exported()], "b.json": exported(external_id="run-9")}))
    assert [item.content["nodes"][0]["pointer"] for item in found] == ["/steps/0", "/steps/0"]
