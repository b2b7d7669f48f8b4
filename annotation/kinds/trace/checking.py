"""The machine's check of a call's arguments against the tool's JSON Schema (draft 2020-12).

Schemas come in files that nobody vouches for. So no regular expression of theirs is ever run, nothing is fetched, and
the work is counted: where a schema asks for too much of it, or is no schema at all, there is no check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from annotation.kinds.base import Json

MOST_PROBLEMS, LONGEST_PROBLEM = 5, 300
MOST_WORK = 10_000  # keywords that are looked at for one call
MOST_WORK_IN_ALL = 100_000  # and for all calls of a trace
MOST_UNIQUE = 200
IGNORED = frozenset(
    {"pattern", "patternProperties", "format", "$dynamicRef", "unevaluatedItems", "unevaluatedProperties"}
)
NO_JSON = "The arguments are not valid JSON."

Keyword = Callable[[Any, Any, Any, Any], Iterator[ValidationError] | None]


class _TooMuch(Exception):
    """The schema asks for more work than it gets."""


_work_left: ContextVar[int] = ContextVar("work_left", default=0)


class ArgumentChecker:
    """Checks the calls of one trace. Calls that are alike are checked once."""

    def __init__(self, tools: Sequence[Mapping[str, Any]]) -> None:
        self._schemas = {tool["name"]: tool["parameters"] for tool in tools if tool["parameters"] is not None}
        self._validators: dict[str, Any] = {}
        self._known: dict[tuple[str, str], Json | None] = {}
        self._work_left = MOST_WORK_IN_ALL

    def check(self, tool: Mapping[str, Any]) -> Json | None:
        """``{"ok", "problems"}``, or None where the tool has no schema or the schema cannot be applied."""
        if tool["name"] not in self._schemas:
            return None
        key = (tool["name"], tool["raw"])
        if key not in self._known:
            self._known[key] = self._check(tool)
        return self._known[key]

    def _check(self, tool: Mapping[str, Any]) -> Json | None:
        if not tool["valid"]:
            return {"ok": False, "problems": [NO_JSON]}
        if tool["arguments"] is None and tool["raw"].strip() != "null":
            return None  # JSON that is too deep to be kept
        problems = self._problems(tool["name"], tool["arguments"])
        return None if problems is None else {"ok": not problems, "problems": problems[:MOST_PROBLEMS]}

    def _problems(self, name: str, arguments: Any) -> list[str] | None:
        allowed = min(MOST_WORK, self._work_left)
        token = _work_left.set(allowed)
        try:
            found = {_told(error) for error in self._validator(name).iter_errors(arguments)}
        except Exception:  # a schema that is wrong can make the package raise anything
            return None
        finally:
            self._work_left -= allowed - max(0, _work_left.get())
            _work_left.reset(token)
        return sorted(found)

    def _validator(self, name: str) -> Any:
        if name not in self._validators:
            self._validators[name] = _Validator(self._schemas[name])
        return self._validators[name]


def _counted(keyword: Keyword) -> Keyword:
    """The keyword, which gives up when there has been too much work."""

    def check(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError] | None:
        left = _work_left.get() - 1 - (len(value) // 10 if isinstance(value, list | dict) else 0)
        _work_left.set(left)
        if left < 0:
            raise _TooMuch
        return keyword(validator, value, instance, schema)

    return check


def _ignored(validator: Any, value: Any, instance: Any, schema: Any) -> None:
    return None


def _reference(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError] | None:
    """Only what lies in the schema itself is followed, by its place."""
    if value != "#" and not str(value).startswith("#/"):
        return None
    return _ORIGINAL["$ref"](validator, value, instance, schema)


def _additional(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError] | None:
    """With ``patternProperties`` it takes a regular expression to tell which properties are additional."""
    if "patternProperties" in schema:
        return None
    return _ORIGINAL["additionalProperties"](validator, value, instance, schema)


def _unique(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError] | None:
    """Each item may have to be compared with each other one."""
    if isinstance(instance, list) and len(instance) > MOST_UNIQUE:
        return None
    return _ORIGINAL["uniqueItems"](validator, value, instance, schema)


_ORIGINAL: dict[str, Keyword] = dict(Draft202012Validator.VALIDATORS)
_CHANGED: dict[str, Keyword] = {
    **_ORIGINAL,
    **dict.fromkeys(IGNORED, _ignored),
    "$ref": _reference,
    "additionalProperties": _additional,
    "uniqueItems": _unique,
}
_Validator = extend(Draft202012Validator, {name: _counted(keyword) for name, keyword in _CHANGED.items()})

_TYPES = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}
_RULES: dict[str, str] = {
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
    "exclusiveMinimum": "must be greater than {}",
    "exclusiveMaximum": "must be less than {}",
    "minLength": "must have at least {} characters",
    "maxLength": "must have at most {} characters",
    "minItems": "must have at least {} items",
    "maxItems": "must have at most {} items",
    "multipleOf": "must be a multiple of {}",
}


def _told(error: ValidationError) -> str:
    """What is wrong, in words that do not depend on the order of the schema's keys."""
    place = ".".join(str(part) for part in error.absolute_path) or "The value as a whole"
    return f"{place[:100]}: {_rule(error)}."[:LONGEST_PROBLEM]


def _rule(error: ValidationError) -> str:
    keyword, value = error.validator, error.validator_value
    if keyword in _RULES:
        return _RULES[keyword].format(value)
    if keyword == "type":
        types = value if isinstance(value, list) else [value]
        return f"must be {' or '.join(_TYPES.get(name, str(name)) for name in types)}"
    if keyword == "required":
        missing = [key for key in value if key not in error.instance]
        return f"{_named(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    if keyword == "additionalProperties" and not value:
        extra = sorted(error.instance.keys() - error.schema.get("properties", {}).keys())
        return f"there is no argument {_named(extra)}"
    if keyword in {"enum", "const"}:
        return f"must be {_named([value]) if keyword == 'const' else 'one of ' + _named(value)}"
    return f"does not keep the schema’s rule “{keyword}”" if keyword else "is not allowed here"


def _named(values: Sequence[Any]) -> str:
    shown = ", ".join(str(value)[:40] for value in values[:8])
    return f"{shown} …" if len(values) > 8 else shown
