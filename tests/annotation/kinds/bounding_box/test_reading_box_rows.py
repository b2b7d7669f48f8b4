"""Our own rows come in, and folders of nothing but images."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Context, Item, Json
from config.errors import Invalid
from tests.annotation.kinds.bounding_box.box_files import (
    KIND,
    Files,
    empty_settings,
    folder_reader,
    items,
    read,
    recognised,
)

CAR: Json = {"id": "b1", "label": "car", "x": 1, "y": 2, "width": 30, "height": 40, "attributes": {}}


def said(annotator: str, *boxes: Json) -> Json:
    answer = {"boxes": list(boxes), "no_objects": not boxes, "comments": [], "criteria": {}}
    return {"annotator": annotator, "answer": answer}


def row(**rest: Any) -> Json:
    return {"image": {"name": "x/a.jpg", "sha256": "0f" * 32, "width": 640, "height": 480}, **rest}


def taken(raw: Json, **settings: Any) -> Item:
    reader = next(reader for reader in KIND.readers if reader.recognises(raw))
    assert reader.name == "touchstone"
    return reader.read([raw], Context(settings=empty_settings(**settings), criteria=[]))


def test_an_image_alone_is_a_task() -> None:
    item = taken(row())
    assert (item.content, item.external_id, item.verdicts) == ({"image": "x/a.jpg"}, "x/a.jpg", [])


def test_answers_come_in_by_annotator_and_the_last_counts() -> None:
    item = taken(row(external_id="e-1", annotations=[said("ann"), said("ben"), said("ann", CAR), 5, {"answer": {}}]))
    assert [(one.annotator, len(one.answer["boxes"])) for one in item.verdicts] == [("ann", 1), ("ben", 0)]
    assert item.external_id == "e-1"


def test_boxes_come_with_the_size_of_the_image_where_the_row_says_it() -> None:
    (with_boxes, without) = taken(row(annotations=[said("ann", CAR), said("ben")])).verdicts
    assert with_boxes.answer["drawn_on"] == [640, 480]
    assert "drawn_on" not in without.answer
    (nowhere,) = taken({"image": "a.jpg", "annotations": [said("ann", CAR)]}).verdicts
    assert "drawn_on" not in nowhere.answer


def test_where_the_row_came_from_is_kept() -> None:
    origin = {"source": "camera", "licence": "CC0-1.0"}
    item = taken(row(provenance=origin, metadata={"split": "val"}))
    assert (item.source, item.licence, item.metadata) == ("camera", "CC0-1.0", {"split": "val"})


def test_labels_are_known_by_their_titles_in_another_project() -> None:
    labels = [{"title": "Truck", "key": "car"}, {"title": "Car", "key": "auto"}]
    item = taken(row(labels={"car": "Car"}, annotations=[said("ann", CAR)]), labels=labels)
    assert [box["label"] for box in item.verdicts[0].answer["boxes"]] == ["auto"]
    item = taken(row(annotations=[said("ann", CAR)]), labels=labels)
    assert [box["label"] for box in item.verdicts[0].answer["boxes"]] == ["car"]


@pytest.mark.parametrize("name", ["", "  ", 5, None])
def test_a_row_without_the_name_of_an_image_is_refused(name: Any) -> None:
    with pytest.raises(Invalid, match="Give the name of the image file"):
        taken({"image": {"name": name}})


def test_a_table_with_a_column_of_images_is_left_to_a_mapping() -> None:
    assert not [reader.name for reader in KIND.readers if reader.recognises({"image": "a.jpg", "city": "Bonn"})]


def test_a_folder_of_images_is_one_task_an_image() -> None:
    files = Files({"x/a.jpg": b"", "b.PNG": b"", "notes.txt": "x"})
    assert recognised(files) == "images"
    found = items(read("images", files, settings=empty_settings()))
    assert {name: (item.external_id, item.verdicts) for name, item in found.items()} == {
        "b.PNG": ("b.PNG", []),
        "x/a.jpg": ("x/a.jpg", []),
    }
    contents = folder_reader("images").contents(files)
    assert (contents.tasks, contents.verdicts, contents.unused) == (2, 0, ["notes.txt"])
    assert recognised(Files({"notes.txt": "x"})) is None


def test_formats_are_tried_from_the_most_particular_to_plain_images() -> None:
    assert [reader.name for reader in KIND.folder_readers] == ["coco", "voc", "yolo", "label_studio", "images"]
