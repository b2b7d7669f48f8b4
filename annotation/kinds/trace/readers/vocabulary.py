"""The codes and severities that answers in files name, and the taxonomy that a project needs to take them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotation.kinds.base import Json, Verdict
from annotation.kinds.trace.readers.base import mappings
from annotation.kinds.trace.taxonomies import OWN, TAXONOMIES, TRAIL
from annotation.kinds.trace.taxonomy import KEY, MOST_CODES, MOST_SEVERITIES

# The order of severities that files use, the worst first; what else they are called follows as it was found.
WORST_FIRST = ("critical", "high", "major", "medium", "moderate", "minor", "low")
TITLES = {code["key"]: code["title"] for taxonomy in TAXONOMIES.values() for code in taxonomy["codes"]}


@dataclass(slots=True)
class Vocabulary:
    """What errors are called, and how often. A key that no taxonomy can hold is passed over: its answer is refused."""

    codes: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)

    def add(self, verdicts: Iterable[Verdict]) -> None:
        for error in _errors(verdicts):
            self.codes.update(_keys(error.get("code")))
            self.severities.update(_keys(error.get("severity")))

    def by_title(self) -> dict[str, int]:
        """What a person is shown: codes and severities by title."""
        found = Counter({title_of(key): count for key, count in self.codes.items()})
        return dict(found + Counter({_words(key): count for key, count in self.severities.items()}))


def with_codes(vocabulary: Vocabulary, settings: Json) -> Json:
    """The settings with a taxonomy that has all these codes and severities.

    A project without one gets the first published taxonomy that has all codes, TRAIL before others, else one of its
    own. What a taxonomy has stays as it is, archived codes included.
    """
    if not vocabulary.codes:
        return settings
    taxonomy = settings["taxonomy"] or _fitting(vocabulary.codes)
    codes = [*taxonomy["codes"], *({"key": key, "title": title_of(key)} for key in vocabulary.codes)]
    severities = [*taxonomy["severities"], *({"key": key, "title": _words(key)} for key in _ranked(vocabulary))]
    added = {"codes": _once(codes)[:MOST_CODES], "severities": _once(severities)[:MOST_SEVERITIES]}
    return {**settings, "taxonomy": {**taxonomy, **added}}


def title_of(key: str) -> str:
    """What a code is called: as published, if it is, else by its key."""
    return TITLES.get(key) or _words(key)


def _fitting(codes: Iterable[str]) -> Json:
    wanted = set(codes)
    for taxonomy in (TRAIL, *TAXONOMIES.values()):
        if wanted <= {code["key"] for code in taxonomy["codes"]}:
            return taxonomy
    return {"preset": OWN, "title": "Codes of imported answers", "counting": "every", "severities": [], "codes": []}


def _ranked(vocabulary: Vocabulary) -> list[str]:
    places = {key: place for place, key in enumerate(WORST_FIRST)}
    return sorted(vocabulary.severities, key=lambda key: places.get(key, len(places)))


def _once(rows: Iterable[Json]) -> list[Json]:
    """Of rows with one key the first."""
    found: dict[str, Json] = {}
    for row in rows:
        found.setdefault(row["key"], row)
    return list(found.values())


def _errors(verdicts: Iterable[Verdict]) -> Iterator[Mapping[str, Any]]:
    for verdict in verdicts:
        if isinstance(verdict.answer, Mapping):
            yield from mappings(verdict.answer.get("errors"))


def _keys(raw: Any) -> list[str]:
    return [raw] if isinstance(raw, str) and KEY.fullmatch(raw) else []


def _words(key: str) -> str:
    return key.replace("_", " ").strip().capitalize()
