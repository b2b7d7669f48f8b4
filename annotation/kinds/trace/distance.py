"""How far two answers about one trace are apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from annotation.kinds import scales
from annotation.kinds.base import Context, Json
from annotation.kinds.trace import said
from annotation.kinds.trace.erring import f1, marks
from annotation.kinds.trace.first_error import FirstError, apart, first_error
from annotation.kinds.trace.options import CANNOT_VERIFY
from annotation.kinds.trace.prefix import commonly_judged
from annotation.kinds.trace.said import WHOLE, Reading, Said
from annotation.kinds.trace.steps import positions

# How much each part of the judgement weighs beside the others.
SHARES = {
    "first_error": 4,
    "steps": 4,
    "tool_calls": 2,
    "handoffs": 2,
    "errors": 2,
    "outcome": 2,
    "verifiable": 1,
    "attribution": 1,
}
UNVERIFIED = 0.5  # between a value and "cannot verify", which neither agrees with it nor contradicts it


@dataclass(frozen=True, slots=True)
class Part:
    """What an answer says of some units, and how far two values of a unit are apart, 0 … 1."""

    weight: float
    apart: Callable[[Any, Any], float]
    units: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """An answer taken apart: its judgement, and what it says on each criterion."""

    judgement: Mapping[str, Part]
    criteria: Mapping[str, Part]


def distance(one: Json, other: Json, content: Json, context: Context) -> float:
    """How far two answers are apart: the weighted mean of the judgement and of each criterion.

    ::

        d = (W · J + Σ_c w_c · d_c) / (W + Σ_c w_c)        J = Σ_p s_p · d_p / Σ_p s_p        W = max(1, Σ_c w_c)

    d_p and d_c are means over the units that both answers speak of; parts and criteria with no such unit are left out.
    w_c is a criterion's weight, d_c follows its scale (``scales``); texts do not count. The parts p of the judgement,
    with their shares s_p:

    - first error (4): 0 if both find none; 1 if only one finds one; else min(|i - j| / τ, 1)² for the positions i and j
      among the steps, τ being the tolerance of the settings.
    - steps (4): labels as their scale says, up to the first error of the earlier of the two (``prefix``); with the same
      step wrong in itself for one and inherited for the other, at least ½.
    - tool calls (2) and hand-offs (2): each verdict, check and question, 0 if alike, else 1.
    - errors (2): 1 - F1 over pairs of node and code (``erring``).
    - outcome (2): success, partial and fail are ½ apart each. How it can be verified (1): 0 if alike, else 1.
    - attribution (1): 1 between different agents; else half of min(|i - j| / τ, 1)² for positions among all nodes.

    "Cannot verify" is ½ from any value. Two answers that set the trace aside are 0 apart with the same reason, else 1;
    one that does and one that does not are 1 apart. When nothing is shared, the distance is 0 if both say the same, or
    nothing, else 1. Texts, spans, severities, rewrites and counterfactuals do not count.

    Symmetric; 0 between answers that judge alike; at most 1.
    """
    if one["exit"] or other["exit"]:
        return float(_reason(one) != _reason(other))
    reading = Reading(content, context)
    last = commonly_judged([one, other], reading)
    left, right = taken_apart(one, reading, last), taken_apart(other, reading, last)
    judgement = [_shared(left.judgement[name], right.judgement[name]) for name in left.judgement]
    criteria = [_shared(left.criteria[key], right.criteria[key]) for key in left.criteria]
    mean = combined([found for found in judgement if found], [found for found in criteria if found], context)
    if mean is None:
        return float(_units(left) != _units(right))
    return mean


def combined(
    judgement: list[tuple[float, float]], criteria: list[tuple[float, float]], context: Context
) -> float | None:
    """The distance from (weight, distance) of parts and of criteria; None if there are none, or they weigh nothing."""
    rows = list(criteria)
    if judgement:
        weights = (criterion["weight"] for criterion in context.criteria if criterion["scale"]["type"] != "text")
        rows.append((max(1.0, float(sum(weights))), weighted_mean(judgement)))
    return weighted_mean(rows) if any(weight for weight, _ in rows) else None


def weighted_mean(rows: list[tuple[float, float]]) -> float:
    total = math.fsum(weight for weight, _ in rows)
    return min(1.0, max(0.0, math.fsum(weight * value for weight, value in rows) / total))


def taken_apart(answer: Json, reading: Reading, last: int) -> Parts:
    """What an answer says part by part; of the labels of steps, those up to the position ``last``."""
    judgement = {name: Part(SHARES[name], rule, units) for name, rule, units in _judgement(answer, reading, last)}
    criteria = {
        criterion["key"]: Part(
            criterion["weight"],
            partial(scales.scale_type(criterion["scale"]).distance, criterion["scale"]),
            said.criterion_values(criterion, answer, reading),
        )
        for criterion in reading.criteria
    }
    return Parts(judgement, criteria)


def _judgement(answer: Json, reading: Reading, last: int) -> Iterator[tuple[str, Callable[[Any, Any], float], Said]]:
    found, marked, blamed = first_error(answer, reading), marks(answer, reading), said.attribution(answer, reading)
    tool_calls = {"verdict": said.tool_verdicts(answer, reading), **said.tool_checks(answer, reading)}
    yield "first_error", partial(_errors_apart, reading.tolerance), {} if found is None else {WHOLE: found}
    yield "steps", partial(_labels_apart, reading), _labels(answer, reading, last)
    yield "tool_calls", _alike, _flat(tool_calls)
    yield "handoffs", _alike, _flat(said.handoff_answers(answer, reading))
    yield "errors", _marks_apart, {} if marked is None else {WHOLE: frozenset(marked)}
    yield "outcome", _outcomes_apart, said.outcome(answer, reading)
    yield "verifiable", _alike, said.verifiable(answer, reading)
    yield "attribution", partial(_blames_apart, reading), {} if blamed is None else {WHOLE: _blamed(blamed)}


def _shared(left: Part, right: Part) -> tuple[float, float] | None:
    """The weight of a part and the mean distance of the units that both answers speak of; None if there are none."""
    both = [left.apart(value, right.units[unit]) for unit, value in left.units.items() if unit in right.units]
    return (left.weight, math.fsum(both) / len(both)) if both else None


def _labels(answer: Json, reading: Reading, last: int) -> Said:
    inherited = said.inherited(answer, reading)
    labels = said.labels(answer, reading)
    return {node: (labels[node], inherited.get(node)) for node in labels if reading.positions[node] <= last}


def _flat(answers: Mapping[str, Said]) -> Said:
    return {f"{question} {node}": value for question, values in answers.items() for node, value in values.items()}


def _blamed(blamed: Json) -> tuple[str | None, str | None]:
    return blamed.get("agent"), blamed.get("node") or None


def _errors_apart(tolerance: int, one: FirstError, other: FirstError) -> float:
    if one.exists != other.exists:
        return 1.0
    if one.position is None or other.position is None:
        return 0.0
    return apart(one.position, other.position, tolerance)


def _labels_apart(reading: Reading, one: tuple[Any, str | None], other: tuple[Any, str | None]) -> float:
    (left, left_inherits), (right, right_inherits) = one, other
    if CANNOT_VERIFY in (left, right):
        return _alike(left, right)
    gap = scales.scale_type(reading.scale).distance(reading.scale, left, right)
    differs = left_inherits is not None and right_inherits is not None and left_inherits != right_inherits
    return max(gap, 0.5) if differs else gap


def _alike(one: Any, other: Any) -> float:
    if one == other:
        return 0.0
    return UNVERIFIED if CANNOT_VERIFY in (one, other) else 1.0


def _outcomes_apart(one: str, other: str) -> float:
    if CANNOT_VERIFY in (one, other):
        return _alike(one, other)
    return abs(said.OUTCOMES.index(one) - said.OUTCOMES.index(other)) / (len(said.OUTCOMES) - 1)


def _marks_apart(one: frozenset[Any], other: frozenset[Any]) -> float:
    return 1 - f1(one, other)


def _blames_apart(reading: Reading, one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> float:
    (agent, node), (other_agent, other_node) = one, other
    if agent != other_agent:
        return 1.0
    if node is None or other_node is None or node == other_node:
        return 0.0
    places = positions(reading.content)
    return apart(places[node], places[other_node], reading.tolerance) / 2


def _reason(answer: Json) -> str | None:
    return answer["exit"]["reason"] if answer["exit"] else None


def _units(parts: Parts) -> list[Mapping[str, Any]]:
    return [part.units for part in (*parts.judgement.values(), *parts.criteria.values())]
