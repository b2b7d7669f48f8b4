"""Rows like MT-Bench's human judgements: one person's verdict on two conversations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.preference.content import turn_count
from annotation.kinds.preference.measuring import choice
from annotation.kinds.preference.writers import base

NOT_PAIRWISE = "The project does not compare two responses."
NO_VERDICT = "Nobody gave a verdict on it."
_WINNERS = {"first": "model_a", "second": "model_b", "same": "tie", "both_bad": "tie (bothbad)"}


class MtBench(Writer):
    name = "mt_bench"
    title = "MT-Bench judgements"
    help = "One row for each person's verdict: who won, in whose eyes, at which turn."
    rules = (
        "One row for each counted answer; “cannot assess” gives none.",
        "model_a is r1 and model_b is r2, by the model's name or, where it is unknown, by the response's id.",
        "turn counts from 1. The overall verdict stands at the last turn, unless each turn was judged by itself.",
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        if context.settings["mode"] != "pairwise":
            yield LeftOut(NOT_PAIRWISE)
            return
        found = list(_rows(task))
        yield from found
        if not found:
            yield LeftOut(NO_VERDICT)


def _rows(task: ExportedTask) -> Iterator[Json]:
    first, second = task.content["responses"]
    for annotation in base.counted(task):
        for turn, overall in _verdicts(annotation.answer, task.content):
            side = choice(overall)
            if side is not None:
                yield {
                    "question_id": task.external_id or task.id,
                    "model_a": first.get("model", "r1"),
                    "model_b": second.get("model", "r2"),
                    "winner": _WINNERS[side],
                    "judge": annotation.annotator,
                    "conversation_a": task.content["messages"] + first["messages"],
                    "conversation_b": task.content["messages"] + second["messages"],
                    "turn": turn,
                    "item_id": task.id,
                    "strength": overall.get("strength", 0) if side != "both_bad" else None,
                }


def _verdicts(answer: Json, content: Mapping[str, Any]) -> list[tuple[int, Json]]:
    """The verdicts of an answer with their turns."""
    turns = answer.get("turns")
    if turns:
        return [(int(turn) + 1, turns[turn]) for turn in sorted(turns, key=int)]
    return [(turn_count(content), answer["overall"])]
