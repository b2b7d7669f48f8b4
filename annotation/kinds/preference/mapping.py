"""A task from a row with columns of its own, as a person mapped them to the fields of this kind."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Field, Item, Json, Verdict
from annotation.kinds.checks import wrong
from annotation.kinds.preference import chat
from annotation.kinds.preference.content import problem_with_fit

FIELDS = (
    Field(
        "prompt",
        "Prompt",
        "What the user asks. Several columns are joined with a blank line; empty ones are skipped.",
        many=True,
    ),
    Field("messages", "Conversation", "The messages before the responses, as a list with role and content."),
    Field(
        "responses",
        "Responses",
        "One column for each response, in order (one to six), or one column that holds a list of them.",
        required=True,
        many=True,
    ),
    Field("models", "Models", "Who wrote each response, in the same order. Annotators never see it.", many=True),
    Field("external_id", "Id", "The row's own id: a row with an id that is known is not imported again."),
    Field("source", "Source", "Where the row comes from."),
    Field("licence", "Licence", "Under which licence it may be used."),
)


def map_row(row: Mapping[str, Any], mapping: Mapping[str, Any], context: Context) -> Item:
    """The task in a row. Raises ``Invalid`` naming the column or field that is not right."""
    cells = _Cells(row, mapping)
    responses = list(_responses(cells))
    content: Json = {"messages": _messages(cells), "responses": responses}
    misfit = problem_with_fit(content, context.settings) if responses else None
    if misfit:
        raise wrong("responses", misfit)
    verdicts = mapping.get("verdicts") or {}
    hidden = verdicts.get("columns", {})
    return Item(
        content=content,
        external_id=cells.text("external_id") or None,
        source=cells.text("source"),
        licence=cells.text("licence"),
        # A verdict kept as metadata would tell the answer twice, once where nobody looks for it.
        metadata={name: row[name] for name in mapping.get("metadata", []) if name in row and name not in hidden},
        verdicts=list(_verdicts(row, hidden, verdicts.get("values", {}))),
    )


class _Cells:
    """What a row holds for each field, by the mapping."""

    def __init__(self, row: Mapping[str, Any], mapping: Mapping[str, Any]) -> None:
        self.row = row
        self.columns = mapping.get("columns") or {}
        self.constants = mapping.get("constants") or {}

    def named(self, field: str) -> Sequence[tuple[str, Any]]:
        """The field's columns with their values, in order."""
        names = self.columns.get(field) or []
        return [(name, self._cell(name)) for name in ([names] if isinstance(names, str) else names)]

    def values(self, field: str) -> list[Any]:
        found = [value for _, value in self.named(field)]
        return found or ([self.constants[field]] if self.constants.get(field) else [])

    def text(self, field: str) -> str:
        """The first value of a field as text."""
        value = next(iter(self.values(field)), None)
        return "" if value is None else label(value).strip()

    def _cell(self, name: str) -> Any:
        if name not in self.row:
            raise wrong(name, "The row has no such column.")
        return self.row[name]


def label(value: Any) -> str:
    """A value as a mapping writes it. 1.0 is ``1`` too: in tables, a gap in a column makes all its numbers floats."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _messages(cells: _Cells) -> list[Json]:
    found = [message for name, value in cells.named("messages") for message in _conversation(value, name)]
    texts = [label(value).strip("\n") for value in cells.values("prompt") if not _is_blank(value)]
    prompt = "\n\n".join(text for text in texts if text.strip())
    if prompt:
        found.append({"role": "user", "content": prompt})
    if not found:
        raise wrong("prompt", "This row has no prompt and no conversation.")
    return found


def _conversation(value: Any, name: str) -> list[Json]:
    parsed = _parsed(value)
    if parsed is None:
        return []
    return chat.split_dialogue(parsed) if chat.is_dialogue(parsed) else chat.messages(parsed, name)


def _responses(cells: _Cells) -> Iterator[Json]:
    named = [(name, _parsed(value)) for name, value in cells.named("responses")]
    if len(named) == 1 and isinstance(named[0][1], list) and not _is_message(named[0][1]):
        named = [(f"{named[0][0]}.{index}", value) for index, value in enumerate(named[0][1])]
    models = cells.values("models")
    if len(models) == 1 and isinstance(_parsed(models[0]), list):
        models = _parsed(models[0])
    for index, (name, value) in enumerate(named):
        if value is None:
            raise wrong(name, "This response is missing.")
        text = value if isinstance(value, str | list) else label(value)
        yield chat.response(text, name, models[index] if index < len(models) else None)


def _verdicts(row: Mapping[str, Any], columns: Mapping[str, str], values: Mapping[str, Any]) -> Iterator[Verdict]:
    for name, annotator in columns.items():
        value = row.get(name)
        if _is_blank(value):
            continue
        if label(value) not in values:
            raise wrong(name, f"The mapping says no answer for the value “{label(value)[:40]}”.")
        answer = values[label(value)]
        if answer is not None:
            yield Verdict(annotator=annotator, answer=copy.deepcopy(answer))


def _parsed(value: Any) -> Any:
    """A list that a table holds as text is read; every other text stays as it is."""
    if not isinstance(value, str) or not value.lstrip().startswith("["):
        return value
    try:
        parsed = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return parsed if isinstance(parsed, list) else value


def _is_message(rows: list[Any]) -> bool:
    return bool(rows) and isinstance(rows[0], Mapping) and ("role" in rows[0] or "from" in rows[0])


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
