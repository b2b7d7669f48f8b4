"""COCO comes in: boxes by number, labels by number, and everything else kept for the way back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotation.kinds.base import Json
from config.errors import Invalid
from tests.annotation.kinds.bounding_box.box_files import (
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

CAR, DOG = {"id": 2, "name": "car", "supercategory": "vehicle"}, {"id": 90, "name": "dog", "supercategory": "animal"}


def image(number: Any, name: str, **rest: Any) -> Json:
    return {"id": number, "file_name": name, "width": 640, "height": 480, **rest}


def found(number: Any, image_id: Any, bbox: Any, category_id: Any = 2, **rest: Any) -> Json:
    return {"id": number, "image_id": image_id, "category_id": category_id, "bbox": bbox, **rest}


def document(*annotations: Any, images: Any = None, categories: Any = None, **rest: Any) -> Json:
    return {
        "images": [image(5, "a.jpg"), image(6, "b.jpg")] if images is None else images,
        "categories": [CAR, DOG] if categories is None else categories,
        "annotations": list(annotations),
        **rest,
    }


def folder(raw: Any, *names: str, name: str = "coco.json") -> Files:
    return Files({name: raw, **dict.fromkeys(names or ("a.jpg", "b.jpg"), b"image")})


def test_boxes_keep_the_numbers_of_their_annotations_and_labels_those_of_their_categories() -> None:
    files = folder(document(found(17, 5, [100.5, 50, 200, 120.25]), found(3, 5, [1, 2, 3, 4], 90)))
    settings = settings_for("coco", files)
    item = items(read("coco", files))["a.jpg"]
    assert recognised(files) == "coco"
    assert [(one["key"], one["title"], one["category_id"], one["supercategory"]) for one in settings["labels"]] == [
        ("car", "car", 2, "vehicle"),
        ("dog", "dog", 90, "animal"),
    ]
    (answer,) = answers_of(item, settings)
    assert rectangles(answer) == [("car", 100.5, 50, 200, 120.25), ("dog", 1, 2, 3, 4)]
    assert [box["id"] for box in answer["boxes"]] == ["coco-17", "coco-3"]
    assert (item.external_id, item.verdicts[0].annotator, item.verdicts[0].model) == ("a.jpg", "", "")


def test_what_a_document_says_beside_the_boxes_is_kept_with_the_task() -> None:
    outline = [[100, 50, 300, 50, 300, 170]]
    row = found(1, 5, [100, 50, 200, 120], segmentation=outline, iscrowd=1, area=11_000.5, track=8)
    licences = [{"id": 1, "name": "CC-BY-4.0", "url": "https://licence.example"}]
    images = [image(5, "a.jpg", license=1, coco_url="https://files.example/a.jpg", date_captured="noon")]
    files = folder(document(row, images=images, licenses=licences, info={"year": 2026}), "a.jpg")
    item = items(read("coco", files))["a.jpg"]
    assert (item.licence, item.source) == ("CC-BY-4.0", "https://files.example/a.jpg")
    assert item.metadata["coco"] == {
        "image": {"id": 5, "license": 1, "coco_url": "https://files.example/a.jpg", "date_captured": "noon"},
        "annotations": {"coco-1": {key: value for key, value in row.items() if key != "image_id"}},
        "labels": {"2": "car"},
        "document": {"info": {"year": 2026}, "licenses": licences},
    }


def test_wrong_annotations_are_told_by_their_places_while_the_others_come_in() -> None:
    rows: list[Any] = [
        found(1, 5, [10, 10, 20, 20]),
        found(2, 77, [10, 10, 20, 20]),
        found(3, 5, [10, 10, 20, 20], 4),
        found(4, 5, [10, 10, 20]),
        found(5, 5, [10, "10", 20, 20]),
        found(6, 5, [10, 10, 0, 20]),
        found(7, 5, [640, 10, 20, 20]),
        "nonsense",
        {"id": 8, "image_id": 5, "category_id": 2},
        found(9, True, [10, 10, 20, 20]),
    ]
    given = read("coco", folder(document(*rows)))
    assert problems(given) == [
        ("coco.json", f"annotations.{place}: {reason}")
        for place, reason in [
            (1, "There is no image with the id 77."),
            (2, "There is no category with the id 4."),
            (3, "The box must be four numbers."),
            (4, "The box must be four numbers."),
            (5, "The box has no area: it is 0 wide and 20 high."),
            (6, "The box lies outside the image of 640 × 480."),
            (7, "This must be an object."),
            (8, "The annotation has no bbox of four numbers."),
            (9, "There is no image with the id True."),
        ]
    ]
    assert [box["id"] for box in items(given)["a.jpg"].verdicts[0].answer["boxes"]] == ["coco-1"]


def test_images_that_no_annotation_names_come_in_without_an_answer() -> None:
    given = items(read("coco", folder(document(found(1, 5, [10, 10, 20, 20])), "a.jpg", "b.jpg", "more/c.png")))
    assert {name: len(item.verdicts) for name, item in given.items()} == {"a.jpg": 1, "b.jpg": 0, "more/c.png": 0}


def test_whoever_imports_can_say_that_images_without_boxes_show_nothing() -> None:
    wrong = found(2, 7, [0, 0, 0, 0])
    images = [image(5, "a.jpg"), image(6, "b.jpg"), image(7, "c.jpg")]
    files = folder(document(found(1, 5, [10, 10, 20, 20]), wrong, images=images), "a.jpg", "b.jpg", "c.jpg", "d.jpg")
    given = items(read("coco", files, empty="no_objects"))
    assert given["b.jpg"].verdicts[0].answer == {"boxes": [], "no_objects": True, "comments": [], "criteria": {}}
    # Of c.jpg the document says something, if wrongly; of d.jpg it says nothing at all.
    assert [given[name].verdicts for name in ("c.jpg", "d.jpg")] == [[], []]
    with pytest.raises(Invalid, match="Choose one of"):
        read("coco", files, empty="maybe")


def test_labels_that_the_project_has_stay_as_they_are_and_only_empty_places_are_filled() -> None:
    labels = [
        {"title": "Car", "key": "auto", "category_id": None, "supercategory": "things"},
        {"title": "Dog", "category_id": 4},
        {"title": "Tree", "category_id": 90},
    ]
    before = empty_settings(labels=labels)
    files = folder(document(found(1, 5, [1, 1, 5, 5]), categories=[CAR, DOG, {"id": 90_000, "name": "cat"}]))
    after = settings_for("coco", files, before)["labels"]
    assert [(one["key"], one["title"], one["category_id"], one["supercategory"]) for one in after] == [
        ("auto", "Car", 2, "things"),
        ("dog", "Dog", 4, "animal"),
        ("tree", "Tree", 90, ""),
        ("cat", "cat", 90_000, ""),
    ]
    assert len({one["colour"] for one in after}) == 4


def test_a_label_that_was_merged_is_read_as_the_one_it_became() -> None:
    labels = [{"title": "Vehicle"}, {"title": "car", "merged_into": "vehicle"}]
    settings = empty_settings(labels=labels)
    item = items(read("coco", folder(document(found(1, 5, [1, 1, 5, 5]))), settings=settings))["a.jpg"]
    assert [box["label"] for box in item.verdicts[0].answer["boxes"]] == ["vehicle"]


def test_a_label_that_the_project_lacks_is_refused_when_the_answer_is_stored() -> None:
    settings = empty_settings(labels=[{"title": "dog"}])
    item = items(read("coco", folder(document(found(1, 5, [1, 1, 5, 5]))), settings=settings))["a.jpg"]
    with pytest.raises(Invalid) as refusal:
        answers_of(item, settings)
    assert set(refusal.value.fields) == {"boxes.0.label"}


def test_attributes_that_the_label_has_become_its_attributes_and_flags_become_flags() -> None:
    options = [{"label": "Dark Red", "value": "red"}, {"label": "Blue", "value": "blue"}]
    attributes = [
        {"title": "Colour", "type": "select", "options": options, "not_sure": True},
        {"title": "Doors", "type": "number", "min": 0, "max": 5},
        {"title": "Parked", "type": "checkbox"},
        {"title": "Plate", "type": "text"},
    ]
    settings = empty_settings(labels=[{"title": "car", "attributes": attributes}])
    first = {"colour": "dark red", "doors": "4", "Parked": False, "plate": 1234, "occluded": True, "make": "own"}
    second = {"colour": None, "doors": 9, "parked": "perhaps", "plate": ""}
    rows = [found(1, 5, [1, 1, 5, 5], attributes=first, score=0.75), found(2, 5, [1, 1, 5, 5], attributes=second)]
    item = items(read("coco", folder(document(*rows, categories=[CAR])), settings=settings))["a.jpg"]
    one, other = answers_of(item, settings)[0]["boxes"]
    said = {"colour": {"value": "red"}, "doors": {"value": 4}, "parked": {"value": False}, "plate": {"value": "1234"}}
    assert (one["attributes"], one["occluded"], "truncated" in one, one["score"]) == (said, True, False, 0.75)
    assert other["attributes"] == {"colour": {"missing": "not_sure"}}
    assert item.metadata["coco"]["annotations"]["coco-1"]["attributes"] == first


def test_results_are_a_models_answers_on_the_images_of_the_other_document() -> None:
    results = [
        {"image_id": 6, "category_id": 90, "bbox": [5, 6, 7, 8], "score": 0.5},
        {"image_id": 9, "category_id": 90, "bbox": [5, 6, 7, 8], "score": 0.5},
    ]
    files = Files(
        {"gt.json": document(found(1, 5, [1, 2, 3, 4])), "detector-3.json": results, "a.jpg": b"", "b.jpg": b""}
    )
    given = read("coco", files)
    (verdict,) = items(given)["b.jpg"].verdicts
    assert (verdict.model, len(verdict.version), verdict.annotator) == ("detector-3", 12, "")
    assert [(box["label"], box["score"]) for box in verdict.answer["boxes"]] == [("dog", 0.5)]
    assert [verdict.model for verdict in items(given)["a.jpg"].verdicts] == [""]
    assert problems(given) == [("detector-3.json", "1: There is no image with the id 9.")]


def test_results_without_a_list_of_images_are_refused_with_what_to_do() -> None:
    results = [{"image_id": 6, "category_id": 90, "bbox": [5, 6, 7, 8], "score": 0.5}]
    files = folder(results, name="results.json")
    assert recognised(files) == "coco"
    with pytest.raises(Invalid, match=r"results\.json: .*Send it together with the COCO document"):
        folder_reader("coco").contents(files)


def test_two_documents_about_the_same_images_speak_for_two() -> None:
    first, second = document(found(1, 5, [1, 2, 3, 4])), document(found(1, 5, [2, 3, 4, 5], 90))
    item = items(read("coco", Files({"ann.json": first, "ben.json": second, "a.jpg": b""})))["a.jpg"]
    assert [(one.annotator, one.answer["boxes"][0]["label"]) for one in item.verdicts] == [
        ("ann", "car"),
        ("ben", "dog"),
    ]


def test_captions_are_no_boxes_and_left_unused() -> None:
    captions = {"images": [image(5, "a.jpg")], "annotations": [{"id": 1, "image_id": 5, "caption": "A car."}]}
    files = Files({"captions.json": captions, "instances.json": document(found(1, 5, [1, 2, 3, 4])), "a.jpg": b""})
    assert folder_reader("coco").contents(files).unused == ["captions.json"]
    assert problems(read("coco", files)) == []


@pytest.mark.parametrize(
    ("written", "files", "meant"),
    [
        ("a.jpg", ["images/a.jpg"], "images/a.jpg"),
        ("images\\x\\a.jpg", ["x/a.jpg", "y/a.jpg"], "x/a.jpg"),
        ("/home/me/set/x/a.jpg", ["data/x/a.jpg", "data/y/a.jpg"], "data/x/a.jpg"),
        ("../../etc/a.jpg", ["a.jpg"], "a.jpg"),
        ("a.jpg", ["x/a.jpg", "y/a.jpg"], "a.jpg"),
        ("train/a.jpg", ["val/a.jpg"], "train/a.jpg"),
        ("./gone.jpg", ["a.jpg"], "gone.jpg"),
    ],
)
def test_an_image_is_found_by_the_end_of_its_path_and_never_guessed(written: str, files: list[str], meant: str) -> None:
    given = items(read("coco", folder(document(found(1, 5, [1, 2, 3, 4]), images=[image(5, written)]), *files)))
    assert [name for name, item in given.items() if item.verdicts] == [meant]


def test_a_document_in_the_folder_of_a_split_means_the_images_beside_it() -> None:
    raw = document(found(1, 5, [1, 2, 3, 4]), images=[image(5, "a.jpg")])
    other = document(found(1, 5, [2, 3, 4, 5]), images=[image(5, "a.jpg")])
    files = {"train/_annotations.coco.json": raw, "valid/_annotations.coco.json": other}
    given = items(read("coco", Files({**files, "train/a.jpg": b"", "valid/a.jpg": b""})))
    assert {name: (item.metadata["split"], item.external_id) for name, item in given.items()} == {
        "train/a.jpg": ("train", "a.jpg"),
        "valid/a.jpg": ("val", "valid/a.jpg"),
    }
    assert [rectangles(item.verdicts[0].answer)[0][1] for item in given.values()] == [1, 2]


def test_ids_that_stand_twice_are_told_and_the_first_counts() -> None:
    images = [image(5, "a.jpg"), image(5, "b.jpg"), image(7, "./a.jpg"), image(None, "c.jpg"), {"id": 8}]
    images.append(image(9, "d" * 501))
    categories = [CAR, {"id": 2, "name": "van"}, {"id": 3, "name": " "}, {"name": "x"}]
    rows = [found(1, 5, [1, 2, 3, 4]), found(1, 5, [5, 6, 7, 8]), found("x y", 5.0, [9, 9, 9, 9])]
    given = read("coco", folder(document(*rows, images=images, categories=categories), "a.jpg"))
    assert [problem.partition(": ")[2] or problem for _, problem in problems(given)] == [
        "Another image has the id 5.",
        "The image has no id.",
        "The image 8 has no file_name.",
        "The file_name has 501 characters; at most 500 are allowed.",
        "Another category has the id 2.",
        "The category 3 has no name.",
        "The category has no id.",
        "Images 5 and 7 are the same file; only the first is taken.",
    ]
    boxes = items(given)["a.jpg"].verdicts[0].answer["boxes"]
    assert [box["id"] for box in boxes] == ["coco-1", "coco-at-2", "coco-at-3"]


def test_ten_thousand_boxes_come_in_and_one_more_does_not() -> None:
    rows = [found(number, 5, [number % 600, 5, 9, 9]) for number in range(10_000)]
    files = folder(document(*rows, found(1, 6, [1, 1, 4, 4])))
    assert len(items(read("coco", files))["a.jpg"].verdicts[0].answer["boxes"]) == 10_000
    given = read("coco", folder(document(*rows, found(10_000, 5, [1, 1, 4, 4]), found(1, 6, [1, 1, 4, 4]))))
    reason = "This image has 10,001 boxes; at most 10,000 are allowed. It comes in without them."
    assert problems(given) == [("a.jpg", reason)]
    assert [len(items(given)[name].verdicts) for name in ("a.jpg", "b.jpg")] == [0, 1]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ('{"images": [{"file_name": "a.jpg"}], "annotations": [{"bbox": [NaN, 1, 2, 3]}]}', "not valid JSON"),
        ('{"images": [{"file_name": "a.jpg"}], "images": []}', "stands twice"),
        ('{"images": [{"file_name": "a.jpg", "x": ' + "[" * 100 + "]" * 100 + "}]}", "more than 64 levels"),
        ('{"images": {"file_name": "a.jpg"}}', "“images” must be a list"),
        ('{"images": [{"file_name": "a.jpg"', "not valid JSON"),
    ],
)
def test_a_document_that_cannot_be_trusted_is_refused_by_name(raw: str, reason: str) -> None:
    files = folder(raw)
    assert recognised(files) == "coco"
    with pytest.raises(Invalid, match=f"^coco.json: .*{reason}"):
        read("coco", files, settings=empty_settings())


def test_a_byte_order_mark_does_no_harm() -> None:
    files = folder(b"\xef\xbb\xbf" + json.dumps(document(found(1, 5, [1, 2, 3, 4]))).encode())
    assert recognised(files) == "coco"
    assert len(items(read("coco", files))) == 2


def test_other_json_is_not_taken_for_coco() -> None:
    assert recognised(Files({"package.json": {"name": "x", "version": "1"}, "a.jpg": b""})) == "images"
    assert recognised(Files({"package.json": {"images": []}})) is None


def test_a_document_alone_names_the_images_that_the_project_has() -> None:
    given = items(read("coco", Files({"coco.json": document(found(1, 5, [1, 2, 3, 4]))})))
    assert given["a.jpg"].content == {"image": "a.jpg"}
    assert len(given["a.jpg"].verdicts) == 1


def test_boxes_come_with_the_size_of_the_image_where_the_document_says_it() -> None:
    sizes = [(640, 480), (640.0, 480), (None, 0), ("640", 480)]
    images = [image(number, f"{number}.jpg", width=wide, height=high) for number, (wide, high) in enumerate(sizes)]
    rows = [found(number, number, [1, 2, 3, 4]) for number in range(len(sizes))]
    given = items(read("coco", Files({"coco.json": document(*rows, images=images)})))
    said = [item.verdicts[0].answer.get("drawn_on") for item in given.values()]
    assert said == [[640, 480], [640, 480], None, None]
