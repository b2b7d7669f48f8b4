"""The HelpSteer data sets: ratings of single responses, and preferences between two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Item, Json, Verdict
from annotation.kinds.checks import wrong
from annotation.kinds.preference import chat, converting
from annotation.kinds.preference.content import MOST_RESPONSES
from annotation.kinds.preference.readers.base import PreferenceReader, external_id, needed, provenance

STRONGEST = 3
NEITHER_IS_VALID = -100  # the data sets' own code, which says in effect that both are bad


class HelpSteerRatings(PreferenceReader):
    """One row a response; consecutive rows share a prompt. Values are numbers, or lists with one value per annotator.

    ``helpfulness`` is the overall rating; the other attributes go to criteria of their names.
    """

    name = "helpsteer_ratings"
    title = "HelpSteer and HelpSteer2 ratings"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        return all(name in row for name in ("prompt", "response", "helpfulness"))

    def group_key(self, row: Mapping[str, Any]) -> str | None:
        prompt = row.get("prompt")
        return prompt if isinstance(prompt, str) else None

    def parse(self, rows: Sequence[Json], context: Context) -> Item:
        if len(rows) > MOST_RESPONSES:
            raise wrong(
                "prompt", f"{len(rows)} rows in a row share this prompt; at most {MOST_RESPONSES} can be one task."
            )
        responses = [chat.response(needed(row, "response"), "response") for row in rows]
        return Item(
            content={"messages": chat.split_turns(needed(rows[0], "prompt")), "responses": responses},
            external_id=external_id(rows[0]),
            verdicts=_rating_verdicts(rows, context),
            **provenance(rows[0]),
        )


class HelpSteer2Preference(PreferenceReader):
    name = "helpsteer2_preference"
    title = "HelpSteer2 preference"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        return all(name in row for name in ("response_1", "response_2", "preference_strength"))

    def parse(self, rows: Sequence[Json], context: Context) -> Item:
        """All votes are taken as they were given; without them the three that were kept, else the data set's own."""
        (row,) = rows
        votes = row.get("all_preferences_unprocessed") or row.get("three_most_similar_preferences")
        own = {"strength": row["preference_strength"], "elaboration": row.get("preference_elaboration")}
        return Item(
            content={
                "messages": chat.split_turns(needed(row, "prompt")),
                "responses": [chat.response(needed(row, name), name) for name in ("response_1", "response_2")],
            },
            external_id=external_id(row),
            verdicts=_vote_verdicts(votes, own, ("strength",), ("justification", "elaboration"), context),
            **provenance(row),
        )


class HelpSteer3(PreferenceReader):
    name = "helpsteer3"
    title = "HelpSteer3 preference"

    def recognises(self, row: Mapping[str, Any]) -> bool:
        return all(name in row for name in ("context", "response1", "response2", "overall_preference"))

    def parse(self, rows: Sequence[Json], context: Context) -> Item:
        (row,) = rows
        own = {"score": row["overall_preference"]}
        return Item(
            content={
                "messages": chat.messages(row["context"], "context"),
                "responses": [chat.response(row[name], name) for name in ("response1", "response2")],
            },
            external_id=external_id(row),
            metadata={name: row[name] for name in ("domain", "language") if isinstance(row.get(name), str)},
            verdicts=_vote_verdicts(row.get("individual_preference"), own, ("score",), ("reasoning",), context),
            **provenance(row),
        )


def _vote_verdicts(
    votes: Any, own: Json, strength: Sequence[str], words: Sequence[str], context: Context
) -> list[Verdict]:
    """Votes have no names: they are numbered as they stand in the row."""
    if not isinstance(votes, list) or not votes:
        return _vote(own, converting.DATASET, strength[0], words, context)
    return [
        verdict
        for index, vote in enumerate(votes, start=1)
        if isinstance(vote, Mapping)
        for verdict in _vote(vote, f"vote {index}", strength[0], words, context)
    ]


def _vote(vote: Mapping[str, Any], annotator: str, name: str, words: Sequence[str], context: Context) -> list[Verdict]:
    strength = converting.number(vote.get(name))
    rationale = next((vote[word] for word in words if vote.get(word)), "")
    if strength == NEITHER_IS_VALID:
        return converting.verdict(annotator, converting.both_bad(context), rationale=rationale)
    if strength is None or abs(strength) > STRONGEST:
        return []
    return converting.verdict(annotator, converting.preference(strength, STRONGEST, context), rationale=rationale)


def _rating_verdicts(rows: Sequence[Json], context: Context) -> list[Verdict]:
    listed = [row["helpfulness"] for row in rows if isinstance(row["helpfulness"], list)]
    if not listed:
        return _rating_verdict(rows, None, converting.DATASET, context)
    people = range(max(map(len, listed)))
    return [verdict for one in people for verdict in _rating_verdict(rows, one, f"vote {one + 1}", context)]


def _rating_verdict(rows: Sequence[Json], one: int | None, annotator: str, context: Context) -> list[Verdict]:
    names = {name for row in rows for name in row} - {"prompt", "response"}
    attributes = {
        name: {f"r{index}": converting.number(_value_of(row.get(name), one)) for index, row in enumerate(rows, start=1)}
        for name in names
    }
    overall = converting.ratings(attributes["helpfulness"], 0, 4, context)
    return converting.verdict(annotator, overall, criteria=converting.criteria(attributes, context))


def _value_of(values: Any, one: int | None) -> Any:
    if one is None:
        return values
    return values[one] if isinstance(values, list) and one < len(values) else None
