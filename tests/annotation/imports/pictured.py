"""Projects about images, and documents that speak of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from annotation import projects, rubrics
from annotation.imports.files.rows import Json
from annotation.models import Project
from tests.annotation.imports.archiving import jpeg, png

LABELS = [{"title": "Leaf"}, {"title": "Stone"}]


def image_project(manager: User, *, labels: Sequence[Json] = LABELS, **fields: Any) -> Project:
    project = projects.create(
        by=manager,
        kind="bounding_box",
        title=fields.pop("title", "Garden"),
        settings={"labels": list(labels)},
        **fields,
    )
    rubrics.publish(project=project, raw=[], by=manager)
    project.refresh_from_db()
    return project


def images(count: int, folder: str = "images") -> dict[str, bytes]:
    """Images of 60 × 50 pixels that all differ; every second one is a JPEG."""
    return dict(_image(number, folder) for number in range(count))


def _image(number: int, folder: str) -> tuple[str, bytes]:
    colour = (number % 256, number // 256, 7)
    if number % 2:
        return f"{folder}/{number:03}.jpg", jpeg(colour, (60, 50), comment=f"number {number}")
    return f"{folder}/{number:03}.png", png(colour, (60, 50))


def coco(boxes: Mapping[str, Sequence[tuple[str, list[float]]]]) -> bytes:
    """A COCO document: label and rectangle of every box, by file name. Category numbers have gaps."""
    names = sorted({label for rows in boxes.values() for label, _ in rows})
    numbers = {name: 3 + 4 * index for index, name in enumerate(names)}
    rows = [
        {"image_id": image, "category_id": numbers[label], "bbox": box, "area": box[2] * box[3], "iscrowd": 0}
        for image, drawn in enumerate(boxes.values(), start=1)
        for label, box in drawn
    ]
    return json.dumps(
        {
            "images": [
                {"id": image, "file_name": name, "width": 60, "height": 50} for image, name in enumerate(boxes, start=1)
            ],
            "categories": [{"id": number, "name": name, "supercategory": ""} for name, number in numbers.items()],
            "annotations": [{"id": place, **row} for place, row in enumerate(rows, start=1)],
        }
    ).encode()
