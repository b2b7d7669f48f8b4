"""What a person says on the rubric's criteria, which here are about the image as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds import checks, scales
from annotation.kinds.base import Context, Json
from annotation.kinds.checks import Problems

MISSING = ("cannot_assess", "not_applicable")


def read_criteria(raw: Any, context: Context, problems: Problems) -> Json:
    """The values given, validated; what was left open is left out."""
    criteria = {criterion["key"]: criterion for criterion in context.criteria}
    if not isinstance(raw, Mapping):
        problems.add("criteria", "This must be an object.")
        return {}
    for key in raw.keys() - criteria.keys():
        problems.add(checks.join("criteria", key), "The rubric has no such criterion.")
    said = {key: _read_judgement(raw.get(key), criterion, problems) for key, criterion in criteria.items()}
    return {key: value for key, value in said.items() if value}


def judged(criterion: Mapping[str, Any], answer: Mapping[str, Any]) -> Json:
    """What an answer says on a criterion; empty if nothing, or a value that an older scale had."""
    said: Json = answer["criteria"].get(criterion["key"], {})
    return said if "value" not in said or _is_on(criterion["scale"], said["value"]) else {}


def merge_criteria(answers: Sequence[Mapping[str, Any]], context: Context) -> Json:
    """Criterion by criterion what most said, as its scale merges values; texts of several people are left out."""
    merged = {
        criterion["key"]: _merge_judgements([judged(criterion, answer) for answer in answers], criterion["scale"])
        for criterion in context.criteria
    }
    return {key: value for key, value in merged.items() if value}


def _read_judgement(raw: Any, criterion: Mapping[str, Any], problems: Problems) -> Json:
    path, scale = f"criteria.{criterion['key']}", criterion["scale"]
    given = checks.mapping(raw or {}, path, problems, keys={"value", "missing"})
    if "value" in given and "missing" in given:
        problems.add(path, "Give a value or say why there is none, not both.")
    elif "missing" in given:
        return {"missing": checks.choice(given["missing"], path, problems, options=MISSING, default="")}
    elif "value" in given:
        try:
            return {"value": scales.scale_type(scale).read_value(scale, given["value"])}
        except scales.OffScale as problem:
            problems.add(path, str(problem))
    elif criterion["required"]:
        problems.add(path, "This criterion is required: give a value, or say that you cannot assess it.")
    return {}


def _is_on(scale: Mapping[str, Any], value: Any) -> bool:
    try:
        scales.scale_type(scale).read_value(scale, value)
    except scales.OffScale:
        return False
    return True


def _merge_judgements(rows: Sequence[Mapping[str, Any]], scale: Mapping[str, Any]) -> Json:
    values = [row["value"] for row in rows if "value" in row]
    missing = Counter(row["missing"] for row in rows if "missing" in row)
    if scale["type"] == "text" or not (values or missing):
        return {}
    if len(values) < missing.total():
        return {"missing": max(MISSING, key=lambda reason: missing[reason])}
    value = scales.scale_type(scale).merge(scale, values)
    return {"missing": MISSING[0]} if value is None else {"value": value}
