"""Label Studio comes in, as rows and as a document in a folder: percent of the image, people and models."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Context, Item, Json
from config.errors import Invalid
from tests.annotation.kinds.bounding_box.box_files import (
    KIND,
    Files,
    answers_of,
    empty_settings,
    folder_reader,
    items,
    problems,
    read,
    recognised,
    rectangles,
    settings_for,
)

ADDRESS = "https://files.example/a.jpg"


def region(key: str = "r1", label: str = "car", **value: Any) -> Json:
    sides = {"x": 15.625, "y": 10.4167, "width": 31.25, "height": 25.0, "rotation": 0}
    return {
        "id": key,
        "type": "rectanglelabels",
        "from_name": "label",
        "to_name": "image",
        "original_width": 640,
        "original_height": 480,
        "image_rotation": 0,
        "value": {**sides, "rectanglelabels": [label], **value},
    }


def said(key: str, kind: str, name: str, value: Json) -> Json:
    return {"id": key, "type": kind, "from_name": name, "to_name": "image", "value": value}


def by(person: Any, *results: Json, **rest: Any) -> Json:
    return {"completed_by": person, "result": list(results), **rest}


def task(*annotations: Json, image: str = ADDRESS, predictions: Any = (), **data: Any) -> Json:
    return {"id": 7, "data": {"image": image, **data}, "annotations": list(annotations), "predictions": predictions}


CAR = empty_settings(labels=[{"title": "car"}])


def row(raw: Json, settings: Json = CAR) -> Item:
    reader = next(reader for reader in KIND.readers if reader.recognises(raw))
    assert reader.name == "label_studio"
    return reader.read([raw], Context(settings=settings, criteria=[]))


def test_percent_become_pixels_and_a_prediction_is_a_models() -> None:
    prediction = {"model_version": "det-3", "score": 0.95, "result": [region(), {**region("r2"), "score": 0.5}]}
    item = row(task(predictions=[prediction]))
    (answer,) = answers_of(item, CAR)
    assert rectangles(answer) == [("car", 100, 50, 200, 120)] * 2
    assert [box.get("score") for box in answer["boxes"]] == [None, 0.5]
    assert [(verdict.annotator, verdict.model) for verdict in item.verdicts] == [("", "det-3")]
    assert (item.content, item.external_id) == ({"image": "a.jpg"}, "a.jpg")


def test_annotations_are_peoples_and_cancelled_ones_are_left_out() -> None:
    people = [{"id": 3, "email": "ann@example.org"}, 4, {"id": 5}, None]
    given = row(task(*(by(person, region()) for person in people), by(6, region(), was_cancelled=True)))
    names = [verdict.annotator for verdict in given.verdicts]
    assert names == ["ann@example.org", "Label Studio user 4", "Label Studio user 5", ""]
    assert not any(verdict.model for verdict in given.verdicts)


def test_an_annotation_without_regions_says_no_objects() -> None:
    given = row(task(by(4), by(5, said("c1", "choices", "weather", {"choices": ["rain"]}))))
    assert [verdict.answer["no_objects"] for verdict in given.verdicts] == [True]


def test_what_is_said_of_a_region_becomes_attributes() -> None:
    attributes = [
        {"title": "Colour", "type": "radio", "options": [{"label": "Red"}, {"label": "Blue"}]},
        {"title": "Doors", "type": "number"},
        {"title": "Plate", "type": "text"},
    ]
    settings = empty_settings(labels=[{"title": "car", "attributes": attributes}])
    results = [
        {**region(), "meta": {"occluded": True}},
        said("r1", "choices", "colour", {"choices": ["Blue"]}),
        said("r1", "number", "doors", {"number": 4}),
        said("r1", "textarea", "plate", {"text": ["AB 12"]}),
        said("r2", "choices", "colour", {"choices": ["Red"]}),
    ]
    (answer,) = answers_of(row(task(by(4, *results)), settings), settings)
    (box,) = answer["boxes"]
    assert box["attributes"] == {"colour": {"value": "Blue"}, "doors": {"value": 4}, "plate": {"value": "AB 12"}}
    assert box["occluded"] is True


def test_a_box_and_its_label_may_be_two_results() -> None:
    plain = {**region(), "type": "rectangle"}
    plain["value"] = {key: value for key, value in plain["value"].items() if key != "rectanglelabels"}
    given = row(task(by(4, plain, said("r1", "labels", "label", {"labels": ["car"], "x": 1}))))
    assert [box["label"] for box in given.verdicts[0].answer["boxes"]] == ["car"]


WRONG: dict[str, Json] = {
    "rotated by 30°": region(rotation=30),
    "rotated by 90°": {**region(), "image_rotation": 90},
    "only boxes": said("p1", "polygonlabels", "label", {"points": [[1, 2], [3, 4], [5, 6]]}),
    "four numbers": region(width=None),
    "no area": region(height=0),
    "outside the image": region(x=101),
    "no label": region(label=" "),
    "rotation must be a number": region(rotation="quarter"),
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_row_with_a_region_that_is_no_straight_box_is_refused_by_its_place(reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        row(task(by(4, region(), WRONG[reason])))
    ((place, problem),) = refusal.value.fields.items()
    assert place == "annotations.0.result.1"
    assert reason in problem


@pytest.mark.parametrize("reason", WRONG)
def test_in_a_folder_the_other_regions_come_in(reason: str) -> None:
    files = Files({"export.json": [task(by(4, region(), WRONG[reason]))], "a.jpg": b""})
    given = read("label_studio", files)
    ((file, problem),) = problems(given)
    assert file == "export.json"
    assert problem.startswith("0.annotations.0.result.1: ")
    assert reason in problem
    assert len(items(given)["a.jpg"].verdicts[0].answer["boxes"]) == 1


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://files.example/set/a%20b.jpg?token=1", "set/a b.jpg"),
        ("s3://bucket/set/a.jpg", "set/a.jpg"),
        ("/data/local-files/?d=images/a.jpg", "images/a.jpg"),
        ("/data/upload/3/1a2b3c4d-a.jpg", "a.jpg"),
        ("../../etc/a.jpg", "etc/a.jpg"),
        ("images\\a.jpg", "images/a.jpg"),
    ],
)
def test_the_image_is_found_in_its_address(address: str, name: str) -> None:
    assert row(task(by(4, region()), image=address)).content == {"image": name}


def test_a_document_in_a_folder_means_the_images_beside_it() -> None:
    uploaded = task(by(4, region("r1", "dog")), image="/data/upload/3/1a2b3c4d-b.jpg", city="Bonn")
    files = Files(
        {
            "export.json": [task(by(4, region())), uploaded, task(by(4, region())), {"data": {"text": "x"}}, 5],
            "images/a.jpg": b"",
            "images/1a2b3c4d-b.jpg": b"",
            "c.jpg": b"",
        }
    )
    assert recognised(files) == "label_studio"
    given = read("label_studio", files)
    assert {name: len(item.verdicts) for name, item in items(given).items()} == {
        "images/a.jpg": 1,
        "images/1a2b3c4d-b.jpg": 1,
        "c.jpg": 0,
    }
    assert [problem[:14] for _, problem in problems(given)] == ["2: Another tas", "3: This is no ", "4: This is no "]
    assert [one["title"] for one in settings_for("label_studio", files)["labels"]] == ["car", "dog"]
    assert items(given)["images/1a2b3c4d-b.jpg"].metadata == {"label_studio": {"id": 7, "data": {"city": "Bonn"}}}
    contents = folder_reader("label_studio").contents(files)
    assert (contents.tasks, contents.verdicts, contents.labels) == (3, 3, {"car": 2, "dog": 1})


def test_ids_of_regions_are_kept_where_they_can_be() -> None:
    keys = ["ab-1", "ab-1", "no id", 5]
    boxes = row(task(by(4, *(region(key) for key in keys)))).verdicts[0].answer["boxes"]  # type: ignore[arg-type]
    assert [box["id"] for box in boxes] == ["ls-ab-1", "ls-at-2", "ls-at-3", "ls-5"]


def test_more_than_ten_thousand_boxes_are_refused() -> None:
    with pytest.raises(Invalid, match="10,001 boxes"):
        row(task(by(4, *[region()] * 10_001)))


def test_odd_values_do_no_harm() -> None:
    odd = [5, None, {"result": 5}, {"result": [5, {"type": "rectanglelabels"}]}, {"result": None}]
    files = Files({"export.json": [task(*odd)], "a.jpg": b""})  # type: ignore[arg-type]
    given = read("label_studio", files)
    assert problems(given) == [("export.json", "0.annotations.3.result.1: The region has no value.")]
    assert items(given)["a.jpg"].verdicts == []


def test_an_image_written_into_the_task_itself_is_told() -> None:
    inside = task(by(4, region()), image="data:image/png;base64," + "A" * 3_000)
    given = read("label_studio", Files({"export.json": [inside], "a.jpg": b""}))
    assert problems(given) == [("export.json", "0: This is no task of Label Studio with an image in “data”.")]
