"""OpenAI's preference fine-tuning rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Item, Json
from annotation.kinds.checks import wrong
from annotation.kinds.preference import chat
from annotation.kinds.preference.readers import pairs
from annotation.kinds.preference.readers.base import PreferenceReader

PREFERRED = ("preferred_output", "preferred_completion")
NOT_PREFERRED = ("non_preferred_output", "non_preferred_completion")


class OpenAIPreference(PreferenceReader):
    name = "openai_preference"
    title = "OpenAI preference fine-tuning"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        return "input" in row and any(name in row for name in PREFERRED) and any(name in row for name in NOT_PREFERRED)

    def parse(self, rows: Sequence[Json], context: Context) -> Item:
        (row,) = rows
        given = row["input"]
        if not isinstance(given, Mapping):
            raise wrong("input", "This must be an object with messages.")
        preferred, rejected = (next(n for n in names if n in row) for names in (PREFERRED, NOT_PREFERRED))
        item = pairs.item(
            row,
            chat.messages(given.get("messages"), "input.messages"),
            chat.messages(row[preferred], preferred, role="assistant"),
            chat.messages(row[rejected], rejected, role="assistant"),
            context,
        )
        if given.get("tools"):
            item.metadata["tools"] = given["tools"]
        return item
