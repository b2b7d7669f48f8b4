"""Cells for spreadsheets."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: T) -> T | str:
    """A text cell that no spreadsheet program takes for a formula; numbers stay what they are."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
