"""OpenAI's chat messages come in: what was said, thought and called, and what the tools gave back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotation.kinds.base import Item, Json
from tests.annotation.kinds.trace.readers.reading import column, kinds, refusal, row, steps, texts

SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
WEATHER = {"type": "function", "function": {"name": "weather", "description": "Now", "parameters": SCHEMA}}


def user(text: str = "Is it raining in Oslo?") -> Json:
    return {"role": "user", "content": text}


def calls(*given: tuple[str, str, Any], **message: Any) -> Json:
    """A message that calls functions: id, name and arguments of each."""
    rows = [
        {"id": key, "type": "function", "function": {"name": name, "arguments": arguments}}
        for key, name, arguments in given
    ]
    return {"role": "assistant", "content": None, "tool_calls": rows, **message}


def result(text: str, key: str = "c1") -> Json:
    return {"role": "tool", "tool_call_id": key, "content": text}


def said(text: str, **message: Any) -> Json:
    return {"role": "assistant", "content": text, **message}


def read(*messages: Json, **document: Any) -> Item:
    return row({"messages": list(messages), **document}, by="openai_chat")


def test_a_conversation_with_a_call_becomes_a_trace() -> None:
    item = read(
        {"role": "developer", "content": "Use the tools."},
        user(),
        calls(("c1", "weather", '{"city": "Oslo"}')),
        result("rain"),
        said("Yes."),
        id="conv-1",
        tools=[WEATHER],
    )
    assert kinds(item) == ["system", "user", "tool_call", "tool_result", "final"]
    assert texts(item) == [["Use the tools."], ["Is it raining in Oslo?"], [], ["rain"], ["Yes."]]
    assert column(item, "id") == ["n1", "n2", "n3", "n4", "n5"]
    assert column(item, "parent") == [None, None, None, "n3", None]
    assert column(item, "pointer")[2:4] == ["/messages/2/tool_calls/0", "/messages/3/content"]
    assert steps(item) == ["n3", "n5"]
    assert (item.content["problem"], item.external_id) == ("Is it raining in Oslo?", "conv-1")
    assert item.content["tools"] == [{"name": "weather", "description": "Now", "parameters": SCHEMA}]


def test_arguments_are_read_and_kept_as_they_came() -> None:
    item = read(user(), calls(("c1", "weather", '{"city":  "Oslo"}'), ("c2", "weather", {"city": 7})), tools=[WEATHER])
    one, other = (node["tool"] for node in item.content["nodes"][1:])
    assert (one["arguments"], one["raw"], one["check"]["ok"]) == ({"city": "Oslo"}, '{"city":  "Oslo"}', True)
    assert (other["arguments"], other["raw"], other["check"]["ok"]) == ({"city": 7}, '{"city":7}', False)


def test_arguments_that_are_no_json_stay_raw() -> None:
    tool = read(user(), calls(("c1", "weather", '{"city": Oslo'))).content["nodes"][1]["tool"]
    assert (tool["raw"], tool["arguments"], tool["valid"]) == ('{"city": Oslo', None, False)


def test_results_find_their_calls_in_any_order() -> None:
    several = calls(("c1", "weather", "{}"), ("c2", "time", "{}"))
    item = read(user(), several, result("noon", "c2"), result("rain", "c1"), result("lost", "c9"))
    assert column(item, "parent")[3:] == ["n3", "n2", None]
    assert [node["tool"]["name"] for node in item.content["nodes"][3:]] == ["time", "weather", ""]


def test_results_without_ids_answer_the_calls_of_their_name_one_after_the_other() -> None:
    call = {"type": "function", "function": {"name": "light", "arguments": {"on": True}}}
    named = {"role": "tool", "name": "light", "content": "ok"}
    item = read(user("Lights on."), {"role": "assistant", "tool_calls": [call, call]}, named, named, said("Done."))
    assert kinds(item) == ["user", "tool_call", "tool_call", "tool_result", "tool_result", "final"]
    assert column(item, "parent")[3:5] == ["n2", "n3"]


def test_the_older_function_call_is_read() -> None:
    call = {"role": "assistant", "content": None, "function_call": {"name": "weather", "arguments": '{"city": "Oslo"}'}}
    given = {"role": "function", "name": "weather", "content": "rain"}
    item = read(user(), call, given, functions=[WEATHER["function"]])
    assert kinds(item) == ["user", "tool_call", "tool_result"]
    assert item.content["nodes"][1]["pointer"] == "/messages/1/function_call"
    assert item.content["nodes"][1]["tool"]["check"] == {"ok": True, "problems": []}
    assert item.content["nodes"][2]["parent"] == "n2"


def test_thoughts_stand_before_what_is_said() -> None:
    item = read(
        user(),
        said("I will look.", reasoning_content="No window here."),
        said("<think>\nIt pours.\n</think>\n\nYes."),
        said("As I said: yes."),
    )
    assert kinds(item) == ["user", "reasoning", "message", "reasoning", "message", "final"]
    assert texts(item)[1:5] == [["No window here."], ["I will look."], ["It pours."], ["Yes."]]


def test_a_run_that_ends_in_a_call_has_no_final_answer() -> None:
    assert kinds(read(user(), said("Let me see."), calls(("c1", "weather", "{}")))) == ["user", "message", "tool_call"]


def test_names_of_assistants_are_agents_and_results_have_the_agent_of_their_call() -> None:
    item = read(user(), calls(("c1", "weather", "{}"), name="scout"), result("rain"), said("Rain.", sender="writer"))
    assert column(item, "agent") == ["", "scout", "scout", "writer"]


def test_parts_of_a_content_are_kept_apart_and_images_are_named() -> None:
    url = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    item = read({"role": "user", "content": [{"type": "text", "text": "What is this?"}, url]}, said("A dog."))
    assert texts(item)[0] == ["What is this?", "[Image]"]


def test_demonstrations_and_copied_messages_are_not_graded() -> None:
    item = read(
        {"role": "system", "name": "example_user", "content": "2 + 2?"},
        {"role": "system", "name": "example_assistant", "content": "4"},
        user("3 + 3?"),
        said("5", is_copied_context=True),
        said("6"),
    )
    assert column(item, "context") == ["demo", "demo", "", "copied", ""]
    assert kinds(item) == ["user", "message", "user", "message", "final"]
    assert steps(item) == ["n5"]
    assert item.content["problem"] == "3 + 3?"


def test_what_was_said_in_the_prompt_of_a_completion_is_not_graded() -> None:
    document = {"prompt": [user("2 + 2?"), said("4"), user("And 3 + 3?")], "completion": [said("6")]}
    item = row(document, by="openai_chat")
    assert column(item, "context") == ["", "copied", "", ""]
    assert column(item, "pointer")[3] == "/completion/0/content"
    assert steps(item) == ["n4"]


def test_tools_and_messages_may_be_json_texts() -> None:
    document = {"messages": json.dumps([user(), said("Yes.")]), "tools": json.dumps([WEATHER])}
    item = row(document, by="openai_chat")
    assert kinds(item) == ["user", "final"]
    assert column(item, "pointer") == ["/messages", "/messages"]
    assert [tool["name"] for tool in item.content["tools"]] == ["weather"]


def test_ids_of_messages_stay_where_they_can() -> None:
    item = read({**user(), "id": "msg-a"}, said("Yes.", id="msg-b", reasoning="Wet."), said("Sure.", id="msg-a"))
    assert column(item, "id") == ["msg-a", "msg-b", "n3", "n4"]


def test_what_else_the_document_says_is_metadata_and_not_content() -> None:
    usage = {"prompt_tokens": 12, "completion_tokens": 3}
    item = read(user(), said("Yes.", model="model-x", usage=usage), reward=0.25, reference="It rains.", source="lab")
    assert item.metadata == {"reward": 0.25}
    assert (item.content["reference"], item.source) == ("It rains.", "lab")
    assert (column(item, "model")[1], column(item, "tokens")[1]) == ("model-x", {"input": 12, "output": 3})


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ({"role": "critic", "content": "No."}, "role"),
        ({"role": "assistant", "tool_calls": [{"function": {"arguments": "{}"}}]}, "tool_calls.0.function.name"),
        ({"role": "assistant", "tool_calls": ["weather"]}, "tool_calls.0"),
    ],
)
def test_a_message_that_is_none_is_refused_with_its_place(message: Json, field: str) -> None:
    assert list(refusal({"messages": [user(), message]}, by="openai_chat")) == [f"messages.1.{field}"]


def test_a_conversation_of_only_a_question_is_a_trace_without_steps() -> None:
    assert steps(read(user())) == []
