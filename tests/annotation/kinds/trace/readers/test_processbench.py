"""ProcessBench comes in: solutions with the index of the first wrong step."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Json
from tests.annotation.kinds.trace.readers.reading import answers, column, kinds, refusal, row, steps, texts

STEPS = ["Half of 18 is 9.", "9 and 4 are 12.", "So it is $\\boxed{12}$."]


def solution(label: Any = 1, *, correct: Any = False, said: Any = STEPS) -> Json:
    return {
        "id": "gsm8k-3",
        "generator": "model-x",
        "problem": "What is half of 18 and 4?",
        "steps": said,
        "final_answer_correct": correct,
        "label": label,
    }


def test_a_solution_becomes_a_trace_of_reasoning() -> None:
    item = row(solution(), by="processbench")
    assert texts(item) == [[text] for text in STEPS]
    assert kinds(item) == ["reasoning", "reasoning", "final"]
    assert steps(item) == ["n1", "n2", "n3"]
    assert column(item, "pointer") == ["/steps/0", "/steps/1", "/steps/2"]
    assert (item.external_id, item.content["problem"]) == ("gsm8k-3", "What is half of 18 and 4?")


def test_who_wrote_it_stays_out_of_what_people_see() -> None:
    item = row(solution(), by="processbench")
    assert set(column(item, "model")) == {"model-x"}
    assert set(column(item, "agent")) == {""}
    assert item.metadata == {"generator": "model-x", "final_answer_correct": False}


@pytest.mark.parametrize(("label", "node"), [(0, "n1"), (2, "n3")])
def test_the_label_is_the_first_error(label: int, node: str) -> None:
    (answer,) = answers(row(solution(label), by="processbench"))
    assert (answer["first_error"]["node"], answer["outcome"], answer["steps"]) == (node, "fail", {})


def test_minus_one_says_that_no_step_is_wrong() -> None:
    (answer,) = answers(row(solution(-1, correct=True), by="processbench"))
    assert (answer["first_error"], answer["outcome"]) == ({"none": True}, "success")


def test_a_project_that_asks_for_no_outcome_takes_none() -> None:
    item = row(solution(), by="processbench", outcome=False)
    (answer,) = answers(item, outcome=False)
    assert (answer["first_error"]["node"], answer["outcome"]) == ("n2", None)


@pytest.mark.parametrize("label", [3, -2, "1", None, True])
def test_a_label_that_names_no_step_is_refused(label: Any) -> None:
    assert "0 to 2, or -1" in refusal(solution(label), by="processbench")["label"]


def test_a_solution_without_steps_is_refused() -> None:
    assert list(refusal(solution(said=[]), by="processbench")) == ["steps"]
