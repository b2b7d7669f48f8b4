"""Files of every container, whole and broken, row by row."""

from __future__ import annotations

import gzip
import io
import json
import random
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from annotation.imports.files import json_array, json_lines, sources, table
from annotation.imports.files.containers import open_rows, recognise
from annotation.imports.files.rows import Problem, Row
from config.errors import Invalid, Refused

ROWS = [
    {"a": "one", "b": 1, "c": [1, {"d": "[}\\\""}]},
    {"a": "zwei – ü, \"quoted\"", "b": 2.5, "c": None},
    {"a": "line\nbreak\t\\", "b": 3, "c": {"e": []}},
]  # fmt: skip

Save = Callable[[bytes], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def as_file(data: bytes) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(data)
        return path

    return as_file


def lines(rows: list[Any]) -> bytes:
    return b"\n".join(json.dumps(row, ensure_ascii=False).encode() for row in rows) + b"\n"


def parquet_of(rows: list[Any]) -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), sink)
    return sink.getvalue()


def read(path: Path, *, skip: int = 0) -> list[Row | Problem]:
    with open_rows(path, recognise(path), skip=skip) as file:
        return list(file.rows)


def values(rows: list[Row | Problem]) -> list[Any]:
    return [row.value if isinstance(row, Row) else row.reason for row in rows]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
@pytest.mark.parametrize(
    ("container", "data"),
    [
        ("jsonl", lines(ROWS)),
        ("jsonl", b"\xef\xbb\xbf" + lines(ROWS).replace(b"\n{", b"\r\n\n{")),
        ("json", json.dumps(ROWS).encode()),
        ("json", json.dumps(ROWS, indent=2, ensure_ascii=False).encode()),
    ],
    ids=["lines", "lines with BOM, CRLF and blank lines", "array", "indented array"],
)
def test_json_rows_come_out_as_they_went_in(
    save: Save, container: str, data: bytes, pack: Callable[..., bytes]
) -> None:
    path = save(pack(data))
    assert recognise(path).removesuffix(".gz") == container
    assert values(read(path)) == ROWS
    assert values(read(path, skip=2)) == ROWS[2:]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
def test_parquet_rows_come_out_as_json_values(save: Save, pack: Callable[..., bytes]) -> None:
    rows = [{"text": "ü", "number": 1.5, "many": ["x", "y"]}, {"text": None, "number": float("nan"), "many": []}]
    path = save(pack(parquet_of(rows)))
    assert recognise(path).startswith("parquet")
    assert values(read(path)) == [rows[0], {"text": None, "number": None, "many": []}]
    assert [row.line for row in read(path, skip=1)] == [2]


def test_a_parquet_row_without_a_place_in_json_is_refused_and_the_others_go_in(save: Save) -> None:
    rows = [{"x": 1.0, "y": "a"}, {"x": float("inf"), "y": "b"}, {"x": 2.0, "y": "c\0d"}, {"x": 3.0, "y": "e"}]
    found = read(save(parquet_of(rows)))
    assert [isinstance(row, Row) for row in found] == [True, False, False, True]
    assert "infinite" in values(found)[1]
    assert "NUL" in values(found)[2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
def test_the_delimiter_of_a_csv_is_found_out(save: Save, delimiter: str, bom: bytes) -> None:
    text = f'id{delimiter}text\n7{delimiter}"two\nlines, ""quoted""; and | more\t"\n8{delimiter}plain\n'
    found = read(save(bom + text.encode()))
    assert values(found) == [{"id": "7", "text": 'two\nlines, "quoted"; and | more\t'}, {"id": "8", "text": "plain"}]
    assert [row.line for row in found] == [2, 4]


def test_csv_rows_that_do_not_fit_the_header_are_refused_by_line(save: Save) -> None:
    found = read(save(b"a,b\n1,2\n1,2,3\n\n4\n5,\xff\n6,\0\n7,8\n"))
    assert [(row.line, isinstance(row, Row)) for row in found] == [
        (2, True), (3, False), (5, False), (6, False), (7, False), (8, True),
    ]  # fmt: skip
    assert "3 cells where the header has 2" in values(found)[1]
    assert "1 cells" in values(found)[2]
    assert "UTF-8" in values(found)[3]
    assert "NUL" in values(found)[4]


@pytest.mark.parametrize("header", [b"a,a\n1,2\n", b"a,b\xff\n1,2\n"], ids=["twice", "not UTF-8"])
def test_a_csv_with_an_unusable_header_is_refused_as_a_whole(save: Save, header: bytes) -> None:
    with pytest.raises(Invalid):
        read(save(header))


BROKEN_ROWS = {
    '{"a": 1': "not valid JSON",
    '{"a": NaN}': "not valid JSON",
    '{"a": Infinity}': "not valid JSON",
    '{"a": 1e999}': "not valid JSON",
    '{"a": "\\u0000"}': "NUL",
    '{"a": "\\ud800"}': "surrogate",
    '{"a": 1, "b": {"c": 1, "c": 2}}': "stands twice",
    '{"a": ' + "[" * 70 + "]" * 70 + "}": "levels deep",
    '{"a": ' + "[" * 2000 + "]" * 2000 + "}": "depth",
    "[1, 2]": "must be a JSON object",
    '"text"': "must be a JSON object",
}


@pytest.mark.parametrize("broken", BROKEN_ROWS, ids=lambda row: row[:24])
def test_a_broken_line_is_refused_with_its_number_and_the_good_ones_go_in(save: Save, broken: str) -> None:
    found = read(save(b'{"n": 1}\n' + broken.encode() + b'\n{"n": 3}\n'))
    assert [row.line for row in found] == [1, 2, 3]
    assert values(found)[0] == {"n": 1}
    assert BROKEN_ROWS[broken] in values(found)[1]
    assert values(found)[2] == {"n": 3}


@pytest.mark.parametrize("broken", [row for row in BROKEN_ROWS if row != '{"a": 1'], ids=lambda row: row[:24])
def test_a_broken_element_of_an_array_is_refused_and_the_good_ones_go_in(save: Save, broken: str) -> None:
    found = read(save(f'[{{"n": 1}}, {broken}, {{"n": 3}}]'.encode()))
    assert [row.line for row in found] == [1, 2, 3]
    assert BROKEN_ROWS[broken] in values(found)[1]
    assert values(found)[2] == {"n": 3}


def test_bytes_that_are_not_utf8_are_refused_by_line(save: Save) -> None:
    found = read(save(b'{"n": "\xff"}\n{"n": 2}\n'))
    assert "UTF-8" in values(found)[0]
    assert values(found)[1] == {"n": 2}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'[{"n": 1}, {"n": 2}', "before its array does"),
        (b'[{"n": 1}, {"n": "two', "inside this row"),
        (b'[{"n": 1}] [{"n": 2}]', "follows the end"),
    ],
)
def test_an_array_that_ends_wrongly_says_so_after_the_good_rows(save: Save, data: bytes, reason: str) -> None:
    found = values(read(save(data)))
    assert found[0] == {"n": 1}
    assert reason in found[-1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (gzip.compress(b"PK\x03\x04rest"), "gzipped zip"),
        (b"<html></html>", "XML or HTML"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\0\0\0", "not a text file"),
        (b'{\n  "a": 1\n}\n', "one JSON object"),
    ],
)
def test_a_file_that_is_no_table_of_rows_is_refused_at_once(save: Save, data: bytes, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        recognise(save(data))


def test_a_parquet_file_that_is_cut_off_is_refused(save: Save) -> None:
    with pytest.raises(Invalid, match="not a Parquet file"):
        read(save(parquet_of([{"n": 1}])[:-20]))


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64, 1 << 20])
def test_the_array_splitter_finds_every_element_wherever_its_window_ends(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_array, "CHUNK", chunk)
    dice = random.Random(chunk)

    def value(depth: int = 0) -> Any:
        kind = dice.random()
        if kind < 0.5 or depth > 3:
            return "".join(dice.choice('ab"\\[]{},:\né \t') for _ in range(dice.randint(0, 30)))
        if kind < 0.75:
            return [value(depth + 1) for _ in range(dice.randint(0, 3))]
        return {f"k{index}": value(depth + 1) for index in range(dice.randint(0, 3))}

    rows = [{"v": value(), "n": number} for number in range(60)]
    data = json.dumps(rows, indent=dice.choice([None, 2])).encode()
    assert values(list(json_array.rows(io.BytesIO(data), limit=100_000))) == rows
    for row, expected in zip(json_array.rows(io.BytesIO(data), limit=60), rows, strict=True):
        assert row.value == expected if isinstance(row, Row) else "longer than 60 bytes" in row.reason


class Generated(io.RawIOBase):
    """A stream that makes its bytes up as they are read, so that it can be longer than any memory."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts = parts
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.rest:
            self.rest = next(self.parts, b"")
        size = min(len(buffer), len(self.rest))
        buffer[:size] = self.rest[:size]
        self.rest = self.rest[size:]
        return size


def huge_row(before: bytes, after: bytes, megabytes: int) -> io.BufferedReader:
    def parts() -> Iterator[bytes]:
        yield before
        for _ in range(megabytes):
            yield b"x" * (1 << 20)
        yield after

    return io.BufferedReader(Generated(parts()), 1 << 20)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reader", "before", "after", "line"),
    [
        (json_lines.rows, b'{"n": 1}\n{"n": "', b'"}\n{"n": 3}\n', 2),
        (json_array.rows, b'[{"n": 1}, {"n": "', b'"}, {"n": 3}]', 2),
        (table.rows, b'n\n1\n', b"\n3\n", 3),
    ],
    ids=["lines", "array", "csv"],
)  # fmt: skip
def test_a_row_of_two_gigabytes_is_refused_by_line_without_being_held(
    reader: Any, before: bytes, after: bytes, line: int
) -> None:
    tracemalloc.start()
    found = list(reader(huge_row(before, after, 2048), limit=5 << 20))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [isinstance(row, Row) for row in found] == [True, False, True]
    assert (found[1].line, found[1].reason) == (line, "This row is longer than 5,242,880 bytes.")
    assert peak < 40 << 20


def test_a_gzip_file_that_is_cut_off_gives_its_good_rows_and_then_says_so(save: Save) -> None:
    rows = [{"n": number, "noise": random.Random(number).random()} for number in range(50_000)]
    data = gzip.compress(lines(rows))
    path = save(data[: len(data) // 2])
    found: list[Row | Problem] = []
    with open_rows(path, "jsonl.gz") as file, pytest.raises(Refused, match="ends too early"):
        found.extend(file.rows)
    assert len(found) > 1000


def test_a_gzip_bomb_is_not_read_to_its_end(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "RATIO_COUNTS_FROM", 1 << 20)
    path = save(gzip.compress(b'{"n": 1}\n' * 1_000_000))
    with pytest.raises(Refused) as refused, open_rows(path, "jsonl.gz") as file:
        list(file.rows)
    assert refused.value.code == "gzip_bomb"


def test_a_gzip_file_may_not_hold_more_than_the_cap(save: Save, settings: Any) -> None:
    settings.MAX_UNPACKED_BYTES = 100_000
    path = save(gzip.compress(lines([{"n": random.Random(n).random()} for n in range(10_000)])))
    with pytest.raises(Refused) as refused, open_rows(path, "jsonl.gz") as file:
        list(file.rows)
    assert refused.value.code == "too_large"
