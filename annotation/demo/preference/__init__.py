"""The demo of preferences: conversations with two responses, and what three people thought of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotation.demo.material import Given, Material
from annotation.kinds.base import Json

FOLDER = Path(__file__).parent
SOURCE = "Written for Touchstone's demo"


def tasks() -> Iterator[Material]:
    people: dict[str, dict[str, Json]] = _read("annotators.json")
    for row in _read("tasks.json"):
        given = {person: answers.get(row["external_id"]) for person, answers in people.items()}
        yield Material(
            external_id=row["external_id"],
            content={"messages": row["messages"], "responses": row["responses"]},
            source=SOURCE,
            metadata={"domain": row["domain"]},
            answers=[_written_out(person, answer) for person, answer in given.items() if answer is not None],
        )


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _written_out(person: str, given: Json) -> Given:
    verdict = {name: given[name] for name in ("verdict", "strength") if name in given}
    criteria = {key: _values(values) for key, values in given["criteria"].items()}
    answer = {
        "overall": verdict,
        "criteria": criteria,
        "rationale": given["rationale"],
        "reasons": [],
        "edit": None,
    }
    return Given(person, answer, given["active_seconds"])


def _values(given: int | dict[str, int]) -> Json:
    """A comparison has one value, a criterion of responses one for each."""
    if isinstance(given, int):
        return {"value": given}
    return {response: {"value": value} for response, value in given.items()}
