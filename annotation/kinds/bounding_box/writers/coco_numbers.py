"""Ids of a COCO document: those that came in with files are kept, the others follow above the highest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.bounding_box import labels
from config import strict_json

LARGEST = 2**53 - 1


class Numbers:
    """Each id once. Claim all before asking for new ones."""

    def __init__(self) -> None:
        self.used: set[int] = set()
        self.highest = 0

    def claim(self, raw: Any) -> int | None:
        """The id, if it is a whole number that nothing else has."""
        number = int(raw) if checks.is_integer(raw) and 0 <= raw <= LARGEST else None
        if number is None or number in self.used:
            return None
        self.used.add(number)
        self.highest = max(self.highest, number)
        return number

    def new(self) -> int:
        self.highest += 1
        return self.highest


class Categories:
    """The labels of a project as COCO lists them, by key."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        numbers = Numbers()
        current = labels.current(settings)
        claimed = {key: numbers.claim(label["category_id"]) for key, label in current.items()}
        self.numbers = {key: numbers.new() if number is None else number for key, number in claimed.items()}
        self.rows = [
            {"id": self.numbers[key], "name": label["title"], "supercategory": label["supercategory"]}
            for key, label in sorted(current.items(), key=lambda entry: self.numbers[entry[0]])
        ]


class Licences:
    """Licences of several documents in one list. An id that means another licence already is given anew."""

    def __init__(self) -> None:
        self.rows: dict[int, Json] = {}
        self.known: dict[bytes, dict[int, int]] = {}

    def take(self, raw: Any) -> dict[int, int]:
        """Adds a document's list; gives the id here for each id there."""
        digest = strict_json.dumps(raw)
        if digest not in self.known:
            rows = [row for row in raw if isinstance(row, dict)] if isinstance(raw, list) else []
            numbered = [row for row in rows if checks.is_integer(row.get("id"))]
            self.known[digest] = {int(row["id"]): self._add(row) for row in numbered}
        return self.known[digest]

    def named(self, name: str) -> int:
        """The id of the licence with this name."""
        found = (number for number, row in self.rows.items() if row.get("name") == name)
        return next(found, None) or self._add({"id": 0, "name": name, "url": ""})

    def _add(self, row: Json) -> int:
        number = int(row["id"])
        if self.rows.get(number) == row:
            return number
        if number in self.rows or number < 1:
            number = max([0, *self.rows]) + 1
        self.rows[number] = {**row, "id": number}
        return number
