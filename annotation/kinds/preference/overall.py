"""The overall judgement in each mode: a verdict on two responses, ratings of each, or places in a ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.checks import Problems
from annotation.kinds.preference.presets import Preset

CANNOT_ASSESS = "cannot_assess"
UNASSESSED: Json = {"verdict": CANNOT_ASSESS}


def read_overall(raw: Any, path: str, preset: Preset, ids: Sequence[str], problems: Problems) -> Json:
    """A validated judgement; an empty object if it is not right."""
    if not isinstance(raw, Mapping):
        problems.add(path, "Give an overall judgement.")
        return {}
    return _READERS[preset.mode](raw, path, preset, ids, problems)


def is_unassessed(overall: Mapping[str, Any]) -> bool:
    """Whether nothing at all could be judged."""
    if "ratings" in overall:
        return all(rating == CANNOT_ASSESS for rating in overall["ratings"].values())
    return overall.get("verdict") == CANNOT_ASSESS


def is_tie(overall: Mapping[str, Any]) -> bool:
    """Whether a comparison or ranking leaves responses level."""
    if "ranks" in overall:
        return len(set(overall["ranks"].values())) < len(overall["ranks"])
    return overall.get("verdict") in {"same", "both_bad"}


def _read_pairwise(raw: Mapping[str, Any], path: str, preset: Preset, ids: Sequence[str], problems: Problems) -> Json:
    verdict = raw.get("verdict")
    keys = {"verdict", "strength"} if verdict == "prefer" else {"verdict"}
    checks.mapping(raw, path, problems, keys=keys)
    if verdict == "prefer":
        strengths = [value for value in preset.values if value]
        if not checks.is_integer(raw.get("strength")) or int(raw["strength"]) not in strengths:
            problems.add(f"{path}.strength", f"Choose one of {', '.join(map(str, strengths))}.")
            return {}
        return {"verdict": "prefer", "strength": int(raw["strength"])}
    if verdict == "same" and not preset.tie:
        problems.add(f"{path}.verdict", "This scale has no tie: one side must be taken.")
        return {}
    options = ("prefer", "same", "both_bad", CANNOT_ASSESS)
    return {"verdict": checks.choice(verdict, f"{path}.verdict", problems, options=options, default="same")}


def _read_rating(raw: Mapping[str, Any], path: str, preset: Preset, ids: Sequence[str], problems: Problems) -> Json:
    checks.mapping(raw, path, problems, keys={"ratings"})
    rows = checks.mapping(raw.get("ratings"), f"{path}.ratings", problems, keys=ids)
    ratings: Json = {}
    for response in ids:
        value = rows.get(response)
        if value == CANNOT_ASSESS:
            ratings[response] = CANNOT_ASSESS
        elif checks.is_integer(value) and int(value or 0) in preset.values:
            ratings[response] = int(value or 0)
        else:
            options = ", ".join(map(str, preset.values))
            problems.add(f"{path}.ratings.{response}", f"Choose one of {options} or {CANNOT_ASSESS}.")
    return {"ratings": ratings}


def _read_ranking(raw: Mapping[str, Any], path: str, preset: Preset, ids: Sequence[str], problems: Problems) -> Json:
    if raw.get("verdict") == CANNOT_ASSESS:
        checks.mapping(raw, path, problems, keys={"verdict"})
        return dict(UNASSESSED)
    checks.mapping(raw, path, problems, keys={"ranks"})
    rows = checks.mapping(raw.get("ranks"), f"{path}.ranks", problems, keys=ids)
    for response in ids:
        if not checks.is_integer(rows.get(response)):
            problems.add(f"{path}.ranks.{response}", "Give each response a place, from 1 on.")
            return {}
    ranks = {response: int(rows[response]) for response in ids}
    if set(ranks.values()) != set(range(1, len(set(ranks.values())) + 1)):
        problems.add(f"{path}.ranks", "Places must be 1, 2, 3 … without a gap; responses that are level share one.")
    return {"ranks": ranks}


_Reader = Callable[[Mapping[str, Any], str, Preset, Sequence[str], Problems], Json]
_READERS: dict[str, _Reader] = {"pairwise": _read_pairwise, "rating": _read_rating, "ranking": _read_ranking}
