"""The consensus that answers propose. Every rule here gives the same in any order of the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median_low
from typing import Any

from annotation.kinds import scales
from annotation.kinds.base import Context, Json
from annotation.kinds.criteria import merge_judgements
from annotation.kinds.preference.answer import COMPARISON, judged_by_unit, units_of
from annotation.kinds.preference.content import response_ids
from annotation.kinds.preference.measuring import choice
from annotation.kinds.preference.overall import CANNOT_ASSESS, UNASSESSED
from annotation.kinds.preference.presets import Preset
from annotation.kinds.preference.settings import preset_of


def merge(answers: Sequence[Json], content: Json, context: Context) -> Json:
    """One answer from at least one: judgement by judgement and criterion by criterion.

    Where most people could not assess, neither can the consensus. Texts and edits belong to persons and are left out;
    a reason is kept if more than half of the people gave it.
    """
    preset, ids = preset_of(context.settings), response_ids(content)
    merged: Json = {"overall": _merge_overall([answer["overall"] for answer in answers], preset, ids)}
    if context.settings["turns"] == "every":
        merged["turns"] = _merge_turns(answers, preset, ids)
    merged["criteria"] = _merge_criteria(answers, content, context)
    reasons = Counter(reason for answer in answers for reason in answer["reasons"])
    known = context.settings["rationale"]["reasons"]
    return merged | {
        "rationale": "",
        "reasons": [reason for reason in known if reasons[reason] * 2 > len(answers)],
        "edit": None,
    }


def _merge_overall(judgements: Sequence[Json], preset: Preset, ids: Sequence[str]) -> Json:
    if preset.mode == "rating":
        rows = [judgement["ratings"] for judgement in judgements]
        return {"ratings": {unit: _merge_ratings([row[unit] for row in rows], preset) for unit in ids}}
    judged = [judgement for judgement in judgements if judgement != UNASSESSED]
    if len(judged) * 2 < len(judgements) or not judged:
        return dict(UNASSESSED)
    return _merge_verdicts(judged, preset) if preset.mode == "pairwise" else _merge_ranks(judged, ids)


def _merge_verdicts(judged: Sequence[Json], preset: Preset) -> Json:
    """The most frequent of first, same, second and both bad; for a side, with the (lower) median of its strengths.

    Verdicts that are level with each other propose ``same``, which favours no side, or nothing on a scale without ties.
    """
    sides = Counter(choice(judgement) for judgement in judged)
    most = max(sides.values())
    leading = [side for side, count in sides.items() if count == most]
    if len(leading) > 1 or leading == ["same"]:
        return {"verdict": "same"} if preset.tie else dict(UNASSESSED)
    if leading == ["both_bad"]:
        return {"verdict": "both_bad"}
    strength = median_low(sorted(abs(judgement["strength"]) for judgement in judged if choice(judgement) == leading[0]))
    return {"verdict": "prefer", "strength": -strength if leading == ["first"] else strength}


def _merge_ratings(ratings: Sequence[Any], preset: Preset) -> int | str:
    """The mean, rounded as on any ordinal scale (``scales.middle``)."""
    given = [rating - preset.lowest for rating in ratings if rating != CANNOT_ASSESS]
    if len(given) * 2 < len(ratings) or not given:
        return CANNOT_ASSESS
    position = scales.middle(given, len(preset.labels) - 1)
    return CANNOT_ASSESS if position is None else position + preset.lowest


def _merge_ranks(judged: Sequence[Json], ids: Sequence[str]) -> Json:
    """Borda's count: a response wins a point for each it is placed before and loses one for each it is placed after."""
    points = {
        unit: sum(
            (row["ranks"][unit] < row["ranks"][other]) - (row["ranks"][unit] > row["ranks"][other])
            for row in judged
            for other in ids
        )
        for unit in ids
    }
    places = sorted(set(points.values()), reverse=True)
    return {"ranks": {unit: places.index(points[unit]) + 1 for unit in ids}}


def _merge_turns(answers: Sequence[Json], preset: Preset, ids: Sequence[str]) -> Json:
    turns = sorted({turn for answer in answers for turn in answer.get("turns", {})}, key=int)
    return {
        turn: _merge_overall(
            [answer["turns"][turn] for answer in answers if turn in answer.get("turns", {})], preset, ids
        )
        for turn in turns
    }


def _merge_criteria(answers: Sequence[Json], content: Json, context: Context) -> Json:
    merged: Json = {}
    for criterion in context.criteria:
        rows = [judged_by_unit(criterion, answer, content) for answer in answers]
        by_unit = {
            unit: merge_judgements([row[unit] for row in rows if unit in row], criterion["scale"])
            for unit in units_of(criterion, content)
        }
        judged = {unit: value for unit, value in by_unit.items() if value}
        if judged:
            merged[criterion["key"]] = judged[COMPARISON] if criterion["applies_to"] == COMPARISON else judged
    return merged
