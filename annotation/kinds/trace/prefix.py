"""How far into a trace all who judged its steps have judged them.

Who stops at the first error says nothing of the steps after it. These steps are missing, not bad: counting them as bad
would let two people who stopped at the same step agree on every step that they never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotation.kinds.base import Json
from annotation.kinds.trace.first_error import first_error
from annotation.kinds.trace.said import Reading, labels


def commonly_judged(answers: Sequence[Json], reading: Reading) -> int:
    """The position of the last step that counts: that of the earliest first error, which counts itself.

    Where all steps are rated, and where nobody found an error, it is the last step. Answers that label no step do not
    limit what others judged. Where an answer does not say where the first error is, its earliest wrong label tells.
    """
    last = len(reading.positions)
    if reading.rates_all:
        return last
    return min([last, *_ends(answers, reading)])


def _ends(answers: Sequence[Json], reading: Reading) -> Iterator[int]:
    for answer in answers:
        found = labels(answer, reading)
        if not found or answer["exit"]:
            continue
        said = first_error(answer, reading)
        if said is None:
            yield from (reading.positions[node] for node, label in found.items() if reading.is_wrong(label))
        elif said.position is not None:
            yield said.position
