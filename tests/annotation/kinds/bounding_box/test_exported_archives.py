"""What goes out is of use: its files have names of their own, and the programs that train models load it."""

from __future__ import annotations

import contextlib
import io
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.kinds.base import Json
from tests.annotation.kinds.bounding_box.box_cases import answer, box
from tests.annotation.kinds.bounding_box.box_files import COCO_DOCUMENT, TWO_LABELS, Archive, exported


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.sampled_from("aA.-/\\: é\t2"), max_size=8), max_size=8))
def test_every_file_of_an_archive_has_a_name_of_its_own_that_leads_nowhere_else(names: list[str]) -> None:
    tasks = [exported(name, answer(), id="task") for name in names]
    for target in ("coco", "yolo", "voc"):
        archive = Archive(target, tasks, TWO_LABELS)
        files = [*archive.documents, *archive.pictures]
        assert len({file.casefold() for file in files}) == len(files)
        assert len(archive.pictures) == len(names)
        for file in files:
            assert not {"", ".", ".."} & set(file.split("/"))
            assert not set(file) & set("\\:\t")


def data_set() -> tuple[list[Any], Json]:
    found = [
        answer(box("b1", 100, 50, 200, 120, "car"), box("b2", 1.5, 2.25, 30, 40, "dog")),
        answer(),
        answer(box("b1", 0, 0, 640, 480, "dog")),
    ]
    names = ["a.jpg", "x/a.jpg", "b.jpg"]
    pairs = zip(names, found, strict=True)
    return [exported(name, one, metadata={"split": "train"}) for name, one in pairs], TWO_LABELS


def test_coco_exports_load_in_pycocotools(tmp_path: Path) -> None:
    from pycocotools import coco

    tasks, labels = data_set()
    Archive("coco", tasks, labels).unpack(tmp_path)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("error")
        loaded = coco.COCO(str(tmp_path / COCO_DOCUMENT))
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
    rows = archive.json(COCO_DOCUMENT)["annotations"]
    results = [{key: row[key] for key in ("image_id", "category_id", "bbox")} | {"score": 0.9} for row in rows]
    with contextlib.redirect_stdout(io.StringIO()):
        loaded = coco.COCO(str(tmp_path / COCO_DOCUMENT))
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
            "coco": lambda: DetectionDataset.from_coco(paths["images"], paths[COCO_DOCUMENT]),
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
