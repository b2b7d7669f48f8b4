"""Which errors several answers agree on, with their severity and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from annotation.kinds import scales
from annotation.kinds.base import Json
from annotation.kinds.trace.erring import Mark, codes, counted_once, in_order, marks, severities
from annotation.kinds.trace.said import Reading
from annotation.kinds.trace.voting import canonical, identical


def merge_errors(answers: Sequence[Json], reading: Reading) -> list[Json]:
    """The errors that at least half of those who speak of errors mark: the same code at the same node.

    A code that is counted once only is kept at one node. Errors are named ``e1`` … by place, then by code.
    """
    speaking = [answer for answer in answers if marks(answer, reading) is not None]
    given = _by_mark(speaking, reading)
    agreed = [mark for mark, rows in given.items() if len({place for place, _ in rows}) * 2 >= len(speaking)]
    merged = []
    for number, mark in enumerate(counted_once(in_order(agreed, reading), reading.settings), start=1):
        errors = [error for _, error in given[mark]]
        merged.append({"id": f"e{number}", **_merge_mark(mark, errors, reading)})
    return merged


def _by_mark(answers: Sequence[Json], reading: Reading) -> dict[Mark, list[tuple[int, Json]]]:
    """Every error by its mark, each with the place of its answer."""
    known, found = set(codes(reading.settings)), dict[Mark, list[tuple[int, Json]]]()
    for place, answer in enumerate(answers):
        for error in answer["errors"]:
            if error["code"] in known:
                found.setdefault((error["node"], error["code"]), []).append((place, error))
    return found


def _merge_mark(mark: Mark, errors: Sequence[Json], reading: Reading) -> Json:
    node, code = mark
    spans = min((error["evidence"] for error in errors), key=lambda each: (-len(each), canonical(each)))
    return {
        "node": node,
        "sha256": reading.checksums[node],
        "code": code,
        "severity": _merge_severities([error["severity"] for error in errors], severities(reading.settings)),
        "rationale": identical([error["rationale"] for error in errors]) or "",
        "evidence": spans,
    }


def _merge_severities(given: Sequence[str], known: Sequence[str]) -> str:
    """The middle of the severities; between two that are equally near, the worse."""
    places = [known.index(severity) for severity in given if severity in known]
    if not places:
        return ""
    top = len(known) - 1
    middle = scales.middle(places, top)
    return known[(top + 1) // 2 if middle is None else middle]
