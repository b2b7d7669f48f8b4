"""What the readers of this kind share."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Item, Json, Reader
from annotation.kinds.checks import wrong
from annotation.kinds.preference.content import problem_with_fit
from config import strict_json
from config.errors import Invalid


class PreferenceReader(Reader):
    """Reads rows and refuses tasks that the project's mode cannot ask about."""

    def read(self, rows: Sequence[Json], context: Context) -> Item:
        if not all(self.recognises(row) for row in rows):
            raise Invalid(f"This row does not have the columns of the format “{self.title}”.")
        item = self.parse(rows, context)
        misfit = problem_with_fit(item.content, context.settings)
        if misfit:
            raise wrong("responses", misfit)
        return item

    @abstractmethod
    def parse(self, rows: Sequence[Json], context: Context) -> Item:
        """The task in a group of rows. Raises ``Invalid``."""


def text_of(row: Mapping[str, Any], *names: str) -> str:
    """The first of these columns that holds a text or a whole number; no text if none does."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def external_id(row: Mapping[str, Any]) -> str | None:
    return text_of(row, "external_id", "item_id", "id", "prompt_id", "uid") or None


def provenance(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"source": text_of(row, "source"), "licence": text_of(row, "licence", "license")}


def needed(row: Mapping[str, Any], name: str) -> str:
    """A column that must hold text."""
    if not isinstance(row.get(name), str):
        raise wrong(name, "This must be text.")
    return str(row[name])


def chosen_goes_first(prompt: Any, chosen: Any, rejected: Any) -> bool:
    """Where the better response goes, decided by nothing but the texts: its place must not tell that it was chosen."""
    return _digest(prompt, chosen) <= _digest(prompt, rejected)


def _digest(prompt: Any, response: Any) -> bytes:
    return hashlib.sha256(strict_json.dumps([prompt, response])).digest()
