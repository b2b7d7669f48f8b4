"""YOLO comes in: shares of the image's sides, classes by number, in any of the usual layouts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from annotation.kinds.base import Item
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

YAML = "path: .\ntrain: images/train\nval: images/val\nnames:\n  0: car\n  1: dog\n"
ROW = "0 0.312500 0.229167 0.312500 0.250000\n"


def folder(labels: str = ROW, files: Mapping[str, Any] | None = None, *, yaml: str = YAML) -> Files:
    return Files({"data.yaml": yaml, "images/train/a.jpg": b"", "labels/train/a.txt": labels, **(files or {})})


def only(files: Files) -> Item:
    (item,) = items(read("yolo", files)).values()
    return item


def test_shares_become_pixels_of_the_image() -> None:
    files = folder(ROW + "1 0.5 0.5 1 1\n")
    assert recognised(files) == "yolo"
    (answer,) = answers_of(only(files), settings_for("yolo", files))
    assert rectangles(answer) == [("car", 100, 50, 200, 120), ("dog", 0, 0, 640, 480)]
    assert [box["id"] for box in answer["boxes"]] == ["yolo-1", "yolo-2"]
    assert (only(files).external_id, only(files).metadata) == ("images/train/a.jpg", {"split": "train"})


def test_a_sixth_number_is_the_confidence() -> None:
    files = folder("0 0.5 0.5 0.25 0.25 0.875\n")
    assert only(files).verdicts[0].answer["boxes"][0]["score"] == 0.875


LAYOUTS: dict[str, dict[str, Any]] = {
    "a list of names": {"data.yaml": "names: [car, dog]", "images/a.jpg": b"", "labels/a.txt": ROW},
    "folders by split": {"d/data.yaml": "names: [car]\n", "d/valid/images/a.jpg": b"", "d/valid/labels/a.txt": ROW},
    "darknet": {
        "obj.data": "classes = 1\nvalid = data/valid.txt\nnames = data/obj.names\n",
        "obj.names": "car\n\n",
        "valid.txt": "data/obj_train_data/a.jpg\n",
        "obj_train_data/a.jpg": b"",
        "obj_train_data/a.txt": ROW,
    },
    "lists of images": {
        "data.yaml": "names: {0: car}\nval: lists/held_out.txt\ntrain: [images/one, images/two]\n",
        "lists/held_out.txt": "./images/three/a.jpg\n",
        "images/three/a.jpg": b"",
        "labels/three/a.txt": ROW,
    },
    "label files beside images": {"classes.txt": "car\n", "a.jpg": b"", "a.txt": ROW},
}
SPLITS = {"folders by split": "val", "darknet": "val", "lists of images": "val"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_usual_layouts_are_understood(layout: str) -> None:
    files = Files(LAYOUTS[layout])
    assert recognised(files) == "yolo"
    item = only(files)
    assert rectangles(answers_of(item, settings_for("yolo", files))[0]) == [("car", 100, 50, 200, 120)]
    assert item.metadata.get("split") == SPLITS.get(layout)
    assert folder_reader("yolo").contents(files).unused == []


def test_an_empty_label_file_says_no_objects_and_a_missing_one_says_nothing() -> None:
    files = folder("\n", {"images/val/b.jpg": b""})
    given = items(read("yolo", files))
    assert [verdict.answer["no_objects"] for verdict in given["images/train/a.jpg"].verdicts] == [True]
    assert (given["images/val/b.jpg"].verdicts, given["images/val/b.jpg"].metadata) == ([], {"split": "val"})
    assert items(read("yolo", files, empty="unanswered"))["images/train/a.jpg"].verdicts == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("0 0.1 0.1 0.2 0.1 0.2 0.2 0.1 0.2", "This line has 9 numbers: it is an outline or a pose"),
        ("0 0.1 0.1 0.2", "This line has 4 numbers; a box has 5"),
        ("0 nan 0.1 0.2 0.2", "Every value must be a number."),
        ("0 inf 0.1 0.2 0.2", "Every value must be a number."),
        ("0 1_0 0.1 0.2 0.2", "Every value must be a number."),
        ("car 0.1 0.1 0.2 0.2", "Every value must be a number."),
        ("7 0.1 0.1 0.2 0.2", "There is no class 7; the classes are 0 to 1."),
        ("-1 0.1 0.1 0.2 0.2", "There is no class -1"),
        ("0.5 0.1 0.1 0.2 0.2", "There is no class 0.5"),
        ("0 320 240 64 48", "Centre and size must be shares of the image"),
        ("0 0.5 0.5 0 0.2", "The box has no area"),
        ("0 0.5 0.5 0.2 0.2 1.5", "The confidence must be from 0 to 1."),
    ],
)
def test_a_wrong_line_is_told_while_the_others_come_in(row: str, reason: str) -> None:
    given = read("yolo", folder(f"{row}\n{ROW}"))
    ((file, problem),) = problems(given)
    assert file == "labels/train/a.txt"
    assert problem.startswith(f"line 1: {reason}")
    (item,) = items(given).values()
    assert [box["id"] for box in item.verdicts[0].answer["boxes"]] == ["yolo-2"]


def test_a_file_of_nothing_but_wrong_lines_says_nothing_and_is_told_briefly() -> None:
    given = read("yolo", folder("0 5 5 5 5\n" * 500))
    assert len(problems(given)) == 21
    assert problems(given)[-1][1] == "480 more lines are wrong."
    assert [item.verdicts for item in items(given).values()] == [[]]


def test_a_label_file_without_an_image_is_told() -> None:
    given = read("yolo", folder(files={"labels/train/gone.txt": ROW, "README.txt": "Nothing to see.\n"}))
    assert problems(given) == [("labels/train/gone.txt", "There is no image for this label file.")]
    assert "README.txt" in folder_reader("yolo").contents(folder(files={"README.txt": "Hello\n"})).unused


def test_label_files_without_names_of_classes_are_refused_with_what_to_do() -> None:
    files = Files({"a.jpg": b"", "a.txt": ROW})
    assert recognised(files) == "yolo"
    with pytest.raises(Invalid, match="Add data"):
        folder_reader("yolo").contents(files)


def test_texts_beside_images_that_are_no_boxes_are_not_taken_for_yolo() -> None:
    assert recognised(Files({"a.jpg": b"", "a.txt": "A car on a road, 0.5 miles away.\n"})) == "images"


def test_classes_may_have_any_name() -> None:
    files = folder("1 0.5 0.5 0.5 0.5", yaml="names: [no, on, 3]\n")
    assert [one["title"] for one in settings_for("yolo", files)["labels"]] == ["no", "on", "3"]


def test_what_yaml_would_run_is_nothing_but_a_text() -> None:
    files = folder(yaml="names: !!python/object/apply:os.system [ls, car]\n")
    assert [one["title"] for one in settings_for("yolo", files)["labels"]] == ["ls", "car"]


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nnames: [*b, *b]\n"


@pytest.mark.parametrize(
    ("yaml", "reason"),
    [
        (LAUGHS, "aliases are not allowed"),
        ("names: [car\n", "not valid YAML"),
        ("names: " + "[" * 5_000, "not valid YAML"),
        ("names: 5\n", "“names” must be a list"),
        ("names: {x: car}\n", "must give a name for each number"),
        ("names: [[car]]\n", "must give a name for each number"),
        ("names: ['']\n", "must give a name for each number"),
    ],
)
def test_a_yaml_document_that_cannot_be_trusted_is_refused_by_name(yaml: str, reason: str) -> None:
    files = folder(yaml=yaml)
    with pytest.raises(Invalid, match=f"^data.yaml: .*({reason})"):
        read("yolo", files, settings=empty_settings())


def test_documents_that_disagree_about_the_classes_are_refused() -> None:
    with pytest.raises(Invalid, match="names the classes differently"):
        read("yolo", folder(files={"classes.txt": "dog\ncar\n"}), settings=empty_settings())


def test_more_than_ten_thousand_boxes_are_told_and_the_image_comes_in() -> None:
    given = read("yolo", folder(ROW * 10_001))
    assert [reason[:29] for _, reason in problems(given)] == ["This image has 10,001 boxes; "]
    assert [item.verdicts for item in items(given).values()] == [[]]
