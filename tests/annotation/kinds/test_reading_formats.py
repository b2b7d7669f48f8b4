"""Formats that preference data comes in: the task, and the verdicts in the words of the project."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from annotation.kinds.base import Context, Item, Json
from config.errors import Invalid
from tests.annotation.kinds.cases import HELPFUL, KIND, answer, context, criterion, exported, prefer, reader, written

USER = {"role": "user", "content": "Name an even number."}
FOUR = {"role": "assistant", "content": "4 is even."}
FIVE = {"role": "assistant", "content": "5 is even."}

OPENAI = {
    "input": {"messages": [USER], "tools": [], "parallel_tool_calls": True},
    "preferred_output": [FOUR],
    "non_preferred_output": [FIVE],
}
TRL_STANDARD = {"prompt": "Name an even number.", "chosen": " 4 is even.", "rejected": " 5 is even."}
TRL_CHAT = {"prompt": [USER], "chosen": [FOUR], "rejected": [FIVE]}
HH = {
    "chosen": "\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: An even number?\n\nAssistant: 4",
    "rejected": "\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: An even number?\n\nAssistant: 5",
}
RATINGS = {"correctness": 4, "coherence": 3, "complexity": 1, "verbosity": 0}
HELPSTEER = {"prompt": "Name an even number.", "response": "4 is even.", "helpfulness": 3, **RATINGS}
HELPSTEER_LISTS = {**HELPSTEER, **{name: [value, value] for name, value in RATINGS.items()}, "helpfulness": [4, 1]}
HELPSTEER_2 = {
    "split": "train",
    "prompt": "Name an even number.",
    "response_1": "5 is even.",
    "response_2": "4 is even.",
    "preference_strength": 3,
    "preference_statement": "@Response 2 is much better.",
    "preference_elaboration": "5 is odd.",
    "three_most_similar_preferences": [
        {"statement": "@Response 2 is better.", "elaboration": "5 is odd.", "strength": 2}
    ],
    "all_preferences_unprocessed": [
        {"strength": 3, "justification": "@Response 1 is wrong."},
        {"strength": -100, "justification": "Neither answers."},
        {"strength": 0, "justification": "Equal."},
    ],
}
HELPSTEER_3 = {
    "domain": "stem",
    "language": "english",
    "context": [USER],
    "response1": "4 is even.",
    "response2": "5 is even.",
    "overall_preference": -3,
    "individual_preference": [
        {"score": -3, "reasoning": "@Response 2 is wrong.", "feedback1": "Right.", "feedback2": "Odd."},
        {"score": -1, "reasoning": "", "feedback1": "Fine.", "feedback2": "Odd."},
    ],
}
ULTRAFEEDBACK = {
    "source": "sums",
    "instruction": "Name an even number.",
    "models": ["m1", "m2"],
    "completions": [
        {
            "model": "m1",
            "custom_system_prompt": "Be helpful.",
            "response": "4 is even.",
            "annotations": {
                "helpfulness": {"Type": ["1"], "Rating": "3", "Rationale": "Short."},
                "honesty": {"Rating": "5", "Rationale": "Fine."},
            },
        },
        {"model": "m2", "response": "5 is even.", "annotations": {"helpfulness": {"Rating": "N/A", "Rationale": "?"}}},
    ],
}
MT_BENCH = {
    "question_id": 81,
    "model_a": "model-x",
    "model_b": "model-y",
    "winner": "model_a",
    "judge": "expert_3",
    "conversation_a": [USER, FOUR, {"role": "user", "content": "Another."}, {"role": "assistant", "content": "6"}],
    "conversation_b": [USER, FIVE, {"role": "user", "content": "Another."}, {"role": "assistant", "content": "7"}],
    "turn": 1,
}
OWN: Json = {"messages": [USER], "responses": [{"messages": [FOUR]}, {"messages": [FIVE], "model": "m2"}]}

ROWS: dict[str, Json] = {
    "touchstone": OWN,
    "openai_preference": OPENAI,
    "helpsteer3": HELPSTEER_3,
    "helpsteer2_preference": HELPSTEER_2,
    "helpsteer_ratings": HELPSTEER,
    "mt_bench": MT_BENCH,
    "ultrafeedback": ULTRAFEEDBACK,
    "trl_preference": TRL_STANDARD,
}
SEVEN_POINT = context()
RATING = context(HELPFUL, mode="rating", scale="one_to_five")


def read(name: str, *rows: Json, where: Context = SEVEN_POINT) -> Item:
    """The item of a format; its content and verdicts must be what the kind accepts."""
    item = reader(name).read(list(rows), where)
    content = KIND.read_content(item.content)
    for verdict in item.verdicts:
        KIND.read_answer(verdict.answer, content=content, context=KIND.undemanding(where))
    return item


def texts(item: Item) -> list[str]:
    return [response["messages"][-1]["content"] for response in item.content["responses"]]


def overall(item: Item) -> dict[str, Json]:
    return {verdict.annotator: verdict.answer["overall"] for verdict in item.verdicts}


def better(item: Item) -> str:
    """The text that the only verdict prefers."""
    (verdict,) = item.verdicts
    return texts(item)[0 if verdict.answer["overall"]["strength"] < 0 else 1]


@pytest.mark.parametrize("name", ROWS)
def test_a_format_is_recognised_by_its_own_reader_and_no_other(name: str) -> None:
    assert [reader.name for reader in KIND.readers if reader.recognises(ROWS[name])] == [name]


@pytest.mark.parametrize(
    "row", [{}, {"prompt": "x"}, {"completions": 3, "instruction": 1}, {"messages": [], "responses": 4}]
)
def test_other_rows_are_nobodys(row: Json) -> None:
    assert not [reader.name for reader in KIND.readers if reader.recognises(row)]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("openai_preference", OPENAI),
        (
            "openai_preference",
            {"input": OPENAI["input"], "preferred_completion": [FOUR], "non_preferred_completion": [FIVE]},
        ),
        ("trl_preference", TRL_STANDARD),
        ("trl_preference", TRL_CHAT),
        ("trl_preference", {"chosen": [USER, FOUR], "rejected": [USER, FIVE]}),
        ("trl_preference", {"prompt": "Name it.", "chosen": [USER, FOUR], "rejected": [USER, FIVE]}),
        ("trl_preference", {"chosen": "An even number:\n4 is even.", "rejected": "An even number:\n5 is even."}),
    ],
)
def test_the_chosen_response_becomes_the_weakest_preference_of_the_data_set(name: str, row: Json) -> None:
    item = read(name, row)
    assert better(item).strip() == "4 is even."
    assert [verdict.annotator for verdict in item.verdicts] == ["dataset"]
    assert abs(item.verdicts[0].answer["overall"]["strength"]) == 1
    assert item.content["messages"][0]["role"] == "user"


def test_the_place_of_the_chosen_response_does_not_tell_that_it_was_chosen() -> None:
    items = [read("trl_preference", {**TRL_STANDARD, "prompt": f"Question {n}"}) for n in range(200)]
    chosen_first = sum(texts(item)[0] == " 4 is even." for item in items)
    assert 70 < chosen_first < 130
    swapped = {**TRL_STANDARD, "chosen": TRL_STANDARD["rejected"], "rejected": TRL_STANDARD["chosen"]}
    one, other = read("trl_preference", TRL_STANDARD), read("trl_preference", swapped)
    assert one.content == other.content
    assert better(one) != better(other)


@pytest.mark.parametrize("name", ["openai_preference", "trl_preference"])
def test_nothing_but_the_verdict_tells_which_was_chosen(name: str) -> None:
    item = read(name, {**ROWS[name], "score_chosen": 9.5, "id": "row-7"})
    assert item.external_id == "row-7"
    assert item.metadata == {}
    assert "chosen" not in str(item.content)


def test_hh_dialogues_become_messages() -> None:
    item = read("trl_preference", HH)
    assert [message["role"] for message in item.content["messages"]] == ["user", "assistant", "user"]
    assert better(item) == "4"


def test_a_dialogue_may_stand_in_the_prompt() -> None:
    row = {"prompt": "\n\nHuman: An even number?\n\nAssistant:", "chosen": " 4", "rejected": " 5"}
    assert read("trl_preference", row).content["messages"] == [{"role": "user", "content": "An even number?"}]


def test_an_implicit_prompt_never_ends_inside_a_word() -> None:
    row = {"chosen": "Name a number: forty is even", "rejected": "Name a number: four is even"}
    assert read("trl_preference", row).content["messages"][0]["content"] == "Name a number:"


@pytest.mark.parametrize(
    "row",
    [
        {"chosen": "Yes", "rejected": "No"},
        {"chosen": [USER, FOUR], "rejected": [FIVE]},
        {"chosen": [USER, FOUR], "rejected": "5"},
        {"prompt": "x", "chosen": [], "rejected": []},
        {"prompt": "x", "chosen": 4, "rejected": 5},
        {"prompt": {"text": "x"}, "chosen": "4", "rejected": "5"},
        {"prompt": [{"role": "user", "content": [{"type": "image_url"}]}], "chosen": "4", "rejected": "5"},
    ],
)
def test_rows_without_a_prompt_or_with_odd_values_are_refused_with_a_field(row: Json) -> None:
    with pytest.raises(Invalid) as refusal:
        read("trl_preference", row)
    assert refusal.value.fields


@pytest.mark.parametrize(
    "junk", [None, "", [], {}, 7, -1.5, True, [None], ["x"], [{}], {"role": 3}, [{"role": "user"}]]
)
@pytest.mark.parametrize("name", ROWS)
def test_odd_values_are_refused_or_read_but_break_nothing(name: str, junk: Any) -> None:
    for where in (SEVEN_POINT, RATING):
        for column in ROWS[name]:
            row = {**ROWS[name], column: junk}
            reader(name).group_key(row)
            with suppress(Invalid):
                read(name, row, where=where)


@pytest.mark.parametrize("name", ROWS)
def test_a_later_row_without_the_columns_of_the_format_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="does not have the columns"):
        read(name, {"text": "something else"})


def test_equal_responses_are_imported_without_a_verdict() -> None:
    assert read("trl_preference", {**TRL_STANDARD, "rejected": TRL_STANDARD["chosen"]}).verdicts == []


def test_tool_calls_come_through_with_their_raw_arguments() -> None:
    call = {"id": "c1", "type": "function", "function": {"name": "sum", "arguments": "{broken"}}
    turns = [{"role": "assistant", "content": None, "tool_calls": [call]}, {**FOUR, "refusal": None}]
    item = read("openai_preference", {**OPENAI, "preferred_output": turns})
    kept = next(one for one in KIND.read_content(item.content)["responses"] if len(one["messages"]) == 2)
    assert kept["messages"][0] == {"role": "assistant", "content": "", "tool_calls": [call]}


def test_every_vote_of_helpsteer2_is_kept_and_neither_valid_means_both_bad() -> None:
    item = read("helpsteer2_preference", HELPSTEER_2)
    assert overall(item) == {
        "vote 1": {"verdict": "prefer", "strength": 3},
        "vote 2": {"verdict": "both_bad"},
        "vote 3": {"verdict": "same"},
    }
    assert item.verdicts[0].answer["rationale"] == "@Response 1 is wrong."


def test_without_raw_votes_the_kept_ones_and_else_the_data_sets_own_are_taken() -> None:
    kept = read("helpsteer2_preference", {**HELPSTEER_2, "all_preferences_unprocessed": []})
    assert overall(kept) == {"vote 1": {"verdict": "prefer", "strength": 2}}
    bare = {key: HELPSTEER_2[key] for key in ("prompt", "response_1", "response_2", "preference_strength")}
    assert overall(read("helpsteer2_preference", bare)) == {"dataset": {"verdict": "prefer", "strength": 3}}


@pytest.mark.parametrize(
    ("scale", "strengths"),
    [
        ("seven_point", [3, None, 0]),
        ("eight_point", [4, None]),
        ("four_level", [2, None]),
        ("ab_tie_bad", [1, None, 0]),
    ],
)
def test_strengths_are_put_on_the_projects_scale_and_ties_dropped_where_it_has_none(
    scale: str, strengths: list[Any]
) -> None:
    item = read("helpsteer2_preference", HELPSTEER_2, where=context(scale=scale))
    verdicts = [verdict.answer["overall"] for verdict in item.verdicts]
    assert [one.get("strength", 0 if one["verdict"] == "same" else None) for one in verdicts] == strengths


def test_a_preference_orders_two_responses_in_a_ranking_and_says_nothing_of_ratings() -> None:
    ranked = read("helpsteer3", HELPSTEER_3, where=context(mode="ranking"))
    assert overall(ranked)["vote 1"] == {"ranks": {"r1": 1, "r2": 2}}
    assert read("helpsteer3", HELPSTEER_3, where=RATING).verdicts == []


def test_helpsteer3_has_its_conversation_votes_and_domain() -> None:
    item = read("helpsteer3", HELPSTEER_3)
    assert texts(item) == ["4 is even.", "5 is even."]
    assert [one["strength"] for one in overall(item).values()] == [-3, -1]
    assert item.metadata == {"domain": "stem", "language": "english"}


def test_consecutive_rows_of_helpsteer_with_one_prompt_are_one_task() -> None:
    other = {**HELPSTEER, "response": "5 is even.", "helpfulness": 0}
    ratings = reader("helpsteer_ratings")
    assert ratings.group_key(HELPSTEER) == ratings.group_key(other) != ratings.group_key({**other, "prompt": "Other"})
    item = read("helpsteer_ratings", HELPSTEER, other, where=RATING)
    assert overall(item) == {"dataset": {"ratings": {"r1": 4, "r2": 1}}}
    assert item.verdicts[0].answer["criteria"] == {"helpfulness": {"r1": {"value": 3}, "r2": {"value": 0}}}


def test_lists_of_ratings_are_one_verdict_a_person() -> None:
    item = read("helpsteer_ratings", HELPSTEER_LISTS, where=RATING)
    assert overall(item) == {"vote 1": {"ratings": {"r1": 5}}, "vote 2": {"ratings": {"r1": 2}}}


def test_ratings_are_no_comparison() -> None:
    other = {**HELPSTEER, "response": "5 is even."}
    assert read("helpsteer_ratings", HELPSTEER, other).verdicts == []


def test_a_task_that_the_project_cannot_ask_about_is_refused() -> None:
    with pytest.raises(Invalid, match="two responses, but here is 1"):
        read("helpsteer_ratings", HELPSTEER)
    with pytest.raises(Invalid, match="7 rows"):
        read("helpsteer_ratings", *[HELPSTEER] * 7, where=RATING)


def test_turns_in_one_prompt_are_parted() -> None:
    prompt = "Hi\n<extra_id_1>Assistant\nHello.\n<extra_id_1>User\nAn even number?"
    messages = read("helpsteer_ratings", {**HELPSTEER, "prompt": prompt}, where=RATING).content["messages"]
    assert [(m["role"], m["content"]) for m in messages] == [
        ("user", "Hi"),
        ("assistant", "Hello."),
        ("user", "An even number?"),
    ]


def test_ultrafeedback_is_rated_by_the_mean_of_its_aspects() -> None:
    honest = criterion("honesty", {"type": "interval", "min": 1, "max": 5})
    item = read("ultrafeedback", ULTRAFEEDBACK, where=context(HELPFUL, honest, mode="rating", scale="one_to_five"))
    assert overall(item) == {"dataset": {"ratings": {"r1": 4, "r2": "cannot_assess"}}}
    assert item.verdicts[0].answer["criteria"] == {"helpfulness": {"r1": {"value": 3}}, "honesty": {"r1": {"value": 5}}}
    assert [response["model"] for response in item.content["responses"]] == ["m1", "m2"]
    assert item.source == "sums"


def test_judgements_of_a_turn_are_about_the_conversation_up_to_there() -> None:
    first, second = (read("mt_bench", {**MT_BENCH, "turn": turn}) for turn in (1, 2))
    assert texts(first) == ["4 is even.", "5 is even."]
    assert texts(second) == ["6", "7"]
    assert first.external_id != second.external_id


def test_consecutive_judgements_of_one_pair_are_one_task_with_several_verdicts() -> None:
    winners = {"expert_3": "model_a", "author_1": "model_b", "arena_user_5": "tie", "x": "tie (bothbad)"}
    rows = [{**MT_BENCH, "judge": judge, "winner": winner} for judge, winner in winners.items()]
    arena = reader("mt_bench")
    assert len({arena.group_key(row) for row in rows}) == 1
    assert arena.group_key({**MT_BENCH, "turn": 2}) != arena.group_key(MT_BENCH)
    assert overall(read("mt_bench", *rows)) == {
        "expert_3": {"verdict": "prefer", "strength": -1},
        "author_1": {"verdict": "prefer", "strength": 1},
        "arena_user_5": {"verdict": "same"},
        "x": {"verdict": "both_bad"},
    }


def test_a_judge_may_be_a_list_and_is_counted_once() -> None:
    rows = [{**MT_BENCH, "judge": ["gpt-4", "pair-v2"]}, {**MT_BENCH, "judge": ["gpt-4", "pair-v2"], "winner": "tie"}]
    assert overall(read("mt_bench", *rows)) == {"gpt-4 pair-v2": {"verdict": "prefer", "strength": -1}}


def test_model_names_are_kept_in_the_content_alone_and_never_shown() -> None:
    item = read("mt_bench", MT_BENCH)
    content = KIND.read_content(item.content)
    assert [response["model"] for response in content["responses"]] == ["model-x", "model-y"]
    assert "model-x" not in f"{item.metadata}{item.external_id}"
    assert "model-x" not in str(KIND.public_content(content, SEVEN_POINT, seed=2))


def test_an_unknown_winner_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        read("mt_bench", {**MT_BENCH, "winner": "gpt"})
    assert list(refusal.value.fields) == ["winner"]


def test_our_own_export_is_read_back() -> None:
    content = KIND.read_content(OWN)
    task = exported(content, prefer(-2, rationale="Response 1 is right."), outcome=prefer(-2))
    (row,) = written("touchstone", task, SEVEN_POINT)
    item = read("touchstone", row)
    assert KIND.read_content(item.content) == content
    assert (item.external_id, item.source, item.licence) == ("x-9", "own", "CC0-1.0")
    assert overall(item) == {"annotator-1": answer({"verdict": "prefer", "strength": -2})["overall"]}
