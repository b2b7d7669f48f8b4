"""What a person says on the rubric's criteria, which here are about the image as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Json
from annotation.kinds.checks import Problems
from annotation.kinds.criteria import merge_judgements, read_judgement, said_on, still_stands


def read_criteria(raw: Any, context: Context, problems: Problems) -> Json:
    """The values given, validated; what was left open is left out."""
    said = {
        criterion["key"]: read_judgement(
            given, f"criteria.{criterion['key']}", criterion["scale"], problems, required=criterion["required"]
        )
        for criterion, given in said_on(context.criteria, raw, problems)
    }
    return {key: value for key, value in said.items() if value}


def judged(criterion: Mapping[str, Any], answer: Mapping[str, Any]) -> Json:
    """What an answer says on a criterion; empty if nothing, or a value that an older scale had."""
    said: Json = answer["criteria"].get(criterion["key"], {})
    return said if still_stands(said, criterion["scale"]) else {}


def merge_criteria(answers: Sequence[Mapping[str, Any]], context: Context) -> Json:
    """Criterion by criterion what most said, as its scale merges values; texts of several people are left out."""
    merged = {
        criterion["key"]: merge_judgements([judged(criterion, answer) for answer in answers], criterion["scale"])
        for criterion in context.criteria
    }
    return {key: value for key, value in merged.items() if value}
