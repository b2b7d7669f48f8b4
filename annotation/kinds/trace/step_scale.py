"""The labels of a step: the scale that a project chooses, and which of its values mean an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds import scales
from annotation.kinds.base import Json
from annotation.kinds.checks import Problems
from annotation.kinds.trace.options import CANNOT_VERIFY
from config.errors import Invalid

TYPES = ("ordinal", "categorical", "binary")


def _anchor(value: int, label: str, description: str) -> Json:
    return {"value": value, "label": label, "description": description}


def _option(value: str, label: str, description: str) -> Json:
    return {"value": value, "label": label, "description": description}


THREE_POINTS: Json = {
    "type": "ordinal",
    "anchors": [
        _anchor(-1, "Wrong", "The step is false, does not follow, or leads away from the goal."),
        _anchor(0, "Neutral", "The step is not wrong, but does not help either, or is not quite clear."),
        _anchor(1, "Right", "The step holds and brings the work forward."),
    ],
}
TWO_POINTS: Json = {"type": "binary"}
GOOD_REDUNDANT_WRONG: Json = {
    "type": "categorical",
    "options": [
        _option("good", "Good", "The step holds and is needed."),
        _option("redundant", "Redundant", "The step holds but is not needed."),
        _option("unclear", "Unclear", "What the step says cannot be understood."),
        _option("wrong", "Wrong", "The step is false or does not follow."),
    ],
}
SCALES: dict[str, tuple[str, str, Json, list[Any]]] = {
    "three_points": ("Wrong, neutral, right", "−1, 0 and +1, as in PRM800K.", THREE_POINTS, [-1]),
    "two_points": ("Right or not", "Yes and no, as in ProcessBench.", TWO_POINTS, [False]),
    "four_kinds": ("Good, redundant, unclear, wrong", "Four kinds without an order.", GOOD_REDUNDANT_WRONG, ["wrong"]),
}


def is_wrong(label: Any, settings: Mapping[str, Any]) -> bool:
    """Whether a step's label says that the step is wrong. ``True`` is not 1, nor ``False`` 0."""
    return any(label == value and type(label) is type(value) for value in settings["wrong"])


def values(scale: Mapping[str, Any]) -> list[Any]:
    """The labels of a step, as answers hold them."""
    if scale["type"] == "binary":
        return [False, True]
    return list(scales.scale_type(scale).domain(scale) or ())


def read_scale(raw: Any, problems: Problems) -> Json:
    try:
        scale = scales.read_scale(raw)
    except Invalid as problem:
        problems.include(problem, "scale")
        return THREE_POINTS
    if scale["type"] not in TYPES:
        problems.add("scale.type", f"Choose one of {', '.join(TYPES)}.")
        return THREE_POINTS
    if CANNOT_VERIFY in values(scale):
        problems.add("scale.options", "“Cannot verify” is always there; name this value otherwise.")
    return scale


def wrong_by_default(scale: Json) -> list[Any]:
    """The values below 0, or the lowest; no; the one called wrong, or the last."""
    known = values(scale)
    if scale["type"] == "categorical":
        return ["wrong"] if "wrong" in known else known[-1:]
    below = [value for value in known if value < 0] if scale["type"] == "ordinal" else []
    return below if below and len(below) < len(known) else known[:1]


def read_wrong(raw: Any, scale: Json, problems: Problems) -> list[Any]:
    """Some of the scale's values, in its order, but not all: else no step could be right."""
    if not isinstance(raw, list):
        problems.add("wrong", "Give a list of the labels that mean an error.")
        return []
    scale_type, known = scales.scale_type(scale), values(scale)
    chosen = []
    for index, value in enumerate(raw):
        try:
            chosen.append(scale_type.read_value(scale, value))
        except scales.OffScale as problem:
            problems.add(f"wrong.{index}", str(problem))
    found = [value for value in known if value in chosen]
    if raw and len(found) == len(known):
        problems.add("wrong", "Leave at least one label that means no error.")
    if not raw:
        problems.add("wrong", "Choose at least one label that means an error.")
    return found
