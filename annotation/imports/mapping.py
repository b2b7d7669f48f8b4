"""A mapping says which columns of a file feed which fields of the kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from annotation.imports.files.rows import Json
from annotation.kinds.base import Kind
from config.errors import Invalid

PARTS = ("columns", "constants", "metadata", "verdicts")
MAX_COLUMNS = 20


def check(mapping: Json, kind: Kind, known: Collection[str]) -> Json:
    """The mapping, if it feeds every required field and names only fields of the kind and columns of the file."""
    wrong: dict[str, str] = {}
    for place, reason in _problems(mapping, kind, known):
        wrong[place] = f"{wrong[place]} {reason}" if place in wrong else reason
    if wrong:
        raise Invalid("The mapping does not fit this file.", code="wrong_mapping", fields=wrong)
    return {part: mapping[part] for part in PARTS if mapping.get(part)}


def without_verdicts(mapping: Json) -> Json:
    """The mapping for an import that leaves verdicts out. Their columns do not become metadata either."""
    hidden = mapping.get("verdicts", {}).get("columns", {})
    kept = {part: entry for part, entry in mapping.items() if part != "verdicts"}
    return {**kept, "metadata": [name for name in mapping.get("metadata", []) if name not in hidden]}


def columns_of(mapping: Json) -> Iterator[tuple[str, str]]:
    """Every column that the mapping names, with the place where it does."""
    for field, names in mapping.get("columns", {}).items():
        for name in [names] if isinstance(names, str) else names:
            yield f"columns.{field}", name
    for name in mapping.get("metadata", []):
        yield "metadata", name
    for name in mapping.get("verdicts", {}).get("columns", {}):
        yield "verdicts.columns", name


def _problems(mapping: Json, kind: Kind, known: Collection[str]) -> Iterator[tuple[str, str]]:
    shape = list(_wrong_shape(mapping))
    yield from shape
    if shape:
        return
    yield from _wrong_fields(mapping, kind)
    for place, name in columns_of(mapping):
        if name not in known:
            yield place, f"The file has no column “{name[:80]}”."


def _wrong_shape(mapping: Json) -> Iterator[tuple[str, str]]:
    for part in mapping:
        if part not in PARTS:
            yield part, f"A mapping has only these parts: {', '.join(PARTS)}."
    if not _is_mapping_to(mapping.get("columns", {}), _is_column):
        yield "columns", f"Give a column, or a list of at most {MAX_COLUMNS}, for each field."
    if not _is_mapping_to(mapping.get("constants", {}), _is_text):
        yield "constants", "Give a text for each field."
    if not _is_list_of_texts(mapping.get("metadata", [])):
        yield "metadata", "Give a list of columns."
    verdicts = mapping.get("verdicts", {})
    if not isinstance(verdicts, Mapping) or not set(verdicts) <= {"columns", "values"}:
        yield "verdicts", "Give “columns” (whose verdict a column holds) and “values” (the answer that a value means)."
    elif not _is_mapping_to(verdicts.get("columns", {}), _is_name) or not isinstance(
        verdicts.get("values", {}), Mapping
    ):
        yield "verdicts", "Give an annotator's name for each column and an answer for each value."


def _wrong_fields(mapping: Json, kind: Kind) -> Iterator[tuple[str, str]]:
    fields = {field.key: field for field in kind.fields}
    columns, constants = mapping.get("columns", {}), mapping.get("constants", {})
    for part, given in (("columns", columns), ("constants", constants)):
        for key in given:
            if key not in fields:
                yield f"{part}.{key[:80]}", f"There is no such field. The fields are {', '.join(fields)}."
    for key, names in columns.items():
        if key in fields and not fields[key].many and not isinstance(names, str) and len(names) > 1:
            yield f"columns.{key}", "Only one column can feed this field."
    for field in fields.values():
        if field.required and not columns.get(field.key) and not constants.get(field.key):
            yield f"columns.{field.key}", f"“{field.title}” is needed."


def _is_mapping_to(value: Any, is_right: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(key, str) and is_right(entry) for key, entry in value.items())


def _is_column(value: Any) -> bool:
    return _is_text(value) or (_is_list_of_texts(value) and len(value) <= MAX_COLUMNS)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_name(value: Any) -> bool:
    return _is_text(value) and 0 < len(value.strip()) <= 80


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
