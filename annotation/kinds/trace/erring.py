"""The errors that answers mark with a code of the taxonomy, and how far two answers mark the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace import settings as options
from annotation.kinds.trace.said import Reading

Mark = tuple[str, str]  # the id of a node and the key of a code


def codes(settings: Mapping[str, Any]) -> list[str]:
    """The codes of the taxonomy, in its order: what was marked with one that is archived today still counts."""
    return [code["key"] for code in options.codes(settings)]


def severities(settings: Mapping[str, Any]) -> list[str]:
    """From least to worst."""
    return options.severities(settings)[::-1]


def marks(answer: Json, reading: Reading) -> dict[Mark, str | None] | None:
    """Which code is marked at which node, with the worst severity given; None if the answer does not speak of errors.

    Several marks of one code at one node are one. Of a code that is marked at its first (or last) occurrence only, the
    other marks do not count, nor do codes that the taxonomy lacks. An answer that marks nothing speaks of errors only
    if it says that there is none: who names a first error and no code has not said which it is, as labels from files
    often have not.
    """
    if not codes(reading.settings):
        return None
    known, scale = set(codes(reading.settings)), severities(reading.settings)
    found: dict[Mark, str | None] = {}
    for error in answer["errors"]:
        mark = (error["node"], error["code"])
        if error["code"] in known:
            found[mark] = _worse(found.get(mark), error["severity"], scale)
    says_none = bool(answer["first_error"] and answer["first_error"].get("none"))
    if not found:
        return {} if says_none else None
    return {mark: found[mark] for mark in counted_once(in_order(found, reading), reading.settings)}


def in_order(given: Iterable[Mark], reading: Reading) -> list[Mark]:
    """By place, then in the order of the taxonomy."""
    places = {node: place for place, node in enumerate(reading.checksums)}
    order = {code: place for place, code in enumerate(codes(reading.settings))}
    return sorted(given, key=lambda mark: (places[mark[0]], order[mark[1]]))


def counted_once(ordered: Iterable[Mark], settings: Mapping[str, Any]) -> list[Mark]:
    """Where a code is marked at its first (or last) occurrence only, the other marks of it are dropped."""
    given = list(ordered)
    rules = {code["key"]: options.counting(settings, code) for code in options.codes(settings)}
    only = {"first": {code: node for node, code in reversed(given)}, "last": {code: node for node, code in given}}
    return [(node, code) for node, code in given if rules[code] == "every" or only[rules[code]][code] == node]


def f1(one: Set[Any], other: Set[Any]) -> float:
    """2 · both / (one + other): the harmonic mean of precision and recall, whichever is taken for the truth.

    Two empty sets are alike: 1.

    >>> f1({"n3", "n7"}, {"n3"}), f1(set(), set()), f1(set(), {"n3"})
    (0.6666666666666666, 1.0, 0.0)
    """
    part, whole = f1_parts(one, other)
    return part / whole if whole else 1.0


def f1_parts(one: Set[Any], other: Set[Any]) -> tuple[int, int]:
    """What F1 is a ratio of, so that it can be summed over traces: twice what both have, and what each has."""
    return 2 * len(one & other), len(one) + len(other)


def _worse(one: str | None, other: str, scale: list[str]) -> str | None:
    if other not in scale:
        return one
    return other if one is None or scale.index(other) > scale.index(one) else one
