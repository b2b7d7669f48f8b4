"""The content of a task, what annotators see of it and of suggestions, and rows of tables that name images."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Json
from annotation.kinds.bounding_box.content import public_content, read_content, summary
from annotation.kinds.bounding_box.mapping import FIELDS, map_row
from annotation.kinds.bounding_box.suggesting import public_suggestion
from config.errors import Invalid
from tests.annotation.kinds.bounding_box.box_cases import IMAGE, PLAIN, answer, box, read_leniently

GIVEN = IMAGE["image"]
MAPPING: Json = {
    "columns": {"image": "path", "external_id": ["id"], "source": "from"},
    "constants": {"licence": "CC0-1.0"},
    "metadata": ["camera"],
}
ROW = {"path": " day 1/17.jpg ", "id": 17.0, "from": "a drone", "camera": "left", "note": "none"}


def test_content_is_read_back_as_it_is() -> None:
    assert read_content(IMAGE) == IMAGE


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sha256": "0F" * 32}, "image.sha256"),
        ({"sha256": None}, "image.sha256"),
        ({"width": 0}, "image.width"),
        ({"width": 20_001}, "image.width"),
        ({"height": "100"}, "image.height"),
        ({"name": 7}, "image.name"),
        ({"url": "https://example.org/a.jpg"}, "image.url"),
    ],
)
def test_wrong_content_is_named(change: Json, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_content({"image": {**GIVEN, **change}})
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("raw", [None, [], {}, {"image": "a.jpg"}, {"image": None}])
def test_content_must_hold_an_image(raw: Any) -> None:
    with pytest.raises(Invalid):
        read_content(raw)


def test_a_task_is_told_by_the_name_of_its_image() -> None:
    assert summary(IMAGE) == "garden/17.jpg"
    assert summary({"image": {**GIVEN, "name": ""}}) == "Image of 200 × 100 pixels"
    assert summary({"image": {**GIVEN, "name": "x" * 290 + "/" + "y" * 200 + ".jpg"}}).endswith("y.jpg")
    assert len(summary({"image": {**GIVEN, "name": "x" * 500}})) == 300


def test_annotators_see_the_size_and_neither_name_nor_checksum() -> None:
    assert public_content(IMAGE) == {"image": {"width": 200, "height": 100}}


def test_a_suggestion_shows_scored_boxes_under_todays_labels_and_no_texts() -> None:
    boxes = [box("s1", 5, 6, 20, 30, "puppy", score=0.875), box("s2", 60, 6, 20, 30, "ferret")]
    comment = {"id": "n1", "box": None, "x": 1, "y": 2, "text": "by yolo-large"}
    stored = {**read_leniently(answer(*boxes, comments=[comment])), "boxes": boxes}
    assert public_suggestion(stored, PLAIN) == answer({**boxes[0], "label": "dog"}, boxes[1])
    assert public_suggestion(answer(), PLAIN)["no_objects"] is True


def test_a_row_names_an_image() -> None:
    item = map_row(ROW, MAPPING)
    assert item.content == {"image": "day 1/17.jpg"}
    assert (item.external_id, item.source, item.licence) == ("17", "a drone", "CC0-1.0")
    assert (item.metadata, item.verdicts) == ({"camera": "left"}, [])


def test_without_an_id_the_path_is_the_id() -> None:
    assert map_row(ROW, {"columns": {"image": "path"}}).external_id == "day 1/17.jpg"


@pytest.mark.parametrize(
    ("mapping", "field"),
    [
        ({"columns": {"image": "file"}}, "file"),
        ({"columns": {}}, "image"),
        ({}, "image"),
        ({"columns": {"image": "path"}, "verdicts": {"columns": {"note": "Ann"}, "values": {}}}, "verdicts"),
    ],
)
def test_a_mapping_that_names_no_image_is_refused(mapping: Json, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        map_row(ROW, mapping)
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_row_without_an_image_is_refused(blank: Any) -> None:
    with pytest.raises(Invalid) as refusal:
        map_row({**ROW, "path": blank}, MAPPING)
    assert refusal.value.fields == {"image": "This row names no image."}


def test_only_the_image_is_required() -> None:
    assert [field.key for field in FIELDS if field.required] == ["image"]
