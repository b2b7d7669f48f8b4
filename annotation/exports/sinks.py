"""How rows become the bytes of a file. The same rows give the same bytes: sorted keys, no times, a fixed order."""

from __future__ import annotations

import csv
import io
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any

import orjson

from annotation.kinds.base import Json
from annotation.storage import DraftFile
from config import strict_json
from config.tables import neutral

BUFFER = 1 << 20
ROW_GROUP = 5_000
GREATEST_INT64 = 2**63 - 1

MEDIA_TYPES = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}


class Sink(ABC):
    """Takes the rows of one file."""

    def __init__(self, file: DraftFile, columns: Sequence[str]) -> None:
        self.file = file
        self.columns = list(columns)
        self.rows = 0

    @abstractmethod
    def write(self, row: Json) -> None:
        """Add a row."""

    @abstractmethod
    def finish(self) -> None:
        """Write what is still held back."""


class JsonLines(Sink):
    def __init__(self, file: DraftFile, columns: Sequence[str] = ()) -> None:
        super().__init__(file, columns)
        self.held = bytearray()

    def write(self, row: Json) -> None:
        self.rows += 1
        self.held += strict_json.dumps(row) + b"\n"
        if len(self.held) > BUFFER:
            self.finish()

    def finish(self) -> None:
        self.file.write(bytes(self.held))
        self.held.clear()


class Csv(Sink):
    def __init__(self, file: DraftFile, columns: Sequence[str]) -> None:
        super().__init__(file, columns)
        self.held = io.StringIO(newline="")
        self.writer = csv.writer(self.held)
        self.writer.writerow([neutral(column) for column in self.columns])

    def write(self, row: Json) -> None:
        self.rows += 1
        self.writer.writerow([_cell(row.get(column)) for column in self.columns])
        if self.held.tell() > BUFFER:
            self.finish()

    def finish(self) -> None:
        self.file.write(self.held.getvalue().encode())
        self.held.seek(0)
        self.held.truncate()


class Parquet(Sink):
    """Rows wait on the disk until all are known: only then is it certain what type each column has."""

    def __init__(self, file: DraftFile, columns: Sequence[str]) -> None:
        super().__init__(file, columns)
        self.types: dict[str, str] = {}
        self.waiting: IO[bytes] = tempfile.TemporaryFile(dir=file.path.parent, prefix=".draft-rows-")

    def write(self, row: Json) -> None:
        self.rows += 1
        values = [_value(row.get(column)) for column in self.columns]
        for column, value in zip(self.columns, values, strict=True):
            self._note_type(column, value)
        self.waiting.write(orjson.dumps(values) + b"\n")

    def finish(self) -> None:
        import pyarrow  # noqa: PLC0415 (164 MB that only Parquet needs)
        import pyarrow.parquet  # noqa: PLC0415

        arrow = {"bool": pyarrow.bool_(), "int": pyarrow.int64(), "float": pyarrow.float64()}
        schema = pyarrow.schema([(name, arrow.get(self.types.get(name, ""), pyarrow.string())) for name in self.columns])
        with self.waiting, pyarrow.parquet.ParquetWriter(_Growing(self.file), schema, compression="zstd") as writer:
            self.waiting.seek(0)
            while lines := list(islice(self.waiting, ROW_GROUP)):
                writer.write_table(pyarrow.Table.from_arrays(list(self._arrays(lines, schema)), schema=schema))

    def _arrays(self, lines: Sequence[bytes], schema: Any) -> Iterator[Any]:
        import pyarrow  # noqa: PLC0415

        columns = zip(*(orjson.loads(line) for line in lines), strict=True)
        for field, values in zip(schema, columns, strict=True):
            fitting = [_text(value) for value in values] if pyarrow.types.is_string(field.type) else values
            yield pyarrow.array(fitting, type=field.type)

    def _note_type(self, column: str, value: Any) -> None:
        if value is None:
            return
        new = type(value).__name__
        old = self.types.setdefault(column, new)
        if old != new:
            self.types[column] = "float" if {old, new} == {"int", "float"} else "str"


class _Growing(io.RawIOBase):
    """A draft as a file that pyarrow can write to; it only ever adds."""

    def __init__(self, file: DraftFile) -> None:
        self.file = file

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self.file.write(bytes(data))

    def tell(self) -> int:
        return self.file.size


SINKS: dict[str, type[Sink]] = {"jsonl": JsonLines, "csv": Csv, "parquet": Parquet}


def _cell(value: Any) -> Any:
    """A cell for spreadsheets: numbers stay numbers, texts that look like formulas do not stay so."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, int | float) else neutral(_text(value))


def _value(value: Any) -> Any:
    """A value for a typed column: what is nested, or too large for one, becomes text."""
    if isinstance(value, list | dict):
        return _text(value)
    if isinstance(value, int) and abs(value) > GREATEST_INT64:
        return str(value)
    return value


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return strict_json.dumps(value).decode()
