"""A task from a row with columns of its own, as a person mapped them to the fields of this kind."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from annotation.kinds.base import Field, Item, Verdict
from annotation.kinds.checks import wrong
from annotation.kinds.trace.building import TraceBuilder

FIELDS = (
    Field(
        "problem",
        "Problem",
        "The task that the steps work on. Several columns are joined with a blank line; empty ones are skipped.",
        many=True,
    ),
    Field("reference", "Reference", "The right answer or solution, if it is known. Annotators see it."),
    Field(
        "steps",
        "Steps",
        "One column for each step, in order; or one column that holds a list of texts, or one text in which blank "
        "lines part the steps.",
        required=True,
        many=True,
    ),
    Field("answer", "Final answer", "What the steps come to, as a last step of its own."),
    Field("external_id", "Id", "The row's own id: a row with an id that is known is not imported again."),
    Field("source", "Source", "Where the row comes from."),
    Field("licence", "Licence", "Under which licence it may be used."),
)
BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
TEXT_KEYS = ("text", "content")

Place = tuple[str, str]  # a JSON Pointer into the row, and the text there


def map_row(row: Mapping[str, Any], mapping: Mapping[str, Any]) -> Item:
    """The task in a row. Raises ``Invalid`` naming the column or field that is not right."""
    cells = _Cells(row, mapping)
    builder = TraceBuilder(problem="\n\n".join(cells.texts("problem")), reference=cells.text("reference"))
    for pointer, text in _steps(cells):
        builder.add("reasoning", text, pointer=pointer)
    if not builder.nodes:
        raise wrong("steps", "This row has no steps.")
    for name, value in cells.named("answer"):
        if not _is_blank(value):
            builder.add("final", label(value), pointer=_pointer(name))
    verdicts = mapping.get("verdicts") or {}
    hidden = verdicts.get("columns", {})
    return Item(
        content=builder.content(),
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

    def named(self, field: str) -> list[tuple[str, Any]]:
        """The field's columns with their values, in order."""
        names = self.columns.get(field) or []
        return [(name, self._cell(name)) for name in ([names] if isinstance(names, str) else names)]

    def texts(self, field: str) -> list[str]:
        """What the field's columns hold, else the constant for all rows; what is blank is left out."""
        values = [value for _, value in self.named(field)] or [self.constants.get(field)]
        return [label(value).strip() for value in values if not _is_blank(value)]

    def text(self, field: str) -> str:
        return next(iter(self.texts(field)), "")

    def _cell(self, name: str) -> Any:
        if name not in self.row:
            raise wrong(name, "The row has no such column.")
        return self.row[name]


def label(value: Any) -> str:
    """A value as text. 1.0 is ``1`` too: in tables, a gap in a column makes all its numbers floats."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _steps(cells: _Cells) -> Iterator[Place]:
    """Where one column holds all steps, its text is parted; where there are several, each holds one."""
    named = cells.named("steps")
    for name, value in named:
        rows = _parsed(value)
        if isinstance(rows, list):
            yield from (_listed(row, name, index) for index, row in enumerate(rows) if not _is_blank(row))
        elif len(named) == 1:
            yield from ((_pointer(name), text) for text in _parted(value))
        elif not _is_blank(value):
            yield _pointer(name), label(value)


def _listed(row: Any, name: str, index: int) -> Place:
    """A step in a list is a text, or an object that has one."""
    text = row
    if isinstance(row, Mapping):
        text = next((row[key] for key in TEXT_KEYS if isinstance(row.get(key), str)), None)
    if not isinstance(text, str | int | float):
        raise wrong(name, f"Step {index + 1} of this list is no text.")
    return f"{_pointer(name)}/{index}", label(text)


def _parted(value: Any) -> list[str]:
    if _is_blank(value):
        return []
    text = label(value).replace("\r\n", "\n")
    return [part.strip("\n") for part in BLANK_LINES.split(text) if part.strip()]


def _parsed(value: Any) -> Any:
    """A list that a table holds as text is read; every other text stays as it is."""
    if not isinstance(value, str) or not value.lstrip().startswith("["):
        return value
    try:
        parsed = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return parsed if isinstance(parsed, list) else value


def _pointer(name: str) -> str:
    """The column as a JSON Pointer (RFC 6901)."""
    return "/" + name.replace("~", "~0").replace("/", "~1")


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


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
