"""Calls of tools: the arguments as they came and, if they are JSON, what they say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from annotation.kinds.base import Json
from annotation.kinds.checks import wrong
from annotation.kinds.trace import limits

CALL_KEYS = frozenset({"name", "call_id", "arguments", "raw", "valid", "check"})
NO_RESULT: Json = {"name": "", "call_id": "", "arguments": None, "raw": "", "valid": True, "check": None}


def read_call(raw: Any, path: str) -> Json:
    """A call without its check. What is kept of ``arguments`` is what ``raw`` says, where both are given."""
    given = _read_tool(raw, path)
    text = limits.read_text(given.get("raw") or "", f"{path}.raw")
    nothing: tuple[Any, ...] = (None, {}) if "raw" in given else (None,)
    if not text and given.get("arguments") not in nothing:
        text = compact(given["arguments"], f"{path}.arguments")
    arguments, valid = parse(text)
    return {**_named(given, path), "arguments": arguments, "raw": text, "valid": valid, "check": None}


def read_result(raw: Any, path: str) -> Json:
    """Whose result it is; a result says nothing else of the call."""
    return dict(NO_RESULT) if raw is None else {**NO_RESULT, **_named(_read_tool(raw, path), path)}


def parse(raw: str) -> tuple[Any, bool]:
    """The arguments that a text holds, and whether it is JSON. A blank text is a call without arguments.

    Arguments that are nested too deeply to be kept, or hold what cannot be stored, are None though they are JSON.

    >>> parse('{"base": "USD"}'), parse(" "), parse("{base}")
    (({'base': 'USD'}, True), ({}, True), (None, False))
    """
    if not raw.strip():
        return {}, True
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None, False
    return (None if limits.is_deep(value) or limits.holds_nul(value) else value), True


def compact(value: Any, path: str) -> str:
    """The JSON text of arguments that came as a value."""
    try:
        text = orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        raise wrong(path, "This cannot be written as JSON.") from None
    return limits.read_text(text, path)


def _read_tool(raw: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise wrong(path, "This must be an object with the name of a tool.")
    limits.refuse_unknown(raw, CALL_KEYS, path)
    return raw


def _named(given: Mapping[str, Any], path: str) -> Json:
    return {
        "name": limits.read_text(given.get("name", ""), f"{path}.name", limits.LONGEST_NAME),
        "call_id": limits.read_text(given.get("call_id") or "", f"{path}.call_id", limits.LONGEST_ID),
    }
