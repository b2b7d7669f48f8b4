"""What is measured: the values that reliability is computed from, and what two answers have in common.

Whether a trace goes wrong, where it first does, how each step is judged and which errors are marked are questions with
figures of their own; they are never blended into one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.kinds import scales
from annotation.kinds.base import Comparison, Context, Json, Measure, Rating
from annotation.kinds.trace import options, said
from annotation.kinds.trace.erring import codes, f1_parts, marks, severities
from annotation.kinds.trace.first_error import closeness, first_error
from annotation.kinds.trace.options import CANNOT_VERIFY
from annotation.kinds.trace.prefix import commonly_judged
from annotation.kinds.trace.said import WHOLE, Reading, Said

NO_YES = ("no", "yes")
NO_EXIT = "none"
LEFT_OUT = "“Cannot verify” is no value here: whoever says so is left out."
HELP = {
    "has_error": "Whether a trace has an error at all. Where one answer is rare, read AC1 beside alpha.",
    "exact": "Of pairs of people who both found an error, the share who name the same step as the first.",
    "near": "Of pairs of people who both found an error, the share whose first errors are at most one step apart.",
    "closeness": "How near the first errors of two people are, for the length of the trace: 1 minus the steps between "
    "them over all steps. Only pairs who both found an error count.",
    "inherited": "Of steps that people label wrong, whether they are wrong in themselves or inherit an earlier error.",
    "tool_verdict": f"Whether each tool call is right, and if not, why. {LEFT_OUT}",
    "errors_f1": "Of all errors that two people mark, the share that both mark, with the same code at the same step. "
    "Whoever names a first error but marks no code is left out.",
    "error_nodes_f1": "Of all steps at which two people mark errors, the share at which both do, whatever the codes.",
    "severity": "How severe an error is, among people who mark the same code at the same step.",
    "outcome": f"Whether the trace reaches its goal. {LEFT_OUT}",
    "exit": "Whether people set a trace aside, because the problem is bad, the reference wrong or they gave up. "
    "Whoever does so counts in no other figure.",
    "attribution_agent": "Of pairs of people who both say who is responsible, the share who name the same agent.",
    "attribution_step": "Of pairs of people who both name a responsible agent, the share who name the same step.",
}
STEP_HELP = {
    False: "The label of each step, up to the earliest first error that anyone found: the steps after it are missing, "
    f"never bad. {LEFT_OUT}",
    True: f"The label of each step. {LEFT_OUT}",
}


def measures(context: Context) -> list[Measure]:
    """The first error, the steps, tool calls, hand-offs, errors, the trace as a whole, and every criterion but texts.

    ``first_error`` is an alpha on places with the distances min(abs(i - j) / tolerance, 1) squared, over the traces in
    which two people or more found an error. Places are positions among the steps, from 1 on, of any length of trace.

    A trace that is set aside counts in ``exit`` alone.
    """
    settings = context.settings
    rows = [Measure("has_error", "Error: is there one?", "nominal", NO_YES, HELP["has_error"])]
    rows += _of_first_errors(settings)
    rows += _of_steps(settings)
    rows += _of_errors(settings)
    rows += _of_the_whole(settings)
    for criterion in _measured_criteria(context):
        scale_type = scales.scale_type(criterion["scale"])
        key, domain = f"criteria.{criterion['key']}", scale_type.domain(criterion["scale"])
        rows.append(Measure(key, criterion["title"], scale_type.level, domain))
    return rows


def joint_ratings(answers: Sequence[Json], content: Json, context: Context) -> list[list[Rating]]:
    """The ratings of each of a trace's answers.

    Units are ids of nodes, ``code@node`` for the severity of an error, ``plan:before``, ``plan:after``, ``final`` and
    ``overall`` for criteria, and ``trace`` for what is said of the whole.
    """
    reading = Reading(content, context)
    last = commonly_judged(answers, reading)
    return [list(_ratings(answer, reading, last)) for answer in answers]


def ratings(answer: Json, content: Json, context: Context) -> list[Rating]:
    """The ratings of one answer on its own: steps after its own first error do not count."""
    return joint_ratings([answer], content, context)[0]


def comparisons(one: Json, other: Json, content: Json, context: Context) -> list[Comparison]:
    """What two answers of a trace have in common: the place of the first error, errors, and who is responsible."""
    if one["exit"] or other["exit"]:
        return []
    reading = Reading(content, context)
    return [
        *_compared_first_errors(one, other, reading),
        *_compared_errors(one, other, reading),
        *_compared_attributions(one, other, reading),
    ]


def _of_first_errors(settings: Mapping[str, Any]) -> list[Measure]:
    tolerance = max(1, settings["tolerance"])
    steps = "one step" if tolerance == 1 else f"{tolerance} steps"
    help_ = (
        f"Where the first error is, among people who found one. Places {steps} or more apart are wholly different; "
        "nearer ones count by the square of the steps between them."
    )
    return [
        Measure("first_error_exact", "First error: same step", "share", help=HELP["exact"]),
        Measure("first_error_near", "First error: at most one step apart", "share", help=HELP["near"]),
        Measure("first_error_closeness", "First error: closeness", "share", help=HELP["closeness"]),
        Measure("first_error", "First error: place", "bounded", help=help_, bound=float(tolerance)),
    ]


def _of_steps(settings: Mapping[str, Any]) -> Iterator[Measure]:
    scale_type, rates_all = scales.scale_type(settings["scale"]), settings["mode"] == "rate_all"
    domain = scale_type.domain(settings["scale"])
    yield Measure("step", "Steps: label", scale_type.level, domain, STEP_HELP[rates_all])
    if rates_all and settings["inherited"]:
        yield Measure("step.inherited", "Steps: inherited error", "nominal", NO_YES, HELP["inherited"])
    if settings["tool_calls"]["verdict"]:
        yield Measure("tool_verdict", "Tool calls: verdict", "nominal", said.VERDICTS, HELP["tool_verdict"])
    for check in settings["tool_calls"]["checks"]:
        yield _question(f"tool_calls.{check}", "Tool calls", *options.TOOL_CHECKS[check])
    for question in settings["handoffs"]:
        yield _question(f"handoffs.{question}", "Hand-offs", *options.HANDOFF_QUESTIONS[question])


def _of_errors(settings: Mapping[str, Any]) -> Iterator[Measure]:
    if not codes(settings):
        return
    yield Measure("errors_f1", "Errors: same code at the same step (F1)", "share", help=HELP["errors_f1"])
    yield Measure("error_nodes_f1", "Errors: same steps (F1)", "share", help=HELP["error_nodes_f1"])
    known = tuple(severities(settings))
    if known:
        yield Measure("severity", "Errors: severity", "ordinal", known, HELP["severity"])


def _of_the_whole(settings: Mapping[str, Any]) -> Iterator[Measure]:
    if settings["outcome"]:
        yield Measure("outcome", "Outcome", "nominal", said.OUTCOMES, HELP["outcome"])
    if settings["verifiable"]:
        yield Measure("verifiable", "Verifiable how", "nominal", tuple(options.VERIFIABLE))
    if settings["attribution"]:
        yield Measure("attribution_agent", "Responsible agent", "share", help=HELP["attribution_agent"])
        yield Measure("attribution_step", "Decisive step", "share", help=HELP["attribution_step"])
    yield Measure("exit", "Set aside", "nominal", (NO_EXIT, *options.EXITS), HELP["exit"])


def _ratings(answer: Json, reading: Reading, last: int) -> Iterator[Rating]:
    yield Rating(WHOLE, "exit", answer["exit"]["reason"] if answer["exit"] else NO_EXIT)
    if answer["exit"]:
        return
    found = first_error(answer, reading)
    if found is not None:
        yield Rating(WHOLE, "has_error", "yes" if found.exists else "no")
        if found.position is not None:
            yield Rating(WHOLE, "first_error", found.position)
    for node, label in said.labels(answer, reading).items():
        if label != CANNOT_VERIFY and reading.positions[node] <= last:
            yield Rating(node, "step", scales.scale_type(reading.scale).measured(label))
    for (node, code), severity in (marks(answer, reading) or {}).items():
        if severity is not None:
            yield Rating(f"{code}@{node}", "severity", severity)
    for measure, values in judged(answer, reading).items():
        yield from (Rating(unit, measure, value) for unit, value in values.items() if value != CANNOT_VERIFY)


def judged(answer: Json, reading: Reading) -> dict[str, Said]:
    """What an answer says by measure and unit, beside first errors, labels and errors; "cannot verify" included."""
    rows = {"step.inherited": said.inherited(answer, reading), "tool_verdict": said.tool_verdicts(answer, reading)}
    rows |= {f"tool_calls.{check}": values for check, values in said.tool_checks(answer, reading).items()}
    rows |= {f"handoffs.{question}": values for question, values in said.handoff_answers(answer, reading).items()}
    rows |= {"outcome": said.outcome(answer, reading), "verifiable": said.verifiable(answer, reading)}
    return rows | {f"criteria.{each['key']}": said.measured(each, answer, reading) for each in reading.criteria}


def _compared_first_errors(one: Json, other: Json, reading: Reading) -> Iterator[Comparison]:
    left, right = first_error(one, reading), first_error(other, reading)
    if left is None or right is None or left.position is None or right.position is None:
        return
    steps_between = abs(left.position - right.position)
    yield Comparison("first_error_exact", float(steps_between == 0), 1.0)
    yield Comparison("first_error_near", float(steps_between <= 1), 1.0)
    near = closeness(left.position, right.position, len(reading.positions))
    yield Comparison("first_error_closeness", near, 1.0)


def _compared_errors(one: Json, other: Json, reading: Reading) -> Iterator[Comparison]:
    left, right = marks(one, reading), marks(other, reading)
    if left is None or right is None:
        return
    nodes = [{node for node, _ in found} for found in (left, right)]
    for measure, (part, whole) in (
        ("errors_f1", f1_parts(left.keys(), right.keys())),
        ("error_nodes_f1", f1_parts(*nodes)),
    ):
        if whole:
            yield Comparison(measure, float(part), float(whole))


def _compared_attributions(one: Json, other: Json, reading: Reading) -> Iterator[Comparison]:
    left, right = said.attribution(one, reading), said.attribution(other, reading)
    if left is None or right is None:
        return
    yield Comparison("attribution_agent", float(left.get("agent") == right.get("agent")), 1.0)
    if left.get("node") and right.get("node"):
        yield Comparison("attribution_step", float(left["node"] == right["node"]), 1.0)


def _measured_criteria(context: Context) -> list[Mapping[str, Any]]:
    return [criterion for criterion in context.criteria if criterion["scale"]["type"] != "text"]


def _question(key: str, part: str, title: str, text: str) -> Measure:
    return Measure(key, f"{part}: {title[0].lower()}{title[1:]}", "nominal", NO_YES, f"{text} {LEFT_OUT}")
