"""Which steps an answer must label and judge, and what in it contradicts the first error that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace.answering.reading import AnswerReader
from annotation.kinds.trace.step_scale import is_wrong


@dataclass(frozen=True, slots=True)
class Asked:
    """The nodes at which required criteria must be judged, and the steps that must have a label."""

    nodes: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()


def what_is_asked(first_error: Mapping[str, Any] | None, excused: bool, reader: AnswerReader) -> Asked:
    """In the mode ``first_error`` nothing after the first error is asked; who takes an exit is asked nothing."""
    if reader.lenient or excused:
        return Asked()
    error = (first_error or {}).get("node")
    last = reader.places.get(error or "") if reader.settings["mode"] == "first_error" else None
    within = {key for key in reader.steps.keys() | reader.handoffs if last is None or reader.places[key] <= last}
    labels: dict[str, set[str]] = {
        "all": within & reader.steps.keys(),
        "first_error": {str(error)} & reader.steps.keys(),
        "nothing": set(),
    }
    return Asked(frozenset(within), frozenset(labels[reader.settings["required"]]))


def refuse_contradictions(answer: Json, reader: AnswerReader) -> None:
    """The first error must be at a wrong step, and nothing before it wrong in itself."""
    said = answer["first_error"]
    if said is None:
        return
    if said.get("none"):
        _refuse_wrong(answer, reader)
    elif said["node"] in reader.steps:
        _refuse_right_or_inherited(answer["steps"].get(said["node"], {}), said["node"], reader)
        _refuse_earlier(answer, reader.steps[said["node"]], reader)


def _refuse_wrong(answer: Json, reader: AnswerReader) -> None:
    for key, step in answer["steps"].items():
        if is_wrong(step.get("label"), reader.settings):
            problem = "This step is labelled wrong, but the answer says that there is no error."
            reader.problems.add(f"steps.{key}.label", problem)


def _refuse_right_or_inherited(step: Json, key: str, reader: AnswerReader) -> None:
    if "label" in step and not is_wrong(step["label"], reader.settings):
        problem = f"Step {reader.steps[key]} has the first error, but is not labelled wrong."
        reader.problems.add("first_error", problem)
    if step.get("inherited"):
        problem = "The first error cannot be inherited: there is none before it."
        reader.problems.add(f"steps.{key}.inherited", problem)


def _refuse_earlier(answer: Json, first: int, reader: AnswerReader) -> None:
    for key, step in answer["steps"].items():
        is_before = reader.steps.get(key, first) < first
        if is_before and is_wrong(step.get("label"), reader.settings) and not step.get("inherited"):
            reader.problems.add(f"steps.{key}.label", "This step is labelled wrong, but comes before the first error.")
