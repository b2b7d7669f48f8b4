"""Rows like HelpSteer's: one response each, its ratings in columns."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds import scales
from annotation.kinds.base import Context, ExportedTask, Json, LeftOut, Writer
from annotation.kinds.preference import chat
from annotation.kinds.preference.answer import values_by_unit
from annotation.kinds.preference.content import response_ids
from annotation.kinds.preference.overall import CANNOT_ASSESS
from annotation.kinds.preference.writers import base

NO_RATINGS = "No response was rated: neither overall nor by a criterion with numbers."
OVERALL = "rating"
_OWN_COLUMNS = frozenset({"prompt", "response", OVERALL, "item_id", "response_id", "n_raters", "annotators"})
_NUMERIC = ("binary", "ordinal", "interval")


class _Ratings(Writer):
    """One row a response, with a column for the overall rating (in projects that rate) and each numeric criterion."""

    def rows(self, task: ExportedTask, context: Context) -> Iterator[Json | LeftOut]:
        answers = self.answers(task)
        if not answers:
            yield LeftOut(self.nothing)
            return
        tables = [_numbers(answer, task, context) for answer in answers]
        columns = _columns(context)
        prompt = chat.join_turns(task.content["messages"])
        rated = [unit for unit in response_ids(task.content) if any(table.get(unit) for table in tables)]
        for unit in rated:
            values = {name: self.cell([table.get(unit, {}).get(name) for table in tables]) for name in columns}
            response = base.plain_text(base.messages_of(task, unit))
            yield {"prompt": prompt, "response": response, **values, **self.extras(task, unit)}
        if not rated:
            yield LeftOut(NO_RATINGS)

    nothing = base.NO_OUTCOME

    @abstractmethod
    def answers(self, task: ExportedTask) -> Sequence[Json]: ...

    @abstractmethod
    def cell(self, values: Sequence[Any]) -> Any: ...

    def extras(self, task: ExportedTask, unit: str) -> Json:
        return {"item_id": task.id, "response_id": unit, "n_raters": len(base.counted(task))}


class HelpSteer(_Ratings):
    name = "helpsteer"
    title = "HelpSteer ratings"
    help = "One row a response, with the outcome's rating and the numeric criteria as columns."
    rules = (
        "Only tasks with an outcome, and responses that have at least one number.",
        "Numbers are those of the project's own scales; yes is 1 and no is 0; what is missing is null.",
        "Several turns of a prompt are parted by <extra_id_1> and the speaker.",
    )

    def answers(self, task: ExportedTask) -> Sequence[Json]:
        return [] if task.outcome is None else [task.outcome]

    def cell(self, values: Sequence[Any]) -> Any:
        return values[0]


class HelpSteerDisagreements(_Ratings):
    name = "helpsteer_disagreements"
    title = "HelpSteer ratings, each person's"
    help = "One row a response; each column is a list with one value per annotator, so that disagreement is kept."
    rules = (
        "Every task with counted answers. Lists are in the order of the column “annotators”; what is missing is null.",
        *HelpSteer.rules[1:],
    )
    nothing = base.NO_ANSWERS

    def answers(self, task: ExportedTask) -> Sequence[Json]:
        return [annotation.answer for annotation in base.counted(task)]

    def cell(self, values: Sequence[Any]) -> Any:
        return list(values)

    def extras(self, task: ExportedTask, unit: str) -> Json:
        people = [annotation.annotator for annotation in base.counted(task)]
        return {**super().extras(task, unit), "annotators": people}


def _numeric_criteria(context: Context) -> list[Mapping[str, Any]]:
    return [c for c in context.criteria if c["applies_to"] == "response" and c["scale"]["type"] in _NUMERIC]


def _column(key: str) -> str:
    return f"criterion_{key}" if key in _OWN_COLUMNS else key


def _columns(context: Context) -> list[str]:
    own = [OVERALL] if context.settings["mode"] == "rating" else []
    return own + [_column(criterion["key"]) for criterion in _numeric_criteria(context)]


def _numbers(answer: Json, task: ExportedTask, context: Context) -> dict[str, Json]:
    """Numbers by response and column."""
    table: dict[str, Json] = {}
    for unit, rating in answer["overall"].get("ratings", {}).items():
        if rating != CANNOT_ASSESS:
            table.setdefault(unit, {})[OVERALL] = rating
    for criterion in _numeric_criteria(context):
        scale_type = scales.scale_type(criterion["scale"])
        for unit, value in values_by_unit(criterion, answer, task.content).items():
            table.setdefault(unit, {})[_column(criterion["key"])] = scale_type.measured(value)
    return table
