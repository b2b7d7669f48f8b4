"""One row a box, in flat columns: for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import ColumnType, Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.bounding_box.box import FLAGS, SIDES
from annotation.kinds.bounding_box.writers import base
from config import strict_json

_TASK: dict[str, ColumnType] = {
    "item_id": "text",
    "external_id": "text",
    "image": "text",
    "image_sha256": "text",
    "image_width": "integer",
    "image_height": "integer",
    "agreement": "number",
    "outcome_source": "text",
    "n_raters": "integer",
    "source": "text",
    "licence": "text",
}
_BOX: dict[str, ColumnType] = {
    "box_id": "text",
    "label": "text",
    "title": "text",
    **dict.fromkeys(SIDES, "number"),
    **dict.fromkeys(FLAGS, "flag"),
    "attributes": "text",
}


class _Table(Writer):
    rules = (
        "One row for each box of an outcome; an image on which there is nothing has one row without a box.",
        "x and y are the top left corner in pixels of the image as people saw it.",
        "“attributes” is JSON: a value, or null for “not sure”.",
        base.MERGED,
    )

    def column_types(self, context: Context) -> Mapping[str, ColumnType]:
        return {**_TASK, **_BOX}

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        if task.outcome is None:
            yield LeftOut(base.NO_OUTCOME)
            return
        about_task = _about_task(task)
        titles = {label["key"]: label["title"] for label in context.settings["labels"]}
        boxes = base.boxes_of(task.outcome, context.settings)
        for box in boxes:
            yield {**about_task, **_about_box(box, titles)}
        if not boxes:
            yield {**about_task, **dict.fromkeys(_BOX)}


class Csv(_Table):
    name = "csv"
    title = "CSV"
    help = "One row a box, for a spreadsheet."
    extension = "csv"


class Parquet(_Table):
    name = "parquet"
    title = "Parquet"
    help = "One row a box, with typed columns, for data frames."
    extension = "parquet"


def _about_task(task: ExportedTask) -> Json:
    image = task.content["image"]
    return {
        "item_id": task.id,
        "external_id": task.external_id,
        "image": image["name"],
        "image_sha256": image["sha256"],
        "image_width": image["width"],
        "image_height": image["height"],
        "agreement": task.agreement,
        "outcome_source": task.outcome_source,
        "n_raters": len(base.counted(task)),
        "source": task.provenance.get("source"),
        "licence": task.provenance.get("licence"),
    }


def _about_box(box: Json, titles: Mapping[str, Any]) -> Json:
    said = {key: judged.get("value") for key, judged in box["attributes"].items()}
    return {
        "box_id": box["id"],
        "label": box["label"],
        "title": titles.get(box["label"], box["label"]),
        **{side: float(box[side]) for side in SIDES},
        **{flag: bool(box.get(flag)) for flag in FLAGS},
        "attributes": strict_json.dumps(said).decode() if said else None,
    }
