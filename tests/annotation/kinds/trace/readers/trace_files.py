"""What the tests of readers share: reading a document, seeing its nodes, and damaging it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

from annotation.kinds import get_kind
from annotation.kinds.base import Context, Json
from annotation.kinds.trace.readers.base import Parsed, TraceReader
from config.errors import Invalid

KIND = get_kind("trace")
CONTEXT = Context(settings=KIND.read_settings({}), criteria=[])
STRANGE: tuple[Any, ...] = (None, "", "7", "x", -1, 3.5, True, [], {}, [None], ["x"], {"x": None}, 10**13, "2026-13-45")


def read(reader: TraceReader, document: Any, context: Context = CONTEXT) -> Parsed:
    """The one trace in a document, which must be what the kind accepts."""
    assert reader.recognises(document)
    (parsed,) = accepted(reader, document, context)
    return parsed


def accepted(reader: TraceReader, document: Any, context: Context = CONTEXT) -> list[Parsed]:
    found = list(reader.parse(document, context))
    for parsed in found:
        assert KIND.read_content(parsed.content) == parsed.content
        for verdict in parsed.verdicts:
            KIND.read_answer(verdict.answer, content=parsed.content, context=KIND.undemanding(context))
    return found


def nodes(parsed: Parsed) -> list[Json]:
    return list(parsed.content["nodes"])


def told(parsed: Parsed) -> list[tuple[str, str]]:
    """Of each node its kind, and its text or what it calls."""
    return [(node["kind"], _words(node)) for node in nodes(parsed)]


def node(parsed: Parsed, key: str) -> Json:
    return next(one for one in nodes(parsed) if one["id"] == key)


def _words(one: Json) -> str:
    said = " ".join(one["text_parts"])
    if one["kind"] == "tool_call":
        return f"{one['tool']['name']} {one['tool']['raw']}".strip()
    return f"→ {one['to']}: {said}" if one["kind"] == "handoff" else said


@st.composite
def damaged(draw: Any, document: Any) -> Any:
    """The document with a few values that are missing, null or of another type."""
    found = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 5))):
        places = list(_places(found))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        if draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = copy.deepcopy(draw(st.sampled_from(STRANGE)))
    return found


def survives(reader: TraceReader, document: Any, context: Context = CONTEXT) -> None:
    """Whatever a document holds, there is a trace that the kind accepts, or a refusal."""
    reader.recognises(document)
    with suppress(Invalid):
        accepted(reader, document, context)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])
