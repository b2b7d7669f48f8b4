"""A project's taxonomy of errors: a preset, perhaps changed, or one of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.checks import Problems
from annotation.kinds.trace import options
from annotation.kinds.trace.taxonomies import OWN, PRESETS, TAXONOMIES

KEYS = ("preset", "title", "counting", "severities", "codes")
CODE_KEYS = ("key", "title", "group", "help", "counting", "archived")
KEY = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
MOST_CODES, MOST_SEVERITIES = 200, 10
LONGEST_TITLE, LONGEST_HELP = 120, 2_000
COUNTINGS = ("every", "first")


def slug(title: str) -> str:
    """The key that a title gives.

    >>> slug("Tool Output Misinterpretation"), slug("Language-only"), slug("2.6 Reasoning–action")
    ('tool_output_misinterpretation', 'language_only', '2_6_reasoning_action')
    """
    return re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:60].strip("_")


def read_taxonomy(raw: Any, path: str, problems: Problems) -> Json | None:
    """The taxonomy in canonical form. What a preset is not told otherwise is as it was published."""
    if raw is None:
        return None
    given = checks.mapping(raw, path, problems, keys=KEYS)
    preset = checks.choice(given.get("preset", OWN), f"{path}.preset", problems, options=PRESETS, default=OWN)
    if given.get("preset", preset) != preset:
        return None
    given = {**_default(preset), **given}
    counting = checks.choice(given["counting"], f"{path}.counting", problems, options=COUNTINGS, default="every")
    return {
        "preset": preset,
        "title": checks.text(given["title"], f"{path}.title", problems, longest=LONGEST_TITLE, shortest=1),
        "counting": counting,
        "severities": _read_severities(given["severities"], f"{path}.severities", problems),
        "codes": _read_codes(given["codes"], f"{path}.codes", problems),
    }


def _default(preset: str) -> Json:
    own: Json = {"title": "Our own", "counting": "every", "severities": [], "codes": []}
    return TAXONOMIES.get(preset, own)


def _read_severities(raw: Any, path: str, problems: Problems) -> list[Json]:
    if not isinstance(raw, list) or len(raw) > MOST_SEVERITIES:
        problems.add(path, f"Give a list of at most {MOST_SEVERITIES} severities.")
        return []
    taken: set[str] = set()
    return [_read_keyed(row, f"{path}.{index}", ("key", "title"), taken, problems) for index, row in enumerate(raw)]


def _read_codes(raw: Any, path: str, problems: Problems) -> list[Json]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= MOST_CODES:
        problems.add(path, f"Give a list of 1 to {MOST_CODES} codes.")
        return []
    taken: set[str] = set()
    return [_read_code(row, f"{path}.{index}", taken, problems) for index, row in enumerate(raw)]


def _read_code(raw: Any, path: str, taken: set[str], problems: Problems) -> Json:
    named = _read_keyed(raw, path, CODE_KEYS, taken, problems)
    given = raw if isinstance(raw, Mapping) else {}
    counting = checks.choice(
        given.get("counting", ""), f"{path}.counting", problems, options=("", *options.COUNTING), default=""
    )
    return {
        **named,
        "group": checks.text(given.get("group", ""), f"{path}.group", problems, longest=LONGEST_TITLE),
        "help": checks.text(given.get("help", ""), f"{path}.help", problems, longest=LONGEST_HELP),
        "counting": counting,
        "archived": checks.flag(given.get("archived", False), f"{path}.archived", problems),
    }


def _read_keyed(raw: Any, path: str, keys: tuple[str, ...], taken: set[str], problems: Problems) -> Json:
    """The key, made from the title where none is given, and the title."""
    given = checks.mapping(raw, path, problems, keys=keys)
    title = checks.text(given.get("title"), f"{path}.title", problems, longest=LONGEST_TITLE, shortest=1)
    key = given.get("key") or slug(title)
    if not isinstance(key, str) or not KEY.fullmatch(key):
        problems.add(f"{path}.key", "Use small letters, digits and _ only, at most 60.")
    elif key in taken:
        problems.add(f"{path}.key", f"Another one has the key {key}.")
    else:
        taken.add(key)
        return {"key": key, "title": title}
    return {"key": "", "title": title}
