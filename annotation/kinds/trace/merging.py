"""The consensus that answers about a trace propose. Every rule here gives the same in any order of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Json
from annotation.kinds.criteria import merge_judgements
from annotation.kinds.trace import said
from annotation.kinds.trace.first_error import FirstError, centre, first_error
from annotation.kinds.trace.merging_errors import merge_errors
from annotation.kinds.trace.merging_steps import merge_steps
from annotation.kinds.trace.options import EXITS
from annotation.kinds.trace.said import Reading
from annotation.kinds.trace.steps import positions
from annotation.kinds.trace.voting import canonical, identical, most

COUNTERFACTUAL = ("op", "from_agent", "to_agent")  # what makes two counterfactuals the same


def merge(answers: Sequence[Json], content: Json, context: Context) -> Json:
    """One answer from at least one, part by part.

    What most said stands; a part on which people are evenly split is left out, because it is disputed. Errors and
    counterfactuals stand that at least half of the people give. Labels fit the first error: none before it is wrong
    unless it inherits, and its own is. Texts belong to persons and are left out unless all wrote the same; what an
    error or a counterfactual rests on is one person's. If more than half set the trace aside, so does the consensus;
    otherwise those who did have no say in the rest.
    """
    exits = [answer["exit"] for answer in answers if answer["exit"]]
    if len(exits) * 2 > len(answers):
        return {**_nothing_said(), "exit": _merge_exits(exits)}
    return _merge_judged([answer for answer in answers if not answer["exit"]], Reading(content, context))


def _merge_judged(answers: Sequence[Json], reading: Reading) -> Json:
    found, settings = merge_first_errors(answers, reading), reading.settings
    return {
        **_nothing_said(),
        "steps": merge_steps(answers, reading, found),
        "first_error": _named(found, reading),
        "errors": merge_errors(answers, reading),
        "plan": None if settings["plan"] == "off" else _merge_plans(answers, reading),
        "final": {"criteria": _merge_criteria(answers, reading, "final", said.FINAL)},
        "outcome": most(_whole(said.outcome(answer, reading) for answer in answers)),
        "verifiable": most(_whole(said.verifiable(answer, reading) for answer in answers)),
        "attribution": _merge_attributions(answers, reading),
        "counterfactuals": _merge_counterfactuals(answers) if settings["counterfactuals"] else [],
        "criteria": _merge_criteria(answers, reading, "overall", said.OVERALL),
        "rationale": identical([answer["rationale"] for answer in answers]) or "",
    }


def merge_first_errors(answers: Sequence[Json], reading: Reading) -> FirstError | None:
    """Whether there is an error, by majority; then the place nearest to all who found one (``centre``).

    None where nobody says anything, or as many find an error as find none.
    """
    stated = [found for found in (first_error(answer, reading) for answer in answers) if found is not None]
    exists = most(found.exists for found in stated)
    if not exists:
        return None if exists is None else FirstError(exists=False)
    places = [found.position for found in stated if found.position is not None]
    return FirstError(exists=True, position=centre(places, reading.tolerance)) if places else None


def _nothing_said() -> Json:
    return {
        "exit": None,
        "steps": {},
        "first_error": None,
        "errors": [],
        "plan": None,
        "final": {"criteria": {}},
        "outcome": None,
        "verifiable": None,
        "attribution": None,
        "counterfactuals": [],
        "criteria": {},
        "rationale": "",
    }


def _merge_exits(exits: Sequence[Json]) -> Json:
    """The commonest reason; of equals the first of the list. A note stands if all of that reason wrote the same."""
    reasons = [taken["reason"] for taken in exits]
    reason = min(reasons, key=lambda each: (-reasons.count(each), list(EXITS).index(each)))
    notes = [taken["note"] for taken in exits if taken["reason"] == reason]
    return {"reason": reason, "note": identical(notes) or ""}


def _named(found: FirstError | None, reading: Reading) -> Json | None:
    if found is None:
        return None
    if not found.exists or found.position is None:
        return {"none": True}
    node = list(reading.positions)[found.position - 1]
    return {"node": node, "sha256": reading.checksums[node]}


def _merge_plans(answers: Sequence[Json], reading: Reading) -> Json | None:
    plans = [answer["plan"] for answer in answers if answer["plan"]]
    if not plans:
        return None
    after = [plan["after"] for plan in plans if plan["after"]]
    merged: Json = {"before": _merge_plan(answers, [plan["before"] for plan in plans], reading, "before")}
    merged["after"] = _merge_plan(answers, after, reading, "after") if after and len(after) * 2 >= len(plans) else None
    return merged


def _merge_plan(answers: Sequence[Json], graded: Sequence[Json], reading: Reading, moment: str) -> Json:
    note = identical([each["note"] for each in graded]) or ""
    return {"criteria": _merge_criteria(answers, reading, "plan", said.PLAN + moment), "note": note}


def _merge_criteria(answers: Sequence[Json], reading: Reading, applies_to: str, unit: str) -> Json:
    merged = {}
    for criterion in reading.context.criteria:
        if criterion["applies_to"] == applies_to:
            judged = [said.judgements(criterion, answer, reading).get(unit, {}) for answer in answers]
            merged[criterion["key"]] = merge_judgements(judged, criterion["scale"])
    return {key: judgement for key, judgement in merged.items() if judgement}


def _whole(values: Any) -> list[str]:
    return [value for each in values for value in each.values()]


def _merge_attributions(answers: Sequence[Json], reading: Reading) -> Json | None:
    """The agent that most hold responsible, with the step that most of them name; of equals the earlier."""
    stated = [each for each in (said.attribution(answer, reading) for answer in answers) if each]
    agent = most(each.get("agent", "") for each in stated)
    if not agent:
        return None if agent is None else {"nobody": True}
    blaming = [each for each in stated if each.get("agent") == agent]
    nodes, places = [each["node"] for each in blaming if each["node"]], positions(reading.content)
    # A file may name an agent and no step.
    node = min(nodes, key=lambda key: (-nodes.count(key), places[key]), default="")
    reason = identical([each["reason"] for each in blaming]) or ""
    return {"agent": agent, "node": node, "sha256": reading.checksums.get(node, ""), "reason": reason}


def _merge_counterfactuals(answers: Sequence[Json]) -> list[Json]:
    """Those that at least half of the people give, in the words of the surest."""
    groups: dict[str, dict[int, list[Json]]] = {}
    for place, answer in enumerate(answers):
        for each in answer["counterfactuals"]:
            key = canonical([each[name] for name in COUNTERFACTUAL])
            groups.setdefault(key, {}).setdefault(place, []).append(each)
    kept = [_surest(group) for _, group in sorted(groups.items()) if len(group) * 2 >= len(answers)]
    return [{**each, "id": f"c{number}"} for number, each in enumerate(kept, start=1)]


def _surest(group: Mapping[int, Sequence[Json]]) -> Json:
    given = [{key: value for key, value in each.items() if key != "id"} for rows in group.values() for each in rows]
    return min(given, key=lambda each: (-(each["confidence"] or 0), -len(each["preconditions"]), canonical(each)))
