"""What of the conversations has been told already: each call of a model repeats all that was said before it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

from annotation.kinds.trace.readers.base import json_text, parsed_json
from annotation.kinds.trace.readers.spans.messages import Message, Part, Role

Key = tuple[str, ...]
LONG = 40  # characters from which on a text inside another one is hardly there by chance
REMEMBERED = 50  # of the latest long texts


class Known:
    """Counts what was told, so that a "yes" that a user says a second time is told a second time."""

    def __init__(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._long: deque[str] = deque(maxlen=REMEMBERED)

    def add(self, role: Role, part: Part) -> None:
        self._counts.update(_keys_told(role, part))
        text = squashed(part.text)
        if len(text) >= LONG:
            self._long.append(text)

    def knows(self, role: Role, part: Part) -> bool:
        return any(self._counts[key] for key in _keys_sought(role, part)) or self._has_inside(role, part)

    def new(self, messages: Iterable[Message]) -> list[tuple[Role, Part]]:
        """What these messages say that was not told yet. Whoever tells it adds it."""
        heard: Counter[Key] = Counter()
        found = []
        for message in messages:
            for part in message.parts:
                keys = _keys_sought(message.role, part)
                heard.update(keys)
                known = any(self._counts[key] >= heard[key] for key in keys)
                if not known and not self._has_inside(message.role, part):
                    found.append((message.role, part))
        return found

    def _has_inside(self, role: Role, part: Part) -> bool:
        """Whether a text is one that was told, with a few words around it, as frameworks hand on what tools gave.
        A user's text is always taken as it is."""
        text = squashed(part.text)
        if role in ("user", "system") or part.call_id or len(text) < LONG:
            return False
        return any(text in told or (2 * len(told) >= len(text) and told in text) for told in self._long)


def squashed(text: str) -> str:
    return " ".join(text.split())


def arguments_key(arguments: object) -> str:
    """Arguments that say the same, as one text, whether they came as text or as an object."""
    said = parsed_json(arguments)
    return squashed(said) if isinstance(said, str) else json_text(_sorted(said))


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=str)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def _keys_told(role: Role, part: Part) -> list[Key]:
    """A call or a result is known by its id. Only where it was told without one is it known by what it says."""
    if part.kind in ("text", "reasoning"):
        return [_said(role, part)]
    by_text = (part.kind, "any", *_words(part))
    return [by_text, (part.kind, "id", part.call_id) if part.call_id else (part.kind, "no id", *_words(part))]


def _keys_sought(role: Role, part: Part) -> list[Key]:
    if part.kind in ("text", "reasoning"):
        return [_said(role, part)]
    if part.call_id:
        return [(part.kind, "id", part.call_id), (part.kind, "no id", *_words(part))]
    return [(part.kind, "any", *_words(part))]


def _said(role: Role, part: Part) -> Key:
    return (role, part.kind, squashed(part.text))


def _words(part: Part) -> Key:
    return (part.name, arguments_key(part.arguments)) if part.kind == "call" else (squashed(part.text),)
