"""What files call their labels, and which of the project's labels is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.bounding_box import labels

LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Category:
    """A label as a file names it."""

    name: str
    number: int | None = None
    supercategory: str = ""


def labels_by_name(names: Iterable[str], settings: Mapping[str, Any]) -> dict[str, Json]:
    """The label that each name means, after merges. One that the project lacks is as it would be if it were added."""
    wanted = list(dict.fromkeys(names))
    added = with_labels([Category(name) for name in wanted], settings)
    by_key = {label["key"]: label for label in added["labels"]}
    found = _matched(wanted, added)
    return {name: by_key[label["merged_into"] or label["key"]] for name, label in found.items()}


def with_labels(categories: Sequence[Category], settings: Mapping[str, Any]) -> Json:
    """The settings with a label for each category. Labels that are there stay; a number fills an empty place."""
    matched = _matched([category.name for category in categories], settings)
    meant = {matched[one.name]["key"]: one for one in reversed(categories) if one.name in matched}
    numbers = {label["category_id"] for label in settings["labels"]} - {None}
    added = {**settings, "labels": [_filled(one, meant.get(one["key"]), numbers) for one in settings["labels"]]}
    known: set[str] = set()
    for category in categories:
        title = title_of(category.name)
        if category.name not in matched and title.casefold() not in known:
            facts = {"category_id": _claimed(category, numbers), "supercategory": title_of(category.supercategory)}
            added["labels"].append(labels.new_label(added, title, **facts))
            known.add(title.casefold())
    return added


def title_of(name: str) -> str:
    """A name as a label can carry it."""
    printable = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(printable.split())[:LONGEST_TITLE].strip()


def _matched(names: Iterable[str], settings: Mapping[str, Any]) -> dict[str, Json]:
    """By title or key, at last in any case: titles that differ in nothing else are one label."""
    exact, folded = labels.names(settings), labels.names(settings, folded=True)
    titles = {name: title_of(name) for name in names}
    found = {name: exact.get(title) or folded.get(title.casefold()) for name, title in titles.items()}
    return {name: label for name, label in found.items() if label is not None}


def _filled(label: Json, category: Category | None, numbers: set[int]) -> Json:
    if category is None:
        return label
    filled = {**label, "supercategory": label["supercategory"] or title_of(category.supercategory)}
    if label["category_id"] is None:
        filled["category_id"] = _claimed(category, numbers)
    return filled


def _claimed(category: Category, numbers: set[int]) -> int | None:
    """The category's number, unless another label has it."""
    if category.number is None or category.number in numbers:
        return None
    numbers.add(category.number)
    return category.number
