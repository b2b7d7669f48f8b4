"""A chosen and a rejected response, however a file writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds.base import Context, Item, Json
from annotation.kinds.preference import converting
from annotation.kinds.preference.readers.base import chosen_goes_first, external_id, provenance


def item(
    row: Mapping[str, Any], prompt: list[Json], chosen: list[Json], rejected: list[Json], context: Context
) -> Item:
    """The task, and the data set's choice as a verdict beside it. Between equal responses there is no choice."""
    first = chosen_goes_first(prompt, chosen, rejected)
    pair = [chosen, rejected] if first else [rejected, chosen]
    choice = converting.side(-1 if first else 1, context) if chosen != rejected else None
    return Item(
        content={"messages": prompt, "responses": [{"messages": messages} for messages in pair]},
        external_id=external_id(row),
        verdicts=converting.verdict(converting.DATASET, choice),
        **provenance(row),
    )
