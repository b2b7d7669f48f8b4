"""Messages as files write them, brought into one form."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds.base import Json
from annotation.kinds.checks import wrong

_ROLES = {
    "system": "system",
    "developer": "system",
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "gpt": "assistant",
    "bot": "assistant",
    "model": "assistant",
    "tool": "tool",
    "function": "tool",
}
_TOOL_KEYS = ("name", "tool_call_id", "tool_calls")
_SPEAKER = re.compile(r"(?:^|\n\n)(Human|Assistant):")
_HELPSTEER_TURN = re.compile(r"<extra_id_1>(?:(User|Assistant)\s*\n)?")


def messages(raw: Any, field: str, *, role: str = "user") -> list[Json]:
    """A list of messages as it stands in a file; a mere text is one message of the given role."""
    if isinstance(raw, str):
        return [{"role": role, "content": raw}]
    if not isinstance(raw, list):
        raise wrong(field, "This must be text or a list of messages.")
    return [_message(row, f"{field}.{index}") for index, row in enumerate(raw)]


def response(raw: Any, field: str, model: Any = None) -> Json:
    """One response: a text or messages, and the name of the model if it is known."""
    given: Json = {"messages": messages(raw, field, role="assistant")}
    if isinstance(model, str) and model.strip():
        given["model"] = model.strip()
    return given


def split_dialogue(text: str) -> list[Json]:
    """A dialogue in one text, as the HH data set writes it, in messages.

    >>> split_dialogue("\\n\\nHuman: Hi\\n\\nAssistant: Hello.")
    [{'role': 'user', 'content': 'Hi'}, {'role': 'assistant', 'content': 'Hello.'}]
    """
    parts = _SPEAKER.split(text)
    return [
        {"role": _ROLES[speaker.lower()], "content": said.strip()}
        for speaker, said in zip(parts[1::2], parts[2::2], strict=True)
    ]


def is_dialogue(raw: Any) -> bool:
    return isinstance(raw, str) and raw.startswith(("\n\nHuman:", "Human:"))


def split_turns(text: str) -> list[Json]:
    """A prompt of several turns in one text, as HelpSteer writes it, in messages.

    >>> [message["role"] for message in split_turns("Hi<extra_id_1>Assistant\\nHello.<extra_id_1>User\\nBye")]
    ['user', 'assistant', 'user']
    """
    parts = ["User", *_HELPSTEER_TURN.split(text)]
    turns: list[Json] = []
    for speaker, said in zip(parts[::2], parts[1::2], strict=True):
        other = "user" if turns and turns[-1]["role"] == "assistant" else "assistant"
        turns.append({"role": _ROLES[speaker.lower()] if speaker else other, "content": said.strip("\n")})
    return turns


def join_turns(prompt: Sequence[Mapping[str, Any]]) -> str:
    """The inverse of ``split_turns``."""
    first, *rest = prompt
    return str(first["content"]) + "".join(f"\n<extra_id_1>{m['role'].title()}\n{m['content']}" for m in rest)


def split_common(one: list[Json], other: list[Json], field: str) -> tuple[list[Json], list[Json], list[Json]]:
    """What two conversations have in common at their beginning, and how each goes on with the assistant."""
    common = common_length(one, other)
    while common and not (_answers(one[common:]) and _answers(other[common:])):
        common -= 1
    if not common:
        raise wrong(field, "The two conversations have no common beginning, so there is no prompt.")
    return one[:common], one[common:], other[common:]


def common_length(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many messages, or characters, two sequences begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def _answers(rest: list[Json]) -> bool:
    return bool(rest) and rest[0]["role"] == "assistant"


def _message(raw: Any, field: str) -> Json:
    if not isinstance(raw, Mapping):
        raise wrong(field, "This must be a message with role and content.")
    said = raw.get("role", raw.get("from"))
    role = _ROLES.get(said.lower()) if isinstance(said, str) else None
    if role is None:
        raise wrong(f"{field}.role", f"The role must be one of {', '.join(_ROLES)}.")
    message = {"role": role, "content": _text(raw.get("content", raw.get("value")), field)}
    return message | {key: raw[key] for key in _TOOL_KEYS if raw.get(key)}


def _text(raw: Any, field: str) -> str:
    """Plain text, the texts of a list of parts, or nothing (a message that only calls tools)."""
    if isinstance(raw, str):
        return raw
    if raw is None:
        return ""
    if not isinstance(raw, list):
        return json.dumps(raw, ensure_ascii=False)
    texts = [part.get("text") if isinstance(part, Mapping) else part for part in raw]
    if not all(isinstance(text, str) for text in texts):
        raise wrong(f"{field}.content", "Only text can be read; this message holds a picture, sound or file.")
    return "\n".join(texts)  # type: ignore[arg-type]
