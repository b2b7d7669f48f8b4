"""Boxes go out as COCO: ids with gaps, what files said kept as far as it is still true, safe names."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotation.kinds.base import Context, Json
from annotation.kinds.bounding_box.writers.coco import Coco
from tests.annotation.kinds.bounding_box.box_cases import answer, box
from tests.annotation.kinds.bounding_box.box_files import Archive, annotation, empty_settings, exported

DOCUMENT = "annotations/instances.json"
LABELS = empty_settings(
    labels=[
        {"title": "Dog", "category_id": 90, "supercategory": "animal"},
        {"title": "Cat", "attributes": [{"title": "Asleep", "type": "checkbox", "not_sure": True}]},
        {"title": "Puppy", "merged_into": "dog", "category_id": 91},
        {"title": "Ferret", "archived": True, "category_id": 4},
    ]
)
SPOTTED: Json = {
    "id": 70,
    "category_id": 90,
    "bbox": [10.0, 20.0, 30.5, 40.0],
    "area": 1_000.25,
    "iscrowd": 0,
    "segmentation": [[10, 20, 40, 20, 40, 60]],
    "attributes": {"occluded": False, "make": "own"},
    "track": 8,
}


def came_in(*annotations: Json, image: Json | None = None, **document: Any) -> Json:
    kept = {f"coco-{row['id']}": row for row in annotations}
    facts = {"image": image or {}, "annotations": kept, "labels": {"90": "dog"}}
    return {"coco": {**facts, **({"document": document} if document else {})}}


def written(*tasks: Any, settings: Json = LABELS) -> Json:
    return Archive("coco", tasks, settings).json(DOCUMENT)


def test_a_box_is_written_in_pixels_with_its_area_flags_and_attributes() -> None:
    said = {"asleep": {"missing": "not_sure"}}
    outcome = answer(box("b1", 1.5, 2, 30, 40.25), box("b2", 3, 4, 5, 6, "cat", attributes=said, occluded=True))
    found = written(exported("x/a.jpg", outcome))
    assert found["images"] == [{"id": 1, "width": 640, "height": 480, "file_name": "x/a.jpg", "license": 1}]
    assert found["licenses"] == [{"id": 1, "name": "CC0-1.0", "url": ""}]
    common = {"image_id": 1, "segmentation": [], "iscrowd": 0}
    flags = {"occluded": False, "truncated": False}
    assert found["annotations"] == [
        {"id": 1, "category_id": 90, "bbox": [1.5, 2, 30, 40.25], "area": 1207.5, "attributes": flags, **common},
        {
            "id": 2,
            "category_id": 91,
            "bbox": [3, 4, 5, 6],
            "area": 30,
            "attributes": {**flags, "asleep": None, "occluded": True},
            **common,
        },
    ]


def test_category_ids_keep_their_gaps_and_labels_without_one_get_one_above_the_highest() -> None:
    assert written()["categories"] == [
        {"id": 4, "name": "Ferret", "supercategory": ""},
        {"id": 90, "name": "Dog", "supercategory": "animal"},
        {"id": 91, "name": "Cat", "supercategory": ""},
    ]


def test_a_merged_label_is_written_as_the_one_it_became() -> None:
    found = written(exported(outcome=answer(box("b1", 1, 2, 3, 4, "puppy"))))
    assert [row["category_id"] for row in found["annotations"]] == [90]


def test_only_tasks_with_an_outcome_are_written_and_empty_images_are_among_them() -> None:
    tasks = [exported("a.jpg"), exported("b.jpg", answer()), exported("c.jpg", answer(box("b1", 1, 2, 3, 4)))]
    archive = Archive("coco", tasks, LABELS)
    assert [row["file_name"] for row in archive.json(DOCUMENT)["images"]] == ["b.jpg", "c.jpg"]
    assert (archive.left_out, archive.written, archive.rows) == (["The task has no outcome yet."], [1, 1], 1)
    assert list(archive.pictures) == ["images/b.jpg", "images/c.jpg"]
    assert archive.pictures["images/c.jpg"] == tasks[2].content["image"]["sha256"]


def test_images_can_be_left_out() -> None:
    archive = Archive("coco", [exported("a.jpg", answer())], LABELS, with_images=False)
    assert (archive.pictures, list(archive.documents)) == ({}, [DOCUMENT])


def test_only_counted_annotations_are_behind_a_task() -> None:
    people = [annotation("a-1", answer()), annotation("a-2", answer(), counted=False), annotation("a-3", answer())]
    assert Archive("coco", [exported(outcome=answer(), annotations=people)], LABELS).written == [2]


def test_a_box_that_nobody_changed_is_written_as_it_came_in() -> None:
    outcome = answer(box("coco-70", 10, 20, 30.5, 40))
    assert written(exported(outcome=outcome, metadata=came_in(SPOTTED)))["annotations"] == [{**SPOTTED, "image_id": 1}]


@pytest.mark.parametrize("key", ["accepted", "merged"])
def test_a_suggestion_that_was_accepted_is_still_that_annotation(key: str) -> None:
    link = {"suggested": "coco-70"} if key == "accepted" else {}
    outcome = answer(box("mine", 10, 20, 30.5, 40, **link))
    assert written(exported(outcome=outcome, metadata=came_in(SPOTTED)))["annotations"] == [{**SPOTTED, "image_id": 1}]


def test_a_box_that_was_moved_keeps_its_id_and_loses_its_outline() -> None:
    outcome = answer(box("coco-70", 10, 20, 30.5, 41))
    (row,) = written(exported(outcome=outcome, metadata=came_in(SPOTTED)))["annotations"]
    assert row == {
        **SPOTTED,
        "image_id": 1,
        "bbox": [10, 20, 30.5, 41],
        "area": 1250.5,
        "segmentation": [],
    }


def test_a_box_with_another_label_or_flag_changes_in_nothing_else() -> None:
    flagged = answer(box("coco-70", 10, 20, 30.5, 40, truncated=True, occluded=True))
    (row,) = written(exported(outcome=flagged, metadata=came_in(SPOTTED)))["annotations"]
    said = {"occluded": True, "make": "own", "truncated": True}
    assert row == {**SPOTTED, "image_id": 1, "attributes": said}
    relabeled = answer(box("coco-70", 10, 20, 30.5, 40, "cat", attributes={"asleep": {"value": True}}))
    (row,) = written(exported(outcome=relabeled, metadata=came_in(SPOTTED)))["annotations"]
    assert row == {**SPOTTED, "image_id": 1, "category_id": 91, "attributes": {"asleep": True}}


def test_an_attribute_that_was_changed_is_changed_under_the_name_that_the_file_gave_it() -> None:
    raw = {**SPOTTED, "category_id": 91, "attributes": {"Asleep": "true", "make": "own"}}
    metadata = {"coco": {"annotations": {"coco-70": raw}, "labels": {"91": "cat"}}}
    for said, expected in [
        ({"asleep": {"value": True}}, {"Asleep": "true", "make": "own"}),
        ({"asleep": {"value": False}}, {"asleep": False, "make": "own"}),
        ({}, {"make": "own"}),
    ]:
        outcome = answer(box("coco-70", 10, 20, 30.5, 40, "cat", attributes=said))
        (row,) = written(exported(outcome=outcome, metadata=metadata))["annotations"]
        assert row["attributes"] == expected


def test_ids_that_came_in_are_kept_where_they_are_unique_and_others_follow_above() -> None:
    twin = {**SPOTTED, "bbox": [1.0, 2.0, 3.0, 4.0]}
    tasks = [
        exported("new.jpg", answer(box("b1", 5, 5, 5, 5))),
        exported("a.jpg", answer(box("coco-70", 10, 20, 30.5, 40)), metadata=came_in(SPOTTED, image={"id": 900})),
        exported("b.jpg", answer(box("coco-70", 1, 2, 3, 4)), metadata=came_in(twin, image={"id": 900})),
    ]
    found = written(*tasks)
    assert [row["id"] for row in found["images"]] == [901, 900, 902]
    assert [(row["id"], row["image_id"]) for row in found["annotations"]] == [(71, 901), (70, 900), (72, 902)]


def test_facts_of_the_document_are_written_again_if_all_images_are_of_one() -> None:
    licences = [{"id": 3, "name": "Own", "url": "u"}, {"id": 8, "name": "CC-BY-4.0", "url": ""}]
    first = came_in(image={"license": 3, "flickr_url": "f"}, info={"year": 2020}, licenses=licences)
    tasks = [exported("a.jpg", answer(), metadata=first), exported("b.jpg", answer(), metadata=first)]
    found = written(*tasks)
    assert (found["info"], found["licenses"]) == ({"year": 2020}, licences)
    assert [row["license"] for row in found["images"]] == [3, 3]
    assert found["images"][0]["flickr_url"] == "f"
    other = came_in(image={"license": 3}, info={"year": 2021}, licenses=[{"id": 3, "name": "Other"}])
    found = written(*tasks, exported("c.jpg", answer(), metadata=other))
    assert found["info"]["description"] == "Bounding boxes labeled with Touchstone"
    assert found["licenses"] == [*licences, {"id": 9, "name": "Other"}]
    assert [row["license"] for row in found["images"]] == [3, 3, 9]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a/x.jpg", "b/x.jpg"], ["a/x.jpg", "b/x.jpg"]),
        (["x.jpg", "x.png", "X.JPG"], ["x.jpg", "x-2.png", "X-3.JPG"]),
        (["images/x.jpg", "JPEGImages/y.jpg"], ["x.jpg", "y.jpg"]),
        (["../../etc/x.jpg", "/abs/x.jpg", "C:\\own\\x.jpg"], ["etc/x.jpg", "abs/x.jpg", "own/x.jpg"]),
        (["a:b?.jpg", "con. /x.jpg", "x\ty.jpg"], ["a_b_.jpg", "con/x.jpg", "x_y.jpg"]),
        (["..", "noending"], ["task-", "noending"]),
    ],
)
def test_every_image_has_a_safe_name_of_its_own(names: list[str], expected: list[str]) -> None:
    archive = Archive("coco", [exported(name, answer()) for name in names], LABELS)
    assert [row["file_name"] for row in archive.json(DOCUMENT)["images"]] == expected
    assert list(archive.pictures) == [f"images/{name}" for name in expected]


def test_long_names_are_cut_and_keep_their_endings() -> None:
    ((name, _),) = Archive("coco", [exported("y" * 300 + ".jpeg", answer())], LABELS).pictures.items()
    assert len(name) <= 107
    assert name.endswith("y.jpeg")


def test_metadata_of_another_shape_does_no_harm() -> None:
    odd: list[Json] = [
        {"coco": 5},
        {"coco": {"image": [], "annotations": [1], "labels": 3, "document": "x"}},
        {"coco": {"image": {"id": "x", "license": "y"}, "annotations": {"b1": {"bbox": [1, "2", 3, 4], "id": True}}}},
        {
            "coco": {
                "annotations": {"b1": 5, "q": {"bbox": None}},
                "document": {"info": 1, "licenses": [{"id": "1"}, 2]},
            }
        },
        {"split": 5},
    ]
    for metadata in odd:
        outcome = answer(box("b1", 1, 2, 3, 4))
        (row,) = written(exported(outcome=outcome, metadata=metadata))["annotations"]
        assert (row["id"], row["bbox"], row["area"]) == (1, [1, 2, 3, 4], 12)


def test_the_same_tasks_give_the_same_bytes() -> None:
    tasks = [exported(f"{n}.jpg", answer(box("b", n, 2, 3, 4))) for n in range(5)]
    one, other = (Archive("coco", tasks, LABELS).documents[DOCUMENT] for _ in range(2))
    assert one == other
    assert json.loads(one)["annotations"][4]["bbox"][0] == 4


def test_the_document_is_not_held_in_memory_while_it_grows() -> None:
    import tracemalloc

    outcome = answer(*(box(f"b{n}", n, 2, 3, 4) for n in range(500)))
    tasks = (exported(f"{n}.jpg", outcome) for n in range(100))
    context = Context(settings=LABELS, criteria=[])
    tracemalloc.start()
    try:
        parts = Coco().files(tasks, lambda version: context, with_images=False)
        rows = sum(part.rows for part in parts if hasattr(part, "rows"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert rows == 50_000
    assert peak < 12 << 20  # the document has 9 MB, its rows as objects more than 60
