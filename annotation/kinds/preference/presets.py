"""Scales for the overall judgement, by the ids under which answers are stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["pairwise", "rating", "ranking"]

MODES: dict[str, tuple[str, str]] = {
    "pairwise": ("Compare two responses", "Which of two responses is better, and by how much."),
    "rating": ("Rate each response", "How good each of one to six responses is in itself."),
    "ranking": ("Rank the responses", "Two to six responses in order; several may share a place."),
}


@dataclass(frozen=True, slots=True)
class Preset:
    """One scale. ``labels`` names the strengths of a preference or, in order, the values of a rating."""

    id: str
    mode: Mode
    title: str
    help: str
    labels: tuple[str, ...] = ()
    lowest: int = 1
    tie: bool = False

    @property
    def strongest(self) -> int:
        """The greatest strength of a preference."""
        return len(self.labels)

    @property
    def values(self) -> tuple[int, ...]:
        """What is measured on this scale, in order; a tie is 0. A ranking has no scale but its places."""
        if self.mode == "ranking":
            return ()
        if self.mode == "rating":
            return tuple(range(self.lowest, self.lowest + len(self.labels)))
        strengths = range(-self.strongest, self.strongest + 1)
        return tuple(strength for strength in strengths if strength or self.tie)

    def label(self, value: int) -> str:
        """What the button of a value says; response 1 is the one shown first."""
        if self.mode == "rating":
            return self.labels[value - self.lowest]
        if value == 0:
            return "About the same"
        return f"Response {1 if value < 0 else 2} is {self.labels[abs(value) - 1]}"


_THREE = ("slightly better", "better", "much better")

PRESETS: dict[str, Preset] = {
    preset.id: preset
    for preset in (
        Preset("seven_point", "pairwise", "7 points, with tie", "Three strengths on each side.", _THREE, tie=True),
        Preset(
            "eight_point",
            "pairwise",
            "8 points, no tie",
            "Four strengths on each side; one side must be taken.",
            (*_THREE, "very much better"),
        ),
        Preset(
            "four_level",
            "pairwise",
            "4 points, no tie",
            "Two strengths on each side; one side must be taken.",
            ("slightly better", "clearly better"),
        ),
        Preset(
            "five_point",
            "pairwise",
            "5 points, with tie",
            "Two strengths on each side.",
            ("slightly better", "clearly better"),
            tie=True,
        ),
        Preset("ab_tie_bad", "pairwise", "One, tie or other", "No strengths.", ("better",), tie=True),
        Preset("thumbs", "rating", "Thumbs", "Down (0) or up (1).", ("Bad", "Good"), lowest=0),
        Preset("one_to_five", "rating", "1 to 5", "Five levels.", ("Very bad", "Bad", "Fair", "Good", "Very good")),
        Preset(
            "zero_to_four",
            "rating",
            "0 to 4",
            "Five levels, counted as HelpSteer does.",
            ("Very bad", "Bad", "Fair", "Good", "Very good"),
            lowest=0,
        ),
        Preset("ranking", "ranking", "Ranking", "Places from the best on; ties are allowed.", tie=True),
    )
}


def presets_of(mode: str) -> list[Preset]:
    return [preset for preset in PRESETS.values() if preset.mode == mode]
