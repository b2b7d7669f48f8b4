"""Random projects of traces, with answers of several people that need not fit together, as from files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from annotation.kinds.base import Context, Json
from annotation.kinds.checks import Problems
from annotation.kinds.trace.answering.reading import AnswerReader
from annotation.kinds.trace.answering.steps_said import targets_of
from annotation.kinds.trace.steps import step_ids
from tests.annotation.kinds.trace.judging import BINARY, CODES, FIVE, KIND, TAXONOMY, context, criterion, run, trace

Draw = Any
LABELS: Json = {
    "type": "categorical",
    "options": [{"value": value, "label": value} for value in ("good", "odd", "wrong")],
}
APPLIES_TO = ("step", "tool_call", "handoff", "plan", "final", "overall")
ANSWERS = st.sampled_from(["yes", "no", "cannot_verify"])
TEXTS = st.sampled_from(["", "because", "since"])


@dataclass(frozen=True)
class Judged:
    """A trace in a project, with what some people say of it."""

    content: Json
    context: Context
    answers: list[Json]


@st.composite
def judged(draw: Draw, *, most_answers: int = 4) -> Judged:
    content = draw(st.sampled_from([run(), trace(1), trace(5)]))
    where = draw(_contexts())
    count = draw(st.integers(1, most_answers))
    return Judged(content, where, [draw(_answer(content, where)) for _ in range(count)])


@st.composite
def _contexts(draw: Draw) -> Context:
    scale = draw(st.sampled_from([None, BINARY, FIVE, LABELS]))
    criteria = [
        criterion(
            f"about_{place}", draw(st.sampled_from([BINARY, FIVE, {"type": "text", "min_length": 0}])), place, weight
        )
        for place, weight in zip(APPLIES_TO, (0, 1, 2, 0.5, 3, 1), strict=True)
        if draw(st.booleans())
    ]
    counting = draw(st.sampled_from(["every", "first"]))
    return context(
        *criteria,
        **({} if scale is None else {"scale": scale}),
        mode=draw(st.sampled_from(["first_error", "rate_all"])),
        plan=draw(st.sampled_from(["off", "once", "before_and_after"])),
        taxonomy=draw(st.sampled_from([None, {**TAXONOMY, "counting": counting}])),
        tolerance=draw(st.sampled_from([1, 3])),
        outcome=draw(st.booleans()),
        attribution=draw(st.booleans()),
        counterfactuals=draw(st.booleans()),
    )


@st.composite
def _answer(draw: Draw, content: Json, where: Context) -> Json:
    steps = step_ids(content, where.settings)
    reader = AnswerReader(content, where, Problems())
    nodes = [node["id"] for node in content["nodes"]]
    taken = draw(
        st.sampled_from([None, None, None, {"reason": "bad_problem"}, {"reason": "gave_up", "note": "Tired."}])
    )
    place = draw(st.sampled_from([None, "none", *steps]))
    said: Json = {
        "exit": taken,
        "steps": {node["id"]: draw(_step(node, where, reader)) for node in content["nodes"] if draw(st.booleans())},
        "first_error": {"none": True} if place == "none" else place and {"node": place},
        "errors": draw(_errors(nodes)) if where.settings["taxonomy"] else [],
        "final": {"criteria": draw(_criteria(("final",), where))},
        "outcome": draw(st.sampled_from([None, "success", "partial", "fail", "cannot_verify"])),
        "verifiable": draw(st.sampled_from([None, "citation", "unit_test"])),
        "attribution": draw(_attribution(content)),
        "counterfactuals": draw(_counterfactuals(nodes)),
        "criteria": draw(_criteria(("overall",), where)),
        "rationale": draw(TEXTS),
    }
    if draw(st.booleans()):
        after = draw(st.none() | st.fixed_dictionaries({"criteria": _criteria(("plan",), where), "note": TEXTS}))
        said["plan"] = {"before": {"criteria": draw(_criteria(("plan",), where)), "note": draw(TEXTS)}, "after": after}
    return KIND.read_answer(said, content=content, context=KIND.undemanding(where))


@st.composite
def _step(draw: Draw, node: Json, where: Context, reader: AnswerReader) -> Json:
    settings, targets = where.settings, targets_of(node, reader)
    said: Json = {"comment": draw(TEXTS), "criteria": draw(_criteria(targets, where))}
    if "step" in targets:
        label = draw(st.none() | st.sampled_from(["cannot_verify", *_values(settings["scale"])]))
        said["label"] = label
        if settings["mode"] == "rate_all" and label in settings["wrong"]:
            said["inherited"] = draw(st.booleans())
    if "tool_call" in targets:
        verdict = draw(st.none() | st.sampled_from(["correct", "wrong_tool", "unnecessary", "cannot_verify"]))
        said["tool"] = {
            "verdict": verdict,
            "checks": draw(st.dictionaries(st.sampled_from(["needed", "right_tool"]), ANSWERS)),
        }
    if "handoff" in targets:
        said["handoff"] = draw(st.dictionaries(st.sampled_from(["clear", "on_goal"]), ANSWERS))
    if draw(st.booleans()):
        said["rewrite"] = {"text": draw(st.sampled_from(["Better.", "Best."]))}
    return said


def _values(scale: Json) -> list[Any]:
    if scale["type"] == "binary":
        return [True, False]
    return [each["value"] for each in scale["anchors" if scale["type"] == "ordinal" else "options"]]


@st.composite
def _criteria(draw: Draw, targets: Any, where: Context) -> Json:
    said: Json = {}
    for each in where.criteria:
        if each["applies_to"] in targets and draw(st.booleans()):
            values: dict[str, list[Any]] = {"binary": [True, False], "ordinal": [1, 3, 5], "text": ["a", "b"]}
            given = [{"value": value} for value in values[each["scale"]["type"]]]
            said[each["key"]] = draw(st.sampled_from([*given, {"missing": "cannot_assess"}]))
    return said


@st.composite
def _errors(draw: Draw, nodes: list[str]) -> list[Json]:
    marked = draw(st.lists(st.tuples(st.sampled_from(nodes[:3]), st.sampled_from(CODES)), max_size=3))
    severity = st.sampled_from(["", "high", "medium", "low"])
    return [
        {"id": f"m{number}", "node": node, "code": code, "severity": draw(severity), "rationale": draw(TEXTS)}
        for number, (node, code) in enumerate(marked)
    ]


@st.composite
def _attribution(draw: Draw, content: Json) -> Json | None:
    acting = [node for node in content["nodes"] if node["agent"]]
    choices: list[Json | None] = [None, {"nobody": True}]
    choices += [{"agent": node["agent"], "node": node["id"], "reason": draw(TEXTS)} for node in acting]
    return draw(st.sampled_from([*choices, {"agent": acting[0]["agent"]}]))  # type: ignore[no-any-return]


@st.composite
def _counterfactuals(draw: Draw, nodes: list[str]) -> list[Json]:
    operations = draw(st.lists(st.sampled_from(["insert", "stop_earlier"]), max_size=2))
    return [
        {"id": f"x{number}", "op": op, "from_node": draw(st.sampled_from(nodes)), "claim": draw(TEXTS)}
        for number, op in enumerate(operations)
    ]
