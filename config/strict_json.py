"""JSON as we accept it: UTF-8, no NaN, no lone surrogates, no NUL, no duplicate keys, no integer that would be rounded,
at most ``MAX_DEPTH`` objects and lists inside each other.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import orjson

from config.errors import Invalid

MAX_DEPTH = 64
KEY_END = re.compile(rb'"\s*:')
LONG_NUMBER = re.compile(rb"[0-9]{19}")


def loads(data: bytes) -> Any:
    """Parse strictly. Raises ``Invalid`` that says what is wrong and, where it can, at which character."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Invalid(f"This is not valid JSON: {error.msg} at character {error.pos}.", code="invalid_json") from None
    if data.count(b"{") + data.count(b"[") > MAX_DEPTH:
        _refuse_depth(value)
    if b"\\u0000" in data:
        _refuse_nul(value)
    # More places where a key may end than keys: a string holds such a place, or a key stands twice.
    if len(KEY_END.findall(data)) > _count_keys(value) or LONG_NUMBER.search(data):
        json.loads(data, object_pairs_hook=_unique, parse_int=_exact)
    return value


def dumps(value: Any) -> bytes:
    """The canonical form: sorted keys, no spaces. Equal values give equal bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)


def sha256(value: Any) -> str:
    """The hash of a value's canonical form, in hexadecimal."""
    return hashlib.sha256(dumps(value)).hexdigest()


def _count_keys(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(_count_keys(child) for child in value.values() if isinstance(child, dict | list))
    if isinstance(value, list):
        return sum(_count_keys(child) for child in value if isinstance(child, dict | list))
    return 0


def _refuse_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in _children(node) if isinstance(child, dict | list)]
        if not level:
            return
    raise Invalid(f"This JSON is nested more than {MAX_DEPTH} levels deep.", code="too_deep")


def _children(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []


def _refuse_nul(value: Any) -> None:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            stack += [*node.keys(), *node.values()]
        elif isinstance(node, list):
            stack += node
        elif isinstance(node, str) and "\0" in node:
            raise Invalid("This text holds a NUL character. Remove it and try again.", code="nul_character")


def _exact(digits: str) -> int:
    """``orjson`` rounds what does not fit into 64 bits; what people sent must stay what they sent."""
    if len(digits) > 20 or not -(2**63) <= int(digits) < 2**64:
        detail = f"The whole number {digits[:24]}… does not fit into 64 bits. Send it as text."
        raise Invalid(detail, code="number_too_long")
    return int(digits)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid(f"The key “{twice[:80]}” stands twice in one object.", code="duplicate_key")
    return found
