"""The kind ``bounding_box``: where in an image are things, and what are they?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Comparison, Context, Example, Item, Json, Kind, Measure, Rating
from annotation.kinds.bounding_box import answer as answers
from annotation.kinds.bounding_box import content as contents
from annotation.kinds.bounding_box import mapping as mappings
from annotation.kinds.bounding_box import measuring, merging, settings
from annotation.kinds.bounding_box.examples import EXAMPLES
from annotation.kinds.bounding_box.readers import FOLDER_READERS, READERS
from annotation.kinds.bounding_box.suggesting import public_suggestion
from annotation.kinds.bounding_box.writers import ARCHIVE_WRITERS, WRITERS
from annotation.kinds.checks import Problems


class BoundingBox(Kind):
    name = "bounding_box"
    title = "Bounding boxes"
    fields = mappings.FIELDS
    readers = READERS
    folder_readers = FOLDER_READERS
    writers = WRITERS
    archive_writers = ARCHIVE_WRITERS
    image_fields = ("image",)
    vocabulary = "$.boxes[*].label"
    shows_suggestions = True

    def default_settings(self) -> Json:
        return settings.default_settings()

    def read_settings(self, raw: Any) -> Json:
        return settings.read_settings(raw)

    def meaning(self, settings: Json) -> Json:
        return {key: settings[key] for key in ("iou_threshold", "no_objects")}

    def check_change(self, old: Json, new: Json, used: Mapping[str, int]) -> None:
        settings.check_change(old, new, used)

    def reads_alike(self, old: Json, new: Json) -> bool:
        return settings.reads_alike(old, new)

    def describe_settings(self) -> Json:
        return settings.describe_settings()

    def read_criterion(self, criterion: Json) -> Json:
        problems = Problems()
        given = criterion.get("applies_to", "image")
        applies_to = checks.choice(given, "applies_to", problems, options=("image",), default="image")
        problems.refuse("The criterion is not right.")
        return {"applies_to": applies_to}

    def read_content(self, raw: Any) -> Json:
        return contents.read_content(raw)

    def summary(self, content: Json) -> str:
        return contents.summary(content)

    def public_content(self, content: Json, context: Context, *, seed: int) -> Json:
        return contents.public_content(content)

    def read_answer(self, raw: Any, *, content: Json, context: Context) -> Json:
        return answers.read_answer(raw, content, context)

    def undemanding(self, context: Context) -> Context:
        return answers.undemanding(context)

    def public_suggestion(self, answer: Json, *, content: Json, context: Context) -> Json:
        return public_suggestion(answer, context)

    def measures(self, context: Context) -> Sequence[Measure]:
        return measuring.measures(context)

    def ratings(self, answer: Json, *, content: Json, context: Context) -> Sequence[Rating]:
        return measuring.joint_ratings([answer], context)[0]

    def joint_ratings(self, answers: Sequence[Json], *, content: Json, context: Context) -> Sequence[Sequence[Rating]]:
        return measuring.joint_ratings(answers, context)

    def comparisons(self, one: Json, other: Json, *, content: Json, context: Context) -> Sequence[Comparison]:
        return measuring.comparisons(one, other, context)

    def distance(self, one: Json, other: Json, *, content: Json, context: Context) -> float:
        return measuring.distance(one, other, context)

    def merge(self, answers: Sequence[Json], *, content: Json, context: Context) -> Json:
        return merging.merge(answers, content, context)

    def gold_score(self, answer: Json, gold: Json, *, content: Json, context: Context) -> float:
        return measuring.gold_score(answer, gold, context)

    def map_row(self, row: Mapping[str, Any], mapping: Mapping[str, Any], context: Context) -> Item:
        return mappings.map_row(row, mapping)

    def examples(self) -> Sequence[Example]:
        return EXAMPLES
