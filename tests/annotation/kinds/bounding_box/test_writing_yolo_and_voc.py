"""Boxes go out as YOLO and as Pascal VOC."""

from __future__ import annotations

import hashlib
from xml.etree.ElementTree import Element, fromstring

import pytest
import yaml

from annotation.kinds.base import ExportedTask, Json
from tests.annotation.kinds.bounding_box.box_cases import answer, box
from tests.annotation.kinds.bounding_box.box_files import Archive, empty_settings, exported

LABELS = empty_settings(
    labels=[
        {"title": "Dog", "attributes": [{"title": "Asleep", "type": "checkbox"}, {"title": "Age", "type": "number"}]},
        {"title": "Puppy", "merged_into": "dog"},
        {"title": "no", "archived": True},
        {"title": "猫"},
    ]
)
CAT = LABELS["labels"][3]["key"]
SPECK = answer(box("b1", 639.7, 0, 0.3, 0.2))


def in_split(split: str, name: str = "a.jpg", outcome: Json | None = None) -> ExportedTask:
    return exported(name, outcome or answer(), metadata={"split": split})


def test_yolo_counts_classes_in_the_order_of_the_labels() -> None:
    data = yaml.safe_load(Archive("yolo", [in_split("train")], LABELS).text("data.yaml"))
    assert data == {
        "path": ".",
        "train": "images/train",
        "val": "images/val",
        "names": {0: "Dog", 1: "no", 2: "猫"},
    }


def test_yolo_writes_centre_and_size_in_shares_of_the_image() -> None:
    outcome = answer(box("b1", 100, 50, 200, 120, "puppy"), box("b2", 0, 0, 640, 480, CAT))
    archive = Archive("yolo", [in_split("train", "x/a.jpg", outcome)], LABELS)
    assert archive.text("labels/train/x/a.txt") == (
        "0 0.312500000 0.229166667 0.312500000 0.250000000\n2 0.500000000 0.500000000 1.000000000 1.000000000\n"
    )
    assert list(archive.pictures) == ["images/train/x/a.jpg"]
    assert (archive.rows, archive.written) == (2, [1])


def test_yolo_keeps_the_splits_that_images_came_in_with() -> None:
    archive = Archive("yolo", [in_split(split, f"{split}.jpg") for split in ("train", "valid", "test")], LABELS)
    assert sorted(archive.pictures) == ["images/test/test.jpg", "images/train/train.jpg", "images/val/valid.jpg"]
    assert yaml.safe_load(archive.text("data.yaml"))["test"] == "images/test"
    assert archive.text("labels/val/valid.txt") == ""


@pytest.mark.parametrize("name", ["yolo", "voc"])
def test_otherwise_one_image_in_five_goes_to_val_whatever_else_is_exported(name: str) -> None:
    tasks = [exported(f"{number}.jpg", answer()) for number in range(400)]
    some = [task for number, task in enumerate(tasks) if number % 7 == 0]

    def val(chosen: list[ExportedTask]) -> set[str]:
        archive = Archive(name, chosen, LABELS)
        if name == "voc":
            return {f"{stem}.jpg" for stem in archive.text("ImageSets/Main/val.txt").split()}
        return {path.rpartition("/")[2] for path in archive.pictures if "/val/" in path}

    assert 50 < len(val(tasks)) < 110
    assert val(some) == val(tasks) & {task.content["image"]["name"] for task in some}
    first = hashlib.sha256(b"0.jpg").hexdigest()
    assert ("0.jpg" in val(tasks)) == (int(first[:8], 16) % 5 == 0)


@pytest.mark.parametrize("name", ["yolo", "voc"])
def test_only_tasks_with_an_outcome_are_written(name: str) -> None:
    archive = Archive(name, [exported("a.jpg"), in_split("train", "b.jpg")], LABELS, with_images=False)
    assert archive.left_out == ["The task has no outcome yet."]
    assert [path for path in archive.documents if "a." in path.rpartition("/")[2] and path != "data.yaml"] == []
    assert archive.pictures == {}


@pytest.mark.parametrize("name", ["yolo", "voc"])
def test_images_that_differ_in_nothing_but_the_ending_keep_their_own_boxes(name: str) -> None:
    archive = Archive(
        name, [in_split("train", "x.jpg"), in_split("train", "x.png"), in_split("val", "y/x.jpg")], LABELS
    )
    about = [path for path in archive.documents if path.startswith(("labels/", "Annotations/"))]
    assert [path.rpartition(".")[0].rpartition("/")[2] for path in about] == ["x", "x-2", "x"]
    assert len(set(about)) == len(set(archive.pictures)) == 3


def document(outcome: Json, **facts: object) -> Element:
    metadata = {"split": "train", **({"voc": facts} if facts else {})}
    archive = Archive("voc", [exported("x/a.jpg", outcome, metadata=metadata)], LABELS)
    return fromstring(archive.text("Annotations/x/a.xml"))


def edges(found: Element) -> list[int]:
    bounds = found.find("object/bndbox")
    assert bounds is not None
    return [int(bounds.findtext(edge, "")) for edge in ("xmin", "ymin", "xmax", "ymax")]


def test_voc_counts_pixels_from_1_and_both_edges_belong_to_the_box() -> None:
    found = document(answer(box("b1", 100, 50, 200, 120)))
    assert edges(found) == [101, 51, 300, 170]
    assert edges(document(answer(box("b1", 99.6, 50.4, 200.2, 119.8)))) == [101, 51, 300, 170]
    assert edges(document(answer(box("b1", 0, 0, 640, 480)))) == [1, 1, 640, 480]
    assert edges(document(SPECK)) == [640, 1, 640, 1]
    size = found.find("size")
    assert size is not None
    assert [(child.tag, child.text) for child in size] == [("width", "640"), ("height", "480"), ("depth", "3")]
    assert (found.findtext("filename"), found.findtext("folder")) == ("x/a.jpg", "JPEGImages")


def test_voc_writes_flags_and_attributes() -> None:
    said = {"asleep": {"value": True}, "age": {"value": 3}}
    found = document(answer(box("b1", 1, 2, 3, 4, "puppy", attributes=said, occluded=True)))
    tags = ("name", "pose", "difficult", "occluded", "truncated")
    assert [found.findtext(f"object/{tag}") for tag in tags] == ["Dog", "Unspecified", "0", "1", "0"]
    written = found.findall("object/attributes/attribute")
    assert [(one.findtext("name"), one.findtext("value")) for one in written] == [("age", "3"), ("asleep", "true")]


def test_voc_writes_again_what_came_in_beside_the_boxes() -> None:
    objects = {"voc-1": {"pose": "Left", "difficult": "1", "truncated": "1"}, "voc-2": {"pose": "Right"}}
    facts = {"pixels": "edges", "segmented": "1", "source": {"database": "Own"}, "objects": objects, "no tag <": "x"}
    found = document(answer(box("voc-1", 1, 2, 3, 4), box("new", 1, 2, 9, 9, suggested="voc-2")), **facts)
    assert [one.findtext("pose") for one in found.findall("object")] == ["Left", "Right"]
    assert [one.findtext("truncated") for one in found.findall("object")] == ["0", "0"]
    assert (found.findtext("segmented"), found.findtext("source/database")) == ("1", "Own")
    assert {child.tag for child in found} == {"folder", "filename", "segmented", "source", "size", "object"}


def test_voc_lists_the_images_by_split() -> None:
    tasks = [in_split("val", "b.jpg"), in_split("train", "x/a.jpg"), in_split("test", "c.jpg")]
    archive = Archive("voc", tasks, LABELS)
    lists = {name: data.decode() for name, data in archive.documents.items() if name.startswith("ImageSets/")}
    assert lists == {
        "ImageSets/Main/test.txt": "c\n",
        "ImageSets/Main/train.txt": "x/a\n",
        "ImageSets/Main/trainval.txt": "b\nx/a\n",
        "ImageSets/Main/val.txt": "b\n",
    }


def test_voc_stays_xml_whatever_titles_and_facts_hold() -> None:
    settings = empty_settings(labels=[{"title": "a < b & \x01 c", "key": "dog"}])
    metadata = {"split": "train", "voc": {"source": {"x y": "1", "note": "\x0b]]>"}, "objects": 5}}
    task = exported("<a>&.jpg", answer(box("b1", 1, 2, 3, 4)), metadata=metadata)
    archive = Archive("voc", [task], settings)
    found = fromstring(archive.text("Annotations/_a_&.xml"))
    assert found.findtext("object/name") == "a < b & c"
    assert found.findtext("source/note") == " ]]>"
