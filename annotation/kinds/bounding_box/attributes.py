"""What can be said of a box beside its label: how an attribute is set up, and which values it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.bounding_box.labels import KEY, new_key
from annotation.kinds.checks import Problems

KEYS = ("key", "title", "type", "options", "min", "max", "step", "max_length", "required", "not_sure")
TYPES = {
    "radio": ("Choice, all shown", "One of a few options; every option is on screen."),
    "select": ("Choice, from a list", "One of many options, chosen from a list."),
    "checkbox": ("Yes or no", "Starts unset, so that “no” is said and not assumed."),
    "number": ("Number", "A number, within limits and in steps if you set them."),
    "text": ("Text", "A short text, for example what is written on a sign."),
}
CHOICES = ("radio", "select")
MOST_ATTRIBUTES, FEWEST_OPTIONS, MOST_OPTIONS = 30, 2, 100
LONGEST_TITLE, LONGEST_OPTION = 80, 80
LONGEST_TEXT, USUAL_TEXT = 1_000, 200
LARGEST_NUMBER = 10**9
NOT_SURE: Json = {"missing": "not_sure"}


class OffAttribute(ValueError):
    """The attribute takes no such value; the message says which it takes."""


def read_attributes(raw: Any, path: str, problems: Problems) -> list[Json]:
    """The attributes of one label, validated, with defaults filled in."""
    if not isinstance(raw, list) or len(raw) > MOST_ATTRIBUTES:
        problems.add(path, f"Give a list of at most {MOST_ATTRIBUTES} attributes.")
        return []
    attributes: list[Json] = []
    for index, row in enumerate(raw):
        taken = {attribute["key"] for attribute in attributes}
        attributes.append(_read_attribute(row, f"{path}.{index}", taken, problems))
    return attributes


def read_value(attribute: Mapping[str, Any], raw: Any) -> Json:
    """``{"value": …}`` or ``{"missing": "not_sure"}`` in its one form; empty if nothing was said.

    Raises ``OffAttribute``.
    """
    if not isinstance(raw, Mapping) or raw.keys() - {"value", "missing"} or len(raw) > 1:
        raise OffAttribute("Give an object with a value, or with missing.")
    if "missing" in raw:
        if raw["missing"] != "not_sure" or not attribute["not_sure"]:
            raise OffAttribute("This attribute needs a value." if not attribute["not_sure"] else "Say not_sure.")
        return dict(NOT_SURE)
    if not raw or raw["value"] is None or raw["value"] == "":
        return {}
    return {"value": _READERS[attribute["type"]](attribute, raw["value"])}


def takes(attribute: Mapping[str, Any], said: Any) -> bool:
    """Whether the attribute, as it is set up now, takes what was once said."""
    try:
        return bool(read_value(attribute, said))
    except OffAttribute:
        return False


def domain(attribute: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """All values that reliability may count, in order; None for numbers and texts, which it does not count."""
    if attribute["type"] in CHOICES:
        return tuple(option["value"] for option in attribute["options"])
    return (0, 1) if attribute["type"] == "checkbox" else None


def _read_attribute(raw: Any, path: str, taken: set[str], problems: Problems) -> Json:
    given = checks.mapping(raw, path, problems, keys=KEYS)
    title = checks.text(given.get("title"), f"{path}.title", problems, longest=LONGEST_TITLE, shortest=1)
    kind = checks.choice(given.get("type"), f"{path}.type", problems, options=TYPES, default="checkbox")
    longest = given.get("max_length", USUAL_TEXT)
    return {
        "key": read_key(given.get("key"), title, f"{path}.key", taken, problems),
        "title": title,
        "type": kind,
        "options": _read_options(given.get("options"), f"{path}.options", problems) if kind in CHOICES else [],
        **_read_range(given if kind == "number" else {}, path, problems),
        "max_length": checks.whole_number(longest, f"{path}.max_length", problems, low=1, high=LONGEST_TEXT),
        "required": checks.flag(given.get("required", False), f"{path}.required", problems),
        "not_sure": checks.flag(given.get("not_sure", False), f"{path}.not_sure", problems),
    }


def read_key(raw: Any, title: str, path: str, taken: set[str], problems: Problems) -> str:
    """The key given, or for a new entry one made from its title."""
    if raw is None or raw == "":
        return new_key(title, taken)
    if not isinstance(raw, str) or not KEY.fullmatch(raw):
        problems.add(path, "Use small letters, digits, _ and -, a letter or digit first, at most 40.")
        return new_key(title, taken)
    if raw in taken:
        problems.add(path, f"The key {raw} is there already.")
    return raw


def _read_options(raw: Any, path: str, problems: Problems) -> list[Json]:
    if not isinstance(raw, list) or not FEWEST_OPTIONS <= len(raw) <= MOST_OPTIONS:
        problems.add(path, f"Give {FEWEST_OPTIONS} to {MOST_OPTIONS} options.")
        return []
    options: list[Json] = []
    for index, row in enumerate(raw):
        at = f"{path}.{index}"
        given = checks.mapping(row, at, problems, keys=("value", "label"))
        label = checks.text(given.get("label"), f"{at}.label", problems, longest=LONGEST_OPTION, shortest=1)
        value = given.get("value")
        value = checks.text(
            label if value is None else value, f"{at}.value", problems, longest=LONGEST_OPTION, shortest=1
        )
        if value in [option["value"] for option in options]:
            problems.add(f"{at}.value", f"Another option has the value {value}.")
        options.append({"value": value, "label": label})
    return options


def _read_range(given: Mapping[str, Any], path: str, problems: Problems) -> Json:
    numbers: Json = {"min": None, "max": None, "step": None}
    for key in numbers:
        number = given.get(key)
        if number is None:
            continue
        if not checks.is_number(number) or abs(number) > LARGEST_NUMBER:
            problems.add(f"{path}.{key}", f"This must be a number from {-LARGEST_NUMBER:,} to {LARGEST_NUMBER:,}.")
        else:
            numbers[key] = checks.plain_number(number)
    if None not in (numbers["min"], numbers["max"]) and numbers["min"] >= numbers["max"]:
        problems.add(f"{path}.max", "This must be greater than the least value.")
    if numbers["step"] is not None and numbers["step"] <= 0:
        problems.add(f"{path}.step", "This must be greater than 0.")
    return numbers


def _choice(attribute: Mapping[str, Any], raw: Any) -> str:
    options = [option["value"] for option in attribute["options"]]
    if not isinstance(raw, str) or raw not in options:
        shown = ", ".join(options[:10]) + (" …" if len(options) > 10 else "")
        raise OffAttribute(f"Choose one of {shown}.")
    return raw


def _flag(attribute: Mapping[str, Any], raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise OffAttribute("Choose yes (true) or no (false).")
    return raw


def _number(attribute: Mapping[str, Any], raw: Any) -> int | float:
    low, high, step = attribute["min"], attribute["max"], attribute["step"]
    if not checks.is_number(raw) or abs(raw) > LARGEST_NUMBER:
        raise OffAttribute("Give a number.")
    if (low is not None and raw < low) or (high is not None and raw > high):
        limits = [f"at least {low}"] * (low is not None) + [f"at most {high}"] * (high is not None)
        raise OffAttribute(f"Give a number of {' and '.join(limits)}.")
    steps = (raw - (low or 0)) / step if step is not None else 0
    if abs(steps - round(steps)) > 1e-6:
        raise OffAttribute(f"Give a number in steps of {step}{f' from {low}' if low else ''}.")
    return checks.plain_number(raw)


def _text(attribute: Mapping[str, Any], raw: Any) -> str:
    problem = checks.text_problem(raw, longest=attribute["max_length"])
    if problem is not None:
        raise OffAttribute(problem)
    if not raw.strip():
        raise OffAttribute("Write something, or leave it out.")
    return str(raw).strip()


_READERS = {"radio": _choice, "select": _choice, "checkbox": _flag, "number": _number, "text": _text}
