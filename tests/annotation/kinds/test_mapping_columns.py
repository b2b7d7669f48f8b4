"""Rows with columns of their own, mapped to the fields of the kind."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest

from annotation.kinds.base import Context, Item, Json
from config.errors import Invalid
from tests.annotation.kinds.cases import KIND, context

ROW = {
    "idx": 4,
    "app": "search",
    "instruction": "Translate.",
    "input": "Guten Tag",
    "response1": "Good day",
    "response2": "Good night",
    "annotator1": 1,
    "annotator2": 0.0,
    "annotator3": "",
}
FIRST = {"overall": {"verdict": "prefer", "strength": -1}}
MAPPING: Json = {
    "columns": {
        "prompt": ["instruction", "input"],
        "responses": ["response1", "response2"],
        "external_id": "idx",
    },
    "constants": {"source": "a test", "licence": "MIT"},
    "metadata": ["app", "annotator1"],
    "verdicts": {
        "columns": {"annotator1": "Annotator 1", "annotator2": "Annotator 2", "annotator3": "Annotator 3"},
        "values": {"1": FIRST, "0": {"overall": {"verdict": "same"}}},
    },
}


def mapped(row: Json, mapping: Json = MAPPING, where: Context | None = None) -> Item:
    item = KIND.map_row(row, mapping, where or context())
    KIND.read_content(item.content)
    return item


def with_columns(**columns: Any) -> Json:
    return {"columns": {**MAPPING["columns"], **columns}}


def test_columns_become_a_task() -> None:
    item = mapped(ROW)
    assert item.content == {
        "messages": [{"role": "user", "content": "Translate.\n\nGuten Tag"}],
        "responses": [{"messages": [{"role": "assistant", "content": text}]} for text in ("Good day", "Good night")],
    }
    assert (item.external_id, item.source, item.licence) == ("4", "a test", "MIT")


def test_verdicts_are_found_by_the_text_of_their_value_and_empty_cells_are_none() -> None:
    found = {verdict.annotator: verdict.answer for verdict in mapped(ROW).verdicts}
    assert found == {"Annotator 1": FIRST, "Annotator 2": {"overall": {"verdict": "same"}}}
    as_text = mapped({**ROW, "annotator1": "1"})
    assert as_text.verdicts[0].answer == FIRST
    assert as_text.verdicts[0].answer is not FIRST


def test_a_verdict_is_not_kept_as_metadata() -> None:
    assert mapped(ROW).metadata == {"app": "search"}


def test_a_value_without_an_answer_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        mapped({**ROW, "annotator2": 7})
    assert list(refusal.value.fields) == ["annotator2"]


def test_empty_parts_of_a_prompt_are_skipped() -> None:
    assert mapped({**ROW, "input": "  "}).content["messages"][0]["content"] == "Translate."
    with pytest.raises(Invalid) as refusal:
        mapped({**ROW, "input": None, "instruction": ""})
    assert list(refusal.value.fields) == ["prompt"]


@pytest.mark.parametrize("as_text", [False, True])
def test_a_conversation_is_a_list_of_messages_or_text_that_holds_one(as_text: bool) -> None:
    turns = [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello"}, {"from": "human", "value": "Bye"}]
    row = {**ROW, "chat": json.dumps(turns) if as_text else turns}
    messages = mapped(row, with_columns(messages="chat", prompt=[])).content["messages"]
    assert [(message["role"], message["content"]) for message in messages] == [
        ("user", "Hi"),
        ("assistant", "Hello"),
        ("user", "Bye"),
    ]


@pytest.mark.parametrize("as_text", [False, True])
def test_one_column_may_hold_all_responses(as_text: bool) -> None:
    texts = ["one", "two", "three"]
    row = {**ROW, "all": json.dumps(texts) if as_text else texts, "who": ["m1", "m2", "m3"]}
    mapping = with_columns(responses=["all"], models=["who"])
    responses = mapped(row, mapping, context(mode="ranking")).content["responses"]
    assert [(one["messages"][0]["content"], one["model"]) for one in responses] == list(
        zip(texts, ("m1", "m2", "m3"), strict=True)
    )


def test_a_response_may_be_a_conversation() -> None:
    turns = [
        {"role": "assistant", "content": "Good"},
        {"role": "user", "content": "?"},
        {"role": "assistant", "content": "day"},
    ]
    assert mapped({**ROW, "response1": turns}).content["responses"][0]["messages"] == turns


def test_text_that_only_looks_like_a_list_stays_text() -> None:
    assert mapped({**ROW, "response1": "[not JSON"}).content["responses"][0]["messages"][0]["content"] == "[not JSON"


def test_models_stand_in_the_order_of_the_responses() -> None:
    row = {**ROW, "m1": "model-x", "m2": ""}
    responses = mapped(row, with_columns(models=["m1", "m2"])).content["responses"]
    assert [one.get("model") for one in responses] == ["model-x", None]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({key: ROW[key] for key in ROW if key != "response2"}, "response2"),
        ({**ROW, "response2": None}, "response2"),
        ({key: ROW[key] for key in ROW if key != "idx"}, "idx"),
    ],
)
def test_a_missing_column_or_response_is_named(row: Json, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        mapped(row)
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("junk", [None, "", [], {}, 7, True, [None], ["x"], [{}], "[3]", [{"role": 3}], {"a": [1]}])
def test_odd_values_are_refused_or_read_but_break_nothing(junk: Any) -> None:
    columns = {"messages": "chat", "responses": ["a", "b"], "models": ["m"], "source": "s", "external_id": "id"}
    row = {"chat": "Hi", "a": "x", "b": "y", "m": "z", "s": "w", "id": 1}
    for name in row:
        with suppress(Invalid):
            mapped({**row, name: junk}, {"columns": columns, "verdicts": {"columns": {name: "Ann"}, "values": {}}})


def test_a_task_that_the_project_cannot_ask_about_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        mapped(ROW, with_columns(responses=["response1"]))
    assert list(refusal.value.fields) == ["responses"]
