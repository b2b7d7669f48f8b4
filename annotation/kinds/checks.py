"""Reading JSON that nobody vouches for: what is wrong is collected by path, so that a person sees all of it at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from config.errors import Invalid

LONGEST_KEY = 200  # as long as the ids that people name parts by, for example the steps of a trace
GREATEST_NUMBER = 10**12


class Problems:
    """What is wrong with an input: a path such as ``criteria.clarity.r1`` → a sentence."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def add(self, path: str, message: str) -> None:
        """Only the first problem of a path is kept: those after it are often its consequences."""
        self.fields.setdefault(path, message)

    def include(self, problem: Invalid, path: str) -> None:
        """Take over what was found wrong in a part that lies at ``path``."""
        if not problem.fields:
            self.add(path, problem.detail)
        for inner, message in problem.fields.items():
            self.add(join(path, inner), message)

    def refuse(self, detail: str) -> None:
        """Raise ``Invalid`` if anything was found."""
        if self.fields:
            raise Invalid(detail, fields=self.fields)


def join(path: str, key: object) -> str:
    return f"{path}.{str(key)[:LONGEST_KEY]}".strip(".")


def wrong(field: str, message: str) -> Invalid:
    """The refusal of a single field."""
    return Invalid(message, fields={field: message})


def mapping(raw: Any, path: str, problems: Problems, *, keys: Collection[str]) -> Mapping[str, Any]:
    """The object at ``path`` with no keys but those given; an empty one if it is none."""
    if not isinstance(raw, Mapping):
        problems.add(path, "This must be an object.")
        return {}
    for key in raw:
        if key not in keys:
            problems.add(join(path, key), f"There is no such field here; known are {', '.join(sorted(keys))}.")
    return raw


def choice(raw: Any, path: str, problems: Problems, *, options: Collection[str], default: str) -> str:
    if isinstance(raw, str) and raw in options:
        return raw
    problems.add(path, f"Choose one of {', '.join(options)}.")
    return default


def flag(raw: Any, path: str, problems: Problems) -> bool:
    if not isinstance(raw, bool):
        problems.add(path, "This must be true or false.")
        return False
    return raw


def whole_number(raw: Any, path: str, problems: Problems, *, low: int, high: int) -> int:
    if not is_integer(raw) or not low <= raw <= high:
        problems.add(path, f"This must be a whole number from {low} to {high}.")
        return low
    return int(raw)


def text(raw: Any, path: str, problems: Problems, *, longest: int, shortest: int = 0) -> str:
    """The text at ``path`` without blanks around it."""
    problem = text_problem(raw, longest=longest)
    if problem is None and len(raw.strip()) < shortest:
        problem = "This must not be empty." if shortest == 1 else f"Write at least {shortest} characters."
    if problem is not None:
        problems.add(path, problem)
        return ""
    return str(raw).strip()


def text_problem(raw: Any, *, longest: int) -> str | None:
    """Why this is no text that can be stored, or None."""
    if not isinstance(raw, str):
        return "This must be text."
    if len(raw) > longest:
        return f"This is too long: {len(raw):,} characters; at most {longest:,} are allowed."
    if "\x00" in raw:
        return "This holds a NUL character, which cannot be stored."
    if raw.isascii():
        return None
    try:
        raw.encode()
    except UnicodeEncodeError:
        return "This holds half of a surrogate pair, which is not valid text."
    return None


def is_number(raw: Any) -> bool:
    """Whether this is a number proper: neither true nor false, NaN nor infinite nor beyond all use."""
    return isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) <= GREATEST_NUMBER


def is_integer(raw: Any) -> bool:
    return is_number(raw) and raw == int(raw)


def plain_number(number: float) -> int | float:
    """One form for each number, so that 2 and 2.0 have one checksum."""
    return int(number) if number == int(number) else number
