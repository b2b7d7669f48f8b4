"""Rows for TRL: preference with an explicit prompt (standard and conversational), and unpaired preference (KTO)."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar

from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.preference.answer import values_by_unit
from annotation.kinds.preference.overall import CANNOT_ASSESS
from annotation.kinds.preference.settings import preset_of
from annotation.kinds.preference.writers import base

SEVERAL_TURNS = "It is more than one question and one answer of text: use the conversational format."
BAD_ARGUMENTS = "The arguments of a tool call are not a JSON object, which the format needs."
NOT_ABSOLUTE = "Nothing tells whether its responses are good in themselves."
ABSOLUTE_CRITERIA = ("overall", "acceptable", "good", "quality")
EDIT_RULES = (
    "A person's edited response is better than the one it was made from; if that was chosen, also than the rejected.",
    "Rows of edits (origin “edit”) have no strength and one rater.",
)


class _Unwritable(Exception):
    """The content has no form in the format; the message is the reason."""


class _Preference(Writer):
    """Rows of ``prompt``, ``chosen``, ``rejected``, from the outcome and from people's edits."""

    rules: ClassVar[Sequence[str]] = (
        "Only tasks with an outcome. Ties, “both bad” and “cannot assess” give no row, except for edits.",
        "Rankings and ratings give one row for each two responses that are not level; strength is the difference.",
        *EDIT_RULES,
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        if task.outcome is None:
            yield LeftOut(base.NO_OUTCOME)
            return
        try:
            rows = list(self._rows(task, task.outcome["overall"]))
        except _Unwritable as reason:
            rows = [LeftOut(str(reason))]
        yield from rows or [LeftOut(base.why_no_pair(task.outcome["overall"]))]

    def _rows(self, task: ExportedTask, overall: Json) -> Iterator[Json | LeftOut]:
        prompt, ordered = self.prompt(task.content["messages"]), base.pairs(overall)
        texts = {one["id"]: self.response(one["messages"]) for one in task.content["responses"]}

        def row(chosen: Any, rejected: Any, origin: str, strength: int | None, raters: int) -> Json:
            sides = {"prompt": prompt, "chosen": chosen, "rejected": rejected}
            return {**sides, "item_id": task.id, "strength": strength, "n_raters": raters, "origin": origin}

        raters = len(base.counted(task))
        for pair in ordered:
            yield row(texts[pair.chosen], texts[pair.rejected], "outcome", pair.strength, raters)
        for edited_from, messages in base.edits(task):
            worse = [edited_from, *(pair.rejected for pair in ordered if pair.chosen == edited_from)]
            for response in worse:
                yield row(self.response(messages), texts[response], "edit", None, 1)

    @abstractmethod
    def prompt(self, messages: Sequence[Json]) -> Any: ...

    @abstractmethod
    def response(self, messages: Sequence[Json]) -> Any: ...


class TrlStandard(_Preference):
    name = "trl_preference"
    title = "TRL preference, standard"
    help = "Prompt, chosen and rejected as texts, for DPO and reward trainers. Single questions only."

    def prompt(self, messages: Sequence[Json]) -> str:
        return _only_text(messages, "user")

    def response(self, messages: Sequence[Json]) -> str:
        return _only_text(messages, "assistant")


class TrlConversational(_Preference):
    name = "trl_preference_conversational"
    title = "TRL preference, conversational"
    help = "Prompt, chosen and rejected as lists of messages, for DPO and reward trainers."
    rules = (*_Preference.rules, "Arguments of tool calls are objects, as TRL needs them.")

    def prompt(self, messages: Sequence[Json]) -> list[Json]:
        return _with_objects(messages)

    def response(self, messages: Sequence[Json]) -> list[Json]:
        return _with_objects(messages)


class TrlUnpaired(Writer):
    name = "trl_unpaired"
    title = "TRL unpaired preference (KTO)"
    help = "Prompt, completion and a label good or bad. Only where responses were judged in themselves."
    rules = (
        "Only tasks with an outcome, and only responses that were judged in themselves, not beside each other.",
        "If the outcome is that both are bad, both are bad; in a project that rates, the outcome's rating tells.",
        f"Else the first per-response criterion, binary or ordinal, of {', '.join(ABSOLUTE_CRITERIA)} tells.",
        "Good (true): in the upper third of the scale. Bad (false): in the lower third. In between: no row.",
    )

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        if task.outcome is None:
            yield LeftOut(base.NO_OUTCOME)
            return
        labels = _labels(task.outcome, task.content, context)
        if not labels:
            yield LeftOut(NOT_ABSOLUTE)
            return
        try:
            prompt = _with_objects(task.content["messages"])
            completions = {unit: _with_objects(base.messages_of(task, unit)) for unit in labels}
        except _Unwritable as reason:
            yield LeftOut(str(reason))
            return
        extras = {"item_id": task.id, "n_raters": len(base.counted(task))}
        for unit, good in labels.items():
            yield {"prompt": prompt, "completion": completions[unit], "label": good, "response_id": unit, **extras}


def _only_text(messages: Sequence[Mapping[str, Any]], role: str) -> str:
    if not base.is_plain(messages, role):
        raise _Unwritable(SEVERAL_TURNS)
    return str(messages[0]["content"])


def _with_objects(messages: Sequence[Json]) -> list[Json]:
    return [
        {**message, "tool_calls": [_with_object(call) for call in message["tool_calls"]]}
        if message.get("tool_calls")
        else message
        for message in messages
    ]


def _with_object(call: Json) -> Json:
    try:
        arguments = json.loads(call["function"]["arguments"] or "{}")
    except (ValueError, RecursionError):
        arguments = None
    if not isinstance(arguments, dict):
        raise _Unwritable(BAD_ARGUMENTS)
    return {**call, "function": {**call["function"], "arguments": arguments}}


def _labels(outcome: Json, content: Json, context: Context) -> dict[str, bool]:
    """Good or bad by response, for those where the outcome tells."""
    if outcome["overall"].get("verdict") == "both_bad":
        return {"r1": False, "r2": False}
    labels = {unit: _is_good(position) for unit, position in sorted(_positions(outcome, content, context).items())}
    return {unit: good for unit, good in labels.items() if good is not None}


def _positions(outcome: Json, content: Json, context: Context) -> dict[str, Fraction]:
    """Where each response stands between the worst (0) and the best (1)."""
    if "ratings" in outcome["overall"]:
        steps = preset_of(context.settings).values
        rated = {unit: value for unit, value in outcome["overall"]["ratings"].items() if value != CANNOT_ASSESS}
        return {unit: Fraction(steps.index(value), len(steps) - 1) for unit, value in rated.items()}
    criterion = _absolute_criterion(context)
    if criterion is None:
        return {}
    scale = criterion["scale"]
    levels = [False, True] if scale["type"] == "binary" else [anchor["value"] for anchor in scale["anchors"]]
    values = values_by_unit(criterion, outcome, content)
    return {unit: Fraction(levels.index(value), len(levels) - 1) for unit, value in values.items()}


def _absolute_criterion(context: Context) -> Mapping[str, Any] | None:
    fitting = {
        criterion["key"]: criterion
        for criterion in context.criteria
        if criterion["applies_to"] == "response" and criterion["scale"]["type"] in ("binary", "ordinal")
    }
    return next((fitting[key] for key in ABSOLUTE_CRITERIA if key in fitting), None)


def _is_good(position: Fraction) -> bool | None:
    if position >= Fraction(2, 3):
        return True
    return False if position <= Fraction(1, 3) else None
