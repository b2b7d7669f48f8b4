"""The kind ``preference``: which response is better, how good is each, or in which order do they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Context, Example, Item, Json, Kind, Measure, Rating
from annotation.kinds.checks import Problems
from annotation.kinds.criteria import not_required
from annotation.kinds.preference import answer as answers
from annotation.kinds.preference import content as contents
from annotation.kinds.preference import mapping as mappings
from annotation.kinds.preference import measuring, merging, settings
from annotation.kinds.preference.examples import EXAMPLES
from annotation.kinds.preference.identity import names_itself
from annotation.kinds.preference.readers import READERS
from annotation.kinds.preference.sides import shown_order
from annotation.kinds.preference.writers import WRITERS
from config.errors import Invalid


class Preference(Kind):
    name = "preference"
    title = "Preference"
    fields = mappings.FIELDS
    readers = READERS
    writers = WRITERS

    def default_settings(self) -> Json:
        return settings.default_settings()

    def read_settings(self, raw: Any) -> Json:
        return settings.read_settings(raw)

    def meaning(self, settings: Json) -> Json:
        return {key: settings[key] for key in ("mode", "scale", "turns")}

    def describe_settings(self) -> Json:
        return settings.describe_settings()

    def read_criterion(self, criterion: Json) -> Json:
        problems = Problems()
        applies_to = checks.choice(
            criterion.get("applies_to", "response"),
            "applies_to",
            problems,
            options=("response", answers.COMPARISON),
            default="response",
        )
        problems.refuse("The criterion is not right.")
        return {"applies_to": applies_to}

    def read_content(self, raw: Any) -> Json:
        return contents.read_content(raw)

    def summary(self, content: Json) -> str:
        return contents.summary(content)

    def check_fit(self, content: Json, context: Context) -> None:
        problem = contents.problem_with_fit(content, context.settings)
        if problem is not None:
            raise Invalid(problem, fields={"responses": problem})

    def public_content(self, content: Json, context: Context, *, seed: int) -> Json:
        responses = {response["id"]: response for response in content["responses"]}
        order = shown_order(list(responses), seed, context.settings)
        return {
            "messages": _without_names(content["messages"]),
            "responses": [{"id": key, "messages": _without_names(responses[key]["messages"])} for key in order],
            "names_itself": names_itself(content),
        }

    def read_answer(self, raw: Any, *, content: Json, context: Context) -> Json:
        return answers.read_answer(raw, content, context)

    def undemanding(self, context: Context) -> Context:
        rationale = {**context.settings["rationale"], "rule": "never"}
        return Context(settings={**context.settings, "rationale": rationale}, criteria=not_required(context.criteria))

    def measures(self, context: Context) -> Sequence[Measure]:
        return measuring.measures(context)

    def ratings(self, answer: Json, *, content: Json, context: Context) -> Sequence[Rating]:
        return measuring.ratings(answer, content, context)

    def distance(self, one: Json, other: Json, *, content: Json, context: Context) -> float:
        return measuring.distance(one, other, content, context)

    def merge(self, answers: Sequence[Json], *, content: Json, context: Context) -> Json:
        return merging.merge(answers, content, context)

    def gold_score(self, answer: Json, gold: Json, *, content: Json, context: Context) -> float:
        return measuring.gold_score(answer, gold, content, context)

    def map_row(self, row: Mapping[str, Any], mapping: Mapping[str, Any], context: Context) -> Item:
        return mappings.map_row(row, mapping, context)

    def examples(self) -> Sequence[Example]:
        return EXAMPLES


def _without_names(messages: Sequence[Json]) -> list[Json]:
    """The assistant's name may be that of a model."""
    return [
        {key: value for key, value in message.items() if key != "name" or message["role"] != "assistant"}
        for message in messages
    ]
