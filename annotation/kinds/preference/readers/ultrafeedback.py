"""UltraFeedback: several completions of an instruction, each rated by aspects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from annotation.kinds.base import Context, Item, Json
from annotation.kinds.checks import wrong
from annotation.kinds.preference import chat, converting
from annotation.kinds.preference.readers.base import PreferenceReader, external_id, needed, provenance

LOWEST, HIGHEST = 1, 5


class UltraFeedback(PreferenceReader):
    """The overall rating is the mean of the aspects' ratings, as in the data set's own "fine-grained score"."""

    name = "ultrafeedback"
    title = "UltraFeedback"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        rows = row.get("completions")
        return "instruction" in row and isinstance(rows, list) and all(isinstance(one, Mapping) for one in rows)

    def parse(self, rows: Sequence[Json], context: Context) -> Item:
        (row,) = rows
        responses = [_response(one, index) for index, one in enumerate(row["completions"])]
        attributes = _attributes(row["completions"])
        overall = {f"r{index + 1}": _mean(attributes, f"r{index + 1}") for index in range(len(responses))}
        return Item(
            content={
                "messages": [{"role": "user", "content": needed(row, "instruction")}],
                "responses": responses,
            },
            external_id=external_id(row),
            verdicts=converting.verdict(
                converting.DATASET,
                converting.ratings(overall, LOWEST, HIGHEST, context),
                criteria=converting.criteria(attributes, context),
            ),
            **provenance(row),
        )


def _response(completion: Mapping[str, Any], index: int) -> Json:
    if not isinstance(completion.get("response"), str):
        raise wrong(f"completions.{index}.response", "This must be text.")
    return chat.response(completion["response"], f"completions.{index}.response", completion.get("model"))


def _attributes(completions: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float | None]]:
    """Ratings by aspect and response; they are texts, and "N/A" is none."""
    found: dict[str, dict[str, float | None]] = {}
    for index, completion in enumerate(completions, start=1):
        aspects = completion.get("annotations")
        for aspect, rating in aspects.items() if isinstance(aspects, Mapping) else ():
            if isinstance(rating, Mapping):
                found.setdefault(aspect, {})[f"r{index}"] = converting.number(rating.get("Rating"))
    return found


def _mean(attributes: Mapping[str, Mapping[str, float | None]], unit: str) -> float | None:
    given = [value for by_unit in attributes.values() if (value := by_unit.get(unit)) is not None]
    return fmean(given) if given else None
