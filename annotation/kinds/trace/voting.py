"""What several people's votes come to. Every rule here gives the same in any order of the votes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from annotation.kinds import scales
from annotation.kinds.trace.options import CANNOT_VERIFY

Vote = TypeVar("Vote", bound=Hashable)


def most(votes: Iterable[Vote]) -> Vote | None:
    """What was said more often than anything else; None if nothing was.

    >>> most(["yes", "no", "yes"]), most(["yes", "no"]), most([])
    ('yes', None, None)
    """
    top = Counter(votes).most_common(2)
    if not top or (len(top) == 2 and top[0][1] == top[1][1]):
        return None
    return top[0][0]


def identical(values: Sequence[Any]) -> Any | None:
    """The one value that all gave, such as the same text; None where two differ or there is none."""
    return values[0] if values and all(value == values[0] for value in values) else None


def most_on_scale(votes: Sequence[Any], scale: Mapping[str, Any]) -> Any | None:
    """The label that most gave; of equals, what the scale makes of all, if anybody gave that.

    "Cannot verify" wins if more than half say so, and leaves nothing if half do.
    """
    values = [vote for vote in votes if vote != CANNOT_VERIFY]
    unverified = len(votes) - len(values)
    if unverified >= len(values):
        return CANNOT_VERIFY if unverified > len(values) else None
    winner = most(values)
    if winner is not None:
        return winner
    middle = scales.scale_type(scale).merge(scale, values)
    return middle if middle in values else None


def canonical(value: Any) -> str:
    """A text that orders any JSON values the same way each time."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
