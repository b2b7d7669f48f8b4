"""The reliability of drawn boxes: detection, class and localisation, against sums on paper."""

from __future__ import annotations

from typing import Any

import krippendorff
import numpy as np
import pytest

from accounts.models import User
from annotation import projects
from annotation.kinds.base import Json
from annotation.models import Project
from quality import reports
from quality.ratings import Ratings
from quality.reliability import reliability
from tests.quality.drawing import Box, project_of

pytestmark = pytest.mark.django_db

RBC, WBC, PLATELET, ABSENT = range(4)
NONE = np.nan


@pytest.fixture
def cells(mia: User, ada: User, ben: User, chi: User) -> Project:
    """Four images: a label in doubt and a shift, nothing at all, a box half as high and one far off, one answer."""
    first: Box = ("rbc", 10, 10, 10, 10)
    shifted: Box = ("rbc", 12, 10, 10, 10)  # IoU 8 / 12
    second = (50, 50, 10, 10)
    tall, low, far = (("platelet", *place) for place in ((20, 20, 20, 20), (20, 20, 20, 10), (300, 300, 20, 20)))
    return project_of(
        mia,
        [
            {ada: [first, ("wbc", *second)], ben: [("rbc", *second), first], chi: [shifted]},
            {ada: [], ben: [], chi: []},
            {ada: [tall], ben: [low], chi: [far]},
            {ada: [first]},
        ],
    )


def measure(project: Project, key: str) -> Json:
    found: Json = next(each for each in reports.figures(project)["measures"] if each["key"] == key)
    return found


def alpha_of(*units: list[Any]) -> float:
    table = np.array(units, dtype=np.float64).T
    return float(krippendorff.alpha(table, value_domain=[RBC, WBC, PLATELET, ABSENT], level_of_measurement="nominal"))


def test_detection_is_alpha_over_all_objects_that_anybody_drew(cells: Project) -> None:
    detection = measure(cells, "detection")
    expected = alpha_of(
        [RBC, RBC, RBC],
        [WBC, RBC, ABSENT],
        [ABSENT, ABSENT, ABSENT],  # the image without objects is one unit
        [PLATELET, PLATELET, ABSENT],
        [ABSENT, ABSENT, PLATELET],
        [RBC, NONE, NONE],
    )
    assert detection["value"] == pytest.approx(expected, abs=1e-12)
    # 15 values, of which 4 RBC, 1 WBC, 3 platelets, 7 absent; units disagree by 3, 2 and 2.
    assert detection["value"] == pytest.approx(1 - (7 / 15) / ((15**2 - 4**2 - 1 - 3**2 - 7**2) / (15 * 14)))
    assert (detection["n_units"], detection["n_pairable"], detection["n_independent"]) == (6, 5, 3)


def test_class_is_alpha_over_the_labels_of_those_who_drew_the_object(cells: Project) -> None:
    found = measure(cells, "class")
    units = ([RBC, RBC, RBC], [WBC, RBC, NONE], [PLATELET, PLATELET, NONE], [NONE, NONE, PLATELET])
    assert found["value"] == pytest.approx(alpha_of(*units), abs=1e-12)
    # 7 values that can be compared, of which 4 RBC, 1 WBC, 2 platelets; one unit disagrees by 2.
    assert found["value"] == pytest.approx(1 - (2 / 7) / ((7**2 - 4**2 - 1 - 2**2) / (7 * 6)))


def test_the_f1_of_detection_counts_every_box_of_every_pair(cells: Project) -> None:
    found = measure(cells, "detection_f1")
    # First image: 4 of 4, 2 of 3, 2 of 3. Third: 2 of 2, 0 of 2, 0 of 2.
    assert found["value"] == pytest.approx(10 / 16)
    assert (found["statistic"], found["n_compared"], found["n_pairable"], found["n_pairs"]) == ("share", 16, 2, 3)


def test_localisation_is_the_mean_overlap_of_matched_pairs(cells: Project) -> None:
    found = measure(cells, "localisation")
    assert found["value"] == pytest.approx((1 + 1 + 2 * 8 / 12 + 1 / 2) / 5)
    assert (found["n_compared"], found["n_pairable"], found["kappa"]) == (5, 2, None)


def test_a_label_that_is_merged_into_another_is_no_longer_told_from_it(cells: Project, mia: User) -> None:
    labels = [{**label, "merged_into": "rbc" if label["key"] == "wbc" else None} for label in cells.settings["labels"]]
    merged = projects.edit(cells, settings={**cells.settings, "labels": labels})
    assert measure(merged, "class")["value"] == 1
    assert measure(merged, "class")["raw_agreement"] == 1


def test_one_label_has_no_variation_of_class_but_has_detection(mia: User, ada: User, ben: User) -> None:
    box: Box = ("rbc", 10, 10, 10, 10)
    project = project_of(mia, [{ada: [box], ben: [box]}, {ada: [box], ben: []}])
    only = [label for label in project.settings["labels"] if label["key"] == "rbc"]
    project = projects.edit(project, settings={**project.settings, "labels": only})
    assert (measure(project, "class")["value"], measure(project, "class")["reason"]) == (None, "no_variation")
    assert measure(project, "detection")["value"] == pytest.approx(1 - (2 / 4) / (6 / 12))


def test_boxes_of_one_image_are_resampled_together(mia: User, ada: User, ben: User) -> None:
    """In every other image Ben overlooks all five boxes, so an image says hardly more than one of its boxes."""
    row: list[Box] = [("rbc", 100 * place, 50, 40, 40) for place in range(5)]
    project = project_of(mia, [{ada: row, ben: row if number % 2 else []} for number in range(60)])
    detection = measure(project, "detection")
    assert (detection["n_pairable"], detection["n_independent"]) == (300, 60)
    boxes = Ratings.from_matrix([["rbc"] * 300, ["rbc"] * 150 + ["absent"] * 150], domain=["rbc", "absent"])
    by_boxes = reliability(boxes, "nominal", seed=project.seed % 2**32)
    assert detection["value"] == pytest.approx(by_boxes.value)
    assert by_boxes.ci_units.width is not None
    assert width(detection) / by_boxes.ci_units.width == pytest.approx(np.sqrt(5), rel=0.2)
    # Every image has the F1 1 or 0: like 60 throws of a coin whose heads weigh 10 boxes and tails 5.
    f1, heads = measure(project, "detection_f1"), np.random.default_rng(3).binomial(60, 0.5, size=4000)
    low, high = np.quantile(10 * heads / (10 * heads + 5 * (60 - heads)), [0.025, 0.975])
    assert f1["ci_units"] == pytest.approx([low, high], abs=0.02)


def width(found: Json) -> float:
    low, high = found["ci_units"]
    return float(high - low)
