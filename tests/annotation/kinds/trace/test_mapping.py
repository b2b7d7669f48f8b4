"""Rows with columns of their own become traces."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds import get_kind
from annotation.kinds.base import Item, Json
from config.errors import Invalid
from tests.annotation.kinds.trace.tracing import context, read_leniently

KIND = get_kind("trace")
ROW: Json = {
    "no": 7.0,
    "question": "Is 91 prime?",
    "hint": " ",
    "gold/answer": "No",
    "s1": "91 is odd.",
    "s2": "",
    "s3": "7 · 13 = 91.",
    "list": ["One.", {"text": "Two."}, {"content": "Three."}, "", 4],
    "json": '["One.", "Two."]',
    "text": "One,\nstill one.\r\n \r\n\nTwo.\n\n\n",
    "reply": "no",
    "judge": "bad",
}


def mapped(mapping: Json | None = None, **columns: Any) -> Item:
    return KIND.map_row(ROW, {"columns": columns, **(mapping or {})}, context())


def texts(**columns: Any) -> list[str]:
    return [text for node in mapped(**columns).content["nodes"] for text in node["text_parts"]]


def test_columns_become_a_trace() -> None:
    item = mapped(
        {"constants": {"source": "a test", "licence": "MIT"}, "metadata": ["hint"]},
        problem=["question", "hint"],
        reference="gold/answer",
        steps=["s1", "s2", "s3"],
        answer="reply",
        external_id="no",
    )
    assert (item.content["problem"], item.content["reference"]) == ("Is 91 prime?", "No")
    assert [(node["kind"], node["text_parts"], node["pointer"]) for node in item.content["nodes"]] == [
        ("reasoning", ["91 is odd."], "/s1"),
        ("reasoning", ["7 · 13 = 91."], "/s3"),
        ("final", ["no"], "/reply"),
    ]
    assert (item.external_id, item.source, item.licence, item.metadata) == ("7", "a test", "MIT", {"hint": " "})
    assert KIND.read_content(item.content) == item.content


@pytest.mark.parametrize(
    ("column", "steps"),
    [
        ("list", ["One.", "Two.", "Three.", "4"]),
        ("json", ["One.", "Two."]),
        ("text", ["One,\nstill one.", "Two."]),
        (["s1"], ["91 is odd."]),
        (["text", "s1"], [ROW["text"], "91 is odd."]),
        (["json", "s3"], ["One.", "Two.", "7 · 13 = 91."]),
    ],
)
def test_steps_come_in_a_list_in_a_text_or_in_columns(column: Any, steps: list[str]) -> None:
    assert texts(steps=column) == steps


def test_a_place_in_a_row_is_a_json_pointer() -> None:
    assert [node["pointer"] for node in mapped(steps="list").content["nodes"]] == [
        "/list/0",
        "/list/1",
        "/list/2",
        "/list/4",
    ]
    assert mapped(steps="gold/answer").content["nodes"][0]["pointer"] == "/gold~1answer"


@pytest.mark.parametrize(("column", "field"), [("s2", "steps"), ("s9", "s9")])
def test_a_row_without_steps_is_refused(column: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        mapped(steps=column)
    assert list(refusal.value.fields) == [field]


def test_a_list_of_something_else_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        KIND.map_row({"s": ["One.", {"score": 1}]}, {"columns": {"steps": "s"}}, context())
    assert "Step 2" in refusal.value.fields["s"]


def test_verdicts_are_the_answers_that_values_mean() -> None:
    verdicts = {"columns": {"judge": "Ann"}, "values": {"bad": {"first_error": {"node": "n1"}}}}
    item = mapped({"verdicts": verdicts, "metadata": ["judge", "no"]}, steps="s1")
    (verdict,) = item.verdicts
    assert (verdict.annotator, item.metadata) == ("Ann", {"no": 7.0})
    assert read_leniently(verdict.answer, context(), item.content)["first_error"]["node"] == "n1"
    with pytest.raises(Invalid) as refusal:
        mapped({"verdicts": {"columns": {"judge": "Ann"}, "values": {"good": {}}}}, steps="s1")
    assert list(refusal.value.fields) == ["judge"]
