"""What several answers come to at each step: its label, and what is said of its tool call and its hand-off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.criteria import merge_judgements
from annotation.kinds.trace import said
from annotation.kinds.trace.first_error import FirstError
from annotation.kinds.trace.options import CANNOT_VERIFY
from annotation.kinds.trace.said import OF_NODES, Reading, Said
from annotation.kinds.trace.voting import identical, most, most_on_scale

Vote = tuple[Any, bool]  # a label, and whether the step only inherits an error


def merge_steps(answers: Sequence[Json], reading: Reading, found: FirstError | None) -> Json:
    """What is said of each node, in order of happening; nodes of which nothing is left are left out."""
    parts = [
        _labels(answers, reading, found),
        _criteria(answers, reading),
        _tools(answers, reading),
        _handoffs(answers, reading),
        _texts(answers, reading),
    ]
    merged: Json = {}
    for node, sha256 in reading.checksums.items():
        entry = {key: value for part in parts for key, value in part.get(node, {}).items()}
        if entry:
            merged[node] = {"sha256": sha256, **entry}
    return merged


def _labels(answers: Sequence[Json], reading: Reading, found: FirstError | None) -> Json:
    """The labels that at least half of those who labelled steps have a part in."""
    cast = [_votes(answer, reading) for answer in answers]
    voters = [votes for votes in cast if votes]
    merged = {}
    for node, position in reading.positions.items():
        votes = [votes[node] for votes in voters if node in votes]
        if votes and len(votes) * 2 >= len(voters):
            merged[node] = _merge_label(_that_fit(votes, position, reading, found), reading)
    return merged


def _votes(answer: Json, reading: Reading) -> dict[str, Vote]:
    inherited = said.inherited(answer, reading)
    return {node: (label, inherited.get(node) == "yes") for node, label in said.labels(answer, reading).items()}


def _that_fit(votes: Sequence[Vote], position: int, reading: Reading, found: FirstError | None) -> list[Vote]:
    """The votes that do not contradict the first error that was agreed on."""
    if found is None:
        return list(votes)
    if not found.exists:
        return [(label, inherits) for label, inherits in votes if not reading.is_wrong(label)]
    if found.position is None or position > found.position:
        return list(votes)
    if position == found.position:
        return [(label, False) for label, _ in votes if reading.is_wrong(label)]
    return [(label, inherits) for label, inherits in votes if inherits or not reading.is_wrong(label)]


def _merge_label(votes: Sequence[Vote], reading: Reading) -> Json:
    label = most_on_scale([label for label, _ in votes], reading.scale)
    if label is None:
        return {}
    if label == CANNOT_VERIFY or not reading.is_wrong(label):
        return {"label": label}
    inherits = most(inherits for given, inherits in votes if given == label)
    return {"label": label, "inherited": True} if inherits else {"label": label}


def _criteria(answers: Sequence[Json], reading: Reading) -> Json:
    merged: dict[str, Json] = {}
    for criterion in reading.context.criteria:
        if criterion["applies_to"] not in OF_NODES:
            continue
        judged = [said.judgements(criterion, answer, reading) for answer in answers]
        for node in {node: None for each in judged for node in each}:
            found = merge_judgements([each[node] for each in judged if node in each], criterion["scale"])
            if found:
                merged.setdefault(node, {"criteria": {}})["criteria"][criterion["key"]] = found
    return merged


def _tools(answers: Sequence[Json], reading: Reading) -> Json:
    merged: dict[str, Json] = {}
    for node, verdict in _most_by_node(said.tool_verdicts(answer, reading) for answer in answers).items():
        merged[node] = {"tool": {"verdict": verdict, "checks": {}}}
    for check in reading.settings["tool_calls"]["checks"]:
        answered = _most_by_node(said.tool_checks(answer, reading)[check] for answer in answers)
        for node, value in answered.items():
            merged.setdefault(node, {"tool": {"checks": {}}})["tool"]["checks"][check] = value
    return merged


def _handoffs(answers: Sequence[Json], reading: Reading) -> Json:
    merged: dict[str, Json] = {}
    for question in reading.settings["handoffs"]:
        answered = _most_by_node(said.handoff_answers(answer, reading)[question] for answer in answers)
        for node, value in answered.items():
            merged.setdefault(node, {"handoff": {}})["handoff"][question] = value
    return merged


def _texts(answers: Sequence[Json], reading: Reading) -> Json:
    """Rewrites and comments that everybody gave alike."""
    kept = ("rewrite", "comment") if reading.settings["rewrites"] else ("comment",)
    merged: Json = {}
    for node in reading.checksums:
        given = [answer["steps"].get(node, {}) for answer in answers]
        same = {key: identical([each.get(key) for each in given]) for key in kept}
        merged[node] = {key: value for key, value in same.items() if value}
    return merged


def _most_by_node(rows: Iterable[Said]) -> Said:
    given = list(rows)
    nodes = {node: None for row in given for node in row}
    winners = {node: most(row[node] for row in given if node in row) for node in nodes}
    return {node: value for node, value in winners.items() if value is not None}
