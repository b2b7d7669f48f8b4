"""PRM800K comes in: the path that was taken, the ratings of its steps, and why the rating ended."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Item, Json
from tests.annotation.kinds.trace.readers.reading import (
    answers,
    column,
    kinds,
    labels,
    refusal,
    row,
    steps,
    texts,
)

FIVE: Json = {"type": "ordinal", "anchors": [{"value": value, "label": f"level {value}"} for value in range(1, 6)]}


def completion(text: str, rating: int | None, **more: Any) -> Json:
    return {"text": text, "rating": rating, "flagged": None, **more}


def step(*completions: Json, chosen: int | None = 0, human: Json | None = None) -> Json:
    return {"completions": list(completions), "human_completion": human, "chosen_completion": chosen}


def document(*rated: Json, reason: str = "solution", **question: Any) -> Json:
    return {
        "labeler": "person-4",
        "timestamp": "2026-03-02T10:00:00",
        "generation": 2,
        "question": {"problem": "Is 91 prime?", "ground_truth_answer": "no", **question},
        "label": {"steps": list(rated), "total_time": 1234, "finish_reason": reason},
    }


def read(*rated: Json, reason: str = "solution", **question: Any) -> Item:
    return row(document(*rated, reason=reason, **question), by="prm800k")


SIEVE = completion("Try the primes up to 9.", 1)
SEVEN = completion("7 times 13 is 91.", 0)
NO = completion("# Answer\n\nno", 1)
YES = completion("# Answer\n\nyes", -1)


def test_the_chosen_completions_are_the_trace() -> None:
    item = read(step(SIEVE), step(completion("91 ends in 1.", -1), SEVEN, chosen=1), step(NO))
    assert texts(item) == [["Try the primes up to 9."], ["7 times 13 is 91."], ["# Answer\n\nno"]]
    assert kinds(item) == ["reasoning", "reasoning", "final"]
    assert column(item, "pointer")[1] == "/label/steps/1/completions/1/text"
    assert (item.content["problem"], item.content["reference"]) == ("Is 91 prime?", "no")
    (answer,) = answers(item)
    assert (labels(answer), answer["first_error"]) == ({"n1": 1, "n2": 0, "n3": 1}, {"none": True})
    assert [verdict.annotator for verdict in item.verdicts] == ["person-4"]


def test_what_was_rated_but_not_chosen_is_metadata() -> None:
    item = read(step(SIEVE, completion("91 is odd, so prime.", -1)), step(NO))
    assert item.metadata["alternatives"] == {"n1": [{"text": "91 is odd, so prime.", "rating": -1}]}
    assert (item.metadata["total_time"], item.metadata["finish_reason"]) == (1234, "solution")
    assert (item.metadata["generation"], item.external_id) == (2, None)


def test_a_step_that_a_person_wrote_belongs_to_the_trace_without_a_label() -> None:
    human = {"text": "Divide by 7.", "rating": None, "source": "human", "flagged": False}
    item = read(step(SIEVE), step(completion("Divide by 2.", -1), chosen=None, human=human), step(NO))
    assert texts(item)[1] == ["Divide by 7."]
    assert column(item, "pointer")[1] == "/label/steps/1/human_completion/text"
    (answer,) = answers(item)
    assert labels(answer) == {"n1": 1, "n3": 1}


def test_the_rating_ends_at_the_models_own_step_where_none_was_chosen() -> None:
    generated = [SIEVE["text"], YES["text"]]
    item = read(step(SIEVE), step(NO, YES, chosen=None), reason="found_error", pre_generated_steps=generated)
    assert texts(item)[1] == ["# Answer\n\nyes"]
    (answer,) = answers(item)
    assert labels(answer) == {"n1": 1, "n2": -1}
    assert answer["first_error"]["node"] == "n2"


def test_steps_of_a_finished_solution_behind_its_error_are_in_the_trace() -> None:
    wrong = completion("91 is a square.", -1)
    generated = [SIEVE["text"], wrong["text"], "So it is prime.", YES["text"]]
    item = read(step(SIEVE), step(wrong, chosen=None), reason="found_error", pre_generated_steps=generated)
    assert texts(item) == [[text] for text in generated]
    assert column(item, "pointer")[2] == "/question/pre_generated_steps/2"
    assert kinds(item)[-1] == "final"
    (answer,) = answers(item)
    assert (labels(answer), answer["first_error"]["node"]) == ({"n1": 1, "n2": -1}, "n2")


def test_a_solution_that_left_its_generated_steps_goes_its_own_way() -> None:
    item = read(step(SIEVE), step(NO), pre_generated_steps=["91 is odd.", "Hence prime.", YES["text"]])
    assert texts(item) == [[SIEVE["text"]], [NO["text"]]]


@pytest.mark.parametrize(
    ("reason", "left"), [("bad_problem", "bad_problem"), ("give_up", "gave_up"), ("solution", None)]
)
def test_why_the_rating_ended(reason: str, left: str | None) -> None:
    (answer,) = answers(read(step(SIEVE), reason=reason))
    assert (answer["exit"] or {}).get("reason") == left
    assert answer["first_error"] == (None if left else {"none": True})
    assert labels(answer) == {"n1": 1}


def test_a_scale_without_such_values_takes_the_first_error_alone() -> None:
    item = row(document(step(SIEVE), step(YES), reason="found_error"), by="prm800k", scale=FIVE, wrong=[1, 2])
    (answer,) = answers(item, scale=FIVE, wrong=[1, 2])
    assert (answer["steps"], answer["first_error"]["node"]) == ({}, "n2")


def test_right_and_wrong_find_their_values_on_a_scale_of_two() -> None:
    item = row(document(step(SIEVE), step(SEVEN), step(YES)), by="prm800k", scale={"type": "binary"}, wrong=[False])
    (answer,) = answers(item, scale={"type": "binary"}, wrong=[False])
    assert labels(answer) == {"n1": True, "n3": False}


def test_every_step_is_graded_and_has_its_number() -> None:
    item = read(step(SIEVE), step(SEVEN), step(NO))
    assert steps(item) == ["n1", "n2", "n3"]


@pytest.mark.parametrize(
    ("rated", "field"),
    [
        (step(completion("Hm.", 3)), "label.steps.0.rating"),
        (step(SIEVE, chosen=4), "chosen_completion"),
        (step(chosen=None), "label.steps"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(rated: Json, field: str) -> None:
    assert list(refusal(document(rated), by="prm800k")) == [field]
