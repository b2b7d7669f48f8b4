"""An annotator's answer: labels of steps, the first error, and what is said of the run as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Context, Json
from annotation.kinds.checks import Problems
from annotation.kinds.criteria import not_required
from annotation.kinds.trace.answering import whole
from annotation.kinds.trace.answering.asked import refuse_contradictions, what_is_asked
from annotation.kinds.trace.answering.counterfactuals import read_counterfactuals
from annotation.kinds.trace.answering.errors import read_errors, read_first_error
from annotation.kinds.trace.answering.judging import read_criteria
from annotation.kinds.trace.answering.reading import AnswerReader
from annotation.kinds.trace.answering.steps_said import read_steps

KEYS = (
    "exit",
    "steps",
    "first_error",
    "errors",
    "plan",
    "final",
    "outcome",
    "verifiable",
    "attribution",
    "counterfactuals",
    "criteria",
    "rationale",
)


def undemanding(context: Context) -> Context:
    """The context for answers from files and merges: nothing is required, and nothing in them need fit together."""
    return Context(settings={**context.settings, "undemanding": True}, criteria=not_required(context.criteria))


def read_answer(raw: Any, content: Json, context: Context) -> Json:
    """A validated answer in canonical form. Raises ``Invalid`` naming every field that is not right."""
    problems = Problems()
    given = checks.mapping(raw, "", problems, keys=KEYS)
    reader = AnswerReader(content, context, problems)
    left = whole.read_exit(given.get("exit"), reader)
    due = left is None and not reader.lenient
    first_error = read_first_error(given.get("first_error"), reader, required=due)
    asked = what_is_asked(first_error, not due, reader)
    answer = {
        "exit": left,
        "steps": read_steps(given.get("steps"), asked, reader),
        "first_error": first_error,
        "errors": read_errors(given.get("errors", []), reader),
        "plan": whole.read_plan(given.get("plan"), reader, required=due),
        "final": whole.read_final(given.get("final"), reader, required=due),
        "outcome": whole.read_outcome(given.get("outcome"), reader, required=due),
        "verifiable": whole.read_verifiable(given.get("verifiable"), reader, required=due),
        "attribution": whole.read_attribution(given.get("attribution"), reader),
        "counterfactuals": read_counterfactuals(given.get("counterfactuals", []), reader),
        "criteria": read_criteria(given.get("criteria"), "criteria", ("overall",), reader, required=due),
        "rationale": reader.text(given.get("rationale", ""), "rationale"),
    }
    if due:
        _refuse_unfit(answer, reader)
    problems.refuse("The answer is not complete, or something in it is not right.")
    return answer


def public_suggestion(answer: Mapping[str, Any]) -> Json:
    """What a model said of steps and errors. Its own words are left out: they may name the model."""
    spoken = ("comment", "rewrite")
    nodes = answer["steps"].items()
    steps = {key: {part: said for part, said in step.items() if part not in spoken} for key, step in nodes}
    attribution = answer["attribution"]
    return {
        **answer,
        "exit": answer["exit"] and {**answer["exit"], "note": ""},
        "steps": {key: step for key, step in steps.items() if len(step) > 1},
        "errors": [{**error, "rationale": ""} for error in answer["errors"]],
        "plan": None,
        "attribution": {**attribution, "reason": ""} if attribution and "reason" in attribution else attribution,
        "counterfactuals": [],
        "rationale": "",
    }


def _refuse_unfit(answer: Json, reader: AnswerReader) -> None:
    """What can only be told once the whole answer is read."""
    refuse_contradictions(answer, reader)
    if answer["attribution"] is None and whole.attribution_is_due(answer, reader):
        reader.problems.add("attribution", "Say who is responsible, or that nobody is.")
    if not answer["rationale"] and whole.rationale_is_due(answer, reader):
        reader.problems.add("rationale", "Explain your answer.")
