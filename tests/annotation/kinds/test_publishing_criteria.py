"""Criteria of a rubric: what is accepted, what is refused and where, and their one checksum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from annotation.kinds import criteria, scales
from annotation.kinds.base import Json
from config.errors import Invalid
from tests.annotation.kinds.cases import HELPFUL, KIND

ORDINAL = HELPFUL["scale"]


def refused(*rows: Any) -> Mapping[str, str]:
    with pytest.raises(Invalid) as refusal:
        criteria.read_criteria(list(rows), KIND)
    return refusal.value.fields


def test_defaults_are_filled_in() -> None:
    short = {"key": "clear", "title": " Clear ", "scale": {"type": "binary"}}
    assert criteria.read_criteria([short], KIND) == [
        {
            "key": "clear",
            "title": "Clear",
            "guidance": "",
            "scale": {"type": "binary"},
            "required": False,
            "weight": 1,
            "applies_to": "response",
        }
    ]


def test_the_checksum_depends_on_what_the_criteria_say_and_on_nothing_else() -> None:
    shuffled = dict(reversed(HELPFUL.items()))
    one, other = (criteria.read_criteria([row], KIND) for row in (HELPFUL, {**shuffled, "weight": 1.0}))
    assert criteria.sha256(one) == criteria.sha256(other)
    heavier = criteria.read_criteria([{**HELPFUL, "weight": 2}], KIND)
    assert criteria.sha256(heavier) != criteria.sha256(one)
    assert len(criteria.sha256(one)) == 64


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": "Not a slug"}, "criteria.0.key"),
        ({"title": "  "}, "criteria.0.title"),
        ({"weight": -1}, "criteria.0.weight"),
        ({"weight": float("nan")}, "criteria.0.weight"),
        ({"required": "yes"}, "criteria.0.required"),
        ({"applies_to": "everything"}, "criteria.0.applies_to"),
        ({"colour": "red"}, "criteria.0.colour"),
        ({"scale": {"type": "stars"}}, "criteria.0.scale.type"),
        ({"scale": {"type": "binary", "anchors": []}}, "criteria.0.scale.anchors"),
        ({"scale": {"type": "ordinal", "anchors": []}}, "criteria.0.scale.anchors"),
        ({"scale": {"type": "interval", "min": 3, "max": 3}}, "criteria.0.scale.max"),
        ({"scale": {"type": "interval", "min": 0, "max": 1, "step": 2}}, "criteria.0.scale.step"),
        ({"scale": {"type": "interval", "min": 0}}, "criteria.0.scale.max"),
        ({"scale": {"type": "text", "min_length": -1}}, "criteria.0.scale.min_length"),
        ({"guidance": "a\x00b"}, "criteria.0.guidance"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(change: Json, field: str) -> None:
    assert list(refused({**HELPFUL, **change})) == [field]


def test_anchors_must_rise_and_have_labels() -> None:
    anchors = [{"value": 1, "label": "low"}, {"value": 1, "label": ""}]
    wrong = refused({**HELPFUL, "scale": {"type": "ordinal", "anchors": anchors}})
    assert set(wrong) == {"criteria.0.scale.anchors.1.value", "criteria.0.scale.anchors.1.label"}


def test_options_must_differ() -> None:
    options = [{"value": "a", "label": "A"}, {"value": "a", "label": "B"}]
    wrong = refused({**HELPFUL, "scale": {"type": "categorical", "options": options}})
    assert list(wrong) == ["criteria.0.scale.options.1.value"]


def test_a_key_is_used_once() -> None:
    assert list(refused(HELPFUL, HELPFUL)) == ["criteria.1.key"]


def test_a_rubric_is_a_list() -> None:
    with pytest.raises(Invalid):
        criteria.read_criteria({"key": "x"}, KIND)


@pytest.mark.parametrize("value", [True, 5, 2.5, "3", None, float("nan"), float("inf"), 10**400])
def test_a_value_off_an_ordinal_scale_is_refused(value: Any) -> None:
    with pytest.raises(scales.OffScale):
        scales.scale_type(ORDINAL).read_value(ORDINAL, value)


def test_an_interval_has_ends_and_steps() -> None:
    scale = scales.read_scale({"type": "interval", "min": 0, "max": 1, "step": 0.1})
    assert scales.scale_type(scale).read_value(scale, 0.7) == 0.7
    for value in (0.75, 1.1, -0.1, True, "0.1"):
        with pytest.raises(scales.OffScale):
            scales.scale_type(scale).read_value(scale, value)


def test_the_mean_on_an_interval_lies_on_a_step() -> None:
    scale = scales.read_scale({"type": "interval", "min": 0, "max": 10, "step": 4})
    merge = scales.scale_type(scale).merge
    assert merge(scale, [0, 4, 8]) == 4
    assert merge(scale, [8, 8]) == 8
    assert merge(scale, [4, 8, 8]) == 8


def test_the_middle_of_a_scale_with_two_sides_is_no_value() -> None:
    sides = {"type": "ordinal", "anchors": [{"value": v} for v in (-2, -1, 1, 2)]}
    levels = {"type": "ordinal", "anchors": [{"value": v} for v in (1, 2, 3, 4)]}
    assert scales.scale_type(sides).merge(sides, [-1, 1]) is None
    assert scales.scale_type(levels).merge(levels, [2, 3]) == 2
    assert scales.scale_type(sides).merge(sides, [-2, -1]) == -1
    assert scales.scale_type(sides).merge(sides, [2, 1]) == 1


def test_people_who_are_evenly_split_on_a_category_have_no_consensus() -> None:
    scale = {"type": "categorical", "options": [{"value": "x"}, {"value": "y"}]}
    assert scales.scale_type(scale).merge(scale, ["x", "y"]) is None
    assert scales.scale_type(scale).merge(scale, ["y", "x", "y"]) == "y"
