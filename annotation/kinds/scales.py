"""Scales of criteria: which values they have, how far two values are apart, and what several values come to."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar

from annotation.kinds import checks
from annotation.kinds.base import Json, Level
from annotation.kinds.checks import Problems

FEWEST_ANCHORS, MOST_ANCHORS = 2, 11
MOST_OPTIONS = 50
# Beyond these, steps could no longer be counted exactly.
LARGEST_NUMBER, MOST_STEPS = 1_000_000_000, 1_000_000_000
LONGEST_LABEL, LONGEST_DESCRIPTION, LONGEST_TEXT = 120, 2_000, 10_000
OPTION = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.IGNORECASE)

Value = bool | int | float | str
Scale = Mapping[str, Any]


class OffScale(ValueError):
    """The value is not on the scale; the message says what is."""


def middle(positions: Sequence[int], top: int) -> int | None:
    """The mean position on a scale of positions 0 … ``top``, rounded.

    Half way between two positions it is the one nearer to the middle of the scale, so that neither end is favoured. In
    the very middle neither is nearer: None.

    >>> middle([0, 1, 1], top=4), middle([3, 4], top=4), middle([0, 1], top=4), middle([1, 2], top=3)
    (1, 3, 1, None)
    """
    mean = Fraction(sum(positions), len(positions))
    low = int(mean)
    if mean - low != Fraction(1, 2):
        return round(mean)
    if 2 * low + 1 == top:
        return None
    return low + 1 if 2 * low + 1 < top else low


class ScaleType(ABC):
    """What can be done with the scales of one type."""

    level: ClassVar[Level]
    keys: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def read(self, raw: Scale, problems: Problems) -> Json:
        """What the scale says beside its type, validated."""

    @abstractmethod
    def read_value(self, scale: Scale, value: Any) -> Value:
        """The value in its one form. Raises ``OffScale``."""

    def domain(self, scale: Scale) -> tuple[Any, ...] | None:
        """All measured values in order; None where they are not a short list."""
        return None

    def measured(self, value: Any) -> str | int | float:
        """The value as reliability counts it."""
        return value  # type: ignore[no-any-return]

    def distance(self, scale: Scale, one: Any, other: Any) -> float:
        """How far two values are apart, 0 … 1."""
        return float(one != other)

    def merge(self, scale: Scale, values: Sequence[Any]) -> Value | None:
        """What at least one value comes to, in any order; None when they are evenly split."""
        top = Counter(values).most_common(2)
        if len(top) == 2 and top[0][1] == top[1][1]:
            return None
        return top[0][0]  # type: ignore[no-any-return]


class Binary(ScaleType):
    level = "nominal"

    def read(self, raw: Scale, problems: Problems) -> Json:
        return {}

    def read_value(self, scale: Scale, value: Any) -> Value:
        if not isinstance(value, bool):
            raise OffScale("Choose yes (true) or no (false).")
        return value

    def domain(self, scale: Scale) -> tuple[Any, ...]:
        return (0, 1)

    def measured(self, value: Any) -> int:
        return int(value)


class Ordinal(ScaleType):
    level = "ordinal"
    keys = frozenset({"anchors"})

    def read(self, raw: Scale, problems: Problems) -> Json:
        anchors = _labelled(raw.get("anchors"), "anchors", problems, fewest=FEWEST_ANCHORS, most=MOST_ANCHORS)
        values = [anchor["value"] for anchor in anchors]
        for index, value in enumerate(values):
            if not checks.is_integer(value) or abs(value) > 1000:
                problems.add(f"anchors.{index}.value", "This must be a whole number from -1000 to 1000.")
                return {"anchors": anchors}
            if index and value <= values[index - 1]:
                problems.add(f"anchors.{index}.value", "Each anchor's value must be greater than the one before it.")
        return {"anchors": [{**anchor, "value": int(anchor["value"])} for anchor in anchors]}

    def read_value(self, scale: Scale, value: Any) -> Value:
        domain = self.domain(scale)
        if not checks.is_integer(value) or int(value) not in domain:
            raise OffScale(f"Choose one of {', '.join(map(str, domain))}.")
        return int(value)

    def domain(self, scale: Scale) -> tuple[Any, ...]:
        return tuple(anchor["value"] for anchor in scale["anchors"])

    def distance(self, scale: Scale, one: Any, other: Any) -> float:
        domain = self.domain(scale)
        return abs(domain.index(one) - domain.index(other)) / (len(domain) - 1)

    def merge(self, scale: Scale, values: Sequence[Any]) -> Value | None:
        """The mean position, rounded. In the very middle of a scale with two sides there is none, else the lower."""
        domain = self.domain(scale)
        top = len(domain) - 1
        position = middle([domain.index(value) for value in values], top)
        if position is not None:
            return domain[position]  # type: ignore[no-any-return]
        has_sides = top == 1 or domain[0] < 0 < domain[-1]
        return None if has_sides else domain[top // 2]


class Categorical(ScaleType):
    level = "nominal"
    keys = frozenset({"options"})

    def read(self, raw: Scale, problems: Problems) -> Json:
        options = _labelled(raw.get("options"), "options", problems, fewest=2, most=MOST_OPTIONS)
        seen: set[str] = set()
        for index, option in enumerate(options):
            value = option["value"]
            if not isinstance(value, str) or not OPTION.fullmatch(value):
                problems.add(f"options.{index}.value", "Use letters, digits, - and _ only, at most 60.")
            elif value in seen:
                problems.add(f"options.{index}.value", f"Another option has the value {value}.")
            else:
                seen.add(value)
        return {"options": options}

    def read_value(self, scale: Scale, value: Any) -> Value:
        domain = self.domain(scale)
        if not isinstance(value, str) or value not in domain:
            raise OffScale(f"Choose one of {', '.join(domain)}.")
        return value

    def domain(self, scale: Scale) -> tuple[Any, ...]:
        return tuple(option["value"] for option in scale["options"])


class Interval(ScaleType):
    level = "interval"
    keys = frozenset({"min", "max", "step"})

    def read(self, raw: Scale, problems: Problems) -> Json:
        numbers: Json = {}
        for key in ("min", "max", "step"):
            if checks.is_number(raw.get(key)) and abs(raw[key]) <= LARGEST_NUMBER:
                numbers[key] = checks.plain_number(raw[key])
            elif key != "step" or raw.get(key) is not None:
                problems.add(key, f"This must be a number from {-LARGEST_NUMBER:,} to {LARGEST_NUMBER:,}.")
        if not problems.fields and numbers["min"] >= numbers["max"]:
            problems.add("max", "This must be greater than the least value.")
        if not problems.fields and "step" in numbers and not _fits(numbers):
            problems.add("step", f"This must be greater than 0 and give at most {MOST_STEPS:,} steps in the range.")
        return numbers

    def read_value(self, scale: Scale, value: Any) -> Value:
        low, high, step = scale["min"], scale["max"], scale.get("step")
        if not checks.is_number(value) or not low <= value <= high:
            raise OffScale(f"Give a number from {low} to {high}.")
        if step is not None and abs((value - low) / step - round((value - low) / step)) > 1e-6:
            raise OffScale(f"Give a number from {low} to {high} in steps of {step}.")
        return checks.plain_number(value)

    def distance(self, scale: Scale, one: Any, other: Any) -> float:
        return float(abs(one - other) / (scale["max"] - scale["min"]))

    def merge(self, scale: Scale, values: Sequence[Any]) -> Value:
        """The mean, at the nearest step (half to even), within the range."""
        low, high, step = scale["min"], scale["max"], scale.get("step")
        mean = sum(map(Fraction, values)) / len(values)
        if step is not None:
            most_steps = int(Fraction(high - low) / Fraction(step))
            mean = Fraction(low) + min(round((mean - Fraction(low)) / Fraction(step)), most_steps) * Fraction(step)
        return checks.plain_number(round(float(min(mean, Fraction(high))), 9))


class Text(ScaleType):
    level = "text"
    keys = frozenset({"min_length"})

    def read(self, raw: Scale, problems: Problems) -> Json:
        shortest = raw.get("min_length", 0)
        return {"min_length": checks.whole_number(shortest, "min_length", problems, low=0, high=LONGEST_TEXT)}

    def read_value(self, scale: Scale, value: Any) -> Value:
        problem = checks.text_problem(value, longest=LONGEST_TEXT)
        if problem is not None:
            raise OffScale(problem)
        shortest = max(1, scale["min_length"])
        if len(value.strip()) < shortest:
            raise OffScale(f"Write at least {shortest} characters." if shortest > 1 else "Write something.")
        return str(value).strip()

    def merge(self, scale: Scale, values: Sequence[Any]) -> None:
        """Texts of several people do not come to one."""
        return


SCALES: dict[str, ScaleType] = {
    "binary": Binary(),
    "ordinal": Ordinal(),
    "categorical": Categorical(),
    "interval": Interval(),
    "text": Text(),
}


def read_scale(raw: Any) -> Json:
    """A validated scale. Raises ``Invalid`` with paths inside the scale."""
    problems = Problems()
    name = raw.get("type") if isinstance(raw, Mapping) else None
    if not isinstance(name, str) or name not in SCALES:
        problems.add("type", f"Choose one of {', '.join(SCALES)}.")
        problems.refuse("The scale has no known type.")
    scale_type = SCALES[str(name)]
    given = checks.mapping(raw, "", problems, keys={"type", *scale_type.keys})
    scale = {"type": name, **scale_type.read(given, problems)}
    problems.refuse("The scale is not right.")
    return scale


def scale_type(scale: Scale) -> ScaleType:
    return SCALES[scale["type"]]


def _fits(numbers: Json) -> bool:
    """Whether the step is within the range and divides it into not too many."""
    width = numbers["max"] - numbers["min"]
    return bool(width / MOST_STEPS <= numbers["step"] <= width)


def _labelled(raw: Any, path: str, problems: Problems, *, fewest: int, most: int) -> list[Json]:
    """Values with a label and a description each."""
    if not isinstance(raw, list) or not fewest <= len(raw) <= most:
        problems.add(path, f"Give {fewest} to {most} of them.")
        return []
    rows = []
    for index, row in enumerate(raw):
        at = f"{path}.{index}"
        given = checks.mapping(row, at, problems, keys={"value", "label", "description"})
        label = checks.text(given.get("label"), f"{at}.label", problems, longest=LONGEST_LABEL, shortest=1)
        description = checks.text(
            given.get("description", ""), f"{at}.description", problems, longest=LONGEST_DESCRIPTION
        )
        rows.append({"value": given.get("value"), "label": label, "description": description})
    return rows
