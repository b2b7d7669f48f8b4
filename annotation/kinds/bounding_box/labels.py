"""The labels of a project: what files may call them, what they stand for after merges, and how new ones come about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from annotation.kinds.base import Json

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
LONGEST_KEY = 40
ABSENT = "absent"  # what detection says where a person drew nothing, so no label can have this key
# Colours that stay apart for people who see no red or no green. The first ones are the furthest apart.
PALETTE = (
    "#0066FF",
    "#99FF33",
    "#660033",
    "#00FFFF",
    "#336699",
    "#0000FF",
    "#66FF99",
    "#FF9900",
    "#00CC66",
    "#996633",
    "#6699CC",
    "#330099",
)


def names(settings: Mapping[str, Any], *, folded: bool = False) -> dict[str, Json]:
    """Labels by all that a file may call them; titles go before keys, and labels in use before merged ones."""
    found: dict[str, Json] = {}
    ordered = sorted(settings["labels"], key=lambda label: label["merged_into"] is not None)
    for name in ("title", "key"):
        for label in ordered:
            found.setdefault(label[name].casefold() if folded else label[name], label)
    return found


def resolved(settings: Mapping[str, Any]) -> dict[str, str]:
    """For each key the key that it stands for now: its own, or that of the label it was merged into."""
    return {label["key"]: label["merged_into"] or label["key"] for label in settings["labels"]}


def current(settings: Mapping[str, Any]) -> dict[str, Json]:
    """By key the labels that were not merged into another, in the order of the settings."""
    return {label["key"]: label for label in settings["labels"] if label["merged_into"] is None}


def new_key(title: str, taken: Collection[str]) -> str:
    """A key made from a title, unlike those that are taken.

    >>> new_key("Red blood cell", ()), new_key("Zelle ü", ["zelle-u"]), new_key("細胞", ())
    ('red-blood-cell', 'zelle-u-2', 'label')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:LONGEST_KEY].rstrip("-_") or "label"
    if stem not in taken and stem != ABSENT:
        return stem
    number = 2
    while (key := f"{stem[: LONGEST_KEY - len(str(number)) - 1]}-{number}") in taken:
        number += 1
    return key


def new_label(settings: Mapping[str, Any], title: str, **facts: Any) -> Json:
    """A label that is not in the settings yet, with defaults for all but the facts given."""
    known = settings["labels"]
    return {
        "key": new_key(title, {label["key"] for label in known}),
        "title": title,
        "colour": PALETTE[len(known) % len(PALETTE)],
        "shortcut": None,
        "category_id": None,
        "supercategory": "",
        "archived": False,
        "merged_into": None,
        "attributes": [],
        **facts,
    }
