"""What a project of this kind can set: its labels, and when two boxes count as the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.bounding_box import attributes
from annotation.kinds.bounding_box.labels import ABSENT, PALETTE, resolved
from annotation.kinds.checks import Problems
from config.errors import Invalid

KEYS = ("labels", "min_size", "no_objects", "iou_threshold", "occlusion")
LABEL_KEYS = (
    "key",
    "title",
    "colour",
    "shortcut",
    "category_id",
    "supercategory",
    "archived",
    "merged_into",
    "attributes",
)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
SHORTCUTS = tuple("123456789")
MOST_LABELS, LONGEST_TITLE = 2_000, 80
GREATEST_CATEGORY = 2**31 - 1
LEAST_SIZE, GREATEST_SIZE = 1, 100
LEAST_THRESHOLD, GREATEST_THRESHOLD = 0.1, 0.95

HELP = {
    "labels": "What people draw boxes around. A label that is in use can be renamed, archived or merged, not removed.",
    "min_size": "Both sides of a box must have at least this many pixels.",
    "no_objects": "People can say that an image shows none of the labels. If not, they must skip an empty image.",
    "iou_threshold": "Two boxes count as the same object when their overlap, divided by the area that both cover "
    "together, is at least this. It cannot change once there are answers.",
    "occlusion": "People can mark a box as partly hidden (occluded) or cut off by the edge of the image (truncated).",
    "category_id": "The number of this label in COCO files. Empty: it is given when you export.",
    "supercategory": "The group of this label in COCO files.",
    "archived": "People can no longer draw it. Boxes that have it stay.",
    "merged_into": "Boxes of this label count as boxes of the other one from now on.",
    "required": "People cannot submit a box of this label without it.",
    "not_sure": "People can answer “not sure” instead of a value.",
}


def default_settings() -> Json:
    return {"labels": [], "min_size": 2, "no_objects": True, "iou_threshold": 0.5, "occlusion": True}


def read_settings(raw: Any) -> Json:
    """Validated settings; what is not given takes its default."""
    problems = Problems()
    given = {**default_settings(), **checks.mapping(raw, "", problems, keys=KEYS)}
    settings = {
        "labels": _read_labels(given["labels"], problems),
        "min_size": checks.whole_number(given["min_size"], "min_size", problems, low=LEAST_SIZE, high=GREATEST_SIZE),
        "no_objects": checks.flag(given["no_objects"], "no_objects", problems),
        "iou_threshold": _read_threshold(given["iou_threshold"], problems),
        "occlusion": checks.flag(given["occlusion"], "occlusion", problems),
    }
    problems.refuse("Some settings are not right.")
    return settings


def check_change(old: Mapping[str, Any], new: Mapping[str, Any], used: Mapping[str, int]) -> None:
    """Raises ``Invalid`` naming the labels that answers use and the new settings no longer have."""
    kept = {label["key"] for label in new["labels"]}
    lost = [label for label in old["labels"] if used.get(label["key"]) and label["key"] not in kept]
    if lost:
        named = ", ".join(f"{label['title']} ({_counted(used[label['key']])})" for label in lost)
        problem = f"Answers use these labels: {named}. Archive them or merge them into another instead."
        raise Invalid(problem, code="labels_in_use", fields={"labels": problem})


def reads_alike(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether every label that both settings have stands for the same: merging labels can end a disagreement."""
    before, after = resolved(old), resolved(new)
    return all(before[key] == after[key] for key in before.keys() & after.keys())


def describe_settings() -> Json:
    """What a settings form and the canvas need."""
    return {
        "help": HELP,
        "attribute_types": [
            {"value": value, "title": title, "help": text} for value, (title, text) in attributes.TYPES.items()
        ],
        "palette": list(PALETTE),
        "shortcuts": list(SHORTCUTS),
        "limits": {
            "labels": MOST_LABELS,
            "title": LONGEST_TITLE,
            "attributes": attributes.MOST_ATTRIBUTES,
            "options": attributes.MOST_OPTIONS,
            "text": attributes.LONGEST_TEXT,
            "min_size": [LEAST_SIZE, GREATEST_SIZE],
            "iou_threshold": [LEAST_THRESHOLD, GREATEST_THRESHOLD],
        },
    }


def _read_threshold(raw: Any, problems: Problems) -> float:
    if not checks.is_number(raw) or not LEAST_THRESHOLD <= raw <= GREATEST_THRESHOLD:
        problems.add("iou_threshold", f"This must be a number from {LEAST_THRESHOLD} to {GREATEST_THRESHOLD}.")
        return 0.5
    return float(raw)


def _read_labels(raw: Any, problems: Problems) -> list[Json]:
    if not isinstance(raw, list) or len(raw) > MOST_LABELS:
        problems.add("labels", f"Give a list of at most {MOST_LABELS:,} labels.")
        return []
    # Keys that are given are taken before any is made from a title, wherever they stand in the list.
    given_keys = {row["key"] for row in raw if isinstance(row, Mapping) and isinstance(row.get("key"), str)}
    labels: list[Json] = []
    seen: set[str] = set()
    for index, row in enumerate(raw):
        own = {row.get("key")} if isinstance(row, Mapping) and isinstance(row.get("key"), str) else set()
        label = _read_label(row, index, seen | (given_keys - own), problems)
        seen.add(label["key"])
        labels.append(label)
    _refuse_repeated(labels, problems)
    return _follow_merges(labels, problems)


def _read_label(raw: Any, index: int, taken: set[str], problems: Problems) -> Json:
    path = f"labels.{index}"
    given = checks.mapping(raw, path, problems, keys=LABEL_KEYS)
    title = checks.text(given.get("title"), f"{path}.title", problems, longest=LONGEST_TITLE, shortest=1)
    group = given.get("supercategory", "")
    return {
        "key": _read_label_key(given.get("key"), title, path, taken, problems),
        "title": title,
        "colour": _read_colour(given.get("colour"), index, f"{path}.colour", problems),
        "shortcut": _read_shortcut(given.get("shortcut"), f"{path}.shortcut", problems),
        "category_id": _read_category(given.get("category_id"), f"{path}.category_id", problems),
        "supercategory": checks.text(group, f"{path}.supercategory", problems, longest=LONGEST_TITLE),
        "archived": checks.flag(given.get("archived", False), f"{path}.archived", problems),
        "merged_into": given.get("merged_into"),
        "attributes": attributes.read_attributes(given.get("attributes", []), f"{path}.attributes", problems),
    }


def _read_label_key(raw: Any, title: str, path: str, taken: set[str], problems: Problems) -> str:
    if raw == ABSENT:
        problems.add(f"{path}.key", f"The key {ABSENT} means that nobody drew a box; choose another.")
    return attributes.read_key(raw, title, f"{path}.key", taken, problems)


def _read_colour(raw: Any, index: int, path: str, problems: Problems) -> str:
    if raw is None:
        return PALETTE[index % len(PALETTE)]
    if not isinstance(raw, str) or not COLOUR.fullmatch(raw):
        problems.add(path, "Give a colour such as #0066FF.")
        return PALETTE[0]
    return raw.upper()


def _read_shortcut(raw: Any, path: str, problems: Problems) -> str | None:
    return None if raw is None else checks.choice(raw, path, problems, options=SHORTCUTS, default="1")


def _read_category(raw: Any, path: str, problems: Problems) -> int | None:
    return None if raw is None else checks.whole_number(raw, path, problems, low=0, high=GREATEST_CATEGORY)


def _refuse_repeated(labels: list[Json], problems: Problems) -> None:
    """Keys are seen to while they are read. A merged label has given up its title and shortcut."""
    for field, told in (("title", "title"), ("shortcut", "shortcut"), ("category_id", "category id")):
        seen: set[Any] = set()
        for index, label in enumerate(labels):
            value = label[field].casefold() if field == "title" else label[field]
            if value in (None, "") or (label["merged_into"] is not None and field != "category_id"):
                continue
            if value in seen:
                problems.add(f"labels.{index}.{field}", f"Another label has the {told} {label[field]}.")
            seen.add(value)


def _follow_merges(labels: list[Json], problems: Problems) -> list[Json]:
    """Each merged label points at one that is not merged itself, even if that came about in several steps."""
    targets = {label["key"]: label["merged_into"] for label in labels}
    followed = []
    for index, label in enumerate(labels):
        target, steps = label["merged_into"], 0
        while isinstance(target, str) and targets.get(target) is not None and steps <= len(labels):
            target, steps = targets[target], steps + 1
        if target is not None and (not isinstance(target, str) or target not in targets):
            problems.add(f"labels.{index}.merged_into", "There is no such label to merge into.")
        elif steps > len(labels) or target == label["key"]:
            problems.add(f"labels.{index}.merged_into", "This label would be merged into itself.")
        followed.append({**label, "merged_into": target})
    return followed


def _counted(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
