"""How right an answer is beside the known one, and how well first errors are found over many traces."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from annotation.kinds.base import Context, Json
from annotation.kinds.trace.distance import Part, combined, taken_apart
from annotation.kinds.trace.first_error import first_error
from annotation.kinds.trace.prefix import commonly_judged
from annotation.kinds.trace.said import Reading

NO_ERROR = 0  # where a position says that there is no error


def gold_score(answer: Json, gold: Json, content: Json, context: Context) -> float:
    """One minus the distance to gold, over what gold judges; what the answer leaves open there is wholly wrong.

    Of the labels of steps, those up to the earlier first error of the two count. An answer that sets a trace aside is
    right where gold does so for the same reason, and wrong elsewhere. Gold that judges nothing finds any answer right.
    """
    if gold["exit"] or answer["exit"]:
        reasons = [(each["exit"] or {}).get("reason") for each in (answer, gold)]
        return float(reasons[0] == reasons[1])
    reading = Reading(content, context)
    last = commonly_judged([answer, gold], reading)
    known, given = taken_apart(gold, reading, last), taken_apart(answer, reading, last)
    wrong = combined(_missed(known.judgement, given.judgement), _missed(known.criteria, given.criteria), context)
    return 1.0 if wrong is None else 1 - wrong


def localised(answer: Json, gold: Json, content: Json, context: Context) -> tuple[int | None, int | None]:
    """The first errors of an answer and of gold, as positions for ``localisation_f1``; None where nothing is said."""
    reading = Reading(content, context)
    found = [first_error(each, reading) for each in (answer, gold)]
    one, other = (None if each is None else (each.position if each.exists else NO_ERROR) for each in found)
    return one, other


def localisation_f1(given: Sequence[int | None], known: Sequence[int]) -> float | None:
    """How well first errors are found: the harmonic mean of two shares of traces in which the exact place is named.

    One share is over the traces that have an error, the other over those that have none, so that neither who always
    finds an error nor who never does scores well. Raises ``ValueError`` for lists of unequal length.

    given, known: one position per trace, from 1 on, and 0 where there is no error. None: nothing was said, a miss.

    Returns 0 … 1; None where the traces with an error, or those without, are missing.

    Source: Zheng et al. (2024), "ProcessBench: identifying process errors in mathematical reasoning".

    >>> localisation_f1([3, 4, 0, 2, None], known=[3, 5, 0, 0, 0])
    0.4
    >>> print(localisation_f1([1, 2], known=[1, 2]))
    None
    """
    if len(given) != len(known):
        raise ValueError("Give one position per trace, of the answer and of what is known.")
    erroneous = [answer == truth for answer, truth in zip(given, known, strict=True) if truth != NO_ERROR]
    correct = [answer == truth for answer, truth in zip(given, known, strict=True) if truth == NO_ERROR]
    if not erroneous or not correct:
        return None
    return harmonic_mean(sum(erroneous) / len(erroneous), sum(correct) / len(correct))


def harmonic_mean(one: float, other: float) -> float:
    """2ab / (a + b), and 0 where both are 0.

    The published figures of a process reward model on two sets of problems: 32.4 % of the erroneous and 91.7 % of the
    correct traces give 47.9 %, and 18.0 % and 82.0 % give 29.5 %.

    >>> round(harmonic_mean(0.324, 0.917), 3), round(harmonic_mean(0.18, 0.82), 3)
    (0.479, 0.295)
    """
    return 2 * one * other / (one + other) if one + other else 0.0


def _missed(known: Mapping[str, Part], given: Mapping[str, Part]) -> list[tuple[float, float]]:
    """The weight of each part that gold judges, and how far the answer is from it on average."""
    return [(part.weight, _mean(part, given[name])) for name, part in known.items() if part.units]


def _mean(known: Part, given: Part) -> float:
    gaps = [
        known.apart(value, given.units[unit]) if unit in given.units else 1.0 for unit, value in known.units.items()
    ]
    return math.fsum(gaps) / len(gaps)
