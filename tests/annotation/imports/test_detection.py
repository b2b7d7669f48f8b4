"""What a file seems to hold, and the mapping suggested for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotation.imports.detection import Findings, look_at
from annotation.imports.files.containers import recognise
from annotation.imports.files.rows import Json
from annotation.kinds import get_kind
from tests.annotation.imports.importing import as_array, as_lines, panda_rows, trl_rows

PAIR = {"prompt": "Why?", "chosen": "So.", "rejected": "Thus."}


def findings(folder: Path, data: bytes, remembered: Json | None = None) -> Findings:
    path = folder / "upload"
    path.write_bytes(data)
    return look_at(path, recognise(path), get_kind("preference"), remembered=remembered or {})


def test_judged_pairs_get_a_whole_mapping_suggested(tmp_path: Path) -> None:
    found = findings(tmp_path, as_array(panda_rows(12)))
    assert found.reader is None
    assert found.rows_sampled == 12
    assert found.suggested_mapping == {
        "columns": {"prompt": ["instruction", "input"], "responses": ["response1", "response2"], "external_id": "idx"},
        "constants": {},
        "metadata": ["motivation_app", "cmp_key"],
        "verdicts": {
            "columns": {"annotator1": "Annotator 1", "annotator2": "Annotator 2", "annotator3": "Annotator 3"},
            "values": {},
        },
    }
    columns = {column["name"]: column for column in found.columns}
    assert columns["instruction"]["sample"] == "Say in one sentence what 0 stones weigh."
    assert columns["input"]["sample"] == "A stone weighs 1 kilograms."
    assert columns["annotator1"]["values"] == ["0", "1", "2"]
    assert columns["instruction"]["values"] == []


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ["Question", "Answer A", "Answer B", "ID"],
            {"prompt": ["Question"], "responses": ["Answer A", "Answer B"], "external_id": "ID"},
        ),
        (
            ["question", "output_1", "output_2", "model_1", "model_2"],
            {"prompt": ["question"], "responses": ["output_1", "output_2"], "models": ["model_1", "model_2"]},
        ),
        (
            ["query", "completions", "license", "dataset"],
            {"prompt": ["query"], "responses": ["completions"], "licence": "license", "source": "dataset"},
        ),
        (
            ["conversations", "responseA", "responseB"],
            {"messages": "conversations", "responses": ["responseA", "responseB"]},
        ),
        (["alpha", "beta"], {}),
    ],
)
def test_columns_are_known_by_their_usual_names(tmp_path: Path, columns: list[str], expected: Json) -> None:
    found = findings(tmp_path, as_lines([dict.fromkeys(columns, "x y z")]))
    assert found.suggested_mapping["columns"] == expected


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (PAIR, "trl_preference"),
        ({"chosen": "\n\nHuman: Hi\n\nAssistant: Yes", "rejected": "\n\nHuman: Hi\n\nAssistant: No"}, "trl_preference"),
        ({"instruction": "Why?", "response1": "So.", "response2": "Thus."}, None),
    ],
)
def test_formats_are_recognised(tmp_path: Path, row: Json, name: str | None) -> None:
    reader = findings(tmp_path, as_lines([row] * 3)).reader
    assert (reader.name if reader else None) == name


def test_a_broken_row_does_not_hide_the_format(tmp_path: Path) -> None:
    rows: list[Any] = [*trl_rows(9), {"prompt": "no answers"}]
    found = findings(tmp_path, as_lines(rows) + b'{"broken\n')
    assert found.reader is not None
    assert found.reader.name == "trl_preference"


def test_the_projects_last_mapping_is_suggested_again_where_it_fits(tmp_path: Path) -> None:
    remembered = {"columns": {"prompt": ["input"], "responses": ["response2", "response1"]}, "metadata": ["idx"]}
    assert findings(tmp_path, as_array(panda_rows(3)), remembered).suggested_mapping == remembered
    other = findings(tmp_path, as_lines([{"question": "Why?", "answer": "So."}]), remembered)
    assert other.suggested_mapping["columns"] == {"prompt": ["question"], "responses": ["answer"]}


def test_a_file_without_one_readable_row_has_no_format_and_no_columns(tmp_path: Path) -> None:
    found = findings(tmp_path, b'["text", 2, null]')
    assert (found.reader, found.columns, found.rows_sampled) == (None, [], 0)
