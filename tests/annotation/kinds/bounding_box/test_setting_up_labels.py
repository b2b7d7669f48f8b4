"""Settings of a project with boxes: labels, their attributes, and what may change once there are answers."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest

from annotation.kinds.base import Json
from annotation.kinds.bounding_box import labels
from annotation.kinds.bounding_box.settings import (
    check_change,
    default_settings,
    describe_settings,
    read_settings,
    reads_alike,
)
from config.errors import Invalid
from tests.annotation.kinds.bounding_box.box_cases import LABELS, PLAIN

SETTINGS = PLAIN.settings


def label(title: str, **rest: Any) -> Json:
    return {"title": title, **rest}


def with_attribute(**attribute: Any) -> Json:
    return {"labels": [label("Dog", attributes=[{"title": "Age", "type": "number", **attribute}])]}


def refused_fields(raw: Any) -> list[str]:
    with pytest.raises(Invalid) as refusal:
        read_settings(raw)
    return list(refusal.value.fields)


def test_a_new_project_has_no_labels_and_compares_at_one_half() -> None:
    assert read_settings({}) == default_settings()
    assert (default_settings()["labels"], default_settings()["iou_threshold"]) == ([], 0.5)


def test_what_a_label_does_not_say_is_filled_in() -> None:
    (red,) = read_settings({"labels": [label("Red blood cell")]})["labels"]
    assert red == {
        "key": "red-blood-cell",
        "title": "Red blood cell",
        "colour": labels.PALETTE[0],
        "shortcut": None,
        "category_id": None,
        "supercategory": "",
        "archived": False,
        "merged_into": None,
        "attributes": [],
    }


def test_settings_are_read_back_as_they_were_stored() -> None:
    assert read_settings(SETTINGS) == SETTINGS


def test_keys_stay_when_titles_change() -> None:
    renamed = {**SETTINGS, "labels": [{**SETTINGS["labels"][0], "title": "Hound"}, *SETTINGS["labels"][1:]]}
    assert read_settings(renamed)["labels"][0]["key"] == "dog"


def test_made_keys_keep_clear_of_those_given_anywhere() -> None:
    read = read_settings({"labels": [label("Cat!"), label("Lynx", key="cat"), label("Absent"), label("細胞")]})
    assert [row["key"] for row in read["labels"]] == ["cat-2", "cat", "absent-2", "label"]


@pytest.mark.parametrize(
    ("settings", "fields"),
    [
        ([], [""]),
        ({"speed": 3}, ["speed"]),
        ({"labels": {}}, ["labels"]),
        ({"labels": [label(f"L{number}") for number in range(2001)]}, ["labels"]),
        ({"labels": ["dog"]}, ["labels.0", "labels.0.title"]),
        ({"labels": [label("")]}, ["labels.0.title"]),
        ({"labels": [label("x" * 81)]}, ["labels.0.title"]),
        ({"labels": [label("Dog"), label("dog ")]}, ["labels.1.title"]),
        ({"labels": [label("Dog", key="Dog")]}, ["labels.0.key"]),
        ({"labels": [label("Dog", key=["dog"])]}, ["labels.0.key"]),
        ({"labels": [label("Dog", key="absent")]}, ["labels.0.key"]),
        ({"labels": [label("Dog", key="d"), label("Cat", key="d")]}, ["labels.1.key"]),
        ({"labels": [label("Dog", colour="red")]}, ["labels.0.colour"]),
        ({"labels": [label("Dog", shortcut="0")]}, ["labels.0.shortcut"]),
        ({"labels": [label("Dog", shortcut="4"), label("Cat", shortcut="4")]}, ["labels.1.shortcut"]),
        ({"labels": [label("Dog", category_id=True)]}, ["labels.0.category_id"]),
        ({"labels": [label("Dog", category_id=7), label("Cat", category_id=7)]}, ["labels.1.category_id"]),
        ({"labels": [label("Dog", archived="no")]}, ["labels.0.archived"]),
        ({"labels": [label("Dog", merged_into="wolf")]}, ["labels.0.merged_into"]),
        ({"labels": [label("Dog", merged_into=["dog"])]}, ["labels.0.merged_into"]),
        ({"labels": [label("Dog", merged_into="dog")]}, ["labels.0.merged_into"]),
        ({"min_size": 0}, ["min_size"]),
        ({"min_size": 2.5}, ["min_size"]),
        ({"no_objects": 1}, ["no_objects"]),
        ({"iou_threshold": 0.05}, ["iou_threshold"]),
        ({"iou_threshold": float("nan")}, ["iou_threshold"]),
        ({"occlusion": None}, ["occlusion"]),
    ],
)
def test_a_wrong_setting_is_named(settings: Any, fields: list[str]) -> None:
    assert refused_fields(settings) == fields


@pytest.mark.parametrize(
    ("attribute", "field"),
    [
        ({"type": "date"}, "type"),
        ({"key": "Age"}, "key"),
        ({"type": "radio"}, "options"),
        ({"type": "select", "options": [{"label": "One"}]}, "options"),
        ({"type": "select", "options": [{"label": "One"}, {"label": "Two", "value": "One"}]}, "options.1.value"),
        ({"type": "select", "options": [{"label": "One"}, {"label": ""}]}, "options.1.label"),
        ({"min": "a"}, "min"),
        ({"min": 4, "max": 4}, "max"),
        ({"step": 0}, "step"),
        ({"max_length": 0}, "max_length"),
        ({"required": "yes"}, "required"),
        ({"unit": "years"}, "unit"),
    ],
)
def test_a_wrong_attribute_is_named(attribute: Json, field: str) -> None:
    assert refused_fields(with_attribute(**attribute))[0] == f"labels.0.attributes.0.{field}"


def test_attributes_have_keys_of_their_own() -> None:
    twice = {"labels": [label("Dog", attributes=[{"title": "Asleep", "type": "checkbox"}] * 2)]}
    assert [row["key"] for row in read_settings(twice)["labels"][0]["attributes"]] == ["asleep", "asleep-2"]
    attribute = {"title": "Asleep", "type": "checkbox", "key": "asleep"}
    assert refused_fields({"labels": [label("Dog", attributes=[attribute] * 2)]}) == ["labels.0.attributes.1.key"]


def test_a_chain_of_merges_ends_at_the_last_label() -> None:
    chain = [label("Pup", merged_into="puppy"), label("Puppy", merged_into="dog"), label("Dog")]
    read = read_settings({"labels": chain})
    assert [row["merged_into"] for row in read["labels"]] == ["dog", "dog", None]
    assert labels.resolved(read) == {"pup": "dog", "puppy": "dog", "dog": "dog"}


def test_labels_merged_in_a_circle_are_refused() -> None:
    circle = [label("Pup", merged_into="puppy"), label("Puppy", merged_into="pup"), label("Tail", merged_into="pup")]
    assert refused_fields({"labels": circle}) == [f"labels.{index}.merged_into" for index in range(3)]


def test_a_merged_label_gives_up_its_title_and_shortcut() -> None:
    read = read_settings(
        {"labels": [label("Dog", key="old", shortcut="1", merged_into="dog"), label("Dog", key="dog", shortcut="1")]}
    )
    assert [row["key"] for row in read["labels"]] == ["old", "dog"]


def test_a_label_in_use_cannot_be_removed() -> None:
    kept = read_settings({"labels": [label("Dog"), label("Puppy", merged_into="dog")]})
    with pytest.raises(Invalid) as refusal:
        check_change(SETTINGS, kept, {"cat": 1, "ferret": 1200, "dog": 3})
    assert refusal.value.code == "labels_in_use"
    assert refusal.value.fields == {
        "labels": "Answers use these labels: Cat (once), Ferret (1,200 times). "
        "Archive them or merge them into another instead."
    }


def test_a_label_in_use_can_be_renamed_archived_and_merged_and_others_removed() -> None:
    changed = [label("Hound", key="dog"), label("Cat", merged_into="dog")]
    check_change(SETTINGS, read_settings({"labels": changed}), {"dog": 4, "cat": 2})
    check_change(SETTINGS, read_settings({"labels": []}), {})


def test_only_a_merge_changes_what_answers_say() -> None:
    renamed = [label("Hound", key="dog"), *LABELS[1:2], label("Ferret"), label("Wolf")]
    assert reads_alike(SETTINGS, read_settings({"labels": renamed}))
    assert not reads_alike(SETTINGS, read_settings({"labels": [*LABELS[:1], label("Cat", merged_into="dog")]}))
    assert not reads_alike(SETTINGS, read_settings({"labels": [*LABELS[:2], label("Puppy")]}))


def test_a_file_means_a_title_before_a_key_and_a_label_in_use_before_a_merged_one() -> None:
    cells = [label("Old", key="old", merged_into="cell"), label("Cell", key="rbc"), label("RBC", key="cell")]
    named = labels.names(read_settings({"labels": [*cells, label("RBC", key="twin", merged_into="cell")]}))
    assert {name: row["key"] for name, row in named.items()} == {
        "Cell": "rbc",
        "RBC": "cell",
        "Old": "old",
        "rbc": "rbc",
        "cell": "cell",
        "old": "old",
        "twin": "twin",
    }
    folded = labels.names(SETTINGS, folded=True)
    assert folded["ferret"] == SETTINGS["labels"][3]


def test_a_new_label_has_a_key_and_a_colour_of_its_own() -> None:
    wolf = labels.new_label(SETTINGS, "Dog", category_id=23)
    assert (wolf["key"], wolf["colour"], wolf["category_id"]) == ("dog-2", labels.PALETTE[4], 23)


def test_labels_that_were_not_merged_are_current() -> None:
    assert list(labels.current(SETTINGS)) == ["dog", "cat", "ferret"]


def test_the_form_is_told_types_colours_and_limits() -> None:
    described = describe_settings()
    assert [row["value"] for row in described["attribute_types"]] == ["radio", "select", "checkbox", "number", "text"]
    assert len(set(described["palette"])) == len(described["palette"]) >= 12
    assert read_settings({"labels": [label("Dog", colour=colour.lower()) for colour in described["palette"][:1]]})
    assert described["limits"]["labels"] == 2000


def linear(colour: str) -> list[float]:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


# What each channel of linear RGB becomes. Source: Viénot, Brettel and Mollon (1999), "Digital video colourmaps for
# checking the legibility of displays by dichromats".
SIGHTS = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "no green": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_colours_stay_apart_for_the_colour_blind(sight: str) -> None:
    def seen(colour: str) -> list[float]:
        channels = linear(colour)
        rows = [sum(share * value for share, value in zip(row, channels, strict=True)) for row in SIGHTS[sight]]
        return [max(0.0, value) ** (1 / 2.2) for value in rows]

    colours = [seen(colour) for colour in labels.PALETTE]
    assert min(math.dist(one, other) for one, other in combinations(colours, 2)) > 0.3
