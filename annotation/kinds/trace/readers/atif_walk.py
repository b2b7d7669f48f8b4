"""A trajectory of ATIF with those that it calls: which is meant by a reference, and in which order all is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.checks import wrong
from annotation.kinds.trace.readers.atif_places import (
    LONGEST_PREFIX,
    Document,
    Names,
    Place,
    StepReader,
    extra_of,
    texts,
)
from annotation.kinds.trace.readers.base import field_text, mappings
from config.errors import Invalid

VERSION = re.compile(r"ATIF-v(\d{1,4})\.(\d{1,4})")
FIRST_WITH_TRAJECTORY_IDS = (1, 7)
DEEPEST = 50


class Walk:
    """Goes through a trajectory and those that it calls. Those ``beside`` it lie in the same file."""

    def __init__(self, root: Mapping[str, Any], path: tuple[str | int, ...] = (), beside: Sequence[Any] = ()) -> None:
        self.places: list[Place] = []
        self.problems: list[str] = []
        self.labels: list[Mapping[str, Any]] = []
        self.tools: list[Any] = []
        self._seen: set[int] = set()
        self._prefixes: set[str] = set()
        others = [Document(one, (number,)) for number, one in enumerate(beside) if one is not root]
        self._follow(Document(root, path, [_named(others)]))

    def _follow(self, document: Document) -> None:
        if document.depth > DEEPEST:
            raise Invalid(f"Trajectories call each other at more than {DEEPEST} levels.")
        self._seen.add(id(document.raw))
        described = document.raw.get("agent")
        self.tools += mappings(described.get("tool_definitions")) if isinstance(described, Mapping) else []
        inside = _embedded(document)
        document.known = [_named(inside), *document.known]
        steps = document.raw.get("steps")
        if not isinstance(steps, list):
            raise wrong("steps", "An ATIF trajectory has a list of steps.")
        last = _last_word(steps) if document.depth == 0 else None
        for index, step in enumerate(steps):
            if not isinstance(step, Mapping):
                raise wrong(f"steps.{index}", "A step is an object.")
            self._step(step, index, document, is_last_word=index == last)
        for one in inside:  # nobody says who called these
            self._enter(one, document, None)

    def _enter(self, called: Document, caller: Document, above: Place | None) -> None:
        if id(called.raw) not in self._seen:
            prefix = self._prefix(called.raw)
            known = [*called.known, *caller.known]
            self._follow(Document(called.raw, called.path, known, caller.depth + 1, prefix, above))

    def _prefix(self, raw: Mapping[str, Any]) -> str:
        name = field_text(raw, "trajectory_id", "session_id")
        if not name or len(name) > LONGEST_PREFIX or name in self._prefixes:
            name = f"sub{len(self._prefixes) + 1}"
        self._prefixes.add(name)
        return f"{name}/"

    def _step(self, step: Mapping[str, Any], index: int, document: Document, *, is_last_word: bool) -> None:
        reader = StepReader(step, index, document, is_last_word=is_last_word)
        own = extra_of(step)
        self.labels += mappings(own.get("annotations"))
        self.places += reader.own_places()
        for number, result in enumerate(reader.results):
            for place, called in self._called(result, number, reader, document):
                caller = reader.caller(place)
                self.places += [] if caller else [place]
                self._enter(called, document, caller or place)
            own_place = reader.result(result, number)
            self.places += [] if own_place is None else [own_place]

    def _called(
        self, result: Mapping[str, Any], number: int, reader: StepReader, document: Document
    ) -> Iterator[tuple[Place, Document]]:
        """The hand-off to each trajectory that a result refers to, with that trajectory."""
        for place, reference in enumerate(mappings(result.get("subagent_trajectory_ref"))):
            called = _resolved(reference, document)
            if called is not None and id(called.raw) not in self._seen:
                yield reader.handoff(result, number, place, called), called
                continue
            name = field_text(reference, "trajectory_id", "trajectory_path", "session_id")[:200] or "without a name"
            why = "not in this file" if called is None else "called again; it is read once"
            self.problems.append(f"The trajectory {name} is {why}.")


def version_of(document: Any) -> tuple[int, int] | None:
    """The version that a document says it is in; None if it is no ATIF."""
    said = document.get("schema_version") if isinstance(document, Mapping) else None
    found = VERSION.match(said) if isinstance(said, str) else None
    return (int(found[1]), int(found[2])) if found else None


def _last_word(steps: Sequence[Any]) -> int | None:
    """The step with the agent's answer: its last one, if nothing but words."""
    own = [index for index, step in enumerate(steps) if isinstance(step, Mapping) and step.get("source") == "agent"]
    step = steps[own[-1]] if own else {}
    return own[-1] if any(texts(step.get("message"))) and not step.get("tool_calls") else None


def _embedded(document: Document) -> list[Document]:
    rows = document.raw.get("subagent_trajectories")
    found = enumerate(rows) if isinstance(rows, list) else ()
    path = (*document.path, "subagent_trajectories")
    return [Document(row, (*path, number)) for number, row in found if isinstance(row, Mapping)]


def _resolved(reference: Mapping[str, Any], document: Document) -> Document | None:
    """Before version 1.7 the session told which trajectory is meant; since then only its own id does."""
    keys = ["trajectory_id"]
    if (version_of(document.raw) or FIRST_WITH_TRAJECTORY_IDS) < FIRST_WITH_TRAJECTORY_IDS:
        keys.append("session_id")
    for key in keys:
        name = field_text(reference, key)
        found = next((names[key, name] for names in document.known if (key, name) in names), None)
        if found is not None:
            return found
    return None


def _named(documents: Sequence[Document]) -> Names:
    """By name; of those of one name the first."""
    keys = ("trajectory_id", "session_id")
    rows = [((key, name), one) for one in documents for key in keys if (name := field_text(one.raw, key))]
    return dict(reversed(rows))
