"""A kind for tests: people write down what they spot, and what there is to be spotted is known from answers alone."""

from __future__ import annotations

from collections.abc import Sequence

from annotation.kinds.base import Comparison, Context, Json, Measure, Rating
from annotation.kinds.preference.kind import Preference


class Spotting(Preference):
    """The words of the rationale are what was spotted; everything else is as for preferences."""

    name = "spotting"
    values: tuple[str, ...] = ("spotted", "absent")

    def measures(self, context: Context) -> Sequence[Measure]:
        spotted = Measure("spotted", "Spotted", "nominal", self.values, help="Was each thing spotted?")
        return [*super().measures(context), spotted, Measure("in_common", "In common", "share", help="Of all things.")]

    def ratings(self, answer: Json, *, content: Json, context: Context) -> Sequence[Rating]:
        return self.joint_ratings([answer], content=content, context=context)[0]

    def joint_ratings(self, answers: Sequence[Json], *, content: Json, context: Context) -> Sequence[Sequence[Rating]]:
        things = sorted(set().union(*map(words, answers)))
        return [
            [
                *super(Spotting, self).ratings(answer, content=content, context=context),
                *(Rating(thing, "spotted", "spotted" if thing in words(answer) else "absent") for thing in things),
            ]
            for answer in answers
        ]

    def comparisons(self, one: Json, other: Json, *, content: Json, context: Context) -> Sequence[Comparison]:
        """The F1 of two answers: twice what both spotted, of all that each spotted."""
        both = 2 * len(words(one) & words(other))
        return [Comparison("in_common", both, len(words(one)) + len(words(other)))]


def words(answer: Json) -> set[str]:
    return set(answer["rationale"].split())
