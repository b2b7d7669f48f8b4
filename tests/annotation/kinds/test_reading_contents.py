"""The content of a task: canonical form, limits, and what annotators see of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from annotation.kinds.base import Json
from annotation.kinds.preference.content import LONGEST_MESSAGE
from config.errors import Invalid
from tests.annotation.kinds.cases import KIND, PAIR, content, context

CALL = {"id": "call_1", "type": "function", "function": {"name": "rate", "arguments": '{"base": "USD"'}}


def with_change(path: str, value: Any) -> Json:
    """A right content with one thing changed."""
    raw: Json = {
        "messages": [{"role": "user", "content": "Hi"}],
        "responses": [{"id": f"r{n}", "messages": [{"role": "assistant", "content": "Yes"}]} for n in (1, 2)],
    }
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    target: Any = raw
    for step in steps:
        target = target[step]
    target[last] = value
    return raw


def test_responses_get_ids_in_the_order_of_the_file() -> None:
    assert [response["id"] for response in content("one", "two", "three")["responses"]] == ["r1", "r2", "r3"]


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("messages", [], "messages"),
        ("messages", "Hi", "messages"),
        ("messages.0.role", "robot", "messages.0.role"),
        ("messages.0.content", None, "messages.0.content"),
        ("messages.0.content", "a\x00b", "messages.0.content"),
        ("messages.0.content", "\ud83d", "messages.0.content"),
        ("messages.0.content", "x" * (LONGEST_MESSAGE + 1), "messages.0.content"),
        ("messages.0.image", "cat.png", "messages.0.image"),
        ("responses", [], "responses"),
        ("responses.1.id", "r1", "responses.1.id"),
        ("responses.0.score", 4, "responses.0.score"),
        ("responses.0.model", 7, "responses.0.model"),
        ("responses.1.messages", [{"role": "user", "content": "?"}], "responses.1.messages"),
        ("responses.1", "text", "responses.1"),
        ("answer", "r1", "answer"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(path: str, value: Any, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        KIND.read_content(with_change(path, value))
    assert list(refusal.value.fields) == [field]


def test_at_most_six_responses() -> None:
    with pytest.raises(Invalid) as refusal:
        content(*"abcdefg")
    assert "not 7" in refusal.value.fields["responses"]


def test_a_content_is_not_endless() -> None:
    with pytest.raises(Invalid) as refusal:
        content(*["x" * LONGEST_MESSAGE] * 5)
    assert "too long" in refusal.value.detail


def test_calls_of_tools_keep_their_arguments_as_text_valid_or_not() -> None:
    messages: list[Json] = [
        {"role": "assistant", "content": "", "tool_calls": [CALL]},
        {"role": "tool", "content": "0.91", "tool_call_id": "call_1"},
        {"role": "assistant", "content": "182 euros."},
    ]
    read = KIND.read_content(with_change("responses.0.messages", messages))
    assert read["responses"][0]["messages"] == messages
    as_object = {**CALL, "function": {"name": "rate", "arguments": {"base": "USD"}}}
    messages[0]["tool_calls"] = [as_object]
    read = KIND.read_content(with_change("responses.0.messages", messages))
    assert read["responses"][0]["messages"][0]["tool_calls"][0]["function"]["arguments"] == '{"base": "USD"}'


def test_a_task_is_known_by_what_the_user_asked_last() -> None:
    assert KIND.summary(content("x", "y", prompt="How?" + " why" * 200)).startswith("How? why")


@pytest.mark.parametrize(("mode", "texts"), [("pairwise", "a"), ("pairwise", "abc"), ("ranking", "a")])
def test_a_mode_needs_responses_to_ask_about(mode: str, texts: str) -> None:
    with pytest.raises(Invalid):
        KIND.check_fit(content(*texts), context(mode=mode))


def test_the_sides_are_drawn_from_the_seed_evenly() -> None:
    task = content("one", "two", "three")
    orders = Counter(
        tuple(one["id"] for one in KIND.public_content(task, context(mode="ranking"), seed=seed)["responses"])
        for seed in range(1200)
    )
    assert len(orders) == 6
    assert all(150 < count < 250 for count in orders.values())


def test_a_project_can_keep_the_sides_as_they_are() -> None:
    fixed = context(randomise_sides=False)
    firsts = {KIND.public_content(PAIR, fixed, seed=seed)["responses"][0]["id"] for seed in range(30)}
    assert firsts == {"r1"}


def test_the_names_of_assistants_are_not_shown() -> None:
    named = with_change("responses.0.messages", [{"role": "assistant", "content": "Yes", "name": "model-x"}])
    assert "model-x" not in str(KIND.public_content(KIND.read_content(named), context(), seed=3))


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("I am ChatGPT, so I cannot smell.", True),
        ("As an AI made by OpenAI, no.", True),
        ("I was trained by Google.", True),
        ("Llama 7B says hello.", True),
        ("Ask LLAMA-7B!", True),
        ("A llama eats grass in spring.", False),
        ("Flowers bloom, 7 of them.", False),
        ("As a rule, no.", False),
    ],
)
def test_a_response_that_says_who_it_is_is_flagged(text: str, flagged: bool) -> None:
    task = content("Grass is green.", text, models=["maker/bloom", "maker/llama-7b"])
    public = KIND.public_content(task, context(), seed=1)
    assert public["names_itself"] == (["r2"] if flagged else [])
