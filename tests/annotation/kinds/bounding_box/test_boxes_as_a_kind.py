"""Boxes as the rest of the application knows them: through the kind, over its examples."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import pytest

from annotation.kinds import get_kind
from annotation.kinds.base import Context, Example
from config.errors import Invalid
from tests.annotation.kinds.bounding_box.box_cases import PLAIN, criterion

KIND = get_kind("bounding_box")
EXAMPLES = list(KIND.examples())


def context_of(example: Example) -> Context:
    return Context(settings=example.settings, criteria=example.criteria)


@pytest.mark.parametrize("example", EXAMPLES)
def test_comparisons_are_symmetric_shares_of_measures_that_are_declared(example: Example) -> None:
    where = context_of(example)
    declared = {measure.key for measure in KIND.measures(where) if measure.level == "share"}
    seen = set()
    for one, other in product(example.answers, repeat=2):
        rows = KIND.comparisons(one, other, content=example.content, context=where)
        assert list(rows) == list(KIND.comparisons(other, one, content=example.content, context=where))
        assert all(0 <= row.part <= row.whole for row in rows)
        seen |= {row.measure for row in rows}
    assert seen == declared


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_figures_of_each_answer_do_not_depend_on_the_order_of_all(example: Example) -> None:
    where = context_of(example)
    rows = KIND.joint_ratings(example.answers, content=example.content, context=where)
    for order in permutations(range(len(example.answers))):
        turned = KIND.joint_ratings([example.answers[at] for at in order], content=example.content, context=where)
        assert [rows[at] for at in order] == list(turned)


def test_every_measure_of_agreement_says_how_to_read_it() -> None:
    measures = KIND.measures(Context(settings=PLAIN.settings, criteria=[]))
    assert len(measures) == 6
    assert all(measure.help for measure in measures)


def test_the_threshold_and_whether_an_image_may_be_empty_give_answers_their_meaning() -> None:
    loose = KIND.read_settings({"min_size": 9, "occlusion": False, "labels": [{"title": "Dog"}]})
    assert KIND.meaning(loose) == KIND.meaning(KIND.default_settings()) == {"iou_threshold": 0.5, "no_objects": True}
    assert KIND.meaning(KIND.read_settings({"iou_threshold": 0.75})) != KIND.meaning(loose)


def test_a_criterion_is_about_the_image() -> None:
    raw = criterion("sharp", {"type": "binary"})
    assert KIND.read_criterion(raw) == KIND.read_criterion({}) == {"applies_to": "image"}
    with pytest.raises(Invalid) as refusal:
        KIND.read_criterion({**raw, "applies_to": "response"})
    assert list(refusal.value.fields) == ["applies_to"]


def test_a_field_of_the_content_holds_the_image() -> None:
    for example, field in product(EXAMPLES, KIND.image_fields):
        held: dict[str, Any] = example.content[field]
        assert held.keys() == {"sha256", "width", "height", "name"}
