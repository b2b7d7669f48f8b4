"""The kind ``trace``: which steps are right, where does a run first go wrong, who is responsible, and why?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Comparison, Context, Dispute, Example, Item, Json, Kind, Measure, Rating
from annotation.kinds.checks import Problems
from annotation.kinds.trace import answer as answers
from annotation.kinds.trace import content as contents
from annotation.kinds.trace import disputing, measuring, merging, options, scoring, settings
from annotation.kinds.trace import distance as distances
from annotation.kinds.trace import mapping as mappings
from annotation.kinds.trace.examples import EXAMPLES
from annotation.kinds.trace.readers import FOLDER_READERS, READERS
from annotation.kinds.trace.settings import meaning
from annotation.kinds.trace.steps import steps
from annotation.kinds.trace.writers import ARCHIVE_WRITERS, WRITERS
from config.errors import Invalid


class Trace(Kind):
    name = "trace"
    title = "Reasoning and agent traces"
    fields = mappings.FIELDS
    readers = READERS
    folder_readers = FOLDER_READERS
    writers = WRITERS
    archive_writers = ARCHIVE_WRITERS
    vocabulary = "$.errors[*].code"
    keeps_originals = True

    def default_settings(self) -> Json:
        return settings.default_settings()

    def read_settings(self, raw: Any) -> Json:
        return settings.read_settings(raw)

    def meaning(self, settings: Json) -> Json:
        return meaning(settings)

    def check_change(self, old: Json, new: Json, used: Mapping[str, int]) -> None:
        settings.check_change(old, new, used)

    def reads_alike(self, old: Json, new: Json) -> bool:
        return settings.reads_alike(old, new)

    def describe_settings(self) -> Json:
        return settings.describe_settings()

    def read_criterion(self, criterion: Json) -> Json:
        problems = Problems()
        given = criterion.get("applies_to", "step")
        applies_to = checks.choice(given, "applies_to", problems, options=options.APPLIES_TO, default="step")
        problems.refuse("The criterion is not right.")
        return {"applies_to": applies_to}

    def read_content(self, raw: Any) -> Json:
        return contents.read_content(raw)

    def summary(self, content: Json) -> str:
        return contents.summary(content)

    def check_fit(self, content: Json, context: Context) -> None:
        if not steps(content, context.settings):
            kinds = ", ".join(sorted({node["kind"] for node in content["nodes"]}))
            graded = ", ".join(context.settings["graded"])
            problem = f"This trace has no step that the project grades ({graded}); it has {kinds}."
            raise Invalid(problem, fields={"nodes": problem})

    def public_content(self, content: Json, context: Context, *, seed: int) -> Json:
        return contents.public_content(content)

    def read_answer(self, raw: Any, *, content: Json, context: Context) -> Json:
        return answers.read_answer(raw, content, context)

    def undemanding(self, context: Context) -> Context:
        return answers.undemanding(context)

    def public_suggestion(self, answer: Json, *, content: Json, context: Context) -> Json:
        return answers.public_suggestion(answer)

    def measures(self, context: Context) -> Sequence[Measure]:
        return measuring.measures(context)

    def ratings(self, answer: Json, *, content: Json, context: Context) -> Sequence[Rating]:
        return measuring.ratings(answer, content, context)

    def joint_ratings(self, answers: Sequence[Json], *, content: Json, context: Context) -> Sequence[Sequence[Rating]]:
        return measuring.joint_ratings(answers, content, context)

    def comparisons(self, one: Json, other: Json, *, content: Json, context: Context) -> Sequence[Comparison]:
        return measuring.comparisons(one, other, content, context)

    def disputes(self, answers: Sequence[Json], *, content: Json, context: Context) -> Sequence[Dispute]:
        return disputing.disputes(answers, content, context)

    def distance(self, one: Json, other: Json, *, content: Json, context: Context) -> float:
        return distances.distance(one, other, content, context)

    def merge(self, answers: Sequence[Json], *, content: Json, context: Context) -> Json:
        return merging.merge(answers, content, context)

    def gold_score(self, answer: Json, gold: Json, *, content: Json, context: Context) -> float:
        return scoring.gold_score(answer, gold, content, context)

    def map_row(self, row: Mapping[str, Any], mapping: Mapping[str, Any], context: Context) -> Item:
        return mappings.map_row(row, mapping)

    def examples(self) -> Sequence[Example]:
        return EXAMPLES
