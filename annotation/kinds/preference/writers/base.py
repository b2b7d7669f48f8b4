"""What the writers of this kind share: canonical words, pairs with a better and a worse side, and texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json
from annotation.kinds.preference.content import response_ids
from annotation.kinds.preference.overall import CANNOT_ASSESS, is_unassessed
from annotation.kinds.preference.sides import canonical_text, shown_order

NO_OUTCOME = "The task has no outcome yet."
UNASSESSED = "Nobody could assess the task, or people were evenly split on a scale without ties."
TIE = "The outcome is a tie."
BOTH_BAD = "The outcome is that both responses are bad."
NO_ANSWERS = "The task has no answers."


@dataclass(frozen=True, slots=True)
class Pair:
    """One response that is better than another, by a number of steps of the project's scale."""

    chosen: str
    rejected: str
    strength: int


def pairs(overall: Mapping[str, Any]) -> list[Pair]:
    """Every pair of responses that a judgement puts in an order, in the order of their ids."""
    if overall.get("verdict") == "prefer":
        strength = overall["strength"]
        return [Pair("r1", "r2", -strength) if strength < 0 else Pair("r2", "r1", strength)]
    ranks = overall.get("ranks", {})
    ratings = {unit: rating for unit, rating in overall.get("ratings", {}).items() if rating != CANNOT_ASSESS}
    merits = {unit: -rank for unit, rank in ranks.items()} or ratings
    return [
        Pair(better, worse, merits[better] - merits[worse])
        for better, worse in permutations(sorted(merits), 2)
        if merits[better] > merits[worse]
    ]


def why_no_pair(overall: Mapping[str, Any]) -> str:
    """The reason why a judgement puts no two responses in an order."""
    if is_unassessed(overall):
        return UNASSESSED
    return BOTH_BAD if overall.get("verdict") == "both_bad" else TIE


def counted(task: ExportedTask) -> list[ExportedAnnotation]:
    return [annotation for annotation in task.annotations if annotation.counted]


def messages_of(task: ExportedTask, response: str) -> list[Json]:
    return next(one["messages"] for one in task.content["responses"] if one["id"] == response)


def edits(task: ExportedTask) -> Iterator[tuple[str, list[Json]]]:
    """The base and the messages of each counted person's better response."""
    for annotation in counted(task):
        edit = annotation.answer.get("edit")
        if edit:
            yield edit["base"], _with_last_text(messages_of(task, edit["base"]), edit["text"])


def canonical_answer(annotation: ExportedAnnotation, task: ExportedTask, context: Context) -> Json:
    """The answer with what it says of “Response 1” on that person's screen said of the response's id."""
    order = shown_order(response_ids(task.content), annotation.side_seed, context.settings)
    criteria = _with_words_mapped(annotation.answer.get("criteria", {}), context, order)
    rationale = canonical_text(annotation.answer.get("rationale", ""), order)
    return {**annotation.answer, "criteria": criteria, "rationale": rationale}


def plain_text(messages: Sequence[Mapping[str, Any]]) -> str:
    """Messages as one text; several with their roles."""
    if len(messages) == 1:
        return str(messages[0]["content"])
    return "\n\n".join(f"{message['role']}: {message['content']}" for message in messages)


def is_plain(messages: Sequence[Mapping[str, Any]], role: str) -> bool:
    """Whether these are a single message of that role and nothing but text."""
    return len(messages) == 1 and messages[0]["role"] == role and not messages[0].get("tool_calls")


def _with_last_text(messages: Sequence[Json], text: str) -> list[Json]:
    last = max(index for index, message in enumerate(messages) if message["role"] == "assistant")
    return [{**message, "content": text} if index == last else message for index, message in enumerate(messages)]


def _with_words_mapped(criteria: Json, context: Context, order: Sequence[str]) -> Json:
    texts = {criterion["key"] for criterion in context.criteria if criterion["scale"]["type"] == "text"}
    return {key: _words_mapped(value, order) if key in texts else value for key, value in criteria.items()}


def _words_mapped(judged: Any, order: Sequence[str]) -> Any:
    if isinstance(judged, Mapping):
        return {
            key: canonical_text(value, order) if key == "value" else _words_mapped(value, order)
            for key, value in judged.items()
        }
    return judged
