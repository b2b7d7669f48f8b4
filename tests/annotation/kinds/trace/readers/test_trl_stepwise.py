"""TRL's stepwise supervision comes in: completions with a label each."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Item, Json
from tests.annotation.kinds.trace.readers.reading import answers, column, kinds, labels, refusal, row, texts

GOOD_OR_BAD: Json = {
    "type": "categorical",
    "options": [{"value": "good", "label": "Good"}, {"value": "bad", "label": "Bad"}],
}
THREE: Json = {
    "type": "categorical",
    "options": [{"value": value, "label": value} for value in ("good", "useless", "bad")],
}


def document(*rated: Any, said: int | None = None) -> Json:
    count = len(rated) if said is None else said
    completions = [f"Step {number}." for number in range(1, count + 1)]
    return {"prompt": "Is 91 prime?", "completions": completions, "labels": list(rated)}


def read(*rated: Any, **settings: Any) -> Item:
    return row(document(*rated), by="trl_stepwise", **settings)


def test_completions_become_steps_with_labels() -> None:
    item = read(True, False, True)
    assert (texts(item)[1], kinds(item)) == (["Step 2."], ["reasoning"] * 3)
    assert (item.content["problem"], column(item, "pointer")[2]) == ("Is 91 prime?", "/completions/2")
    (answer,) = answers(item)
    assert (labels(answer), answer["first_error"]["node"]) == ({"n1": 1, "n2": -1, "n3": 1}, "n2")


def test_without_a_wrong_step_there_is_no_error() -> None:
    (answer,) = answers(read(True, True))
    assert answer["first_error"] == {"none": True}


def test_steps_without_a_label_leave_it_open_whether_there_is_an_error() -> None:
    (answer,) = answers(read(True, None))
    assert (labels(answer), answer["first_error"]) == ({"n1": 1}, None)


@pytest.mark.parametrize(
    ("scale", "wrong", "expected"),
    [
        ({"type": "binary"}, [False], {"n1": True, "n2": False}),
        (GOOD_OR_BAD, ["bad"], {"n1": "good", "n2": "bad"}),
        (THREE, ["bad"], {"n2": "bad"}),
    ],
)
def test_labels_are_said_in_the_words_of_the_project(scale: Json, wrong: list[Any], expected: Json) -> None:
    settings = {"scale": scale, "wrong": wrong}
    (answer,) = answers(read(True, False, **settings), **settings)
    assert (labels(answer), answer["first_error"]["node"]) == (expected, "n2")


def test_each_step_needs_its_label() -> None:
    assert refusal(document(True, said=2), by="trl_stepwise") == {
        "labels": "There are 2 completions and 1 labels. Each step needs its own."
    }


def test_a_label_is_true_or_false() -> None:
    assert list(refusal(document(True, 1), by="trl_stepwise")) == ["labels.1"]
