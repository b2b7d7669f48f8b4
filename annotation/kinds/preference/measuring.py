"""What is measured: the values that reliability is computed from, and how far two answers are apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

from annotation.kinds import scales
from annotation.kinds.base import Context, Json, Level, Measure, Rating
from annotation.kinds.preference.answer import units_of, values_by_unit
from annotation.kinds.preference.content import MOST_RESPONSES
from annotation.kinds.preference.overall import CANNOT_ASSESS, UNASSESSED
from annotation.kinds.preference.presets import Preset
from annotation.kinds.preference.settings import preset_of

CHOICES = ("first", "same", "second", "both_bad")
_MEASURED: dict[str, tuple[tuple[str, str, Level], ...]] = {
    "pairwise": (("choice", "which is better", "nominal"), ("strength", "by how much", "ordinal")),
    "rating": (("rating", "rating", "ordinal"),),
    "ranking": (("rank", "place", "ordinal"),),
}


def measures(context: Context) -> list[Measure]:
    """The overall judgement, the single turns where they are judged, and every criterion but texts."""
    preset = preset_of(context.settings)
    scopes = {"overall": "Overall"} | ({"turns": "Each turn"} if context.settings["turns"] == "every" else {})
    rows = [
        Measure(f"{scope}.{name}", f"{title}: {text}", level, _domain(name, preset))
        for scope, title in scopes.items()
        for name, text, level in _MEASURED[preset.mode]
    ]
    for criterion in context.criteria:
        scale_type = scales.scale_type(criterion["scale"])
        if scale_type.level != "text":
            domain = scale_type.domain(criterion["scale"])
            rows.append(Measure(f"criteria.{criterion['key']}", criterion["title"], scale_type.level, domain))
    return rows


def ratings(answer: Json, content: Json, context: Context) -> list[Rating]:
    """The values of one answer. A verdict has the unit ``overall``; what is said of a response, the response's id."""
    mode = preset_of(context.settings).mode
    rows = list(_of_overall(answer["overall"], "overall", "", mode))
    for turn, overall in answer.get("turns", {}).items():
        rows += _of_overall(overall, "turns", f"turn-{turn}", mode)
    for criterion in context.criteria:
        scale_type = scales.scale_type(criterion["scale"])
        if scale_type.level != "text":
            values = values_by_unit(criterion, answer, content)
            key = f"criteria.{criterion['key']}"
            rows += [Rating(unit, key, scale_type.measured(value)) for unit, value in values.items()]
    return rows


def choice(overall: Mapping[str, Any]) -> str | None:
    """Which side a verdict takes: one of ``CHOICES``, or None if it could not be assessed."""
    if overall["verdict"] == "prefer":
        return "first" if overall["strength"] < 0 else "second"
    return None if overall["verdict"] == CANNOT_ASSESS else str(overall["verdict"])


def distance(one: Json, other: Json, content: Json, context: Context) -> float:
    """How far two answers are apart: the weighted mean over the parts that both judged.

    ::

        d = Σ_p w_p · d_p / Σ_p w_p        d_p = mean over the part's units of d(one, other), each 0 … 1

    Parts are the overall judgement, the turns taken together (where they are judged), and each criterion but texts. A
    criterion has its own weight; the judgement (shared with the turns) weighs as much as all criteria together, and at
    least 1. Units are: the verdict, each response, each pair of responses in a ranking, each turn's.

    Units: two strengths, with a tie as 0, differ by |s − t| / (greatest − least); "both bad" differs from a strength s
    of at most S by (1 + |s| / S) / 2, so from a tie by ½ and from the strongest preference by 1; two ratings by
    |a − b| / (greatest − least); the order of two responses by 0 if alike, 1 if reversed, ½ if level for one only;
    values of criteria as their scale says (``scales``). A unit that either person could not assess, found not
    applicable or left open is left out. When no unit is left, the distance is 0 if the answers judge alike, else 1.

    Symmetric; 0 between answers that judge alike; at most 1. Rationales, reasons and edits do not count.
    """
    weighted = total = 0.0
    for left, right in zip(_parts(one, content, context), _parts(other, content, context), strict=True):
        shared = [left.distance(left.units[unit], right.units[unit]) for unit in left.units if unit in right.units]
        if shared:
            weighted += left.weight * math.fsum(shared) / len(shared)
            total += left.weight
    if total == 0:
        return 0.0 if _judged(one, content, context) == _judged(other, content, context) else 1.0
    return min(1.0, weighted / total)


def gold_score(answer: Json, gold: Json, content: Json, context: Context) -> float:
    """One minus the distance to gold, over what gold judges; what the answer leaves open there is wholly wrong."""
    weighted = total = 0.0
    for known, given in zip(_parts(gold, content, context), _parts(answer, content, context), strict=True):
        apart = [
            known.distance(value, given.units[unit]) if unit in given.units else 1.0
            for unit, value in known.units.items()
        ]
        if apart:
            weighted += known.weight * math.fsum(apart) / len(apart)
            total += known.weight
    if total == 0:
        return 1.0 if _judged(answer, content, context) == _judged(gold, content, context) else 0.0
    return max(0.0, 1 - weighted / total)


@dataclass(frozen=True, slots=True)
class _Part:
    weight: float
    distance: Callable[[Any, Any], float]
    units: Mapping[str, Any]


def _parts(answer: Json, content: Json, context: Context) -> list[_Part]:
    preset = preset_of(context.settings)
    criteria = [c for c in context.criteria if c["scale"]["type"] != "text" and units_of(c, content)]
    weight = max(1.0, float(sum(criterion["weight"] for criterion in criteria)))
    apart = partial(_overall_distance, preset)
    turns = {
        f"{turn} {unit}": value
        for turn, overall in answer.get("turns", {}).items()
        for unit, value in _overall_units(overall).items()
    }
    share = weight / 2 if context.settings["turns"] == "every" else weight
    parts = [_Part(share, apart, _overall_units(answer["overall"])), _Part(weight - share, apart, turns)]
    for criterion in criteria:
        scale = criterion["scale"]
        distance_on_scale = partial(scales.scale_type(scale).distance, scale)
        parts.append(_Part(criterion["weight"], distance_on_scale, values_by_unit(criterion, answer, content)))
    return parts


def _overall_units(overall: Json) -> Json:
    if "ratings" in overall:
        return {unit: rating for unit, rating in overall["ratings"].items() if rating != CANNOT_ASSESS}
    if "ranks" in overall:
        ranks = overall["ranks"]
        return {f"{one} {other}": _sign(ranks[one] - ranks[other]) for one, other in combinations(sorted(ranks), 2)}
    if overall == UNASSESSED:
        return {}
    return {"verdict": None if overall["verdict"] == "both_bad" else overall.get("strength", 0)}


def _overall_distance(preset: Preset, one: int | None, other: int | None) -> float:
    """None is "both bad"; other numbers are strengths, ratings or the order of two responses."""
    if one is None or other is None:
        if one == other:
            return 0.0
        return (1 + abs(one or other or 0) / preset.strongest) / 2
    span = 2 if preset.mode == "ranking" else preset.values[-1] - preset.values[0]
    return abs(one - other) / span


def _of_overall(overall: Json, scope: str, prefix: str, mode: str) -> Iterator[Rating]:
    values = overall.get("ratings" if mode == "rating" else "ranks", {})
    name = "rating" if mode == "rating" else "rank"
    for unit, value in values.items():
        if value != CANNOT_ASSESS:
            yield Rating(f"{prefix} {unit}".strip(), f"{scope}.{name}", value)
    if mode == "pairwise" and overall != UNASSESSED:
        yield Rating(prefix or "overall", f"{scope}.choice", str(choice(overall)))
        if overall["verdict"] != "both_bad":
            yield Rating(prefix or "overall", f"{scope}.strength", overall.get("strength", 0))


def _domain(name: str, preset: Preset) -> tuple[Any, ...]:
    if name == "choice":
        return CHOICES
    return tuple(range(1, MOST_RESPONSES + 1)) if name == "rank" else preset.values


def _judged(answer: Json, content: Json, context: Context) -> list[Mapping[str, Any]]:
    return [part.units for part in _parts(answer, content, context)]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
