"""Verdicts of other data sets in the words of a project. What cannot be said there is left out: None.

- A strength keeps its side; its size is scaled to the project's strongest preference and is at least the weakest.
- A mere choice of a side becomes the weakest preference, for no more is known.
- A tie needs a scale that has one; "both bad" needs a comparison. In a ranking, a preference is an order of two.
- Ratings go to a project that rates, scaled to its range; a comparison is never made up from ratings, nor the reverse.
- Attributes become values of the criteria that have their names, where the value is on the criterion's scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks, scales
from annotation.kinds.base import Context, Json, Verdict
from annotation.kinds.preference.answer import COMPARISON
from annotation.kinds.preference.overall import CANNOT_ASSESS
from annotation.kinds.preference.settings import LONGEST_RATIONALE, preset_of

DATASET = "dataset"


def verdict(
    annotator: str, overall: Json | None, *, criteria: Json | None = None, rationale: Any = ""
) -> list[Verdict]:
    """The verdict as a list of one, or an empty list if the project has no words for it."""
    if overall is None:
        return []
    said = rationale.strip()[:LONGEST_RATIONALE] if isinstance(rationale, str) else ""
    answer: Json = {"overall": overall, "criteria": criteria or {}, "rationale": said, "reasons": [], "edit": None}
    return [Verdict(annotator=annotator, answer=answer)]


def preference(strength: float, strongest: int, context: Context) -> Json | None:
    """A signed strength (negative: the first is better; 0: a tie) from a scale that ends at ``strongest``."""
    if strength == 0:
        return tie(context)
    preset = preset_of(context.settings)
    size = max(1, int(abs(strength) * preset.strongest / strongest + 0.5)) if preset.mode == "pairwise" else 1
    return _preference(-1 if strength < 0 else 1, min(size, preset.strongest or 1), preset.mode)


def side(sign: int, context: Context) -> Json | None:
    """The choice of the first (−1) or the second (1)."""
    return _preference(sign, 1, preset_of(context.settings).mode)


def tie(context: Context) -> Json | None:
    preset = preset_of(context.settings)
    if preset.mode == "ranking":
        return {"ranks": {"r1": 1, "r2": 1}}
    return {"verdict": "same"} if preset.mode == "pairwise" and preset.tie else None


def both_bad(context: Context) -> Json | None:
    return {"verdict": "both_bad"} if preset_of(context.settings).mode == "pairwise" else None


def ratings(values: Mapping[str, float | None], low: int, high: int, context: Context) -> Json | None:
    """Ratings of responses on a scale from ``low`` to ``high``; None where there is no rating."""
    preset = preset_of(context.settings)
    if preset.mode != "rating" or all(value is None for value in values.values()):
        return None
    top = len(preset.labels) - 1
    positions = {unit: value if value is None else (value - low) / (high - low) for unit, value in values.items()}
    return {
        "ratings": {
            unit: CANNOT_ASSESS if position is None else preset.lowest + min(top, max(0, round(position * top)))
            for unit, position in positions.items()
        }
    }


def criteria(attributes: Mapping[str, Mapping[str, Any]], context: Context) -> Json:
    """Values by attribute and response, for the criteria of these names."""
    found: Json = {}
    for criterion in context.criteria:
        if criterion["applies_to"] == COMPARISON:
            continue
        by_unit = attributes.get(criterion["key"], {})
        values = {unit: _on_scale(criterion["scale"], value) for unit, value in by_unit.items() if value is not None}
        kept = {unit: {"value": value} for unit, value in values.items() if value is not None}
        if kept:
            found[criterion["key"]] = kept
    return found


def number(raw: Any) -> float | None:
    """A number, or a text that holds one."""
    if isinstance(raw, str):
        try:
            raw = float(raw)
        except ValueError:
            return None
    return raw if checks.is_number(raw) else None


def _preference(sign: int, size: int, mode: str) -> Json | None:
    if mode == "ranking":
        return {"ranks": {"r1": 1, "r2": 2} if sign < 0 else {"r1": 2, "r2": 1}}
    return {"verdict": "prefer", "strength": sign * size} if mode == "pairwise" else None


def _on_scale(scale: Mapping[str, Any], value: Any) -> Any:
    try:
        return scales.scale_type(scale).read_value(scale, value)
    except scales.OffScale:
        return None
