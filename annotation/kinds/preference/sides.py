"""The order in which responses are shown, drawn from a seed; and what people's words mean once it is undone."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

_ITEM = r"(?:[1-6](?!\.?\d)|[A-F])(?![\w])"
_NAMED = re.compile(
    rf"@?\b([Rr]esponses?|RESPONSES?)\s+({_ITEM}(?:\s*(?:,\s*and|,|and|or|&|/|vs\.?|versus|than)\s+{_ITEM})*)"
)
_EACH = re.compile(_ITEM)


def shown_order(ids: Sequence[str], seed: int | None, settings: Mapping[str, Any]) -> list[str]:
    """The ids in the order of the screen: every permutation is equally likely over seeds.

    Without a seed (an imported answer), or where the project keeps the order of the file, they stay as they are.

    >>> shown_order(["r1", "r2", "r3"], 7, {"randomise_sides": True})
    ['r2', 'r3', 'r1']
    """
    if seed is None or not settings["randomise_sides"]:
        return list(ids)
    digest = hashlib.sha256(f"sides:{seed}".encode()).digest()
    number = int.from_bytes(digest, "big") % math.factorial(len(ids))
    left, order = list(ids), []
    while left:
        number, position = divmod(number, len(left))
        order.append(left.pop(position))
    return order


def canonical_text(text: str, order: Sequence[str]) -> str:
    """A rationale in which “Response 1” or “Response A” on screen became the id of the response that stood there.

    >>> canonical_text("Response 1 is wrong. Responses A and B are short.", ["r2", "r1"])
    'Response r2 is wrong. Responses r2 and r1 are short.'
    """

    def to_id(found: re.Match[str]) -> str:
        name = found.group()
        position = int(name) - 1 if name.isdigit() else ord(name) - ord("A")
        return order[position] if position < len(order) else name

    return _NAMED.sub(lambda found: f"{found.group(1)} {_EACH.sub(to_id, found.group(2))}", text)
