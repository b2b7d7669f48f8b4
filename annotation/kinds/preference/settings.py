"""What a project of this kind can set: how responses are judged and what people must explain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.checks import Problems
from annotation.kinds.preference.presets import MODES, PRESETS, Preset, presets_of

KEYS = ("mode", "scale", "turns", "rationale", "allow_edit", "randomise_sides")
RATIONALE_KEYS = ("rule", "strength", "min_length", "reasons")
MOST_REASONS, LONGEST_REASON = 30, 60
LONGEST_RATIONALE = 10_000

TURNS = {
    "last": ("The last turn", "The whole conversation is shown and judged once."),
    "every": ("Every turn", "Each turn of the responses is judged, then all together."),
}
RULES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "never": ("Never required", "People may explain their choice.", tuple(MODES)),
    "ties": (
        "On ties",
        "Required for “about the same” and “both bad”, or when two share a place.",
        ("pairwise", "ranking"),
    ),
    "above_strength": ("From a strength on", "Required for preferences of the given strength or more.", ("pairwise",)),
    "always": ("Always required", "Required unless the person cannot assess the task.", tuple(MODES)),
}


def preset_of(settings: Mapping[str, Any]) -> Preset:
    return PRESETS[settings["scale"]]


def default_settings() -> Json:
    return {
        "mode": "pairwise",
        "scale": "seven_point",
        "turns": "last",
        "rationale": {"rule": "never", "strength": 2, "min_length": 0, "reasons": []},
        "allow_edit": False,
        "randomise_sides": True,
    }


def read_settings(raw: Any) -> Json:
    """Validated settings; what is not given takes its default, the scale that of its mode."""
    problems = Problems()
    given = {**default_settings(), **checks.mapping(raw, "", problems, keys=KEYS)}
    mode = checks.choice(given["mode"], "mode", problems, options=MODES, default="pairwise")
    scales = [preset.id for preset in presets_of(mode)]
    if not (isinstance(raw, Mapping) and "scale" in raw):
        given["scale"] = scales[0]
    settings = {
        "mode": mode,
        "scale": checks.choice(given["scale"], "scale", problems, options=scales, default=scales[0]),
        "turns": checks.choice(given["turns"], "turns", problems, options=TURNS, default="last"),
        "rationale": _read_rationale(given["rationale"], mode, problems),
        "allow_edit": checks.flag(given["allow_edit"], "allow_edit", problems),
        "randomise_sides": checks.flag(given["randomise_sides"], "randomise_sides", problems),
    }
    _check_strength(settings, problems)
    problems.refuse("Some settings are not right.")
    return settings


def describe_settings() -> Json:
    """What a settings form and the labeling screen need. Labels speak of the order on screen."""
    return {
        "modes": [{"value": value, "title": title, "help": text} for value, (title, text) in MODES.items()],
        "presets": [_describe(preset) for preset in PRESETS.values()],
        "turns": [{"value": value, "title": title, "help": text} for value, (title, text) in TURNS.items()],
        "rationale_rules": [
            {"value": value, "title": title, "help": text, "modes": list(modes)}
            for value, (title, text, modes) in RULES.items()
        ],
        "limits": {"rationale": LONGEST_RATIONALE, "reasons": MOST_REASONS, "reason": LONGEST_REASON},
    }


def _describe(preset: Preset) -> Json:
    return {
        "id": preset.id,
        "mode": preset.mode,
        "title": preset.title,
        "help": preset.help,
        "tie": preset.tie,
        "both_bad": preset.mode == "pairwise",
        "values": [{"value": value, "label": preset.label(value)} for value in preset.values],
    }


def _read_rationale(raw: Any, mode: str, problems: Problems) -> Json:
    defaults = default_settings()["rationale"]
    given = {**defaults, **checks.mapping(raw, "rationale", problems, keys=RATIONALE_KEYS)}
    rules = [rule for rule, (_, _, modes) in RULES.items() if mode in modes]
    longest = LONGEST_RATIONALE
    return {
        "rule": checks.choice(given["rule"], "rationale.rule", problems, options=rules, default="never"),
        "strength": checks.whole_number(given["strength"], "rationale.strength", problems, low=1, high=4),
        "min_length": checks.whole_number(given["min_length"], "rationale.min_length", problems, low=0, high=longest),
        "reasons": _read_reasons(given["reasons"], problems),
    }


def _read_reasons(raw: Any, problems: Problems) -> list[str]:
    if not isinstance(raw, list) or len(raw) > MOST_REASONS:
        problems.add("rationale.reasons", f"Give a list of at most {MOST_REASONS} reasons.")
        return []
    reasons: list[str] = []
    for index, row in enumerate(raw):
        path = f"rationale.reasons.{index}"
        reason = checks.text(row, path, problems, longest=LONGEST_REASON, shortest=1)
        if reason in reasons:
            problems.add(path, "This reason is there already.")
        reasons.append(reason)
    return reasons


def _check_strength(settings: Json, problems: Problems) -> None:
    rationale, strongest = settings["rationale"], preset_of(settings).strongest
    if rationale["rule"] == "above_strength" and rationale["strength"] > strongest:
        problems.add("rationale.strength", f"The greatest strength of this scale is {strongest}.")
