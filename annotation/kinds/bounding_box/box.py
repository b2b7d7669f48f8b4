"""Reading the boxes of an answer: where each is, what it shows, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Context, Json
from annotation.kinds.bounding_box import attributes
from annotation.kinds.bounding_box.boxes import clamped, geometry
from annotation.kinds.bounding_box.content import size
from annotation.kinds.checks import Problems

SIDES = ("x", "y", "width", "height")
FLAGS = ("occluded", "truncated")
KEYS = ("id", "label", *SIDES, "attributes", *FLAGS, "score", "suggested")
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MOST_PROBLEMS = 50  # more than that nobody reads


def is_lenient(context: Context) -> bool:
    """Whether the answer comes from a file or a merge; see ``answer.undemanding``."""
    return bool(context.settings.get("undemanding"))


class BoxReader:
    """Reads the boxes of one answer; what they are checked against is looked up once."""

    def __init__(self, content: Json, context: Context, problems: Problems, *, relative: bool) -> None:
        self.problems = problems
        self.size = size(content)
        self.lenient = is_lenient(context)
        self.relative = relative
        self.least = 0 if self.lenient else context.settings["min_size"]
        self.labels: dict[str, Json] = {label["key"]: label for label in context.settings["labels"]}
        self.ids: set[str] = set()

    def read(self, rows: list[Any]) -> list[Json]:
        boxes: list[Json] = []
        for index, row in enumerate(rows):
            if len(self.problems.fields) >= MOST_PROBLEMS:
                break
            box = self._read_box(row, f"boxes.{index}")
            if box:
                boxes.append(box)
        return boxes

    def read_id(self, raw: Any, path: str) -> str:
        if not isinstance(raw, str) or not ID.fullmatch(raw):
            self.problems.add(path, "Use 1 to 64 letters, digits, _ and -.")
            return ""
        return raw

    def _read_box(self, raw: Any, path: str) -> Json:
        given = checks.mapping(raw, path, self.problems, keys=KEYS)
        if not given:
            self.problems.add(path, "This must be an object with id, label, x, y, width and height.")
            return {}
        key = self.read_id(given.get("id"), f"{path}.id")
        if key in self.ids:
            self.problems.add(f"{path}.id", "Another box has this id.")
        self.ids.add(key)
        said = given.get("label")
        label = self._read_label(said, f"{path}.label")
        box: Json = {"id": key, "label": label["key"] if label else "", **self._read_geometry(given, path)}
        moved = label is not None and said != label["key"]
        box["attributes"] = self._read_attributes(given.get("attributes", {}), label, f"{path}.attributes", moved=moved)
        return {**box, **self._read_extras(given, path)}

    def _read_label(self, raw: Any, path: str) -> Json | None:
        label = self.labels.get(raw) if isinstance(raw, str) else None
        if label is None:
            self.problems.add(path, "The project has no such label.")
        elif label["merged_into"] is not None:
            target = self.labels[label["merged_into"]]
            if self.lenient:
                return target
            self.problems.add(path, f"The label {label['title']} is now part of {target['title']}; use that one.")
        elif label["archived"] and not self.lenient:
            self.problems.add(path, f"The label {label['title']} is archived; choose another.")
        return label

    def _read_geometry(self, given: Mapping[str, Any], path: str) -> Json:
        sides = [given.get(side) for side in SIDES]
        wrong = [name for name, side in zip(SIDES, sides, strict=True) if not checks.is_number(side)]
        for name in wrong:
            self.problems.add(f"{path}.{name}", "This must be a number, in pixels of the image.")
        if wrong:
            return {}
        x, y, width, height = self._in_pixels([float(side) for side in sides if side is not None])
        for name, length in (("width", width), ("height", height)):
            if length <= 0:
                self.problems.add(f"{path}.{name}", "This must be greater than 0.")
                return {}
        return self._placed(x, y, width, height, path)

    def _in_pixels(self, sides: list[float]) -> list[float]:
        if not self.relative:
            return sides
        return [side * length for side, length in zip(sides, (*self.size, *self.size), strict=True)]

    def _placed(self, x: float, y: float, width: float, height: float, path: str) -> Json:
        image_width, image_height = self.size
        outside = x >= image_width or y >= image_height or x + width <= 0 or y + height <= 0
        rectangle = None if outside else clamped(x, y, width, height, self.size)
        if outside:
            problem = f"This box lies outside the image of {image_width} × {image_height} pixels."
            self.problems.add(path, problem)
        elif rectangle is None or not self._is_large_enough(rectangle[2], rectangle[3]):
            least = f"less than {self.least} pixels wide or high" if self.least else "nothing but a line"
            self.problems.add(path, f"Within the image this box is {least}; draw it larger or delete it.")
        return {} if rectangle is None else geometry(rectangle)

    def _is_large_enough(self, width: float, height: float) -> bool:
        """An image that is smaller than the least box can still have one around all of it."""
        return width >= min(self.least, self.size[0]) and height >= min(self.least, self.size[1])

    def _read_attributes(self, raw: Any, label: Json | None, path: str, *, moved: bool) -> Json:
        """Attributes of a label that was merged are kept as far as the other label takes them."""
        if not isinstance(raw, Mapping):
            self.problems.add(path, "This must be an object.")
            return {}
        if label is None:
            return {}
        known = {attribute["key"]: attribute for attribute in label["attributes"]}
        for name in raw.keys() - known.keys() if not moved else ():
            self.problems.add(checks.join(path, name), f"The label {label['title']} has no such attribute.")
        read: Json = {}
        for name, attribute in known.items():
            if name in raw and not (moved and not attributes.takes(attribute, raw[name])):
                self._read_attribute(raw[name], attribute, f"{path}.{name}", read)
            if attribute["required"] and not self.lenient and name not in read:
                self.problems.add(f"{path}.{name}", f"{attribute['title']} is required for {label['title']}.")
        return read

    def _read_attribute(self, raw: Any, attribute: Json, path: str, read: Json) -> None:
        try:
            said = attributes.read_value(attribute, raw)
        except attributes.OffAttribute as problem:
            self.problems.add(path, str(problem))
            return
        if said:
            read[attribute["key"]] = said

    def _read_extras(self, given: Mapping[str, Any], path: str) -> Json:
        """What most boxes do not have."""
        extras: Json = {}
        for name in FLAGS:
            if name in given and checks.flag(given[name], f"{path}.{name}", self.problems):
                extras[name] = True
        if given.get("score") is not None:
            extras["score"] = self._read_score(given["score"], f"{path}.score")
        if given.get("suggested") is not None:
            extras["suggested"] = self.read_id(given["suggested"], f"{path}.suggested")
        return extras

    def _read_score(self, raw: Any, path: str) -> int | float:
        if not self.lenient:
            self.problems.add(path, "Only a suggestion's boxes have a score.")
        elif not checks.is_number(raw) or not 0 <= raw <= 1:
            self.problems.add(path, "This must be a number from 0 to 1.")
        else:
            return checks.plain_number(raw)
        return 0
