"""ATIF, the Agent Trajectory Interchange Format, versions 1.0 to 1.7, as other tools and our own export write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Json
from annotation.kinds.checks import is_integer
from annotation.kinds.trace.building import clean
from annotation.kinds.trace.content import read_content
from annotation.kinds.trace.readers import label_rows
from annotation.kinds.trace.readers.atif_places import OURS, Place, extra_of
from annotation.kinds.trace.readers.atif_walk import Walk, version_of
from annotation.kinds.trace.readers.base import LONGEST_ID, Parsed, TraceReader, facts, field_text, mappings
from config.errors import Invalid

PARTED_BY = "\n\n"  # stands between the parts of a text where ATIF has room for a single one
_TOLD = frozenset({"steps", "subagent_trajectories", "extra", "agent"})
Whole = Mapping[str, Any]


class Atif(TraceReader):
    name = "atif"
    title = "ATIF trajectory"

    def recognises(self, document: Any) -> bool:
        first = document[0] if isinstance(document, list) and document else document
        said = first.get("schema_version") if isinstance(first, Mapping) else None
        return isinstance(said, str) and said.startswith("ATIF-")

    def parse(self, document: Any, context: Context) -> Iterator[Parsed]:
        """One trace of a trajectory; of a list, one of each that no other one calls."""
        if isinstance(document, Mapping):
            yield _parsed(document, Walk(_known(document)))
            return
        called = _named_by_others(document)
        for number, one in enumerate(document):
            if not called.intersection(_names(_known(one))):
                yield _parsed(one, Walk(one, (number,), document))


def ordered(places: Sequence[Place]) -> list[Place]:
    """The places that hold a node, with ids and parents, in order of happening as far as our own export tells it."""
    held = [place for place in places if not place.is_empty]
    names = _ids(held)
    for place in held:
        place.node["id"] = names[id(place)]
        place.node["parent"] = None if place.above is None else names.get(id(place.above))
    known, last = [], 0
    for place in held:
        position: Any = (place.record or {}).get("position")
        last = int(position) if is_integer(position) else last
        known.append(last)
    return [place for _, place in sorted(zip(known, held, strict=True), key=lambda pair: pair[0])]


def restored(place: Place) -> Json:
    """The node with what our own export says of it that differs from what ATIF says."""
    record = place.record or {}
    said = {key: value for key, value in record.items() if key in place.node and key not in ("id", "tool")}
    node = {**place.node, **said}
    if isinstance(record.get("tool"), Mapping) and node["tool"] is not None:
        node["tool"] = {**node["tool"], **{key: record["tool"][key] for key in node["tool"] if key in record["tool"]}}
    if isinstance(record.get("parts"), list):
        node["text_parts"] = parted(PARTED_BY.join(node["text_parts"]), record["parts"])
    return node


def parted(text: str, lengths: Sequence[Any]) -> list[str]:
    """A text that was put together from parts of these lengths, taken apart; the text as it is, if they do not fit."""
    parts, start = [], 0
    for length in lengths:
        if not is_integer(length) or length < 0:
            return [text]
        parts.append(text[start : start + length])
        start += length + len(PARTED_BY)
    return parts if PARTED_BY.join(parts) == text else [text]


def problem_of(places: Sequence[Place]) -> str:
    """What the user asked first."""
    first = next((place for place in places if place.node["kind"] == "user"), None)
    return PARTED_BY.join(first.node["text_parts"]) if first else ""


def tools_of(definitions: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Tools in our words, each name once."""
    tools: dict[str, Json] = {}
    for one in definitions:
        function = one.get("function")
        said = function if isinstance(function, Mapping) else one
        schema = said.get("parameters", said.get("input_schema"))
        name = field_text(said, "name")
        if name:
            parameters = schema if isinstance(schema, dict) else None
            tools.setdefault(
                name, {"name": name, "description": field_text(said, "description"), "parameters": parameters}
            )
    return list(tools.values())


def _ids(places: Sequence[Place]) -> dict[int, str]:
    """An id for each place: the one that our own export gave it, else the place's name."""
    given = [(place.record or {}).get("id") or place.name for place in places]
    taken: set[str] = set()
    names: dict[int, str] = {}
    for number, (place, name) in enumerate(zip(places, given, strict=True), start=1):
        fits = isinstance(name, str) and len(name) <= LONGEST_ID and name not in taken
        names[id(place)] = name if fits else next(one for one in _spares(number) if one not in taken)
        taken.add(names[id(place)])
    return names


def _spares(number: int) -> Iterator[str]:
    name = f"n{number}"
    while True:
        yield name
        name += "'"


def _parsed(document: Whole, walk: Walk) -> Parsed:
    places, extra = ordered(walk.places), extra_of(document)
    own = extra.get(OURS)
    kept: Whole = own if isinstance(own, Mapping) else {}
    if not places:
        raise Invalid("This trajectory has no steps with anything in them.", fields={"steps": "Nothing happens here."})
    content = {
        "problem": kept.get("problem", problem_of(places)),
        "reference": kept.get("reference", ""),
        "tools": kept.get("tools", tools_of(walk.tools)),
        "edges": kept.get("edges", []),
        "nodes": [_clean_node(restored(place)) for place in places],
    }
    metadata = kept.get("metadata")
    return Parsed(
        content=read_content({**content, **_clean(content, "problem", "reference")}),
        external_id=field_text(kept, "external_id") or field_text(document, "trajectory_id", "session_id") or None,
        source=field_text(kept, "source"),
        licence=field_text(kept, "licence"),
        metadata=dict(metadata) if isinstance(metadata, Mapping) else {"atif": _facts(document)},
        verdicts=label_rows.verdicts([*walk.labels, *mappings(extra.get("annotations"))]),
        problems=walk.problems,
    )


def _clean_node(node: Json) -> Json:
    tool, texts = node["tool"], node["text_parts"]
    return {
        **node,
        **_clean(node, "id", "parent", "agent", "model", "to"),
        "text_parts": [clean(text) for text in texts if isinstance(text, str)] if isinstance(texts, list) else texts,
        "tool": None if tool is None else {**tool, **_clean(tool, "name", "call_id", "raw")},
    }


def _clean(raw: Whole, *keys: str) -> Json:
    return {key: clean(raw[key]) for key in keys if isinstance(raw.get(key), str)}


def _facts(document: Whole) -> Json:
    """What a trajectory says beside its steps."""
    described, extra = document.get("agent"), extra_of(document)
    agent = facts(described, but={"tool_definitions"}) if isinstance(described, Mapping) else {}
    others = facts(extra, but={OURS, "annotations"})
    return {**facts(document, but=_TOLD), "agent": agent, **({"extra": others} if others else {})}


def _known(document: Any) -> Whole:
    version = version_of(document)
    if version is None:
        raise Invalid("This is no ATIF trajectory.", fields={"schema_version": "Give a version such as ATIF-v1.7."})
    if version[0] != 1:
        detail = f"This is ATIF {version[0]}.{version[1]}; versions 1.0 to 1.7 can be read."
        raise Invalid(detail, fields={"schema_version": detail})
    known: Whole = document
    return known


def _names(document: Whole) -> set[str]:
    return {name for key in ("trajectory_id", "session_id") if (name := field_text(document, key))}


def _named_by_others(documents: Sequence[Any]) -> set[str]:
    """What the references in these trajectories name."""
    return {
        name
        for document in documents
        for step in mappings(_known(document).get("steps"))
        for result in _results(step)
        for reference in mappings(result.get("subagent_trajectory_ref"))
        for name in _names(reference)
    }


def _results(step: Whole) -> list[Whole]:
    observation = step.get("observation")
    return mappings(observation.get("results")) if isinstance(observation, Mapping) else []
