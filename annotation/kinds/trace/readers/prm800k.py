"""PRM800K: solutions that people rated step by step, choosing at each step which completion goes on.

The trace is the path that was taken: at each step the chosen completion, else the one that a person wrote, else (where
the rating ended) the model's own step. What was rated beside it is kept in the metadata. Where a finished solution was
rated up to its first error, the steps behind the error belong to the trace as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Context, Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers import labelling, step_lists
from annotation.kinds.trace.readers.base import (
    Parsed,
    TraceReader,
    external_id,
    facts,
    field_text,
    mappings,
    pointer,
    provenance,
    text_of,
)

RATINGS = (-1, 0, 1)
QUESTION = ("pre_generated_answer", "pre_generated_verifier_score")
READ = frozenset({"labeler", "question", "label", "id", "source", "licence", "license"})


@dataclass(slots=True)
class _Path:
    """The steps that were taken, what they were rated, and what else was rated at each."""

    steps: list[tuple[str, str]] = field(default_factory=list)
    ratings: dict[str, int | None] = field(default_factory=dict)
    others: dict[str, list[Json]] = field(default_factory=dict)


class Prm800k(TraceReader):
    name = "prm800k"
    title = "PRM800K"

    def recognises(self, document: Any) -> bool:
        label = document.get("label") if isinstance(document, Mapping) else None
        steps = mappings(label.get("steps")) if isinstance(label, Mapping) else []
        return bool(steps) and "completions" in steps[0] and isinstance(document.get("question"), Mapping)

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        question, label = document["question"], document["label"]
        path = _path(label["steps"], question)
        content = step_lists.content(text_of(question.get("problem")), path.steps, reference=_reference(question))
        yield Parsed(
            content,
            external_id=external_id(document, "id"),
            metadata=_metadata(document, path),
            verdicts=labelling.verdict(_answer(label, path, content, context), field_text(document, "labeler")[:80]),
            **provenance(document),
        )


def _path(raw: Any, question: Mapping[str, Any]) -> _Path:
    generated = question.get("pre_generated_steps")
    generated = [text for text in generated if isinstance(text, str)] if isinstance(generated, list) else []
    path = _Path()
    for index, step in enumerate(raw):
        if not isinstance(step, Mapping):
            raise wrong(f"label.steps.{index}", "This must be a step: an object with completions.")
        _take(path, step, index, generated)
    if [text for text, _ in path.steps] == generated[: len(path.steps)]:
        rest = range(len(path.steps), len(generated))
        path.steps += [(generated[index], pointer("question", "pre_generated_steps", index)) for index in rest]
    if not path.steps:
        raise wrong("label.steps", "Not one of these steps has a completion with a text.")
    return path


def _take(path: _Path, step: Mapping[str, Any], index: int, generated: list[str]) -> None:
    """Go one step on; a step without any text is passed over."""
    completions = step.get("completions")
    places = [
        (one, ("completions", place))
        for place, one in enumerate(completions if isinstance(completions, list) else [])
        if isinstance(one, Mapping) and isinstance(one.get("text"), str)
    ]
    taken = _taken(step, places, generated[index : index + 1])
    if taken is None:
        return
    completion, inside = taken
    node = step_lists.node(len(path.steps))
    path.steps.append((completion["text"], pointer("label", "steps", index, *inside, "text")))
    path.ratings[node] = _rating(completion.get("rating"), f"label.steps.{index}")
    others = [_kept(one) for one, _ in places if one is not completion]
    if others:
        path.others[node] = others


def _taken(
    step: Mapping[str, Any], places: Sequence[tuple[Any, tuple[str | int, ...]]], generated: list[str]
) -> tuple[Mapping[str, Any], tuple[str | int, ...]] | None:
    chosen: Any = step.get("chosen_completion")
    written = step.get("human_completion")
    by_place = {inside[-1]: (one, inside) for one, inside in places}
    if checks.is_integer(chosen):
        if int(chosen) not in by_place:
            raise wrong("chosen_completion", f"There is no completion {int(chosen)} with a text to be chosen.")
        return by_place[int(chosen)]
    if isinstance(written, Mapping) and isinstance(written.get("text"), str):
        return written, ("human_completion",)
    own = [entry for entry in places if entry[0]["text"] in generated]
    bad = [entry for entry in places if entry[0].get("rating") == -1]
    return next(iter([*own, *bad, *places]), None)


def _rating(raw: Any, path: str) -> int | None:
    if raw is None:
        return None
    if raw not in RATINGS or isinstance(raw, bool):
        raise wrong(f"{path}.rating", "A rating must be -1, 0, 1 or null.")
    return int(raw)


def _answer(label: Mapping[str, Any], path: _Path, content: Json, context: Context) -> Json:
    answer = labelling.step_labels(path.ratings, context)
    bad = next((node for node, rating in path.ratings.items() if rating == -1), None)
    reason = label.get("finish_reason")
    if reason == "bad_problem":
        return {**answer, "exit": {"reason": "bad_problem", "note": ""}}
    if reason == "give_up":
        return {**answer, "exit": {"reason": "gave_up", "note": "Given up in PRM800K, without a reason."}}
    if reason == "found_error" and path.ratings:
        bad = bad or list(path.ratings)[-1]  # every way to go on from here was wrong
    if bad is not None:
        return {**answer, **labelling.first_error(bad, content, context)}
    return {**answer, **labelling.no_error()} if reason == "solution" else answer


def _reference(question: Mapping[str, Any]) -> str:
    """The known solution, and the known answer if the solution does not end with it."""
    solution, answer = (text_of(question.get(f"ground_truth_{what}")) for what in ("solution", "answer"))
    if not solution or not answer or solution.rstrip().endswith(answer):
        return solution or answer
    return f"{solution}\n\nAnswer: {answer}"


def _metadata(document: Mapping[str, Any], path: _Path) -> Json:
    label, question = document["label"], document["question"]
    said = {**{name: question.get(name) for name in QUESTION}, "alternatives": path.others}
    about = {name: label.get(name) for name in ("finish_reason", "total_time")}
    return {**facts(document, but=READ), **facts({**about, **said}, but=())}


def _kept(completion: Mapping[str, Any]) -> Json:
    return {name: completion[name] for name in ("text", "rating", "flagged") if completion.get(name) is not None}
