"""Writing rows for process reward models: TRL, PRM800K and ProcessBench."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotation.kinds.base import Json
from annotation.kinds.trace.step_scale import GOOD_REDUNDANT_WRONG
from tests.annotation.kinds.cases import exported
from tests.annotation.kinds.trace.writers.cases import (
    NO_ERROR,
    PRIME,
    answer,
    context,
    error_at,
    in_file,
    labels,
    rates,
    read_back,
    reason_left_out,
    settled,
    solution,
    written,
)

WHERE = context()
LONG = solution("a", "b", "c", "d", problem="p")
STEPWISE = ("trl_stepwise", "processbench")


def labelled(*values: Any, content: Json = LONG, **said: Any) -> Any:
    return settled(content, WHERE, steps=labels(*values), **said)


def test_a_row_for_trl_ends_with_the_first_step_that_is_false() -> None:
    (row,) = written("trl_stepwise", labelled(1, 0, -1, first_error=error_at("n3")), WHERE)
    assert row == {
        "prompt": "p",
        "completions": ["a", "b", "c"],
        "labels": [True, True, False],
        "first_error": 2,
        "node_ids": ["n1", "n2", "n3"],
        "item_id": "t1",
        "n_raters": 1,
    }


def test_where_each_step_has_a_label_the_row_goes_on_to_the_end() -> None:
    (row,) = written("trl_stepwise", labelled(1, -1, 0, -1, first_error=error_at("n2")), WHERE)
    assert (row["labels"], row["first_error"]) == ([True, False, True, False], 1)


def test_a_trace_without_an_error_is_true_throughout() -> None:
    (row,) = written("trl_stepwise", labelled(1, 1, 0, 1, first_error=NO_ERROR), WHERE)
    assert (row["labels"], row["first_error"]) == ([True] * 4, -1)


@pytest.mark.parametrize("name", STEPWISE)
@pytest.mark.parametrize("gap", [None, "cannot_verify"])
def test_a_gap_before_the_first_error_leaves_the_trace_out(name: str, gap: Any) -> None:
    assert "no label" in reason_left_out(name, labelled(1, gap, -1, first_error=error_at("n3")), WHERE)
    assert "no label" in reason_left_out(name, labelled(1, gap, 1, 1, first_error=NO_ERROR), WHERE)


@pytest.mark.parametrize("name", STEPWISE)
def test_where_only_the_first_error_is_asked_the_steps_before_it_stand(name: str) -> None:
    asked = context(required="first_error")
    task = settled(LONG, asked, steps=labels(None, None, -1), first_error=error_at("n3"))
    (row,) = written(name, task, asked)
    assert row.get("labels", [True, True, False]) == [True, True, False]
    unsure = settled(LONG, asked, steps=labels(None, "cannot_verify", -1), first_error=error_at("n3"))
    assert "no label" in reason_left_out(name, unsure, asked)


@pytest.mark.parametrize("name", STEPWISE)
def test_a_first_error_is_wrong_even_without_a_label(name: str) -> None:
    (row,) = written(name, labelled(1, None, first_error=error_at("n2")), WHERE)
    assert row.get("first_error", row.get("label")) == 1


@pytest.mark.parametrize("name", STEPWISE)
def test_without_an_outcome_or_steps_there_is_a_reason_and_no_row(name: str) -> None:
    open_task = exported(LONG, answer(LONG, WHERE, steps=labels(1)))
    assert "no outcome" in reason_left_out(name, open_task, WHERE)
    bad = settled(LONG, WHERE, exit={"reason": "bad_problem", "note": ""})
    assert "not graded" in reason_left_out(name, bad, WHERE)
    nothing = context(graded=["plan"])
    assert "no steps" in reason_left_out(name, settled(LONG, nothing, first_error=NO_ERROR), nothing)


def test_what_lies_between_steps_stands_before_the_later_one() -> None:
    # The result of the call is n4, which is no step.
    task = settled(rates(), WHERE, steps=labels(1, 1, None, 1, -1, first=2), first_error=error_at("n6"))
    (row,) = written("trl_stepwise", task, WHERE)
    assert row["prompt"] == "How many euros are 200 dollars?"
    assert row["completions"] == [
        "I need the rate.",
        'get_rate({"base":"USD"})',
        "0.91\n\nCheck 200 · 0.91.",
        "It is 182.",
    ]
    assert row["node_ids"] == ["n2", "n3", "n5", "n6"]


def test_other_scales_are_false_where_the_label_means_an_error() -> None:
    kinds = context(scale=GOOD_REDUNDANT_WRONG, wrong=["unclear", "wrong"])
    task = settled(LONG, kinds, steps=labels("good", "redundant", "unclear"), first_error=error_at("n3"))
    (row,) = written("trl_stepwise", task, kinds)
    assert row["labels"] == [True, True, False]
    assert "other than -1, 0 and 1" in reason_left_out("prm800k", task, kinds)


def test_a_row_for_processbench_has_all_steps_and_the_place_of_the_error() -> None:
    task = labelled(1, -1, first_error=error_at("n2"), outcome="partial", content=PRIME)
    (row,) = written("processbench", task, WHERE)
    assert row == {
        "id": "x-9",
        "generator": "solver-1",
        "problem": "Is 111 prime?",
        "steps": ["The digit sum is 3.", "So 3 divides 111.", "Hence yes."],
        "final_answer_correct": False,
        "label": 1,
        "item_id": "t1",
        "n_raters": 1,
    }


@pytest.mark.parametrize(("outcome", "correct"), [("success", True), ("fail", False), ("cannot_verify", None)])
def test_the_final_answer_is_as_right_as_the_outcome_says(outcome: str, correct: bool | None) -> None:
    task = labelled(1, 1, 1, content=PRIME, first_error=NO_ERROR, outcome=outcome)
    (row,) = written("processbench", task, WHERE)
    assert (row["final_answer_correct"], row["label"]) == (correct, -1)


def test_prm800k_has_a_row_for_each_person() -> None:
    one = answer(PRIME, WHERE, steps=labels(1, "cannot_verify", -1), first_error=error_at("n3"))
    other = answer(PRIME, WHERE, steps=labels(1, 0, 1), first_error=NO_ERROR)
    surplus = exported(PRIME, one, other, one)
    *counted, last = surplus.annotations
    task = replace(surplus, annotations=[*counted, replace(last, counted=False)])
    first, second = written("prm800k", task, WHERE)
    assert (first["labeler"], second["labeler"]) == ("annotator-1", "annotator-2")
    ratings = [[step["completions"][0]["rating"] for step in row["label"]["steps"]] for row in (first, second)]
    assert ratings == [[1, None, -1], [1, 0, 1]]
    assert [row["label"]["finish_reason"] for row in (first, second)] == ["found_error", "solution"]
    assert [step["chosen_completion"] for step in first["label"]["steps"]] == [0, 0, None]
    assert (first["label"]["total_time"], second["label"]["total_time"]) == (1000, 2000)
    assert first["question"]["pre_generated_steps"] == ["The digit sum is 3.", "So 3 divides 111.", "Hence yes."]
    assert first["question"]["pre_generated_answer"] == "Hence yes."
    assert first["question"]["ground_truth_solution"] == "No: 3 · 37."


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"exit": {"reason": "bad_problem", "note": ""}}, "bad_problem"),
        ({"exit": {"reason": "wrong_reference", "note": ""}}, "bad_problem"),
        ({"exit": {"reason": "gave_up", "note": "Too hard."}}, "give_up"),
        ({"first_error": error_at("n2")}, "found_error"),
    ],
)
def test_prm800k_says_how_the_rating_ended(said: Json, reason: str) -> None:
    (row,) = written("prm800k", exported(PRIME, answer(PRIME, WHERE, **said)), WHERE)
    assert row["label"]["finish_reason"] == reason
    assert len(row["label"]["steps"]) == (2 if reason == "found_error" else 3)


def test_prm800k_ends_at_the_named_error_even_if_that_step_cannot_be_verified() -> None:
    said = answer(PRIME, WHERE, steps=labels(1, "cannot_verify", 1), first_error=error_at("n2"))
    (row,) = written("prm800k", exported(PRIME, said), WHERE)
    assert [step["completions"][0]["rating"] for step in row["label"]["steps"]] == [1, None]
    assert row["label"]["finish_reason"] == "found_error"


def test_prm800k_needs_somebody_who_rated() -> None:
    assert "no answers" in reason_left_out("prm800k", exported(PRIME), WHERE)
    silent = answer(PRIME, WHERE, outcome="fail")
    assert "Nobody rated" in reason_left_out("prm800k", exported(PRIME, silent), WHERE)


@pytest.mark.parametrize("name", ["trl_stepwise", "processbench", "prm800k"])
def test_our_readers_find_the_same_labels(name: str) -> None:
    task = settled(PRIME, WHERE, steps=labels(1, 1, -1), first_error=error_at("n3"))
    (row,) = written(name, task, WHERE)
    parsed = read_back(name, row, WHERE)
    assert [node["text_parts"] for node in parsed.content["nodes"]] == [
        ["The digit sum is 3."],
        ["So 3 divides 111."],
        ["Hence yes."],
    ]
    found = answer(parsed.content, WHERE, **parsed.verdicts[0].answer)
    assert found["first_error"]["node"] == "n3"
    assert [said["label"] for said in found["steps"].values()] == ([] if name == "processbench" else [1, 1, -1])


def loaded(rows: list[Json], folder: Path) -> Any:
    import datasets

    return datasets.load_dataset("json", data_files=in_file(rows, folder), split="train", cache_dir=str(folder))


def test_trl_finds_its_columns(tmp_path: Path) -> None:
    import datasets

    tasks = [
        labelled(1, -1, first_error=error_at("n2")),
        labelled(-1, first_error=error_at("n1")),
        labelled(1, 1, 1, 1, first_error=NO_ERROR),
    ]
    data = loaded([row for task in tasks for row in written("trl_stepwise", task, WHERE)], tmp_path)
    texts, flags = datasets.List(datasets.Value("string")), datasets.List(datasets.Value("bool"))
    assert {name: data.features[name] for name in ("prompt", "completions", "labels")} == {
        "prompt": datasets.Value("string"),
        "completions": texts,
        "labels": flags,
    }
    assert all(len(row["completions"]) == len(row["labels"]) for row in data)
    assert data["labels"][:2] == [[True, False], [False]]


def test_prm800k_loads_with_one_type_for_each_field(tmp_path: Path) -> None:
    given = [
        answer(PRIME, WHERE, exit={"reason": "bad_problem", "note": ""}),
        answer(PRIME, WHERE, steps=labels(1, "cannot_verify", -1), first_error=error_at("n3")),
        answer(LONG, WHERE, steps=labels(1, 1, 1, 1), first_error=NO_ERROR),
    ]
    tasks = [exported(content, one) for content, one in zip([PRIME, PRIME, LONG], given, strict=True)]
    imported = replace(tasks[0], annotations=[replace(tasks[0].annotations[0], imported=True, active_ms=None)])
    rows = [row for task in [imported, *tasks] for row in written("prm800k", task, WHERE)]
    data = loaded(rows, tmp_path)
    label = data.features["label"]
    assert label["total_time"].dtype == "int64"
    assert label["steps"].feature["completions"].feature["rating"].dtype == "int64"
    assert [row["label"]["finish_reason"] for row in data] == ["bad_problem", "bad_problem", "found_error", "solution"]
    assert data[0]["label"]["total_time"] == 0
