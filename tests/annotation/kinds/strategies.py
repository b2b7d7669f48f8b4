"""Random preference tasks: settings, rubrics, contents and answers that fit each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from annotation.kinds import get_kind
from annotation.kinds.base import Context, Json
from annotation.kinds.preference.answer import units_of
from annotation.kinds.preference.content import turn_count
from annotation.kinds.preference.presets import PRESETS, Preset

Draw = Any
KIND = get_kind("preference")
words = st.text("abc ÅŁ√\n\"'{}", min_size=1, max_size=12)

SCALES: tuple[Json, ...] = (
    {"type": "binary"},
    {"type": "ordinal", "anchors": [{"value": v, "label": f"level {v}", "description": ""} for v in (0, 1, 2, 5)]},
    {"type": "ordinal", "anchors": [{"value": v, "label": f"side {v}", "description": ""} for v in (-2, -1, 1, 2)]},
    {"type": "categorical", "options": [{"value": v, "label": v, "description": ""} for v in ("x", "y", "z")]},
    {"type": "interval", "min": -1, "max": 2, "step": 0.5},
    {"type": "interval", "min": 0, "max": 10},
    {"type": "text", "min_length": 0},
)


@dataclass(frozen=True)
class Asked:
    """A content in a project, with answers of some people."""

    content: Json
    context: Context
    answers: list[Json]


@st.composite
def asked(draw: Draw, *, most_answers: int = 5) -> Asked:
    preset = draw(st.sampled_from(sorted(PRESETS.values(), key=lambda preset: preset.id)))
    raw = {"mode": preset.mode, "scale": preset.id, "turns": draw(st.sampled_from(["last", "every"]))}
    raw["rationale"] = {"reasons": ["Wrong", "Dull"]}
    context = Context(settings=KIND.read_settings({**raw, "allow_edit": True}), criteria=draw(_criteria()))
    content = KIND.read_content(draw(_content(preset.mode)))
    answers = draw(st.lists(_answer(preset, content, context), min_size=1, max_size=most_answers))
    return Asked(content, context, answers)


@st.composite
def _criteria(draw: Draw) -> list[Json]:
    scales = draw(st.lists(st.sampled_from(SCALES), max_size=4))
    return [
        {
            "key": f"c{index}",
            "title": f"Criterion {index}",
            "guidance": "",
            "scale": scale,
            "applies_to": draw(st.sampled_from(["response", "comparison"])),
            "required": draw(st.booleans()),
            "weight": draw(st.sampled_from([0, 0.5, 1, 3])),
        }
        for index, scale in enumerate(scales)
    ]


@st.composite
def _content(draw: Draw, mode: str) -> Json:
    fewest, most = {"pairwise": (2, 2), "rating": (1, 4), "ranking": (2, 5)}[mode]
    responses = []
    for number in range(draw(st.integers(fewest, most))):
        turns = [{"role": "assistant", "content": draw(words)} for _ in range(draw(st.integers(1, 3)))]
        responses.append({"messages": turns, "model": f"maker/secret-{number}"})
    return {"messages": [{"role": "user", "content": draw(words)}], "responses": responses}


def _overall(preset: Preset, ids: list[str]) -> st.SearchStrategy[Json]:
    unassessed = st.just({"verdict": "cannot_assess"})
    if preset.mode == "rating":
        rating = st.sampled_from([*preset.values, "cannot_assess"])
        return st.fixed_dictionaries({"ratings": st.fixed_dictionaries(dict.fromkeys(ids, rating))})
    if preset.mode == "ranking":
        return unassessed | st.lists(st.integers(1, len(ids)), min_size=len(ids), max_size=len(ids)).map(
            lambda places: {
                "ranks": {unit: sorted(set(places)).index(p) + 1 for unit, p in zip(ids, places, strict=True)}
            }
        )
    prefers = st.sampled_from([value for value in preset.values if value])
    strengths = prefers.map(lambda strength: {"verdict": "prefer", "strength": strength})
    verdicts = ["both_bad", "cannot_assess", *(["same"] if preset.tie else [])]
    return strengths | st.sampled_from([{"verdict": verdict} for verdict in verdicts])


def _value(scale: Json, required: bool) -> st.SearchStrategy[Json]:
    values: dict[str, st.SearchStrategy[Any]] = {
        "binary": st.booleans(),
        "ordinal": st.sampled_from([anchor["value"] for anchor in scale.get("anchors", [{"value": 0}])]),
        "categorical": st.sampled_from([option["value"] for option in scale.get("options", [{"value": ""}])]),
        "interval": st.integers(0, 2) if "step" in scale else st.floats(0, 10).map(lambda number: round(number, 3)),
        "text": st.sampled_from(["wrong", "Response 1 lies"]),
    }
    given_values = values[scale["type"]].map(lambda value: {"value": value})
    missing = st.sampled_from([{"missing": "cannot_assess"}, {"missing": "not_applicable"}])
    return given_values | missing if required else given_values | missing | st.just({})


@st.composite
def _answer(draw: Draw, preset: Preset, content: Json, context: Context) -> Json:
    ids = [response["id"] for response in content["responses"]]
    answer: Json = {"overall": draw(_overall(preset, ids)), "criteria": {}}
    if context.settings["turns"] == "every":
        answer["turns"] = {str(turn): draw(_overall(preset, ids)) for turn in range(turn_count(content))}
    for criterion in context.criteria:
        value = _value(criterion["scale"], criterion["required"])
        units = units_of(criterion, content)
        judged = {unit: draw(value) for unit in units}
        if units:
            answer["criteria"][criterion["key"]] = (
                judged if criterion["applies_to"] == "response" else judged["comparison"]
            )
    answer["rationale"] = draw(st.sampled_from(["", "Response 2 is better."]))
    answer["reasons"] = draw(st.sampled_from([[], ["Wrong"], ["Dull", "Wrong"]]))
    answer["edit"] = draw(st.none() | st.just({"base": ids[0], "text": "an edited text"}))
    return KIND.read_answer(answer, content=content, context=context)
