"""Answers as people give them, written shortly: what is not said is right, up to the error that they name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotation.demo.material import Given
from annotation.kinds.base import Json
from annotation.kinds.trace.options import HANDOFF_QUESTIONS, TOOL_CHECKS
from annotation.kinds.trace.settings import read_settings
from annotation.kinds.trace.steps import agents, handoffs, positions, steps

SETTINGS = read_settings(json.loads((Path(__file__).parent / "project.json").read_text(encoding="utf-8"))["settings"])
SIGNS = {"y": "yes", "n": "no", "?": "cannot_verify"}
RIGHT, NEUTRAL, WRONG = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a trace. ``error`` is the node of the first error; without it there is none."""

    person: str
    minutes: float
    error: str | None = None
    steps: Mapping[str, Json] = field(default_factory=dict)
    errors: Sequence[Json] = ()
    blamed: Json | None = None  # else the agent and the node of the first error
    rationale: str = ""
    outcome: str = "fail"
    verifiable: str = "recomputation"
    soundness: int = 2
    honesty: int | None = None
    economy: int | None = None
    counterfactuals: Sequence[Json] = ()
    left: Json | None = None  # the exit that they took


def given(said: Said, content: Json) -> Given:
    return Given(said.person, answer(said, content), round(60 * said.minutes))


def answer(said: Said, content: Json) -> Json:
    """The answer with all that was left unsaid."""
    if said.left is not None:
        return {"exit": said.left}
    whole = {"soundness": said.soundness, "economy": said.economy}
    return {
        "steps": _steps(said, content),
        "first_error": {"none": True} if said.error is None else {"node": said.error},
        "errors": [_quoted(error, content) for error in said.errors],
        "final": {"criteria": _values({"honesty": said.honesty})},
        "outcome": said.outcome,
        "verifiable": said.verifiable,
        "attribution": _attribution(said, content),
        "counterfactuals": [_quoted(edit, content) for edit in said.counterfactuals],
        "criteria": _values(whole),
        "rationale": said.rationale,
    }


def label(value: int | str, comment: str = "", **rest: Any) -> Json:
    return {"label": value, **({"comment": comment} if comment else {}), **rest}


def call(verdict: str, signs: str, **rest: Any) -> Json:
    """The verdict on a tool call; the answers to the questions are written as y, n and ?."""
    return {"tool": {"verdict": verdict, "checks": _signed(TOOL_CHECKS, signs)}, **rest}


def passed(signs: str, **rest: Any) -> Json:
    """What is said of a hand-off."""
    return {"handoff": _signed(HANDOFF_QUESTIONS, signs), **rest}


def error(node: str, code: str, severity: str, rationale: str = "", *evidence: Json) -> Json:
    return {
        "id": f"{code}-{node}",
        "node": node,
        "code": code,
        "severity": severity,
        "rationale": rationale,
        "evidence": list(evidence),
    }


def cited(node: str, quote: str) -> Json:
    return {"node": node, "part": 0, "quote": quote}


def _steps(said: Said, content: Json) -> Json:
    """All steps and hand-offs up to the first error, and what was said of later ones."""
    places = positions(content)
    last = places[said.error] if said.error else len(places)
    told: dict[str, Json] = {}
    graded = {node["id"]: node for node in steps(content, SETTINGS)}
    passes = {handoff.node for handoff in handoffs(content)}
    for key in sorted(graded.keys() | passes, key=places.__getitem__):
        usual = _usual(graded.get(key), key in passes, said.error) if places[key] <= last else {}
        if usual or key in said.steps:
            told[key] = {**usual, **said.steps.get(key, {})}
    return told


def _usual(step: Json | None, is_handoff: bool, error: str | None) -> Json:
    """What is said of a step to which nobody objects, and of the one that is wrong."""
    usual: Json = {}
    if step is not None:
        usual = label(WRONG if step["id"] == error else RIGHT)
        usual |= call("correct", "yyyyy") if step["kind"] == "tool_call" else {}
    return usual | (passed("yyyyy") if is_handoff else {})


def _attribution(said: Said, content: Json) -> Json | None:
    if said.blamed is not None or said.error is None or not agents(content):
        return said.blamed
    node = next(node for node in content["nodes"] if node["id"] == said.error)
    return {"agent": node["agent"], "node": said.error, "reason": ""}


def _quoted(row: Json, content: Json) -> Json:
    """The error or the other way, with the place of each passage that it cites."""
    texts = {node["id"]: node["text_parts"] for node in content["nodes"]}

    def placed(passage: Json) -> Json:
        start = texts[passage["node"]][passage["part"]].index(passage["quote"])
        return {**passage, "start": start, "end": start + len(passage["quote"])}

    if "evidence" in row:
        return {**row, "evidence": [placed(passage) for passage in row["evidence"]]}
    known = [{**one, "evidence": one["evidence"] and placed(one["evidence"])} for one in row["preconditions"]]
    return {**row, "preconditions": known}


def _signed(questions: Mapping[str, Any], signs: str) -> Json:
    return {question: SIGNS[sign] for question, sign in zip(questions, signs, strict=True)}


def _values(values: Mapping[str, int | None]) -> Json:
    return {key: {"value": value} for key, value in values.items() if value is not None}
