"""One data set in several formats is one data set; and what goes out is what came in, but for what was edited."""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import math
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.kinds.base import Context, Item, Json
from annotation.kinds.bounding_box.boxes import clamped, geometry
from annotation.kinds.bounding_box.readers import voc as reading_voc
from annotation.kinds.bounding_box.writers import voc as writing_voc
from tests.annotation.kinds.bounding_box.box_cases import answer, box
from tests.annotation.kinds.bounding_box.box_files import (
    KIND,
    SIZE,
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

DOCUMENT = "annotations/instances.json"
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
    assert Archive("coco", [settled(item, found)], labels).json(DOCUMENT) == COCO


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
    out = Archive("coco", [settled(item, moved)], labels).json(DOCUMENT)
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
    assert Archive("coco", [settled(item, found)], labels).json(DOCUMENT) == raw
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


OUTLINE: Json = {"area": 1.5, "segmentation": [[1, 2, 3, 4, 5, 6]], "iscrowd": 0}
TWO = empty_settings(labels=[{"title": "car", "category_id": 70}, {"title": "dog"}])


@settings(max_examples=60, deadline=None)
@given(drawn())
def test_whatever_was_drawn_comes_back(found: Json) -> None:
    for target in ("coco", "yolo"):
        archive = Archive(target, [exported("x/a.jpg", found)], TWO)
        (item,) = items(read(target, archive.folder(), settings=TWO, empty="no_objects")).values()
        (again,) = answers_of(item, TWO)
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
        assert Archive("coco", [settled(item, found)], labels).json(DOCUMENT) == raw


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.sampled_from("aA.-/\\: é\t2"), max_size=8), max_size=8))
def test_every_file_of_an_archive_has_a_name_of_its_own_that_leads_nowhere_else(names: list[str]) -> None:
    tasks = [exported(name, answer(), id="task") for name in names]
    for target in ("coco", "yolo", "voc"):
        archive = Archive(target, tasks, TWO)
        files = [*archive.documents, *archive.pictures]
        assert len({file.casefold() for file in files}) == len(files)
        assert len(archive.pictures) == len(names)
        for file in files:
            assert not {"", ".", ".."} & set(file.split("/"))
            assert not set(file) & set("\\:\t")


@pytest.mark.parametrize("module", [reading_voc, writing_voc], ids=lambda module: module.__name__)
def test_the_examples_in_a_module_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0


def data_set() -> tuple[list[Any], Json]:
    found = [
        answer(box("b1", 100, 50, 200, 120, "car"), box("b2", 1.5, 2.25, 30, 40, "dog")),
        answer(),
        answer(box("b1", 0, 0, 640, 480, "dog")),
    ]
    names = ["a.jpg", "x/a.jpg", "b.jpg"]
    return [exported(name, one, metadata={"split": "train"}) for name, one in zip(names, found, strict=True)], TWO


def test_coco_exports_load_in_pycocotools(tmp_path: Path) -> None:
    from pycocotools import coco

    tasks, labels = data_set()
    Archive("coco", tasks, labels).unpack(tmp_path)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("error")
        loaded = coco.COCO(str(tmp_path / DOCUMENT))
        loaded.info()
        detected = loaded.loadRes([{"image_id": 1, "category_id": 70, "bbox": [100, 50, 200, 120], "score": 0.5}])
    assert loaded.getCatIds() == [70, 71]
    assert [row["file_name"] for row in loaded.loadImgs(loaded.getImgIds())] == ["a.jpg", "x/a.jpg", "b.jpg"]
    assert [row["bbox"] for row in loaded.loadAnns(loaded.getAnnIds(imgIds=[1]))] == [
        [100, 50, 200, 120],
        [1.5, 2.25, 30, 40],
    ]
    assert loaded.getAnnIds(imgIds=[2]) == []
    assert len(detected.anns) == 1


def test_a_results_file_for_an_export_scores_full_marks_in_pycocotools(tmp_path: Path) -> None:
    from pycocotools import coco
    from pycocotools.cocoeval import COCOeval

    tasks, labels = data_set()
    archive = Archive("coco", tasks, labels)
    archive.unpack(tmp_path)
    rows = archive.json(DOCUMENT)["annotations"]
    results = [{key: row[key] for key in ("image_id", "category_id", "bbox")} | {"score": 0.9} for row in rows]
    with contextlib.redirect_stdout(io.StringIO()):
        loaded = coco.COCO(str(tmp_path / DOCUMENT))
        scored = COCOeval(loaded, loaded.loadRes(results), "bbox")
        scored.evaluate()
        scored.accumulate()
        scored.summarize()
    assert scored.stats[0] == pytest.approx(1)


@pytest.mark.parametrize("name", ["coco", "yolo", "voc"])
def test_exports_load_in_supervision(name: str, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        # It says once that it goes without OpenCV, which has nothing to do with what it loads.
        warnings.filterwarnings("ignore", "OpenCV")
        from supervision import DetectionDataset
    tasks, labels = data_set()
    flat = [task for task in tasks if "/" not in task.content["image"]["name"]]
    Archive(name, flat, labels).unpack(tmp_path)
    paths = {str(path.relative_to(tmp_path)): str(path) for path in tmp_path.rglob("*")}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loaded = {
            "coco": lambda: DetectionDataset.from_coco(paths["images"], paths[DOCUMENT]),
            "yolo": lambda: DetectionDataset.from_yolo(
                paths["images/train"], paths["labels/train"], paths["data.yaml"]
            ),
            "voc": lambda: DetectionDataset.from_pascal_voc(paths["JPEGImages"], paths["Annotations"]),
        }[name]()
        found = {Path(path).name: detections for path, _, detections in loaded}
    assert sorted(loaded.classes) == ["car", "dog"]
    corners = {path: detections.xyxy.round().astype(int).tolist() for path, detections in found.items()}
    assert corners["b.jpg"] == [[0, 0, 640, 480]]
    assert [100, 50, 300, 170] in corners["a.jpg"]


def test_a_model_that_the_document_names_is_not_lost_on_the_way() -> None:
    item, _, _ = taken("label_studio", FOLDERS["label_studio"])
    assert [verdict.model for verdict in item.verdicts] == ["det-3"]
    (reader,) = [reader for reader in KIND.readers if reader.recognises(LABEL_STUDIO)]
    context = Context(settings=settings_for("label_studio", FOLDERS["label_studio"]), criteria=[])
    assert reader.read([LABEL_STUDIO], context).verdicts == item.verdicts
