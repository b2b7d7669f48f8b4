"""A task from a row with columns of its own, as a person mapped them to the fields of this kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds.base import Field, Item
from annotation.kinds.checks import wrong

FIELDS = (
    Field(
        "image",
        "Image",
        "The path of the image file inside the archive, or the name of an image that the project has.",
        required=True,
    ),
    Field(
        "external_id",
        "Id",
        "The row's own id: a row with an id that is known is not imported again. Without one it is the image's path.",
    ),
    Field("source", "Source", "Where the image comes from."),
    Field("licence", "Licence", "Under which licence it may be used."),
)


def map_row(row: Mapping[str, Any], mapping: Mapping[str, Any]) -> Item:
    """The task in a row. Raises ``Invalid`` naming the column or field that is not right."""
    if mapping.get("verdicts"):
        raise wrong("verdicts", "Boxes cannot be read from a table. Import them as COCO, Pascal VOC, YOLO or JSON.")
    told = {field.key: _text(row, field.key, mapping) for field in FIELDS}
    if not told["image"]:
        raise wrong("image", "This row names no image.")
    return Item(
        content={"image": told["image"]},
        external_id=told["external_id"] or told["image"],
        source=told["source"],
        licence=told["licence"],
        metadata={name: row[name] for name in mapping.get("metadata", []) if name in row},
    )


def _text(row: Mapping[str, Any], field: str, mapping: Mapping[str, Any]) -> str:
    """What the row says in a field's first column, else the constant for all rows."""
    names = (mapping.get("columns") or {}).get(field) or []
    name = names if isinstance(names, str) else next(iter(names), None)
    if name is None:
        value = (mapping.get("constants") or {}).get(field)
    elif name in row:
        value = row[name]
    else:
        raise wrong(name, "The row has no such column.")
    # In tables, a gap in a column makes all its numbers floats.
    whole = isinstance(value, float) and value.is_integer()
    return "" if value is None else str(int(value) if whole else value).strip()
