"""Images and annotations as COCO writes them. What a file once said of a box stays, as far as it is still true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.bounding_box.box import FLAGS, SIDES
from annotation.kinds.bounding_box.boxes import clamped, geometry
from annotation.kinds.bounding_box.readers import drawing

# What describes the outline that a box was drawn around: it is wrong as soon as the box moves.
SHAPE = ("area", "segmentation", "iscrowd", "keypoints", "num_keypoints")
_OWN = ("id", "image_id", "category_id", "bbox", "attributes")


def image_row(image: Mapping[str, Any], name: str, raw: Mapping[str, Any]) -> Json:
    extras = {key: value for key, value in raw.items() if key not in ("id", "width", "height", "file_name")}
    return {"id": None, "width": image["width"], "height": image["height"], "file_name": name, **extras}


def annotation_row(
    box: Json, raw: Mapping[str, Any] | None, *, category: int, label: Mapping[str, Any], same_label: bool, moved: bool
) -> Json:
    """One box. ``raw``: the annotation that it was in a file, if it was in one."""
    known = raw or {}
    bbox = [box[side] for side in SIDES] if moved or raw is None else known["bbox"]
    lost = (*_OWN, *SHAPE) if moved else _OWN
    extras = {key: value for key, value in known.items() if key not in lost}
    drawn = {"area": _area(box), "segmentation": [], "iscrowd": 0}
    said = _attributes(box, label, known.get("attributes") if same_label else None, is_new=raw is None)
    return {
        "id": None,
        "image_id": None,
        "category_id": category,
        "bbox": bbox,
        **drawn,
        **extras,
        **({} if said is None else {"attributes": said}),
    }


def is_moved(box: Json, raw: Mapping[str, Any], size: tuple[int, int]) -> bool:
    """Whether the box is elsewhere than the file said, beyond the rounding and cutting that reading it did."""
    bbox = raw.get("bbox")
    if not isinstance(bbox, list) or len(bbox) != 4 or not all(map(checks.is_number, bbox)):
        return True
    rectangle = clamped(bbox[0], bbox[1], bbox[2], bbox[3], size)
    return rectangle is None or any(box[side] != value for side, value in geometry(rectangle).items())


def originals(boxes: Sequence[Json], raws: Mapping[str, Json], size: tuple[int, int]) -> list[Json | None]:
    """For each box the annotation of the file that it was: by id, else by being exactly where that one was."""
    left = dict(raws)
    found = [left.pop(box["id"], None) or left.pop(box.get("suggested", ""), None) for box in boxes]
    places = {_place(raw, size): key for key, raw in reversed(left.items())}
    for index, box in enumerate(boxes):
        key = places.get(tuple(box[side] for side in SIDES), "")
        if found[index] is None:
            found[index] = left.pop(key, None)
    return found


def _place(raw: Mapping[str, Any], size: tuple[int, int]) -> tuple[float, ...] | None:
    bbox = raw.get("bbox")
    if not isinstance(bbox, list) or drawing.problem_with(bbox):
        return None
    return clamped(bbox[0], bbox[1], bbox[2], bbox[3], size)


def _area(box: Json) -> float:
    return checks.plain_number(round(float(box["width"]) * float(box["height"]), 3))


def _attributes(box: Json, label: Mapping[str, Any], raw: Any, *, is_new: bool) -> Json | None:
    """The file's own attributes with what was changed; None if there is nothing to say."""
    said: Json = dict(raw) if isinstance(raw, Mapping) else {}
    had = drawing.attributes_of(label, said)
    for attribute in label["attributes"]:
        key = attribute["key"]
        if had.get(key) != box["attributes"].get(key):
            for name in [name for name in said if name.casefold() in (key, attribute["title"].casefold())]:
                del said[name]
            if key in box["attributes"]:
                said[key] = box["attributes"][key].get("value")
    flags = drawing.flags(said)
    said |= {name: bool(box.get(name)) for name in FLAGS if is_new or bool(box.get(name)) != (name in flags)}
    return said if said or isinstance(raw, Mapping) else None
