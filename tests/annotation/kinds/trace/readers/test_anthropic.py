"""Anthropic's messages come in: blocks of text, thoughts, calls and results."""

from __future__ import annotations

from typing import Any

from annotation.kinds.base import Item, Json
from tests.annotation.kinds.trace.readers.reading import column, kinds, refusal, row, steps, texts

SCHEMA = {"type": "object", "properties": {"path": {"type": "string"}}, "required": ["path"]}
READ_FILE = {"name": "read_file", "description": "Reads", "input_schema": SCHEMA}


def text(said: str) -> Json:
    return {"type": "text", "text": said}


def call(key: str = "toolu_1", **given: Any) -> Json:
    return {"type": "tool_use", "id": key, "name": "read_file", "input": given}


def result(said: Any, key: str = "toolu_1", **more: Any) -> Json:
    return {"type": "tool_result", "tool_use_id": key, "content": said, **more}


def by(role: str, *blocks: Json | str) -> Json:
    return {"role": role, "content": blocks[0] if isinstance(blocks[0], str) else list(blocks)}


def read(*messages: Json, **document: Any) -> Item:
    return row({"messages": list(messages), **document}, by="anthropic_messages")


def test_blocks_become_nodes_in_their_order() -> None:
    thought = {"type": "thinking", "thinking": "The file will tell.", "signature": "abc"}
    item = read(
        by("user", "What does it say?"),
        by("assistant", thought, text("I read it."), call(path="a.txt")),
        by("user", result([text("hello")])),
        by("assistant", text("It says hello.")),
        system="Be brief.",
        tools=[READ_FILE],
        id="conv-7",
    )
    assert kinds(item) == ["system", "user", "reasoning", "message", "tool_call", "tool_result", "final"]
    assert texts(item)[2:6] == [["The file will tell."], ["I read it."], [], ["hello"]]
    assert column(item, "pointer")[4] == "/messages/1/content/2"
    assert column(item, "parent")[5] == "n5"
    assert item.content["nodes"][4]["tool"]["arguments"] == {"path": "a.txt"}
    assert item.content["nodes"][4]["tool"]["check"] == {"ok": True, "problems": []}
    assert item.content["nodes"][5]["tool"]["name"] == "read_file"
    assert (item.content["problem"], item.external_id) == ("What does it say?", "conv-7")
    assert steps(item) == ["n3", "n4", "n5", "n7"]


def test_a_call_that_its_schema_does_not_allow_is_told() -> None:
    item = read(by("user", "Go."), by("assistant", call(file="a.txt")), tools=[READ_FILE])
    assert item.content["nodes"][1]["tool"]["check"]["ok"] is False


def test_a_failed_result_has_the_status_of_an_error() -> None:
    failed = by("user", result("no such file", is_error=True), text("Try another."))
    item = read(by("user", "Go."), by("assistant", call(path="x")), failed)
    assert kinds(item) == ["user", "tool_call", "tool_result", "user"]
    assert column(item, "status") == ["", "", "error", ""]
    assert item.content["problem"] == "Go."


def test_calls_on_the_server_have_results_in_the_same_message() -> None:
    used = {"type": "server_tool_use", "id": "s1", "name": "web_search", "input": {"query": "rain"}}
    found = {"type": "web_search_tool_result", "tool_use_id": "s1", "content": [{"type": "page", "title": "Rain"}]}
    item = read(by("user", "Rain?"), by("assistant", used, found, text("Yes,"), text("heavily.")))
    assert kinds(item) == ["user", "tool_call", "tool_result", "final"]
    assert texts(item)[2:] == [['{"type": "page", "title": "Rain"}'], ["Yes,", "heavily."]]


def test_thoughts_that_are_not_disclosed_keep_their_place() -> None:
    hidden = {"type": "redacted_thinking", "data": "c2VjcmV0"}
    item = read(by("user", "Hm?"), by("assistant", hidden, text("Ah.")))
    assert kinds(item) == ["user", "reasoning", "final"]
    assert texts(item)[1] == ["[Thinking that was not disclosed]"]


def test_instructions_as_blocks_and_images_are_read() -> None:
    image = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}}
    item = read(
        by("user", text("What is this?"), image), by("assistant", "A cat."), system=[text("Look."), text("Say.")]
    )
    assert texts(item) == [["Look.", "Say."], ["What is this?", "[Image]"], ["A cat."]]


def test_copied_messages_are_not_graded() -> None:
    copied = {**by("assistant", text("Before."), call(path="x")), "is_copied_context": True}
    item = read(by("user", "Go."), copied, by("user", result("x")), by("assistant", "Now."))
    assert column(item, "context") == ["", "copied", "copied", "", ""]
    assert steps(item) == ["n5"]


def test_a_call_without_a_name_is_refused_with_its_place() -> None:
    nameless = {"messages": [by("user", "Go."), by("assistant", {"type": "tool_use", "id": "t", "input": {}})]}
    assert list(refusal(nameless, by="anthropic_messages")) == ["messages.1.content.0.name"]
