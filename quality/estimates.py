"""What every figure is: a number, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Reason: TypeAlias = Literal[
    "no_pairable_units",  # no unit was rated by two people
    "no_variation",  # everyone gave one and the same value
    "too_few_units",  # not enough units to show the figure, or to gate on it
    "insufficient_variation",  # too few units hold anything but the commonest value to gate on it
    "too_few_raters",  # leaving one rater out leaves nothing to compare
    "open_domain",  # the figure needs to know every possible value
]


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval; without bounds, ``reason`` says why."""

    low: float | None
    high: float | None
    reason: Reason | None = None
    confidence: float = 0.95

    @classmethod
    def missing(cls, reason: Reason, confidence: float = 0.95) -> Interval:
        return cls(None, None, reason, confidence)

    @property
    def width(self) -> float | None:
        return None if self.low is None or self.high is None else self.high - self.low

    def as_json(self) -> list[float] | None:
        return None if self.low is None or self.high is None else [self.low, self.high]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure; without a value, ``reason`` says why. Some figures bring a standard error and an interval."""

    value: float | None
    reason: Reason | None = None
    standard_error: float | None = None
    interval: Interval | None = None

    @classmethod
    def missing(cls, reason: Reason) -> Estimate:
        return cls(None, reason)

    def as_json(self) -> dict[str, object]:
        return {"value": self.value, "reason": self.reason, "ci": self.interval.as_json() if self.interval else None}
