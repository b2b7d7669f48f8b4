"""Attributes whose names hold numbers, such as ``gen_ai.prompt.0.role``: lists of objects, written flat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.base import parsed_json

DEEPEST = 20


def indexed(attributes: Mapping[str, Any], prefix: str) -> list[Any]:
    """The list under a prefix, whether it was written flat, as a list, or as JSON in a text."""
    whole = parsed_json(attributes.get(prefix))
    if isinstance(whole, list):
        return whole
    start = f"{prefix}."
    found = {key.removeprefix(start): value for key, value in attributes.items() if key.startswith(start)}
    nested = _nested(found)
    return nested if isinstance(nested, list) else []


def first(attributes: Mapping[str, Any], *names: str) -> Any:
    """The first of these attributes that says something."""
    return next((attributes[one] for one in names if attributes.get(one) not in (None, "")), None)


def _nested(flat: Mapping[str, Any], depth: int = 0) -> Any:
    """Objects and, where all keys are numbers, lists in order of the numbers.

    >>> _nested({"0.role": "user", "1.role": "tool", "1.parts.0": "x"})
    [{'role': 'user'}, {'role': 'tool', 'parts': ['x']}]
    """
    groups: dict[str, Json] = defaultdict(dict)
    for key, value in flat.items():
        outer, _, inner = key.partition(".")
        groups[outer][inner] = value
    if depth > DEEPEST:
        return dict(flat)
    found = {key: group[""] if set(group) == {""} else _inner(group, depth) for key, group in groups.items()}
    if found and all(key.isdecimal() and len(key) < 10 for key in found):
        return [found[key] for key in sorted(found, key=int)]
    return found


def _inner(group: Json, depth: int) -> Any:
    return _nested({key: value for key, value in group.items() if key}, depth + 1)
