"""On what answers about a trace differ, node by node, so that a reviewer need look at nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annotation.kinds.base import Context, Dispute, Json
from annotation.kinds.trace import said
from annotation.kinds.trace.erring import Mark, marks
from annotation.kinds.trace.measuring import NO_EXIT, judged
from annotation.kinds.trace.said import WHOLE, Reading
from annotation.kinds.trace.steps import positions

Values = Sequence[Any | None]


def disputes(answers: Sequence[Json], content: Json, context: Context) -> list[Dispute]:
    """Every unit and measure on which two answers differ, by place in the trace; what is about the whole comes last.

    Values are as answers hold them, and "cannot verify" is one of them. Steps after a first error that were judged
    count too. The unit is a node's id, save for what is about the whole trace, its plan or its final answer
    (``whole:trace``, ``whole:overall``, ``whole:plan:before``, ``whole:plan:after``, ``whole:final``):

    - ``has_error``, where only some find an error, at each node that is named as the first one: yes, no.
    - ``first_error``, at each of several nodes that are named: the node that each answer names.
    - ``errors_f1``: the codes that each answer marks at the node. ``severity``: each answer's severities, by code.
    - ``attribution_agent`` is of ``whole:trace``; ``attribution_step`` is at each node that is named as decisive.
    """
    reading = Reading(content, context)
    rows = [None if answer["exit"] else answer for answer in answers]
    found = [
        *_differing(WHOLE, "exit", [answer["exit"]["reason"] if answer["exit"] else NO_EXIT for answer in answers]),
        *_of_first_errors(rows),
        *_of_labels(rows, reading),
        *_of_errors(rows, reading),
        *_of_judgements(rows, reading),
        *_of_attributions(rows, reading),
    ]
    places = positions(content)
    return sorted(found, key=lambda dispute: places.get(dispute.unit, len(places) + 1))


def _of_first_errors(rows: Sequence[Json | None]) -> Iterator[Dispute]:
    stated = [row["first_error"] if row else None for row in rows]
    exists = [None if each is None else ("no" if each.get("none") else "yes") for each in stated]
    nodes = [None if each is None else each.get("node") for each in stated]
    for node in _distinct(nodes):
        yield from _differing(node, "has_error", exists)
        yield from _differing(node, "first_error", nodes)


def _of_labels(rows: Sequence[Json | None], reading: Reading) -> Iterator[Dispute]:
    yield from _by_unit("step", [said.labels(row, reading) if row else {} for row in rows])


def _of_errors(rows: Sequence[Json | None], reading: Reading) -> Iterator[Dispute]:
    marked = [marks(row, reading) if row else None for row in rows]
    for node in _distinct([node for found in marked if found for node, _ in found]):
        at_node = [None if found is None else _at(found, node) for found in marked]
        yield from _differing(node, "errors_f1", [None if found is None else sorted(found) for found in at_node])
        if any(_differ([found.get(code) for found in at_node if found]) for code in _codes(at_node)):
            yield Dispute(node, "severity", tuple(found or None for found in at_node))


def _of_judgements(rows: Sequence[Json | None], reading: Reading) -> Iterator[Dispute]:
    """What is asked of steps, tool calls, hand-offs and the whole, and every criterion but texts."""
    tables = [judged(row, reading) if row else {} for row in rows]
    criteria = {f"criteria.{criterion['key']}": criterion for criterion in reading.criteria}
    for measure in _distinct([measure for table in tables for measure in table if measure not in criteria]):
        yield from _by_unit(measure, [table.get(measure, {}) for table in tables])
    for measure, criterion in criteria.items():
        yield from _by_unit(measure, [said.criterion_values(criterion, row, reading) if row else {} for row in rows])


def _of_attributions(rows: Sequence[Json | None], reading: Reading) -> Iterator[Dispute]:
    stated = [said.attribution(row, reading) if row else None for row in rows]
    agents = [None if each is None else each.get("agent", "") for each in stated]
    nodes = [None if each is None else each.get("node") or None for each in stated]
    yield from _differing(WHOLE, "attribution_agent", agents)
    for node in _distinct(nodes):
        yield from _differing(node, "attribution_step", nodes)


def _by_unit(measure: str, tables: Sequence[dict[str, Any]]) -> Iterator[Dispute]:
    for unit in _distinct([unit for table in tables for unit in table]):
        yield from _differing(unit, measure, [table.get(unit) for table in tables])


def _differing(unit: str, measure: str, values: Values) -> Iterator[Dispute]:
    if _differ(values):
        yield Dispute(unit, measure, tuple(values))


def _differ(values: Values) -> bool:
    given = [value for value in values if value is not None]
    return any(value != given[0] for value in given)


def _distinct(values: Sequence[Any | None]) -> list[Any]:
    return [value for value in dict.fromkeys(values) if value is not None]


def _at(found: dict[Mark, str | None], node: str) -> dict[str, str | None]:
    return {code: severity for (place, code), severity in found.items() if place == node}


def _codes(at_node: Sequence[dict[str, Any] | None]) -> list[str]:
    return sorted({code for found in at_node if found for code in found})
