"""Published figures, and their data as the product takes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy as np

from quality.arrays import FloatArray
from quality.coding import Value
from quality.distances import ratio_distances
from quality.kappa import confusion
from quality.ratings import Ratings

FILE = json.loads((Path(__file__).parent / "cases.json").read_text())


@dataclass(frozen=True)
class Case:
    id: str
    metric: str
    expected: Any
    tolerance: float
    source: str
    input: dict[str, Any]

    @property
    def ratings(self) -> Ratings:
        """The input as a matrix of raters x units, whichever way it was published."""
        matrix = self._matrix()
        return Ratings.from_matrix(matrix, domain=self.input.get("domain") or self._domain(matrix))

    @property
    def table(self) -> FloatArray:
        """The input as a two-rater table of counts."""
        if "table" in self.input:
            return np.array(self.input["table"], dtype=np.float64)
        first, second = self.input["rater1"], self.input["rater2"]
        return confusion(first, second, domain=self.input.get("domain", sorted({*first, *second})))

    @property
    def weights(self) -> Any:
        name = self.input.get("weights") or "identity"
        if "disagreement_weights" in self.input:
            distances = np.array(self.input["disagreement_weights"], dtype=np.float64)
            return 1 - distances / distances.max()
        if name != "ratio":
            return name
        distances = ratio_distances(self.ratings.numbers)
        return 1 - distances / distances.max()

    def _domain(self, matrix: Sequence[Sequence[Value | None]]) -> Sequence[Value]:
        """Tables and counts name every value by a column, also one that nobody gave."""
        columns = self.input.get("value_counts") or self.input.get("table")
        if columns:
            return range(len(columns[0]))
        return sorted({value for row in matrix for value in row if value is not None})

    def _matrix(self) -> Sequence[Sequence[Value | None]]:
        if "ratings_by_rater" in self.input:
            return self.input["ratings_by_rater"]  # type: ignore[no-any-return]
        if "ratings_by_unit" in self.input:
            return list(zip(*self.input["ratings_by_unit"], strict=True))
        if "table" in self.input:
            return _from_table(self.input["table"])
        units = [list(chain(*(repeat(value, n) for value, n in enumerate(row)))) for row in self.input["value_counts"]]
        return list(zip(*units, strict=True))


def _from_table(table: list[list[int]]) -> list[list[Value]]:
    cells = [(row, column) for row, counts in enumerate(table) for column, n in enumerate(counts) for _ in range(n)]
    return [[row for row, _ in cells], [column for _, column in cells]]


def cases(*metrics: str) -> list[Case]:
    found = [case for case in FILE["cases"] if case["metric"] in metrics]
    return [_case(case) for case in found]


def _case(case: dict[str, Any]) -> Case:
    data = FILE["data"].get(case["input"].get("data"), {})
    known = {key: case[key] for key in ("id", "metric", "expected", "tolerance", "source")}
    return Case(**known, input={**data, **case["input"]})
