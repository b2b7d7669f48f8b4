"""Laws that every kind keeps, over its own examples."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from itertools import permutations, product
from typing import Any

import pytest

from annotation.kinds import all_kinds
from annotation.kinds.base import Context, Example, Kind
from annotation.kinds.criteria import read_criteria


def cases() -> Iterator[Any]:
    for kind in all_kinds().values():
        for number, example in enumerate(kind.examples()):
            yield pytest.param(kind, example, id=f"{kind.name}-{number}")


pytestmark = pytest.mark.parametrize(("kind", "example"), list(cases()))


def context_of(example: Example) -> Context:
    return Context(settings=example.settings, criteria=example.criteria)


def test_an_example_is_in_canonical_form(kind: Kind, example: Example) -> None:
    assert kind.read_settings(example.settings) == example.settings
    assert read_criteria(example.criteria, kind) == example.criteria
    assert kind.read_content(example.content) == example.content
    kind.check_fit(example.content, context_of(example))


def test_an_answer_is_read_back_as_it_was_stored(kind: Kind, example: Example) -> None:
    assert len(example.answers) >= 2
    for answer in example.answers:
        stored = json.loads(json.dumps(answer))
        assert kind.read_answer(stored, content=example.content, context=context_of(example)) == answer


def test_the_distance_is_symmetric_and_from_0_to_1(kind: Kind, example: Example) -> None:
    context = context_of(example)
    for one, other in product(example.answers, repeat=2):
        apart = kind.distance(one, other, content=example.content, context=context)
        assert 0 <= apart <= 1
        assert apart == kind.distance(other, one, content=example.content, context=context)
        assert (apart == 0) == (one == other)


def test_a_consensus_does_not_depend_on_the_order_of_the_answers(kind: Kind, example: Example) -> None:
    context = context_of(example)
    merged = kind.merge(example.answers, content=example.content, context=context)
    orders = list(permutations(example.answers))
    for order in random.Random(7).sample(orders, min(24, len(orders))):
        assert kind.merge(order, content=example.content, context=context) == merged


def test_a_consensus_is_an_answer(kind: Kind, example: Example) -> None:
    context = context_of(example)
    for count in range(1, len(example.answers) + 1):
        merged = kind.merge(example.answers[:count], content=example.content, context=context)
        again = kind.read_answer(merged, content=example.content, context=kind.undemanding(context))
        assert again == merged


def test_the_consensus_of_one_answer_is_not_far_from_it(kind: Kind, example: Example) -> None:
    context = context_of(example)
    for answer in example.answers:
        merged = kind.merge([answer, answer, answer], content=example.content, context=context)
        assert kind.distance(answer, merged, content=example.content, context=context) == 0


def test_gold_beside_itself_is_right(kind: Kind, example: Example) -> None:
    context = context_of(example)
    for gold, answer in product(example.answers, repeat=2):
        score = kind.gold_score(answer, gold, content=example.content, context=context)
        assert 0 <= score <= 1
        if answer == gold:
            assert score == 1


def test_ratings_use_measures_that_are_declared_and_values_of_their_domains(kind: Kind, example: Example) -> None:
    context = context_of(example)
    measures = {measure.key: measure for measure in kind.measures(context)}
    assert len(measures) == len(kind.measures(context))
    seen = set()
    for answer in example.answers:
        ratings = kind.ratings(answer, content=example.content, context=context)
        assert len({(rating.unit, rating.measure) for rating in ratings}) == len(ratings)
        for rating in ratings:
            domain = measures[rating.measure].domain
            assert rating.value in domain if domain is not None else math.isfinite(float(rating.value))
            seen.add(rating.measure)
    for one, other in product(example.answers, repeat=2):
        shared = kind.comparisons(one, other, content=example.content, context=context)
        assert shared == kind.comparisons(other, one, content=example.content, context=context)
        assert all(0 <= comparison.part <= comparison.whole for comparison in shared)
        seen |= {comparison.measure for comparison in shared}
    assert seen == measures.keys()


def test_annotators_see_no_model_and_no_metadata(kind: Kind, example: Example) -> None:
    content = kind.read_content(example.content)
    for seed in range(20):
        public = kind.public_content(content, context_of(example), seed=seed)
        assert not [text for text in texts_under(content, "model") if text and text in json.dumps(public)]
        assert "model" not in keys_of(public)
        assert public == kind.public_content(content, context_of(example), seed=seed)


def test_a_task_has_a_short_summary(kind: Kind, example: Example) -> None:
    assert 0 < len(kind.summary(example.content)) <= 300


def texts_under(value: Any, key: str) -> list[str]:
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in ([inner] if name == key else texts_under(inner, key))]
    return [text for inner in value for text in texts_under(inner, key)] if isinstance(value, list) else []


def keys_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    return {key for inner in value for key in keys_of(inner)} if isinstance(value, list) else set()
