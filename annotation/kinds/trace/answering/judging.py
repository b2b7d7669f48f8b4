"""What an answer says on the rubric's criteria, each at the places that it applies to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.criteria import read_judgement
from annotation.kinds.trace.answering.reading import AnswerReader


def read_criteria(raw: Any, path: str, targets: Collection[str], reader: AnswerReader, *, required: bool) -> Json:
    """The judgements at one place, where criteria that apply to ``targets`` are asked; what was left open is left out.

    ``required`` tells whether the place is one at which required criteria must be judged.
    """
    known = {one["key"]: one for one in reader.context.criteria if one["applies_to"] in targets}
    given = {} if raw is None else raw
    if not isinstance(given, Mapping):
        reader.problems.add(path, "This must be an object.")
        return {}
    for key in given:
        if key not in known:
            reader.problems.add(checks.join(path, key), _unknown(key, reader))
    said = {
        key: read_judgement(
            given.get(key) or {},
            f"{path}.{key}",
            criterion["scale"],
            reader.problems,
            required=required and criterion["required"],
        )
        for key, criterion in known.items()
    }
    return {key: judgement for key, judgement in said.items() if judgement}


def _unknown(key: Any, reader: AnswerReader) -> str:
    if any(criterion["key"] == key for criterion in reader.context.criteria):
        return "This criterion is not asked here."
    return "The rubric has no such criterion."
