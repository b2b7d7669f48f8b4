"""Rows with ``chosen`` and ``rejected``: TRL's preference types, explicit and implicit, and the HH data set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Item, Json
from annotation.kinds.checks import wrong
from annotation.kinds.preference import chat
from annotation.kinds.preference.readers import pairs
from annotation.kinds.preference.readers.base import PreferenceReader

_Split = tuple[list[Json], list[Json], list[Json]]


class TrlPreference(PreferenceReader):
    name = "trl_preference"
    title = "TRL preference or HH (chosen and rejected)"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        return "chosen" in row and "rejected" in row

    def parse(self, rows: Sequence[Json], context: Context) -> Item:
        (row,) = rows
        prompt, chosen, rejected = _split(row.get("prompt"), _turns(row, "chosen"), _turns(row, "rejected"))
        return pairs.item(row, prompt, chosen, rejected, context)


def _turns(row: Mapping[str, Any], name: str) -> str | list[Json]:
    raw = row[name]
    if chat.is_dialogue(raw):
        return chat.split_dialogue(raw)
    return raw if isinstance(raw, str) else chat.messages(raw, name)


def _split(raw_prompt: Any, chosen: str | list[Json], rejected: str | list[Json]) -> _Split:
    if isinstance(chosen, str) and isinstance(rejected, str):
        if not raw_prompt:
            return _split_texts(chosen, rejected)
        return _prompt(raw_prompt), chat.messages(chosen, "chosen", role="assistant"), _one(rejected)
    if isinstance(chosen, str) or isinstance(rejected, str):
        raise wrong("rejected", "“chosen” and “rejected” must both be text or both be lists of messages.")
    if raw_prompt and _begins(chosen) and _begins(rejected):
        return _prompt(raw_prompt), chosen, rejected
    return chat.split_common(chosen, rejected, "chosen")


def _begins(turns: list[Json]) -> bool:
    """Whether this is the response alone, without the prompt."""
    return bool(turns) and turns[0]["role"] == "assistant"


def _prompt(raw: Any) -> list[Json]:
    return (
        chat.split_dialogue(raw.removesuffix("\n\nAssistant:"))
        if chat.is_dialogue(raw)
        else chat.messages(raw, "prompt")
    )


def _split_texts(chosen: str, rejected: str) -> _Split:
    """Two texts that begin alike: the prompt ends at a line's or else a word's end, never inside a word."""
    common = chosen[: chat.common_length(chosen, rejected)]
    end = max(common.rfind("\n"), 0) or max(common.rfind(" "), 0)
    if not common[:end].strip():
        raise wrong("chosen", "The two texts have no common beginning, so there is no prompt.")
    return chat.messages(common[:end], "prompt"), _one(chosen[end:]), _one(rejected[end:])


def _one(text: str) -> list[Json]:
    return [{"role": "assistant", "content": text}]
