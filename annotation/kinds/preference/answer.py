"""An annotator's answer: the overall judgement, the criteria, why, and perhaps a better text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Context, Json
from annotation.kinds.checks import Problems
from annotation.kinds.criteria import read_judgement, said_on, still_stands
from annotation.kinds.preference import content as contents
from annotation.kinds.preference.overall import is_tie, is_unassessed, read_overall
from annotation.kinds.preference.settings import LONGEST_RATIONALE, preset_of

KEYS = ("overall", "turns", "criteria", "rationale", "reasons", "edit")
COMPARISON = "comparison"


def read_answer(raw: Any, content: Json, context: Context) -> Json:
    """A validated answer in canonical form. Raises ``Invalid`` naming every field that is not right."""
    problems = Problems()
    given = checks.mapping(raw, "", problems, keys=KEYS)
    misfit = contents.problem_with_fit(content, context.settings)
    if misfit:
        problems.add("overall", misfit)
        problems.refuse(misfit)
    ids = contents.response_ids(content)
    overall = read_overall(given.get("overall"), "overall", preset_of(context.settings), ids, problems)
    answer = {
        "overall": overall,
        **_read_turns(given.get("turns"), content, context, problems),
        "criteria": _read_criteria(given.get("criteria"), content, context, is_unassessed(overall), problems),
        "rationale": _read_rationale(given.get("rationale", ""), overall, context, problems),
        "reasons": _read_reasons(given.get("reasons", []), context, problems),
        "edit": _read_edit(given.get("edit"), content, context, problems),
    }
    problems.refuse("The answer is not complete, or something in it is not right.")
    return answer


def units_of(criterion: Mapping[str, Any], content: Mapping[str, Any]) -> list[str]:
    """What a criterion is judged on: each response, or the comparison of at least two."""
    ids = contents.response_ids(content)
    if criterion["applies_to"] == "response":
        return ids
    return [COMPARISON] if len(ids) > 1 else []


def judged_by_unit(criterion: Mapping[str, Any], answer: Mapping[str, Any], content: Mapping[str, Any]) -> Json:
    """What an answer says on a criterion, by unit: ``{"value": …}`` or ``{"missing": …}``.

    A value given under another version of the rubric that is not on this scale is left out.
    """
    judged = answer["criteria"].get(criterion["key"], {})
    by_unit = judged if criterion["applies_to"] == "response" else {COMPARISON: judged}
    found = {unit: by_unit[unit] for unit in units_of(criterion, content) if by_unit.get(unit)}
    return {unit: said for unit, said in found.items() if still_stands(said, criterion["scale"])}


def values_by_unit(criterion: Mapping[str, Any], answer: Mapping[str, Any], content: Mapping[str, Any]) -> Json:
    """The values an answer gives on a criterion; what is missing is left out."""
    judged = judged_by_unit(criterion, answer, content)
    return {unit: said["value"] for unit, said in judged.items() if "value" in said}


def rationale_is_due(overall: Mapping[str, Any], settings: Mapping[str, Any]) -> bool:
    """Whether the project asks for a rationale with this judgement."""
    rule = settings["rationale"]["rule"]
    if rule == "never" or is_unassessed(overall):
        return False
    if rule == "ties":
        return is_tie(overall)
    if rule == "above_strength":
        return abs(int(overall.get("strength", 0))) >= int(settings["rationale"]["strength"])
    return True


def _read_turns(raw: Any, content: Json, context: Context, problems: Problems) -> Json:
    if context.settings["turns"] == "last":
        if raw:
            problems.add("turns", "This project does not judge single turns.")
        return {}
    count = contents.turn_count(content)
    rows = checks.mapping(raw if raw is not None else {}, "turns", problems, keys=[str(turn) for turn in range(count)])
    # A single turn is what the overall judgement is about, so it need not be judged twice.
    asked = [str(turn) for turn in range(count) if count > 1 or str(turn) in rows]
    ids, preset = contents.response_ids(content), preset_of(context.settings)
    return {"turns": {turn: read_overall(rows.get(turn), f"turns.{turn}", preset, ids, problems) for turn in asked}}


def _read_criteria(raw: Any, content: Json, context: Context, excused: bool, problems: Problems) -> Json:
    """Who cannot assess the task at all is excused from its required criteria."""
    read: Json = {}
    for criterion, given in said_on(context.criteria, raw, problems):
        required = criterion["required"] and not excused
        judged = _read_judged(given, criterion, required, units_of(criterion, content), problems)
        if judged:
            read[criterion["key"]] = judged
    return read


def _read_judged(raw: Any, criterion: Mapping[str, Any], required: bool, units: list[str], problems: Problems) -> Json:
    path, scale = f"criteria.{criterion['key']}", criterion["scale"]
    if criterion["applies_to"] == COMPARISON:
        return read_judgement(raw, path, scale, problems, required=required) if units else {}
    rows = checks.mapping(raw, path, problems, keys=units)
    values = {
        unit: read_judgement(rows.get(unit) or {}, f"{path}.{unit}", scale, problems, required=required)
        for unit in units
    }
    return {unit: value for unit, value in values.items() if value}


def _read_rationale(raw: Any, overall: Json, context: Context, problems: Problems) -> str:
    due = rationale_is_due(overall, context.settings)
    shortest = max(1, context.settings["rationale"]["min_length"]) if due else 0
    rationale = checks.text(raw, "rationale", problems, longest=LONGEST_RATIONALE)
    if len(rationale) < shortest:
        enough = f" in at least {shortest} characters" if shortest > 1 else ""
        problems.add("rationale", f"Explain this choice{enough}.")
    return rationale


def _read_reasons(raw: Any, context: Context, problems: Problems) -> list[str]:
    known = context.settings["rationale"]["reasons"]
    if not isinstance(raw, list):
        problems.add("reasons", "This must be a list.")
        return []
    for index, reason in enumerate(raw):
        if reason not in known:
            problems.add(f"reasons.{index}", "The project offers no such reason.")
    return [reason for reason in known if reason in raw]


def _read_edit(raw: Any, content: Json, context: Context, problems: Problems) -> Json | None:
    if raw is None:
        return None
    if not context.settings["allow_edit"]:
        problems.add("edit", "This project does not ask for edited responses.")
        return None
    given = checks.mapping(raw, "edit", problems, keys={"base", "text"})
    responses = {response["id"]: response for response in content["responses"]}
    base = checks.choice(given.get("base"), "edit.base", problems, options=responses, default="r1")
    problem = checks.text_problem(given.get("text"), longest=contents.LONGEST_MESSAGE)
    if problem is None and given["text"].strip() in ("", contents.last_text(responses[base]).strip()):
        problem = "Write a text that differs from the response, or remove the edit."
    if problem is not None:
        problems.add("edit.text", problem)
    return {"base": base, "text": given.get("text")}
