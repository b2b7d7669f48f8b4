"""The laws again, over random preference tasks, rubrics and answers."""

from __future__ import annotations

import json
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.annotation.kinds.strategies import KIND, Asked, asked


@given(asked())
def test_reading_an_answer_twice_changes_nothing(case: Asked) -> None:
    for answer in case.answers:
        stored = json.loads(json.dumps(answer))
        assert KIND.read_answer(stored, content=case.content, context=case.context) == answer
    assert KIND.read_content(json.loads(json.dumps(case.content))) == case.content


@given(asked())
def test_the_distance_is_symmetric_bounded_and_0_to_itself(case: Asked) -> None:
    def distance(one: int, other: int) -> float:
        answers = case.answers
        return KIND.distance(answers[one], answers[other], content=case.content, context=case.context)

    for one in range(len(case.answers)):
        assert distance(one, one) == 0
        for other in range(one):
            assert 0 <= distance(one, other) <= 1
            assert distance(one, other) == distance(other, one)


@given(asked(), st.randoms(use_true_random=False))
def test_the_consensus_is_an_answer_and_the_same_in_any_order(case: Asked, chance: Random) -> None:
    merged = KIND.merge(case.answers, content=case.content, context=case.context)
    shuffled = chance.sample(case.answers, len(case.answers))
    assert KIND.merge(shuffled, content=case.content, context=case.context) == merged
    undemanding = KIND.undemanding(case.context)
    assert KIND.read_answer(merged, content=case.content, context=undemanding) == merged


@given(asked())
def test_people_who_agree_have_their_answer_as_consensus(case: Asked) -> None:
    answer = case.answers[0]
    merged = KIND.merge([answer] * 3, content=case.content, context=case.context)
    assert KIND.distance(answer, merged, content=case.content, context=case.context) == 0
    assert merged["overall"] == answer["overall"]


@given(asked())
def test_gold_beside_itself_scores_1_and_others_score_at_most_that(case: Asked) -> None:
    gold = case.answers[0]
    scores = [KIND.gold_score(one, gold, content=case.content, context=case.context) for one in case.answers]
    assert scores[0] == 1
    assert all(0 <= score <= 1 for score in scores)


@given(asked())
def test_ratings_keep_to_the_declared_measures_and_domains(case: Asked) -> None:
    measures = {measure.key: measure for measure in KIND.measures(case.context)}
    for answer in case.answers:
        ratings = KIND.ratings(answer, content=case.content, context=case.context)
        assert len({(rating.unit, rating.measure) for rating in ratings}) == len(ratings)
        for rating in ratings:
            domain = measures[rating.measure].domain
            assert not isinstance(rating.value, bool)
            assert domain is None or rating.value in domain


@given(asked(), st.integers(0, 2**62))
def test_annotators_see_every_response_once_and_no_model(case: Asked, seed: int) -> None:
    public = KIND.public_content(case.content, case.context, seed=seed)
    by_id = {response["id"]: response["messages"] for response in case.content["responses"]}
    assert {response["id"]: response["messages"] for response in public["responses"]} == by_id
    assert len(public["responses"]) == len(by_id)
    assert "secret" not in json.dumps(public)
