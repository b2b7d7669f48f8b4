"""A better text for a step, or a better call in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.trace import limits
from annotation.kinds.trace.answering.reading import AnswerReader

LONGEST_REWRITE, LONGEST_ARGUMENTS = 100_000, 1_000_000


def read_rewrite(raw: Any, node: Json, path: str, reader: AnswerReader) -> Json | None:
    if raw is None or reader.refuse_if_off(raw, "rewrites", path, "This project does not ask for rewrites."):
        return None
    if isinstance(raw, Mapping) and ("name" in raw or "arguments" in raw):
        return _read_call(raw, node, path, reader)
    given = checks.mapping(raw, path, reader.problems, keys=("text",))
    problem = checks.text_problem(given.get("text"), longest=LONGEST_REWRITE)
    unchanged = ("", "\n\n".join(node["text_parts"]).strip())
    if problem is None and not reader.lenient and given["text"].strip() in unchanged:
        problem = "Write a text that differs from the step, or remove the rewrite."
    if problem is not None:
        reader.problems.add(f"{path}.text", problem)
        return None
    return {"text": given["text"]}


def _read_call(raw: Mapping[str, Any], node: Json, path: str, reader: AnswerReader) -> Json | None:
    given = checks.mapping(raw, path, reader.problems, keys=("name", "arguments"))
    if node["kind"] != "tool_call":
        reader.problems.add(path, "Only a tool call can be rewritten as a call; write a text.")
    name = checks.text(given.get("name"), f"{path}.name", reader.problems, longest=limits.LONGEST_NAME, shortest=1)
    arguments = given.get("arguments")
    problem = _problem(arguments)
    if problem is not None:
        reader.problems.add(f"{path}.arguments", problem)
        return None
    return {"name": name, "arguments": orjson.loads(orjson.dumps(arguments))}


def _problem(arguments: Any) -> str | None:
    if limits.is_deep(arguments):
        return f"These arguments are nested more than {limits.DEEPEST_JSON} levels deep."
    if limits.holds_nul(arguments):
        return "These arguments hold a NUL character, which cannot be stored."
    try:
        size = len(orjson.dumps(arguments))
    except orjson.JSONEncodeError:
        return "These arguments cannot be written as JSON."
    return None if size <= LONGEST_ARGUMENTS else f"At most {LONGEST_ARGUMENTS:,} characters of JSON are allowed."
