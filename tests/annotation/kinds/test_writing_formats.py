"""Formats that preference data goes out in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotation.kinds.base import Context, ExportedTask, Json
from annotation.kinds.preference.sides import canonical_text, shown_order
from tests.annotation.kinds.cases import (
    HELPFUL,
    KIND,
    PAIR,
    answer,
    content,
    context,
    criterion,
    exported,
    prefer,
    reader,
    reason_left_out,
    writer,
    written,
)

SEVEN_POINT = context(allow_edit=True)
SAME, BOTH_BAD, UNASSESSED = (answer({"verdict": verdict}) for verdict in ("same", "both_bad", "cannot_assess"))
FIRST, SECOND = (response["messages"][0]["content"] for response in PAIR["responses"])
SAFE = criterion("safe", {"type": "binary"})
TRL = ("trl_preference", "trl_preference_conversational", "trl_unpaired")


def with_turns(*messages: Json) -> Json:
    """The pair, where the first response is a longer exchange."""
    responses = [{**PAIR["responses"][0], "messages": list(messages)}, PAIR["responses"][1]]
    return KIND.read_content({**PAIR, "responses": responses})


def seen_swapped(task: ExportedTask, where: Context) -> ExportedTask:
    """The same task, but its first annotator saw the second response first."""
    seed = next(seed for seed in range(99) if shown_order(["r1", "r2"], seed, where.settings) == ["r2", "r1"])
    first, *rest = task.annotations
    return replace(task, annotations=[replace(first, side_seed=seed), *rest])


def test_the_canonical_row_tells_all_of_a_task() -> None:
    task = exported(PAIR, prefer(-2), SAME, outcome=prefer(-2), flags=[{"category": "unsafe"}])
    (row,) = written("touchstone", task, SEVEN_POINT)
    assert row["responses"] == PAIR["responses"]
    assert row["evaluation"] == {"outcome": prefer(-2), "source": "consensus", "agreement": 0.9}
    assert row["policy_flags"] == [{"category": "unsafe"}]
    assert row["provenance"]["licence"] == "CC0-1.0"
    assert (row["id"], row["external_id"], row["trace_id"], row["status"]) == ("t1", "x-9", "trace-1", "settled")
    first, second = row["annotations"]
    assert (first["annotator"], first["answer"]["overall"]["strength"], first["active_ms"]) == ("annotator-1", -2, 1000)
    assert second["answer"]["overall"] == {"verdict": "same"}
    assert set(first) == {
        "id",
        "annotator",
        "rubric_version",
        "answer",
        "rationale",
        "active_ms",
        "side_seed",
        "imported",
        "counted",
        "revision",
        "submitted_at",
    }


def test_tasks_without_an_outcome_are_in_the_canonical_rows_too() -> None:
    (row,) = written("touchstone", exported(PAIR), SEVEN_POINT)
    assert (row["annotations"], row["evaluation"]["outcome"]) == ([], None)


def test_what_people_said_of_response_1_is_said_of_the_response_that_they_saw_there() -> None:
    words = criterion("mistake", {"type": "text", "min_length": 0})
    where = context(words)
    given = prefer(
        1, rationale="Response 1 is right.", criteria={"mistake": {"r1": {"value": "Response B is shorter"}}}
    )
    (row,) = written("touchstone", seen_swapped(exported(PAIR, given), where), where)
    (annotation,) = row["annotations"]
    assert annotation["rationale"] == annotation["answer"]["rationale"] == "Response r2 is right."
    assert annotation["answer"]["criteria"]["mistake"]["r1"]["value"] == "Response r1 is shorter"
    fixed = context(randomise_sides=False)
    (row,) = written("touchstone", replace(seen_swapped(exported(PAIR, given), where)), fixed)
    assert row["annotations"][0]["rationale"] == "Response r1 is right."


@pytest.mark.parametrize(
    ("text", "mapped"),
    [
        ("Response A beats response 2.", "Response r2 beats response r1."),
        ("@Response 2 is better than @Response 1.", "Response r1 is better than Response r2."),
        ("Responses 1 and 2, and Response 3", "Responses r2 and r1, and Response 3"),
        (
            "Response 12, response a, Response 1.5, Response Alpha",
            "Response 12, response a, Response 1.5, Response Alpha",
        ),
        ("Both responses agree.", "Both responses agree."),
    ],
)
def test_only_names_of_responses_are_mapped(text: str, mapped: str) -> None:
    assert canonical_text(text, ["r2", "r1"]) == mapped


def test_a_preference_becomes_a_chosen_and_a_rejected_text() -> None:
    task = exported(PAIR, prefer(2), prefer(3), prefer(2), outcome=prefer(2))
    assert written("trl_preference", task, SEVEN_POINT) == [
        {
            "prompt": "What is a mutex?",
            "chosen": SECOND,
            "rejected": FIRST,
            "item_id": "t1",
            "strength": 2,
            "n_raters": 3,
            "origin": "outcome",
        }
    ]


def test_the_conversational_row_has_lists_of_messages() -> None:
    (row,) = written("trl_preference_conversational", exported(PAIR, prefer(-1), outcome=prefer(-1)), SEVEN_POINT)
    assert row["prompt"] == [{"role": "user", "content": "What is a mutex?"}]
    assert row["chosen"] == [{"role": "assistant", "content": FIRST}]
    assert row["rejected"] == [{"role": "assistant", "content": SECOND}]


def test_a_written_row_is_read_back_with_the_same_winner() -> None:
    for name in ("trl_preference", "trl_preference_conversational"):
        (row,) = written(name, exported(PAIR, prefer(-3), outcome=prefer(-3)), SEVEN_POINT)
        item = reader("trl_preference").read([row], SEVEN_POINT)
        strength = item.verdicts[0].answer["overall"]["strength"]
        winner = item.content["responses"][0 if strength < 0 else 1]
        assert winner["messages"][0]["content"] == FIRST
        assert item.external_id == "t1"


@pytest.mark.parametrize("outcome", [SAME, BOTH_BAD, UNASSESSED, None])
def test_without_a_winner_there_is_a_reason_and_no_row(outcome: Json | None) -> None:
    reasons = {reason_left_out(name, exported(PAIR, SAME, outcome=outcome), SEVEN_POINT) for name in TRL[:2]}
    assert len(reasons) == 1
    assert all(reasons)


def test_the_reasons_differ() -> None:
    outcomes = (SAME, BOTH_BAD, UNASSESSED, None)
    tasks = [exported(PAIR, SAME, outcome=outcome) for outcome in outcomes]
    assert len({reason_left_out("trl_preference", task, SEVEN_POINT) for task in tasks}) == 4


def test_an_edit_is_better_than_the_chosen_and_that_than_the_rejected() -> None:
    edited = prefer(-2, edit={"base": "r1", "text": "Better."})
    rows = written("trl_preference", exported(PAIR, edited, prefer(-1), outcome=prefer(-1)), SEVEN_POINT)
    pairs = [(row["chosen"], row["rejected"], row["origin"], row["strength"], row["n_raters"]) for row in rows]
    assert pairs == [
        (FIRST, SECOND, "outcome", 1, 2),
        ("Better.", FIRST, "edit", None, 1),
        ("Better.", SECOND, "edit", None, 1),
    ]


def test_an_edit_of_another_response_is_better_than_that_alone() -> None:
    edited = answer({"verdict": "same"}, edit={"base": "r2", "text": "Better."})
    rows = written("trl_preference", exported(PAIR, edited, outcome=SAME), SEVEN_POINT)
    assert [(row["chosen"], row["rejected"]) for row in rows] == [("Better.", SECOND)]


def test_rankings_and_ratings_give_a_row_for_each_two_that_are_not_level() -> None:
    task = content("a", "b", "c")
    ranked = answer({"ranks": {"r1": 2, "r2": 1, "r3": 2}})
    rows = written("trl_preference", exported(task, ranked, outcome=ranked), context(mode="ranking"))
    assert [(row["chosen"], row["rejected"], row["strength"]) for row in rows] == [("b", "a", 1), ("b", "c", 1)]
    rated = answer({"ratings": {"r1": 5, "r2": "cannot_assess", "r3": 2}})
    rows = written("trl_preference", exported(task, rated, outcome=rated), context(mode="rating", scale="one_to_five"))
    assert [(row["chosen"], row["rejected"], row["strength"]) for row in rows] == [("a", "c", 3)]


def test_a_conversation_has_no_standard_form() -> None:
    task = with_turns(*[{"role": role, "content": role} for role in ("assistant", "user", "assistant")])
    done = exported(task, prefer(-1), outcome=prefer(-1))
    assert "conversational" in reason_left_out("trl_preference", done, SEVEN_POINT)
    (row,) = written("trl_preference_conversational", done, SEVEN_POINT)
    assert len(row["chosen"]) == 3


@pytest.mark.parametrize(("arguments", "parsed"), [('{"a": 1}', {"a": 1}), ("", {}), ("{broken", None), ("[1]", None)])
def test_arguments_of_tool_calls_are_objects_for_trl(arguments: str, parsed: Any) -> None:
    call = {"id": "c", "type": "function", "function": {"name": "f", "arguments": arguments}}
    task = with_turns(
        {"role": "assistant", "content": "", "tool_calls": [call]}, {"role": "assistant", "content": "Done"}
    )
    done = exported(task, prefer(-1), outcome=prefer(-1))
    if parsed is None:
        assert "arguments" in reason_left_out("trl_preference_conversational", done, SEVEN_POINT)
    else:
        (row,) = written("trl_preference_conversational", done, SEVEN_POINT)
        assert row["chosen"][0]["tool_calls"][0]["function"]["arguments"] == parsed


def test_preferences_alone_say_nothing_absolute() -> None:
    assert reason_left_out("trl_unpaired", exported(PAIR, prefer(3), outcome=prefer(3)), SEVEN_POINT)


def test_both_bad_are_both_bad() -> None:
    rows = written("trl_unpaired", exported(PAIR, BOTH_BAD, outcome=BOTH_BAD), SEVEN_POINT)
    assert [(row["completion"][0]["content"], row["label"]) for row in rows] == [(FIRST, False), (SECOND, False)]


def test_ratings_in_the_outer_thirds_of_the_scale_are_good_and_bad() -> None:
    task = content("a", "b", "c", "d")
    rated = answer({"ratings": {"r1": 4, "r2": 3, "r3": 2, "r4": "cannot_assess"}})
    rows = written("trl_unpaired", exported(task, rated, outcome=rated), context(mode="rating", scale="one_to_five"))
    assert [(row["response_id"], row["label"]) for row in rows] == [("r1", True), ("r3", False)]
    assert rows[0]["prompt"] == [{"role": "user", "content": "What is a mutex?"}]


def test_an_absolute_criterion_tells_good_from_bad_by_its_key_alone() -> None:
    judged = prefer(-1, criteria={"safe": {"r1": {"value": True}}, "acceptable": {"r2": {"value": False}}})
    acceptable = criterion("acceptable", {"type": "binary"})
    task = exported(PAIR, judged, outcome=judged)
    assert reason_left_out("trl_unpaired", task, context(SAFE))
    rows = written("trl_unpaired", task, context(SAFE, acceptable))
    assert [(row["response_id"], row["label"]) for row in rows] == [("r2", False)]


def test_ratings_are_written_like_helpsteer_and_read_back() -> None:
    where = context(HELPFUL, SAFE)
    judged = prefer(
        -1, criteria={"helpfulness": {"r1": {"value": 4}, "r2": {"value": 0}}, "safe": {"r1": {"value": True}}}
    )
    rows = written("helpsteer", exported(PAIR, judged, outcome=judged), where)
    assert [(row["response"], row["helpfulness"], row["safe"]) for row in rows] == [(FIRST, 4, 1), (SECOND, 0, None)]
    item = reader("helpsteer_ratings").read(rows, context(HELPFUL, mode="rating", scale="zero_to_four"))
    assert item.verdicts[0].answer["overall"] == {"ratings": {"r1": 4, "r2": 0}}


def test_each_persons_ratings_are_kept_in_lists() -> None:
    where = context(criterion("rating", HELPFUL["scale"]), mode="rating", scale="one_to_five")
    one = answer({"ratings": {"r1": 5, "r2": 1}}, criteria={"rating": {"r1": {"value": 2}}})
    other = answer({"ratings": {"r1": 4, "r2": "cannot_assess"}})
    first, second = written("helpsteer_disagreements", exported(PAIR, one, other), where)
    assert (first["rating"], first["criterion_rating"]) == ([5, 4], [2, None])
    assert (second["rating"], second["annotators"]) == ([1, None], ["annotator-1", "annotator-2"])


def test_comparisons_without_numbers_are_no_ratings() -> None:
    assert reason_left_out("helpsteer", exported(PAIR, prefer(1), outcome=prefer(1)), SEVEN_POINT)


def test_each_verdict_is_a_judgement() -> None:
    task = content("Yes.", "No.", models=["model-x"])
    rows = written("mt_bench", exported(task, prefer(-2), prefer(1), SAME, BOTH_BAD, UNASSESSED), SEVEN_POINT)
    assert [(row["judge"], row["winner"]) for row in rows] == [
        ("annotator-1", "model_a"),
        ("annotator-2", "model_b"),
        ("annotator-3", "tie"),
        ("annotator-4", "tie (bothbad)"),
    ]
    assert (rows[0]["question_id"], rows[0]["model_a"], rows[0]["model_b"], rows[0]["turn"]) == (
        "x-9",
        "model-x",
        "r2",
        1,
    )
    assert [message["content"] for message in rows[0]["conversation_b"]] == ["What is a mutex?", "No."]
    assert reader("mt_bench").recognises(rows[0])


def test_judged_turns_are_judgements_of_their_turns() -> None:
    turns = {"0": {"verdict": "same"}, "1": {"verdict": "prefer", "strength": 2}}
    rows = written("mt_bench", exported(PAIR, prefer(1, turns=turns)), context(turns="every"))
    assert [(row["turn"], row["winner"]) for row in rows] == [(1, "tie"), (2, "model_b")]


def test_a_table_has_one_row_an_answer_and_always_the_same_columns() -> None:
    words = criterion("mistake", {"type": "text", "min_length": 0}, applies_to="comparison")
    cost = criterion("cost", {"type": "interval", "min": 0, "max": 9})
    where = context(SAFE, cost, words, allow_edit=True, rationale={"reasons": ["Wrong", "Dull"]})
    judged = prefer(
        -2,
        criteria={
            "safe": {"r1": {"value": True}, "r2": {"missing": "not_applicable"}},
            "cost": {"r1": {"value": 3}},
            "mistake": {"value": "None"},
        },
        reasons=["Wrong", "Dull"],
        edit={"base": "r1", "text": "Better."},
    )
    for name in ("csv", "parquet"):
        one, other = written(name, exported(PAIR, judged, SAME, outcome=prefer(-2)), where)
        assert list(one) == list(other) == list(writer(name).columns(where) or [])
        assert (one["verdict"], one["strength"], other["verdict"], other["strength"]) == ("prefer", -2, "same", 0)
        assert (one["criteria.safe.r1"], one["criteria.cost.r1"], one["criteria.mistake"]) == (True, 3.0, "None")
        assert (one["missing"], other["missing"]) == ("criteria.safe.r2: not_applicable", None)
        assert (one["reasons"], one["edit_text"], one["r2"]) == ("Wrong; Dull", "Better.", SECOND)
        assert one["outcome"] == '{"strength":-2,"verdict":"prefer"}'


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_cells_hold_what_their_columns_say(name: str) -> None:
    python = {"text": str, "integer": int, "number": float, "flag": bool}
    for example in KIND.examples():
        where = Context(settings=example.settings, criteria=example.criteria)
        types = writer(name).column_types(where)
        assert types is not None
        for row in written(name, exported(example.content, *example.answers), where):
            assert row.keys() == types.keys()
            for column, value in row.items():
                assert value is None or type(value) is python[types[column]], column


@pytest.mark.parametrize("example", KIND.examples(), ids=lambda example: example.settings["mode"])
def test_every_writer_writes_a_row_or_says_why_not(example: Any) -> None:
    where = Context(settings=example.settings, criteria=example.criteria)
    outcome = KIND.merge(example.answers, content=example.content, context=where)
    for task in (
        exported(example.content, *example.answers, outcome=outcome),
        exported(example.content, *example.answers),
        exported(example.content),
    ):
        for one in KIND.writers:
            assert list(one.rows(task, where)), one.name
            assert one.rules
            assert one.help
