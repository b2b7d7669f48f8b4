"""How rows become the bytes of a file. The same rows give the same bytes: sorted keys, no times, a fixed order."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from annotation.kinds.base import ColumnType, Json
from annotation.storage import DraftFile
from config import strict_json
from config.tables import neutral

BUFFER = 1 << 20
ROW_GROUP = 5_000

MEDIA_TYPES = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "zip": "application/zip",
}


class Sink(ABC):
    """Takes the rows of one file."""

    def __init__(self, file: DraftFile, columns: Mapping[str, ColumnType]) -> None:
        self.file = file
        self.columns = columns
        self.rows = 0

    @abstractmethod
    def write(self, row: Json) -> None:
        """Add a row."""

    @abstractmethod
    def finish(self) -> None:
        """Write what is still held back."""


class JsonLines(Sink):
    def __init__(self, file: DraftFile, columns: Mapping[str, ColumnType]) -> None:
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
    def __init__(self, file: DraftFile, columns: Mapping[str, ColumnType]) -> None:
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
    def __init__(self, file: DraftFile, columns: Mapping[str, ColumnType]) -> None:
        import pyarrow  # here, because it is large and only Parquet needs it
        import pyarrow.parquet

        super().__init__(file, columns)
        types = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "flag": pyarrow.bool_()}
        fields = [(name, types.get(kind, pyarrow.string())) for name, kind in self.columns.items()]
        self.schema = pyarrow.schema(fields)
        self.writer = pyarrow.parquet.ParquetWriter(Growing(file), self.schema, compression="zstd")
        self.held: list[Json] = []

    def write(self, row: Json) -> None:
        self.rows += 1
        self.held.append(row)
        if len(self.held) >= ROW_GROUP:
            self._write_group()

    def finish(self) -> None:
        if self.held:
            self._write_group()
        self.writer.close()

    def _write_group(self) -> None:
        import pyarrow

        columns = [self._column(name, kind) for name, kind in self.columns.items()]
        arrays = [pyarrow.array(values, type=field.type) for values, field in zip(columns, self.schema, strict=True)]
        self.writer.write_table(pyarrow.Table.from_arrays(arrays, schema=self.schema))
        self.held.clear()

    def _column(self, name: str, kind: ColumnType) -> list[Any]:
        values = [row.get(name) for row in self.held]
        return [_text(value) for value in values] if kind == "text" else values


class Growing(io.RawIOBase):
    """A draft as a file that libraries can write to; it only ever adds."""

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
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutral(_text(value)) if isinstance(value, list | dict) else value


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return strict_json.dumps(value).decode()
