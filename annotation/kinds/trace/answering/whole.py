"""What is said of the run as a whole: an exit, the plan, the final answer, the outcome and who is responsible."""

from __future__ import annotations

from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.trace.answering.judging import read_criteria
from annotation.kinds.trace.answering.reading import AnswerReader
from annotation.kinds.trace.options import EXITS, OUTCOMES, VERIFIABLE
from annotation.kinds.trace.step_scale import is_wrong

ATTRIBUTION_KEYS = ("nobody", "agent", "node", "sha256", "reason")
FAILED = ("fail", "partial")


def read_exit(raw: Any, reader: AnswerReader) -> Json | None:
    """Why the trace was not graded, or None if it was."""
    if raw is None:
        return None
    given = checks.mapping(raw, "exit", reader.problems, keys=("reason", "note"))
    reason = reader.choice(given.get("reason"), "exit.reason", EXITS)
    note = reader.text(given.get("note", ""), "exit.note")
    if reason == "gave_up" and not note and not reader.lenient:
        reader.problems.add("exit.note", "Say why you gave up.")
    return {"reason": reason, "note": note}


def read_plan(raw: Any, reader: AnswerReader, *, required: bool) -> Json | None:
    """How good the plan is, before the run was revealed and after it."""
    mode = reader.settings["plan"]
    if mode == "off" and not reader.lenient:
        if raw is not None:
            reader.problems.add("plan", "This project does not grade the plan.")
        return None
    given = checks.mapping(raw if raw is not None else {}, "plan", reader.problems, keys=("before", "after"))
    twice = mode == "before_and_after"
    if given.get("after") is not None and not twice and not reader.lenient:
        reader.problems.add("plan.after", "This project grades the plan once.")
    before = _read_grade(given.get("before"), "plan.before", reader, required=required)
    after = _read_grade(given.get("after"), "plan.after", reader, required=required and twice)
    return None if raw is None else {"before": before, "after": None if given.get("after") is None else after}


def _read_grade(raw: Any, path: str, reader: AnswerReader, *, required: bool) -> Json:
    given = checks.mapping(raw if raw is not None else {}, path, reader.problems, keys=("criteria", "note"))
    return {
        "criteria": read_criteria(given.get("criteria"), f"{path}.criteria", ("plan",), reader, required=required),
        "note": reader.text(given.get("note", ""), f"{path}.note"),
    }


def read_final(raw: Any, reader: AnswerReader, *, required: bool) -> Json:
    given = checks.mapping(raw if raw is not None else {}, "final", reader.problems, keys=("criteria",))
    return {"criteria": read_criteria(given.get("criteria"), "final.criteria", ("final",), reader, required=required)}


def read_outcome(raw: Any, reader: AnswerReader, *, required: bool) -> str | None:
    if raw is None:
        if required and reader.settings["outcome"]:
            reader.problems.add("outcome", "Say whether the task was done.")
        return None
    reader.refuse_if_off(raw, "outcome", "outcome", "This project does not ask for the outcome.")
    return reader.choice(raw, "outcome", OUTCOMES)


def read_verifiable(raw: Any, reader: AnswerReader, *, required: bool) -> str | None:
    if raw is None:
        if required and reader.settings["verifiable"]:
            reader.problems.add("verifiable", "Say how the final answer can be verified.")
        return None
    reader.refuse_if_off(raw, "verifiable", "verifiable", "This project does not ask how answers can be verified.")
    return reader.choice(raw, "verifiable", VERIFIABLE)


def read_attribution(raw: Any, reader: AnswerReader) -> Json | None:
    """``{"nobody": True}``, or the agent that is responsible and the node at which it was decided.

    A file may name the one without the other: the agent is then that of the node, and the node stays open.
    """
    if raw is None or reader.refuse_if_off(
        raw, "attribution", "attribution", "This project does not ask who is responsible."
    ):
        return None
    given = checks.mapping(raw, "attribution", reader.problems, keys=ATTRIBUTION_KEYS)
    if "nobody" in given:
        if given["nobody"] is not True or len(given) > 1:
            reader.problems.add("attribution", "Say that nobody is responsible, or give an agent, not both.")
        return {"nobody": True}
    reference: Json = {"node": "", "sha256": ""}
    if given.get("node") or not reader.lenient:
        node, reference = reader.reference(given, "attribution")
        given = {**given, "agent": given.get("agent") or (node["agent"] if node else "")}
    return {
        "agent": _read_agent(given.get("agent"), "attribution.agent", reader),
        **reference,
        "reason": reader.text(given.get("reason", ""), "attribution.reason"),
    }


def _read_agent(raw: Any, path: str, reader: AnswerReader) -> str:
    if not isinstance(raw, str) or raw not in reader.agents:
        reader.problems.add(path, "This trace has no such agent.")
        return ""
    return raw


def attribution_is_due(answer: Json, reader: AnswerReader) -> bool:
    """Somebody can be responsible where something went wrong and the trace tells who acted."""
    went_wrong = bool((answer["first_error"] or {}).get("node")) or answer["outcome"] in FAILED
    return bool(reader.settings["attribution"] and reader.agents) and went_wrong


def rationale_is_due(answer: Json, reader: AnswerReader) -> bool:
    rule = reader.settings["rationale"]
    if rule != "on_error":
        return bool(rule == "always")
    has_wrong_step = any(is_wrong(step.get("label"), reader.settings) for step in answer["steps"].values())
    return bool((answer["first_error"] or {}).get("node") or answer["errors"] or has_wrong_step)
