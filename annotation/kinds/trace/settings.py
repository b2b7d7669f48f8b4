"""What a project of this kind can set: how steps are graded, and what else is asked about a trace."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from annotation.kinds import checks
from annotation.kinds.base import Json
from annotation.kinds.checks import Problems
from annotation.kinds.trace import options
from annotation.kinds.trace.step_scale import SCALES, THREE_POINTS, read_scale, read_wrong, wrong_by_default
from annotation.kinds.trace.taxonomies import TAXONOMIES
from annotation.kinds.trace.taxonomy import read_taxonomy
from config.errors import Invalid

FLAGS = ("outcome", "verifiable", "attribution", "counterfactuals", "rewrites")
KEYS = (
    "mode",
    "scale",
    "wrong",
    "inherited",
    "graded",
    "required",
    "tool_calls",
    "handoffs",
    "plan",
    "taxonomy",
    *FLAGS,
    "tolerance",
    "rationale",
)
GREATEST_TOLERANCE = 1_000


HELP = {
    "mode": "Whether people stop grading at the first error. It cannot change once there are answers.",
    "scale": "The labels of a step. They cannot change once there are answers.",
    "wrong": "The labels that mean an error.",
    "inherited": "After an error, people tell a step that is wrong in itself from one that only inherits the error.",
    "graded": "The kinds of nodes that are steps. It cannot change once there are answers.",
    "required": "Which steps must have a label before an answer can be submitted.",
    "tool_calls": "What is asked about each tool call.",
    "handoffs": "What is asked where one agent hands over to another.",
    "plan": "Whether the plan is graded on its own.",
    "taxonomy": "The kinds of errors that people mark. One that is in use can be renamed or archived, not removed.",
    "outcome": "People say whether the task was done.",
    "verifiable": "People say how the final answer can be verified.",
    "attribution": "After a failure, people say which agent is responsible, and at which step it was decided.",
    "counterfactuals": "People can say how the agents could have worked together better.",
    "rewrites": "People can suggest a better text, or a better call, for a step.",
    "tolerance": "First errors that are this many steps apart, or more, count as a full disagreement.",
    "rationale": "When people must explain their answer.",
}


def default_settings() -> Json:
    return {
        "mode": "first_error",
        "scale": THREE_POINTS,
        "wrong": [-1],
        "inherited": True,
        "graded": list(options.DEFAULT_GRADED),
        "required": "all",
        "tool_calls": {"verdict": True, "checks": list(options.TOOL_CHECKS)},
        "handoffs": list(options.HANDOFF_QUESTIONS),
        "plan": "off",
        "taxonomy": None,
        **dict.fromkeys(FLAGS, True),
        "tolerance": 3,
        "rationale": "never",
    }


def read_settings(raw: Any) -> Json:
    """Validated settings; what is not given takes its default."""
    problems = Problems()
    given = {**default_settings(), **checks.mapping(raw, "", problems, keys=KEYS)}
    scale = read_scale(given["scale"], problems)
    if not (isinstance(raw, Mapping) and "wrong" in raw):
        given["wrong"] = wrong_by_default(scale)
    settings = {
        "mode": _choice(given, "mode", options.MODES, problems),
        "scale": scale,
        "wrong": read_wrong(given["wrong"], scale, problems),
        "inherited": checks.flag(given["inherited"], "inherited", problems),
        "graded": _read_several(given["graded"], "graded", options.NODE_KINDS, problems, fewest=1),
        "required": _choice(given, "required", options.REQUIRED, problems),
        "tool_calls": _read_tool_calls(given["tool_calls"], problems),
        "handoffs": _read_several(given["handoffs"], "handoffs", options.HANDOFF_QUESTIONS, problems),
        "plan": _choice(given, "plan", options.PLAN, problems),
        "taxonomy": read_taxonomy(given["taxonomy"], "taxonomy", problems),
        **{key: checks.flag(given[key], key, problems) for key in FLAGS},
        "tolerance": checks.whole_number(given["tolerance"], "tolerance", problems, low=1, high=GREATEST_TOLERANCE),
        "rationale": _choice(given, "rationale", options.RATIONALE, problems),
    }
    problems.refuse("Some settings are not right.")
    return settings


def meaning(settings: Mapping[str, Any]) -> Json:
    """What labels mean: with another scale, or other nodes as steps, they would say something else."""
    return {key: settings[key] for key in ("mode", "scale", "wrong", "inherited", "graded")}


def check_change(old: Mapping[str, Any], new: Mapping[str, Any], used: Mapping[str, int]) -> None:
    """Raises ``Invalid`` naming the codes that answers use and the new settings no longer have."""
    kept = {code["key"] for code in codes(new)}
    lost = [code for code in codes(old) if used.get(code["key"]) and code["key"] not in kept]
    if lost:
        named = ", ".join(f"{code['title']} ({_counted(used[code['key']])})" for code in lost)
        problem = f"Answers use these codes: {named}. Archive them instead."
        raise Invalid(problem, code="codes_in_use", fields={"taxonomy": problem})
    _refuse_lost_severities(old, new, used)


def reads_alike(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether two answers are as far apart as before: what is asked, and how it is counted, tells by how much."""
    return _weighed(old) == _weighed(new)


def codes(settings: Mapping[str, Any]) -> list[Json]:
    """The codes of the project's taxonomy; none if it has none."""
    taxonomy = settings["taxonomy"]
    return taxonomy["codes"] if taxonomy else []


def severities(settings: Mapping[str, Any]) -> list[str]:
    """The keys of the taxonomy's severities, from worst to least."""
    taxonomy = settings["taxonomy"]
    return [severity["key"] for severity in taxonomy["severities"]] if taxonomy else []


def counting(settings: Mapping[str, Any], code: Mapping[str, Any]) -> str:
    """How often an error with this code is marked: at every occurrence, at the first or at the last."""
    return str(code["counting"] or settings["taxonomy"]["counting"])


def describe_settings() -> Json:
    """What a settings form and the labeling screen need."""
    return {
        "help": HELP,
        "modes": options.described(options.MODES),
        "node_kinds": options.described(options.NODE_KINDS),
        "required": options.described(options.REQUIRED),
        "tool_verdicts": options.described(options.TOOL_VERDICTS),
        "tool_checks": options.described(options.TOOL_CHECKS),
        "handoff_questions": options.described(options.HANDOFF_QUESTIONS),
        "plan": options.described(options.PLAN),
        "counting": options.described(options.COUNTING),
        "rationale": options.described(options.RATIONALE),
        "exits": options.described(options.EXITS),
        "outcomes": options.described(options.OUTCOMES),
        "verifiable": options.described(options.VERIFIABLE),
        "operations": options.described(options.OPERATIONS),
        "effects": options.described(options.EFFECTS),
        "applies_to": options.described(options.APPLIES_TO),
        "taxonomies": [{**taxonomy, "key": key, "help": _described(taxonomy)} for key, taxonomy in TAXONOMIES.items()],
        "scales": [
            {"key": key, "title": title, "help": text, "scale": scale, "wrong": wrong}
            for key, (title, text, scale, wrong) in SCALES.items()
        ],
        "limits": {"tolerance": [1, GREATEST_TOLERANCE]},
    }


def _weighed(settings: Mapping[str, Any]) -> Json:
    """All but the words that distances depend on, beside what cannot change."""
    parts = ("tool_calls", "handoffs", "outcome", "verifiable", "attribution", "tolerance")
    counted = {code["key"]: counting(settings, code) for code in codes(settings)}
    return {**{part: settings[part] for part in parts}, "codes": counted, "severities": severities(settings)}


def _described(taxonomy: Json) -> str:
    groups = dict.fromkeys(code["group"] for code in taxonomy["codes"])
    return f"{len(taxonomy['codes'])} codes: {', '.join(groups)}."


def _refuse_lost_severities(old: Mapping[str, Any], new: Mapping[str, Any], used: Mapping[str, int]) -> None:
    lost = [key for key in severities(old) if key not in severities(new)]
    if lost and any(used.get(code["key"]) for code in codes(old)):
        problem = f"Answers may use these severities: {', '.join(lost)}. Keep them; their titles can change."
        raise Invalid(problem, code="codes_in_use", fields={"taxonomy.severities": problem})


def _choice(given: Mapping[str, Any], key: str, known: options.Options, problems: Problems) -> str:
    return checks.choice(given[key], key, problems, options=known, default=next(iter(known)))


def _read_several(raw: Any, path: str, known: Collection[str], problems: Problems, *, fewest: int = 0) -> list[str]:
    """Some of the known options, in their order."""
    if not isinstance(raw, list) or len(raw) > len(known):
        problems.add(path, f"Give a list of some of {', '.join(known)}.")
        return []
    for index, value in enumerate(raw):
        checks.choice(value, f"{path}.{index}", problems, options=known, default="")
    if len(raw) < fewest:
        problems.add(path, "Choose at least one.")
    return [option for option in known if option in raw]


def _read_tool_calls(raw: Any, problems: Problems) -> Json:
    given = {"verdict": True, "checks": list(options.TOOL_CHECKS)}
    given |= checks.mapping(raw, "tool_calls", problems, keys=tuple(given))
    return {
        "verdict": checks.flag(given["verdict"], "tool_calls.verdict", problems),
        "checks": _read_several(given["checks"], "tool_calls.checks", options.TOOL_CHECKS, problems),
    }


def _counted(answers: int) -> str:
    return "1 answer" if answers == 1 else f"{answers:,} answers"
