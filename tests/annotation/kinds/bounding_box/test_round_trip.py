"""One data set in several formats is one data set; and what goes out is what came in, but for what was edited."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.kinds.base import Context, Item, Json
from annotation.kinds.bounding_box.boxes import clamped, geometry
from tests.annotation.kinds.bounding_box.box_cases import answer, box
from tests.annotation.kinds.bounding_box.box_files import (
    COCO_DOCUMENT,
    KIND,
    SIZE,
    TWO_LABELS,
    Archive,
    Files,
    answers_of,
    empty_settings,
    exported,
    items,
    read,
    rectangles,
    settings_for,
    settled,
)

COCO: Json = {
    "info": {
        "description": "demo",
        "version": "1.0",
        "year": 2026,
        "contributor": "",
        "url": "",
        "date_created": "2026-08-22",
    },
    "licenses": [{"id": 1, "name": "CC-BY-4.0", "url": ""}],
    "images": [
        {
            "id": 5,
            "width": 640,
            "height": 480,
            "file_name": "a.jpg",
            "license": 1,
            "flickr_url": "",
            "coco_url": "",
            "date_captured": "",
        }
    ],
    "categories": [{"id": 2, "name": "car", "supercategory": "vehicle"}],
    "annotations": [
        {
            "id": 1,
            "image_id": 5,
            "category_id": 2,
            "bbox": [100.0, 50.0, 200.0, 120.0],
            "area": 24000.0,
            "segmentation": [],
            "iscrowd": 0,
            "attributes": {"occluded": False},
        }
    ],
}
VOC = (
    "<annotation><folder>imgs</folder><filename>a.jpg</filename>"
    "<size><width>640</width><height>480</height><depth>3</depth></size><segmented>0</segmented>"
    "<object><name>car</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>"
    "<bndbox><xmin>101</xmin><ymin>51</ymin><xmax>300</xmax><ymax>170</ymax></bndbox></object></annotation>"
)
YOLO = "0 0.312500 0.229167 0.312500 0.250000\n"
YOLO_DATA = "path: .\ntrain: images/train\nval: images/val\nnames:\n  0: car\n"
LABEL_STUDIO: Json = {
    "data": {"image": "https://files.example/a.jpg"},
    "predictions": [
        {
            "model_version": "det-3",
            "score": 0.95,
            "result": [
                {
                    "id": "r1",
                    "type": "rectanglelabels",
                    "from_name": "label",
                    "to_name": "image",
                    "original_width": 640,
                    "original_height": 480,
                    "image_rotation": 0,
                    "value": {
                        "rotation": 0,
                        "x": 15.625,
                        "y": 10.4167,
                        "width": 31.25,
                        "height": 25.0,
                        "rectanglelabels": ["car"],
                    },
                }
            ],
        }
    ],
}
FOLDERS = {
    "coco": Files({"coco.json": COCO, "a.jpg": b""}),
    "voc": Files({"a.xml": VOC, "a.jpg": b""}),
    "yolo": Files(
        {"data.yaml": YOLO_DATA, "images/train/a.jpg": b"", "labels/train/a.txt": YOLO},
    ),
    "label_studio": Files({"tasks.json": [LABEL_STUDIO], "a.jpg": b""}),
}


def taken(name: str, folder: Files, **options: str) -> tuple[Item, Json, Json]:
    """The only item of a folder with its answer, and the settings with its labels."""
    labels = settings_for(name, folder)
    (item,) = items(read(name, folder, settings=labels, **options)).values()
    (given,) = answers_of(item, labels)
    return item, given, labels


def same_box(one: Json, other: Json) -> bool:
    """Within a thousandth of a pixel: YOLO and Label Studio round what they write."""
    pairs = zip(rectangles(one), rectangles(other), strict=True)
    return all(
        a[0] == b[0] and all(math.isclose(x, y, abs_tol=0.0015) for x, y in zip(a[1:], b[1:], strict=True))
        for a, b in pairs
    )


CAR = answer(box("b1", 100, 50, 200, 120, "car"))


@pytest.mark.parametrize("name", FOLDERS)
def test_every_format_describes_the_same_box(name: str) -> None:
    _, found, _ = taken(name, FOLDERS[name])
    assert len(found["boxes"]) == 1
    assert same_box(found, CAR)


@pytest.mark.parametrize("target", ["coco", "voc", "yolo"])
@pytest.mark.parametrize("name", FOLDERS)
def test_the_box_is_the_same_after_it_went_through_another_format(name: str, target: str) -> None:
    item, found, labels = taken(name, FOLDERS[name])
    archive = Archive(target, [settled(item, found)], labels)
    _, again, _ = taken(target, archive.folder())
    assert same_box(again, CAR)


def test_coco_in_and_out_is_the_same_document() -> None:
    item, found, labels = taken("coco", FOLDERS["coco"])
    assert Archive("coco", [settled(item, found)], labels).json(COCO_DOCUMENT) == COCO


def edited(raw: Json, change: Any) -> Json:
    copy = json.loads(json.dumps(raw))
    change(copy)
    result: Json = copy
    return result


def test_coco_in_and_out_differs_in_nothing_but_what_was_edited() -> None:
    rows = [
        {"id": 1, "image_id": 5, "category_id": 2, "bbox": [10.125, 20, 30, 40], "area": 900.0, "iscrowd": 0},
        {"id": 9, "image_id": 5, "category_id": 90, "bbox": [50.0004, 60, 70, 80], "area": 5_000, "iscrowd": 1},
        {"id": 4, "image_id": 5, "category_id": 2, "bbox": [600, 400, 80, 90.5], "area": 7_240, "iscrowd": 0},
    ]
    outlined: list[Json] = [{**row, "segmentation": [[1, 2, 3, 4, 5, row["id"]]]} for row in rows]
    raw = {**COCO, "annotations": outlined, "categories": [{"id": 90, "name": "dog"}, *COCO["categories"]]}
    item, found, labels = taken("coco", Files({"coco.json": raw, "a.jpg": b""}))
    moved = edited(found, lambda copy: copy["boxes"][0].update(x=11))
    moved["boxes"].append(box("new", 1, 1, 2, 2, "dog"))
    out = Archive("coco", [settled(item, moved)], labels).json(COCO_DOCUMENT)
    first, *others, new = out["annotations"]
    # The second was rounded and the third cut at the edge of the image when they came in: nobody moved them.
    assert others == outlined[1:]
    assert first == {**outlined[0], "bbox": [11, 20, 30, 40], "area": 1200, "segmentation": []}
    assert (new["id"], new["category_id"], new["image_id"]) == (10, 90, 5)
    assert {row["id"]: row["name"] for row in out["categories"]} == {2: "car", 90: "dog"}


def test_images_without_boxes_stay_in_the_data_set() -> None:
    raw = {**COCO, "annotations": []}
    item, found, labels = taken("coco", Files({"coco.json": raw, "a.jpg": b""}), empty="no_objects")
    assert found["no_objects"]
    assert Archive("coco", [settled(item, found)], labels).json(COCO_DOCUMENT) == raw
    for target in ("yolo", "voc"):
        _, again, _ = taken(target, Archive(target, [settled(item, found)], labels).folder())
        assert (again["no_objects"], again["boxes"]) == (True, [])


def test_a_data_set_in_coco_and_in_voc_has_the_same_boxes_if_pixels_are_counted_rightly() -> None:
    corners = [(117, 190, 290, 360), (1, 1, 640, 480), (333, 1, 372, 30)]
    conventions = {"edges": (0, 0), "one_based": (1, 1), "zero_based_inclusive": (0, 1)}
    for pixels, (first, last) in conventions.items():
        bounds = [(a, b, c - a + last, d - b + last) for a, b, c, d in corners]
        rows = [
            {"id": n, "image_id": 5, "category_id": 2, "bbox": [x - first, y - first, wide, high]}
            for n, (x, y, wide, high) in enumerate(bounds)
        ]
        tags = [zip(("xmin", "ymin", "xmax", "ymax"), edges, strict=True) for edges in corners]
        bndboxes = ["".join(f"<{tag}>{edge}</{tag}>" for tag, edge in one) for one in tags]
        things = "".join(f"<object><name>car</name><bndbox>{bndbox}</bndbox></object>" for bndbox in bndboxes)
        voc = f"<annotation><filename>a.jpg</filename><size/>{things}</annotation>"
        coco = Files({"coco.json": {**COCO, "annotations": rows}, "a.jpg": b""})
        _, one, _ = taken("coco", coco)
        _, other, _ = taken("voc", Files({"a.xml": voc, "a.jpg": b""}), pixels=pixels)
        assert rectangles(one) == rectangles(other)


def test_attributes_and_flags_survive_coco_and_voc() -> None:
    attributes = [
        {"title": "Parked", "type": "checkbox", "not_sure": True},
        {"title": "Doors", "type": "number"},
        {"title": "Make", "type": "select", "options": [{"label": "Own"}, {"label": "Other"}]},
    ]
    labels = empty_settings(labels=[{"title": "car", "attributes": attributes}])
    said = {"parked": {"value": False}, "doors": {"value": 4}, "make": {"value": "Other"}}
    unsure = {"parked": {"missing": "not_sure"}}
    given = answer(
        box("b1", 1, 2, 30, 40, "car", attributes=said, occluded=True),
        box("b2", 5, 6, 7, 8, "car", attributes=unsure, truncated=True),
    )
    for target in ("coco", "voc"):
        archive = Archive(target, [exported("a.jpg", given)], labels)
        (item,) = items(read(target, archive.folder(), settings=labels)).values()
        first, second = answers_of(item, labels)[0]["boxes"]
        assert (first["attributes"], first["occluded"], "truncated" in first) == (said, True, False)
        assert (second["attributes"], second["truncated"]) == (unsure if target == "coco" else {}, True)


SIDES = st.floats(0, 700, allow_nan=False).map(lambda value: round(value, 4))
LENGTHS = st.floats(0.01, 500, allow_nan=False).map(lambda value: round(value, 4))


@st.composite
def drawn(draw: st.DrawFn) -> Json:
    """Boxes as people leave them: within the image, and with sides."""
    found = draw(st.lists(st.tuples(SIDES, SIDES, LENGTHS, LENGTHS), max_size=12))
    places = [place for one in found if (place := clamped(*one, SIZE))]
    labels = st.sampled_from(["car", "dog"])
    return answer(*(box(f"b{n}", 0, 0, 1, 1, draw(labels)) | geometry(place) for n, place in enumerate(places)))


@settings(max_examples=60, deadline=None)
@given(drawn())
def test_whatever_was_drawn_comes_back(found: Json) -> None:
    for target in ("coco", "yolo"):
        archive = Archive(target, [exported("x/a.jpg", found)], TWO_LABELS)
        (item,) = items(read(target, archive.folder(), settings=TWO_LABELS, empty="no_objects")).values()
        (again,) = answers_of(item, TWO_LABELS)
        assert same_box(again, found)
        assert again["no_objects"] == found["no_objects"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SIDES, SIDES, LENGTHS, LENGTHS), min_size=1, max_size=8))
def test_coco_of_any_boxes_is_written_as_it_came_in(places: list[tuple[float, float, float, float]]) -> None:
    rows = [
        {
            "id": 3 * n,
            "image_id": 5,
            "category_id": 2,
            "bbox": list(place),
            "area": 1.5,
            "segmentation": [],
            "iscrowd": 0,
        }
        for n, place in enumerate(places)
        if clamped(*place, SIZE)
    ]
    if rows:
        raw = {**COCO, "annotations": rows}
        item, found, labels = taken("coco", Files({"coco.json": raw, "a.jpg": b""}))
        assert Archive("coco", [settled(item, found)], labels).json(COCO_DOCUMENT) == raw


def test_a_model_that_the_document_names_is_not_lost_on_the_way() -> None:
    item, _, _ = taken("label_studio", FOLDERS["label_studio"])
    assert [verdict.model for verdict in item.verdicts] == ["det-3"]
    (reader,) = [reader for reader in KIND.readers if reader.recognises(LABEL_STUDIO)]
    context = Context(settings=settings_for("label_studio", FOLDERS["label_studio"]), criteria=[])
    assert reader.read([LABEL_STUDIO], context).verdicts == item.verdicts
