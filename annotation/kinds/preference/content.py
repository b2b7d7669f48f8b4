"""The content of a task: a conversation and the responses to it, as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.checks import Problems, wrong
from config.errors import Invalid

ROLES = ("system", "user", "assistant", "tool")
MESSAGE_KEYS = frozenset({"role", "content", "name", "tool_calls", "tool_call_id"})
RESPONSE_KEYS = frozenset({"id", "messages", "model"})
MOST_RESPONSES = 6
MOST_MESSAGES, MOST_CALLS = 500, 100
LONGEST_MESSAGE, LONGEST_CONTENT, LONGEST_NAME, LONGEST_SUMMARY = 500_000, 2_000_000, 200, 300

# Imports read tens of thousands of contents a second: the first problem ends the reading; paths are built only then.


def read_content(raw: Any) -> Json:
    """Validated content in canonical form: responses are ``r1`` … ``r6`` in the order given. Raises ``Invalid``."""
    if not isinstance(raw, Mapping):
        raise Invalid("The content must be an object with messages and responses.")
    if raw.keys() - {"messages", "responses"}:
        _refuse_unknown(raw, {"messages", "responses"})
    content = {"messages": _read_messages(raw.get("messages"), "messages"), "responses": _read_responses(raw)}
    if _length(content) > LONGEST_CONTENT:
        raise Invalid(f"The content is too long: more than {LONGEST_CONTENT:,} characters in all.")
    return content


def response_ids(content: Mapping[str, Any]) -> list[str]:
    return [response["id"] for response in content["responses"]]


def turn_count(content: Mapping[str, Any]) -> int:
    """How many turns of the assistant every response has."""
    return min(len([m for m in response["messages"] if m["role"] == "assistant"]) for response in content["responses"])


def last_text(response: Mapping[str, Any]) -> str:
    """What the assistant says last in a response."""
    return next(str(m["content"]) for m in reversed(response["messages"]) if m["role"] == "assistant")


def summary(content: Mapping[str, Any]) -> str:
    """What the user asked last."""
    messages = content["messages"]
    asked = next((message for message in reversed(messages) if message["role"] == "user"), messages[-1])
    return str(asked["content"][:LONGEST_SUMMARY])


def problem_with_fit(content: Mapping[str, Any], settings: Mapping[str, Any]) -> str | None:
    """Why these responses cannot be judged in the project's mode, or None."""
    count, mode = len(content["responses"]), settings["mode"]
    if mode == "pairwise" and count != 2:
        return f"This project compares two responses, but here {'is 1' if count == 1 else f'are {count}'}."
    if mode == "ranking" and count < 2:
        return "This project ranks responses, but here is only one."
    return None


def _read_responses(raw: Mapping[str, Any]) -> list[Json]:
    rows = raw.get("responses")
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_RESPONSES:
        count = f", not {len(rows)}" if isinstance(rows, list) else ""
        raise wrong("responses", f"Give a list of 1 to {MOST_RESPONSES} responses{count}.")
    return [_read_response(row, index) for index, row in enumerate(rows)]


def _read_response(raw: Any, index: int) -> Json:
    path, own_id = f"responses.{index}", f"r{index + 1}"
    if not isinstance(raw, Mapping):
        raise wrong(path, "This must be an object with messages.")
    if raw.keys() - RESPONSE_KEYS:
        _refuse_unknown(raw, RESPONSE_KEYS, path)
    if raw.get("id", own_id) != own_id:
        raise wrong(f"{path}.id", f"The id of this response must be {own_id}.")
    messages = _read_messages(raw.get("messages"), f"{path}.messages")
    if not any(message["role"] == "assistant" for message in messages):
        raise wrong(f"{path}.messages", "A response needs a message of the assistant.")
    response: Json = {"id": own_id, "messages": messages}
    if raw.get("model"):
        response["model"] = _checked(raw["model"], f"{path}.model", LONGEST_NAME)
    return response


def _read_messages(raw: Any, path: str) -> list[Json]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= MOST_MESSAGES:
        raise wrong(path, f"Give a list of 1 to {MOST_MESSAGES} messages.")
    return [_read_message(message, path, index) for index, message in enumerate(raw)]


def _read_message(raw: Any, path: str, index: int) -> Json:
    if not isinstance(raw, Mapping):
        raise wrong(f"{path}.{index}", "This must be an object with role and content.")
    if raw.get("role") not in ROLES:
        raise wrong(f"{path}.{index}.role", f"Choose one of {', '.join(ROLES)}.")
    text = raw.get("content")
    problem = checks.text_problem(text, longest=LONGEST_MESSAGE)
    if problem is not None:
        raise wrong(f"{path}.{index}.content", problem)
    message: Json = {"role": raw["role"], "content": text}
    if len(raw) > 2:
        message.update(_read_extras(raw, f"{path}.{index}"))
    return message


def _read_extras(raw: Mapping[str, Any], path: str) -> Json:
    """What belongs to tools: who speaks and which call is meant."""
    if raw.keys() - MESSAGE_KEYS:
        _refuse_unknown(raw, MESSAGE_KEYS, path)
    extras: Json = {}
    for key in ("name", "tool_call_id"):
        if raw.get(key) is not None:
            extras[key] = _checked(raw[key], f"{path}.{key}", LONGEST_NAME)
    if raw.get("tool_calls"):
        extras["tool_calls"] = _read_calls(raw["tool_calls"], f"{path}.tool_calls")
    return extras


def _read_calls(raw: Any, path: str) -> list[Json]:
    if not isinstance(raw, list) or len(raw) > MOST_CALLS:
        raise wrong(path, f"Give a list of at most {MOST_CALLS} calls.")
    return [_read_call(call, f"{path}.{index}") for index, call in enumerate(raw)]


def _read_call(raw: Any, path: str) -> Json:
    """A call of a tool. Its arguments stay the text they are, valid JSON or not."""
    function = raw.get("function") if isinstance(raw, Mapping) else None
    if not isinstance(raw, Mapping) or not isinstance(function, Mapping):
        raise wrong(path, "This must be an object with a function that has name and arguments.")
    arguments = function.get("arguments", "")
    if isinstance(arguments, Mapping):
        arguments = json.dumps(arguments, ensure_ascii=False)
    return {
        "id": _checked(raw.get("id") or "", f"{path}.id", LONGEST_NAME),
        "type": "function",
        "function": {
            "name": _checked(function.get("name"), f"{path}.function.name", LONGEST_NAME),
            "arguments": _checked(arguments, f"{path}.function.arguments", LONGEST_MESSAGE),
        },
    }


def _checked(raw: Any, path: str, longest: int) -> str:
    problem = checks.text_problem(raw, longest=longest)
    if problem is not None:
        raise wrong(path, problem)
    return str(raw)


def _length(content: Json) -> int:
    lists = [content["messages"], *(response["messages"] for response in content["responses"])]
    return sum(len(message["content"]) for messages in lists for message in messages)


def _refuse_unknown(raw: Mapping[str, Any], keys: frozenset[str] | set[str], path: str = "") -> None:
    problems = Problems()
    checks.mapping(raw, path, problems, keys=keys)
    problems.refuse("There are fields that no content has.")
