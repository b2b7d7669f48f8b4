"""Settings of a preference project."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.preference.presets import PRESETS
from config.errors import Invalid
from tests.annotation.kinds.cases import KIND


def test_a_new_project_compares_on_seven_points_with_a_tie() -> None:
    settings = KIND.read_settings({})
    assert settings == KIND.default_settings()
    assert (settings["mode"], settings["scale"], settings["randomise_sides"]) == ("pairwise", "seven_point", True)


def test_the_scale_follows_the_mode_unless_it_is_given() -> None:
    assert KIND.read_settings({"mode": "rating"})["scale"] == "thumbs"
    assert KIND.read_settings({"mode": "rating", "scale": "zero_to_four"})["scale"] == "zero_to_four"


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"mode": "vote"}, "mode"),
        ({"mode": "ranking", "scale": "seven_point"}, "scale"),
        ({"turns": "some"}, "turns"),
        ({"allow_edit": 1}, "allow_edit"),
        ({"speed": "fast"}, "speed"),
        ({"rationale": {"rule": "mostly"}}, "rationale.rule"),
        ({"mode": "rating", "rationale": {"rule": "above_strength"}}, "rationale.rule"),
        ({"scale": "ab_tie_bad", "rationale": {"rule": "above_strength", "strength": 2}}, "rationale.strength"),
        ({"rationale": {"min_length": True}}, "rationale.min_length"),
        ({"rationale": {"reasons": ["Wrong", " Wrong "]}}, "rationale.reasons.1"),
        ({"rationale": ["always"]}, "rationale"),
    ],
)
def test_a_wrong_setting_is_named(settings: Any, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        KIND.read_settings(settings)
    assert list(refusal.value.fields) == [field]


def test_settings_must_be_an_object() -> None:
    with pytest.raises(Invalid):
        KIND.read_settings([])


def test_every_value_of_every_scale_has_a_label_of_its_own() -> None:
    described = {preset["id"]: preset for preset in KIND.describe_settings()["presets"]}
    assert described.keys() == PRESETS.keys()
    for preset in described.values():
        labels = [value["label"] for value in preset["values"]]
        assert len(set(labels)) == len(labels)
    seven = {value["value"]: value["label"] for value in described["seven_point"]["values"]}
    assert seven[-3] == "Response 1 is much better"
    assert seven[0] == "About the same"
    assert described["ranking"]["values"] == []
    assert [value["value"] for value in described["eight_point"]["values"]] == [-4, -3, -2, -1, 1, 2, 3, 4]


def test_what_gives_answers_their_meaning_is_mode_scale_and_turns() -> None:
    loose = KIND.read_settings({"allow_edit": True, "randomise_sides": False, "rationale": {"rule": "always"}})
    assert KIND.meaning(loose) == KIND.meaning(KIND.default_settings())
    assert KIND.meaning(KIND.read_settings({"scale": "four_level"})) != KIND.meaning(loose)
