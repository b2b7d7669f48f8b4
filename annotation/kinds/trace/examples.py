"""Traces with answers that are right; the law tests run over them and the help pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotation.kinds.base import Context, Example, Json
from annotation.kinds.trace.answer import read_answer
from annotation.kinds.trace.example_traces import sum_of_primes, ticket, trip
from annotation.kinds.trace.settings import read_settings
from annotation.kinds.trace.step_scale import GOOD_REDUNDANT_WRONG

NO_ERROR: Json = {"first_error": {"none": True}}
LEFT: Json = {"first_error": None}
NOTHING_ELSE: Json = {
    "tool_calls": {"verdict": False, "checks": []},
    "handoffs": [],
    **dict.fromkeys(("outcome", "verifiable", "attribution", "counterfactuals", "rewrites"), False),
}


def _criterion(key: str, title: str, scale: Json, applies_to: str, **rest: Any) -> Json:
    facts = {"key": key, "title": title, "guidance": "", "scale": scale, "applies_to": applies_to}
    return {**facts, "required": False, "weight": 1, **rest}


def _example(settings: Json, criteria: Sequence[Json], content: Json, *answers: Json) -> Example:
    """Answers are written shortly; reading them fills in what is always the same, such as checksums."""
    context = Context(settings=read_settings(settings), criteria=criteria)
    read = [read_answer({**NO_ERROR, **answer}, content, context) for answer in answers]
    return Example(settings=dict(context.settings), criteria=list(criteria), content=content, answers=read)


def _steps(**labels: Any) -> Json:
    return {node: said if isinstance(said, Mapping) else {"label": said} for node, said in labels.items()}


def _values(**values: Any) -> Json:
    return {"criteria": {key: {"value": value} for key, value in values.items()}}


_YES_NO: Json = {"type": "binary"}
_WORDS: Json = {"type": "text", "min_length": 0}
_HOURS: Json = {"type": "interval", "min": 0, "max": 8, "step": 0.5}
_THREE: Json = {
    "type": "ordinal",
    "anchors": [
        {"value": 1, "label": "Poor", "description": "Would not lead to the goal."},
        {"value": 2, "label": "Fair", "description": "Leads there with detours."},
        {"value": 3, "label": "Good", "description": ""},
    ],
}

FIRST_ERROR = _example(
    {**NOTHING_ELSE, "outcome": True, "verifiable": True, "rewrites": True},
    [
        _criterion("sound", "Does the step follow from what was shown?", _YES_NO, "step"),
        _criterion("clear", "How clear is the answer?", _THREE, "final", required=True),
        _criterion("note", "Anything else?", _WORDS, "overall", weight=0),
    ],
    sum_of_primes(),
    {
        "steps": _steps(
            n1=1,
            n2={"label": 1, **_values(sound=True)},
            n3=1,
            n4={
                "label": -1,
                **_values(sound=False),
                "rewrite": {"text": "11 + 13 = 24, and 17 + 19 = 36."},
                "comment": "17 + 19 is 36.",
            },
        ),
        "first_error": {"node": "n4"},
        "final": _values(clear=3),
        "outcome": "fail",
        "verifiable": "exact_match",
        **_values(note="Only the addition is wrong."),
    },
    {
        "steps": _steps(n1=0, n2=1, n3=1, n4="cannot_verify", n5=-1),
        "first_error": {"node": "n5"},
        "final": _values(clear=2),
        "outcome": "fail",
        "verifiable": "recomputation",
    },
    {
        "steps": _steps(n1=1, n2=0, n3=1, n4=1, n5=1, n6=0),
        "final": {"criteria": {"clear": {"missing": "cannot_assess"}}},
        "outcome": "cannot_verify",
        "verifiable": "not_verifiable",
    },
    {**LEFT, "exit": {"reason": "bad_problem", "note": "Does “between” take in 10 and 20?"}},
    {**LEFT, "exit": {"reason": "gave_up", "note": "I have not done sums for years."}},
)

_ASKED_OF_CALLS = ("right_tool", "right_arguments", "right_order", "needed", "result_read")
_ASKED_OF_HANDOFFS = ("right_next", "information_kept", "constraints_kept", "clear", "on_goal")


def _call(verdict: str, answers: str) -> Json:
    """The verdict on a call; the checks are written as y, n and ?."""
    return {"tool": {"verdict": verdict, "checks": _answered(_ASKED_OF_CALLS, answers)}}


def _handoff(answers: str) -> Json:
    return {"handoff": _answered(_ASKED_OF_HANDOFFS, answers)}


def _answered(questions: Sequence[str], answers: str) -> Json:
    words = {"y": "yes", "n": "no", "?": "cannot_verify"}
    return {question: words[sign] for question, sign in zip(questions, answers, strict=True)}


def _error(key: str, node: str, code: str, severity: str, **rest: Any) -> Json:
    return {"id": key, "node": node, "code": code, "severity": severity, **rest}


def _plan(before: int, after: int, note: str = "") -> Json:
    return {"before": {**_values(planned=before), "note": note}, "after": {**_values(planned=after), "note": ""}}


_BYPASS: Json = {
    "id": "b1",
    "op": "bypass",
    "from_agent": "planner",
    "to_agent": "booker",
    "skipped_agents": ["router"],
    "from_node": "n3",
    "to_node": "n5",
    "claim": "The planner knew the day and could have told the booker itself.",
    "preconditions": [
        {
            "text": "The day is in the task.",
            "evidence": {"node": "n1", "part": 0, "start": 49, "end": 54, "quote": "4 May"},
        }
    ],
    "effect": "better_answer",
    "severity": "major",
    "confidence": 4,
}
_DAY: Json = {"node": "n4", "part": 0, "start": 27, "end": 32, "quote": "5 May"}

RATE_ALL = _example(
    {"mode": "rate_all", "plan": "before_and_after", "taxonomy": {"preset": "trail"}, "rationale": "on_error"},
    [
        _criterion("planned", "Is the plan fit for the task?", _THREE, "plan", required=True, weight=2),
        _criterion("economical", "Is the call worth what it costs?", _YES_NO, "tool_call"),
        _criterion("polite", "Is the hand-off put well?", _THREE, "handoff"),
        _criterion("repair", "Effort to repair, in hours", _HOURS, "overall", weight=0.5),
    ],
    trip(),
    {
        "steps": _steps(
            n2=1,
            n3={"label": 1, **_handoff("ynnyy"), **_values(polite=3)},
            n4={"label": -1, **_handoff("yynyn"), "comment": "The day was 4 May."},
            n5={"label": -1, "inherited": True, **_call("wrong_arguments", "ynyy?"), **_values(economical=True)},
            n7={
                "label": -1,
                **_call("unnecessary", "ynnny"),
                **_values(economical=False),
                "rewrite": {"name": "find_trains", "arguments": {"day": "4 May"}},
            },
            n9={"label": -1, **_handoff("yyyyy")},
            n10={"label": 1, **_call("correct", "yyyyy")},
            n12={"label": -1, "inherited": True},
        ),
        "first_error": {"node": "n4"},
        "errors": [
            _error("e1", "n4", "context_handling_failures", "high", rationale="5 May", evidence=[_DAY]),
            _error("e2", "n7", "resource_abuse", "low"),
        ],
        "plan": _plan(3, 2, "Says what to do, not when."),
        "outcome": "fail",
        "verifiable": "citation",
        "attribution": {"agent": "router", "node": "n4", "reason": "It made the day up."},
        "counterfactuals": [_BYPASS],
        **_values(repair=1.5),
        "rationale": "The train is on another day and not the cheapest.",
    },
    {
        "steps": _steps(
            n2=1,
            n3={"label": 0, **_handoff("?nnyy"), **_values(polite=2)},
            n4={"label": -1, **_handoff("ynnyy")},
            n5={"label": 0, **_call("correct", "yyyyn"), **_values(economical=True)},
            n7={"label": -1, "inherited": True, **_call("wrong_arguments", "yn?yy"), **_values(economical=True)},
            n9=-1,
            n10={"label": 0, **_call("correct", "yyyyy")},
            n12="cannot_verify",
        ),
        "first_error": {"node": "n4"},
        "errors": [
            _error("f1", "n4", "context_handling_failures", "medium"),
            _error("f2", "n9", "instruction_non_compliance", "high"),
        ],
        "plan": _plan(2, 2),
        "outcome": "partial",
        "verifiable": "human_authority",
        "attribution": {"agent": "booker", "node": "n9"},
        **_values(repair=0.5),
        "rationale": "The dearer train was booked.",
    },
    {
        "steps": _steps(n2=1, n3=-1, n4=0, n5=1, n7=0, n9=1, n10=1, n12=1),
        "first_error": {"node": "n3"},
        "errors": [_error("g1", "n3", "task_orchestration", "low")],
        "plan": _plan(1, 1),
        "outcome": "success",
        "verifiable": "citation",
        "attribution": {"nobody": True},
        "rationale": "Nobody could have known.",
    },
    {**LEFT, "exit": {"reason": "wrong_reference", "note": ""}},
)

_OWN_CODES: list[Json] = [
    {"title": "Asks again", "help": "Asks for what it was told."},
    {"title": "Broken call", "counting": "first"},
    {"title": "Unfounded claim"},
    {"title": "Rude", "archived": True},
]
KINDS_OF_STEPS = _example(
    {
        **NOTHING_ELSE,
        "mode": "rate_all",
        "scale": GOOD_REDUNDANT_WRONG,
        "wrong": ["unclear", "wrong"],
        "inherited": False,
        "graded": ["message", "tool_call", "final"],
        "required": "nothing",
        "plan": "once",
        "taxonomy": {"title": "Tickets", "codes": _OWN_CODES},
        "tolerance": 1,
    },
    [],
    ticket(),
    {
        "steps": _steps(n3="redundant", n5="wrong", n7="wrong"),
        "first_error": {"node": "n5"},
        "errors": [_error("a", "n3", "asks_again", ""), _error("b", "n5", "broken_call", "")],
        "plan": {"before": {"criteria": {}, "note": "There is none."}, "after": None},
    },
    {
        "steps": _steps(n3="wrong", n7="good"),
        "first_error": {"node": "n3"},
        "errors": [_error("c", "n3", "asks_again", ""), _error("d", "n7", "unfounded_claim", "")],
    },
    {"steps": _steps(n3="good")},
    {**LEFT, "exit": {"reason": "gave_up", "note": "Is 4417 locked?"}},
)

RIGHT_OR_NOT = _example(
    {**NOTHING_ELSE, "scale": {"type": "binary"}, "required": "first_error"},
    [],
    sum_of_primes(),
    {"steps": _steps(n4=False), "first_error": {"node": "n4"}},
    {"steps": _steps(n1=True, n2=True, n5=False), "first_error": {"node": "n5"}},
    {},
)
EXAMPLES = (FIRST_ERROR, RATE_ALL, KINDS_OF_STEPS, RIGHT_OR_NOT)
