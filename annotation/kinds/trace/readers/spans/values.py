"""Numbers, times and texts as exports of traces write them: often as text, often missing, sometimes wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.trace.readers.base import json_text, text_of

GREATEST = 10**12
NO_OBJECT: Mapping[str, Any] = {}
DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
# An epoch below the first bound is in seconds, below the second in milliseconds, then in microseconds.
UNITS = ((10**11, 1), (10**14, 10**3), (10**17, 10**6))
NANOSECONDS = 10**9


def mapping(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, Mapping) else NO_OBJECT


def listed(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else []


def name(raw: Any) -> str:
    """A text or a whole number as a text without blanks around it; anything else is no text."""
    return str(raw).strip() if isinstance(raw, str | int) and not isinstance(raw, bool) else ""


def number(raw: Any) -> float | None:
    """A number of 0 or more, which may come as text."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    try:
        value = float(raw)
    except (ValueError, OverflowError):
        return None
    return value if math.isfinite(value) and 0 <= value <= GREATEST else None


def tokens(given: Any, taken: Any) -> Json | None:
    """What went in and what came out; None if neither is known."""
    into, out = number(given), number(taken)
    return None if into is None and out is None else {"input": int(into or 0), "output": int(out or 0)}


def when(raw: Any) -> datetime | None:
    """A time in ISO 8601, or since 1970 in seconds, milliseconds, microseconds or nanoseconds. UTC unless it says."""
    if isinstance(raw, str) and not raw.strip().replace(".", "", 1).isdigit():
        return _iso(raw.strip())
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    try:
        return _epoch(int(raw)) if isinstance(raw, int) or "." not in str(raw) else _epoch(float(raw))
    except (ValueError, OverflowError, OSError):
        return None


def later(start: datetime | None, duration: Any) -> datetime | None:
    """The end of what took this long; the duration is in ISO 8601, such as PT1.5S."""
    found = DURATION.fullmatch(duration.strip()) if isinstance(duration, str) else None
    if start is None or found is None:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    try:
        return start + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None


def shown(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def plain(value: Any) -> str:
    """A value as a person reads it: a lone text without the object around it, else JSON."""
    if value is None:
        return ""
    if isinstance(value, Mapping) and len(value) == 1:
        (only,) = value.values()
        return only if isinstance(only, str) else json_text(value)
    if isinstance(value, str | list):
        return text_of(value)
    return json_text(value)


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _epoch(count: float) -> datetime | None:
    if count <= 0:  # not yet ended, as some write it
        return None
    unit = next((unit for bound, unit in UNITS if count < bound), NANOSECONDS)
    if isinstance(count, int):  # through microseconds, so that nothing is rounded
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=count * 10**6 // unit)
    return datetime.fromtimestamp(count / unit, tz=UTC)
