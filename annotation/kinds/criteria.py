"""A rubric's criteria: what each asks and on which scale, what answers say on them, and the checksum of a list."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds import checks, scales
from annotation.kinds.base import Json, Kind
from annotation.kinds.checks import Problems
from config.errors import Invalid

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_CRITERIA = 40
LONGEST_TITLE, LONGEST_GUIDANCE = 120, 4_000
GREATEST_WEIGHT = 100
COMMON_KEYS = frozenset({"key", "title", "guidance", "scale", "required", "weight"})
CANNOT_ASSESS = "cannot_assess"
MISSING = (CANNOT_ASSESS, "not_applicable")


def read_criteria(raw: Any, kind: Kind) -> list[Json]:
    """Validated criteria in canonical form. Raises ``Invalid`` with paths such as ``criteria.0.scale.type``."""
    if not isinstance(raw, list) or len(raw) > MOST_CRITERIA:
        raise checks.wrong("criteria", f"Give a list of at most {MOST_CRITERIA} criteria.")
    problems = Problems()
    criteria = [_read_criterion(row, f"criteria.{index}", kind, problems) for index, row in enumerate(raw)]
    _refuse_repeated_keys(criteria, problems)
    problems.refuse("Some criteria are not right.")
    return criteria


def canonical(criteria: Sequence[Json]) -> str:
    """The one JSON text of a list of criteria."""
    return json.dumps(criteria, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sha256(criteria: Sequence[Json]) -> str:
    """The checksum by which rubrics of the same criteria are known to be the same."""
    return hashlib.sha256(canonical(criteria).encode()).hexdigest()


def not_required(criteria: Sequence[Mapping[str, Any]]) -> list[Json]:
    """The same criteria with none required."""
    return [{**criterion, "required": False} for criterion in criteria]


def said_on(
    criteria: Sequence[Mapping[str, Any]], raw: Any, problems: Problems
) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Each criterion with what an answer says on it, still unread."""
    given = raw or {}
    if not isinstance(given, Mapping):
        problems.add("criteria", "This must be an object.")
        return
    for key in given.keys() - {criterion["key"] for criterion in criteria}:
        problems.add(checks.join("criteria", key), "The rubric has no such criterion.")
    for criterion in criteria:
        yield criterion, given.get(criterion["key"]) or {}


def read_judgement(raw: Any, path: str, scale: Mapping[str, Any], problems: Problems, *, required: bool) -> Json:
    """``{"value": …}`` or ``{"missing": …}``, validated; empty if nothing was said."""
    given = checks.mapping(raw, path, problems, keys={"value", "missing"})
    if "value" in given and "missing" in given:
        problems.add(path, "Give a value or say why there is none, not both.")
    elif "missing" in given:
        return {"missing": checks.choice(given["missing"], f"{path}.missing", problems, options=MISSING, default="")}
    elif "value" in given:
        try:
            return {"value": scales.scale_type(scale).read_value(scale, given["value"])}
        except scales.OffScale as problem:
            problems.add(path, str(problem))
    elif required:
        problems.add(path, "This criterion is required: give a value, or say that you cannot assess it.")
    return {}


def still_stands(said: Mapping[str, Any], scale: Mapping[str, Any]) -> bool:
    """Whether what was said can be counted: a value given under another version of the rubric may be off this scale."""
    if "value" not in said:
        return True
    try:
        scales.scale_type(scale).read_value(scale, said["value"])
    except scales.OffScale:
        return False
    return True


def merge_judgements(judgements: Sequence[Mapping[str, Any]], scale: Mapping[str, Any]) -> Json:
    """What the values come to, unless most who answered found none; nothing for texts and where nobody answered."""
    values = [said["value"] for said in judgements if "value" in said]
    missing = Counter(said["missing"] for said in judgements if "missing" in said)
    if scale["type"] == "text" or not (values or missing):
        return {}
    if len(values) < missing.total():
        return {"missing": max(MISSING, key=lambda reason: missing[reason])}
    value = scales.scale_type(scale).merge(scale, values)
    return {"missing": CANNOT_ASSESS} if value is None else {"value": value}


def _read_criterion(raw: Any, path: str, kind: Kind, problems: Problems) -> Json:
    if not isinstance(raw, Mapping):
        problems.add(path, "This must be an object.")
        return {}
    own = _own_part(raw, path, kind, problems)
    given = checks.mapping(raw, path, problems, keys=COMMON_KEYS | own.keys())
    key = given.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        problems.add(f"{path}.key", "Use small letters, digits and _, a letter first, at most 40.")
    guidance = given.get("guidance", "")
    return {
        "key": key,
        "title": checks.text(given.get("title"), f"{path}.title", problems, longest=LONGEST_TITLE, shortest=1),
        "guidance": checks.text(guidance, f"{path}.guidance", problems, longest=LONGEST_GUIDANCE),
        "scale": _read_scale(given.get("scale"), f"{path}.scale", problems),
        "required": checks.flag(given.get("required", False), f"{path}.required", problems),
        "weight": _read_weight(given.get("weight", 1), f"{path}.weight", problems),
        **own,
    }


def _own_part(raw: Mapping[str, Any], path: str, kind: Kind, problems: Problems) -> Json:
    try:
        return kind.read_criterion(dict(raw))
    except Invalid as problem:
        problems.include(problem, path)
        return dict.fromkeys(problem.fields)


def _read_scale(raw: Any, path: str, problems: Problems) -> Json:
    try:
        return scales.read_scale(raw)
    except Invalid as problem:
        problems.include(problem, path)
        return {}


def _read_weight(raw: Any, path: str, problems: Problems) -> int | float:
    if not checks.is_number(raw) or not 0 <= raw <= GREATEST_WEIGHT:
        problems.add(path, f"This must be a number from 0 to {GREATEST_WEIGHT}.")
        return 0
    return checks.plain_number(raw)


def _refuse_repeated_keys(criteria: Sequence[Json], problems: Problems) -> None:
    seen: set[str] = set()
    for index, criterion in enumerate(criteria):
        key = criterion.get("key")
        if not isinstance(key, str):
            continue
        if key in seen:
            problems.add(f"criteria.{index}.key", f"Another criterion has the key {key}.")
        seen.add(key)
