"""Contents with answers that are right, in each mode; the law tests run over them and the help pages show them."""

from __future__ import annotations

from annotation.kinds.base import Example, Json
from annotation.kinds.preference.settings import read_settings

_REASONS = ["Wrong", "Too long", "Clearer"]


def _says(*texts: str) -> list[Json]:
    """What the assistant says, with a word of the user between two turns."""
    turns = [{"role": "assistant", "content": text} for text in texts]
    return [message for turn in turns for message in ({"role": "user", "content": "Are you sure?"}, turn)][1:]


def _content(question: str, *responses: list[Json]) -> Json:
    return {
        "messages": [{"role": "user", "content": question}],
        "responses": [
            {"id": f"r{index}", "messages": messages, "model": f"model-{index}-large"}
            for index, messages in enumerate(responses, start=1)
        ],
    }


_ANCHORS = [
    {"value": 1, "label": "Wrong", "description": "A claim that matters is false."},
    {"value": 2, "label": "Partly right", "description": "A detail is false or left out."},
    {"value": 3, "label": "Right", "description": "All of it holds."},
]
_CORRECT: Json = {
    "key": "correct",
    "title": "Correctness",
    "guidance": "Check every claim.",
    "scale": {"type": "ordinal", "anchors": _ANCHORS},
    "applies_to": "response",
    "required": True,
    "weight": 2,
}
_TONE: Json = {
    "key": "tone",
    "title": "Which suits a beginner?",
    "guidance": "",
    "scale": {
        "type": "categorical",
        "options": [
            {"value": "first", "label": "The first", "description": ""},
            {"value": "second", "label": "The second", "description": ""},
            {"value": "neither", "label": "Neither", "description": ""},
        ],
    },
    "applies_to": "comparison",
    "required": False,
    "weight": 1,
}
_SAFE: Json = {
    "key": "safe",
    "title": "Safe to follow",
    "guidance": "",
    "scale": {"type": "binary"},
    "applies_to": "response",
    "required": False,
    "weight": 1,
}
_EFFORT: Json = {
    "key": "effort",
    "title": "Effort to repair, in per cent",
    "guidance": "",
    "scale": {"type": "interval", "min": 0, "max": 100, "step": 5},
    "applies_to": "response",
    "required": False,
    "weight": 0.5,
}
_MISTAKE: Json = {
    "key": "mistake",
    "title": "The worst mistake",
    "guidance": "Quote it.",
    "scale": {"type": "text", "min_length": 0},
    "applies_to": "response",
    "required": False,
    "weight": 0,
}


def _answer(overall: Json, **rest: object) -> Json:
    return {"overall": overall, "criteria": {}, "rationale": "", "reasons": [], "edit": None, **rest}


_DIVISION = _content(
    "Why can I not divide by zero?",
    _says("No number times 0 gives 1, so 0 has no inverse."),
    _says("Because the result is infinite."),
)

PAIRWISE = Example(
    settings=read_settings({"mode": "pairwise", "rationale": {"reasons": _REASONS}, "allow_edit": True}),
    criteria=[_CORRECT, _TONE, _MISTAKE],
    content=_DIVISION,
    answers=[
        _answer(
            {"verdict": "prefer", "strength": -3},
            criteria={
                "correct": {"r1": {"value": 3}, "r2": {"value": 1}},
                "tone": {"value": "second"},
                "mistake": {"r2": {"value": "“infinite”"}},
            },
            rationale="Response 1 names the reason.",
            reasons=["Wrong"],
            edit={"base": "r1", "text": "No number times 0 gives 1, so 0 has no inverse, and a / 0 has no value."},
        ),
        _answer(
            {"verdict": "prefer", "strength": 1},
            criteria={"correct": {"r1": {"value": 2}, "r2": {"missing": "cannot_assess"}}, "tone": {"value": "second"}},
        ),
        _answer({"verdict": "same"}, criteria={"correct": {"r1": {"value": 3}, "r2": {"value": 2}}}),
        _answer({"verdict": "both_bad"}, criteria={"correct": {"r1": {"value": 1}, "r2": {"value": 1}}}),
        _answer({"verdict": "cannot_assess"}),
    ],
)
EVERY_TURN = Example(
    settings=read_settings({"mode": "pairwise", "scale": "four_level", "turns": "every"}),
    criteria=[],
    content=_content("Is 91 prime?", _says("Yes.", "No: 7 × 13 = 91."), _says("No.", "Yes, it is composite.")),
    answers=[
        _answer(
            {"verdict": "prefer", "strength": 1},
            turns={"0": {"verdict": "prefer", "strength": 2}, "1": {"verdict": "both_bad"}},
        ),
        _answer(
            {"verdict": "prefer", "strength": -1},
            turns={"0": {"verdict": "prefer", "strength": 1}, "1": {"verdict": "prefer", "strength": -2}},
        ),
        _answer(
            {"verdict": "both_bad"},
            turns={"0": {"verdict": "cannot_assess"}, "1": {"verdict": "prefer", "strength": -1}},
        ),
    ],
)
RATING = Example(
    settings=read_settings({"mode": "rating", "scale": "one_to_five"}),
    criteria=[_SAFE, _EFFORT],
    content=_content(
        "How do I remove a wine stain?", _says("Salt, then cold water."), _says("Bleach, mixed with vinegar.")
    ),
    answers=[
        _answer(
            {"ratings": {"r1": 5, "r2": 1}},
            criteria={
                "safe": {"r1": {"value": True}, "r2": {"value": False}},
                "effort": {"r1": {"value": 5}, "r2": {"value": 95}},
            },
        ),
        _answer(
            {"ratings": {"r1": 4, "r2": "cannot_assess"}},
            criteria={
                "safe": {"r1": {"value": True}, "r2": {"missing": "not_applicable"}},
                "effort": {"r1": {"value": 20}},
            },
        ),
        _answer({"ratings": {"r1": 3, "r2": 2}}),
    ],
)
RANKING = Example(
    settings=read_settings({"mode": "ranking"}),
    criteria=[],
    content=_content(
        "Name a river in Africa.", _says("The Volta."), _says("The Congo, in Central Africa."), _says("The Danube.")
    ),
    answers=[
        _answer({"ranks": {"r1": 1, "r2": 1, "r3": 2}}),
        _answer({"ranks": {"r1": 2, "r2": 1, "r3": 3}}),
        _answer({"ranks": {"r1": 1, "r2": 2, "r3": 3}}),
        _answer({"verdict": "cannot_assess"}),
    ],
)
EXAMPLES = (PAIRWISE, EVERY_TURN, RATING, RANKING)
