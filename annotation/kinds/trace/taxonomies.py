"""Published lists of what goes wrong in reasoning and in agents, as presets. The help texts are our own.

MAST: Cemri et al. 2025, "Why do multi-agent LLM systems fail?". TRAIL: Deshpande et al. 2025, "Trace reasoning and
agentic issue localization". PRM800K: Lightman et al. 2023, "Let's verify step by step".
"""

from __future__ import annotations

from annotation.kinds.base import Json

EVERY, FIRST, LAST = "every", "first", "last"


def _code(key: str, title: str, group: str, text: str, counting: str = "") -> Json:
    return {"key": key, "title": title, "group": group, "help": text, "counting": counting, "archived": False}


def _severities(*titles: str) -> list[Json]:
    return [{"key": title.lower(), "title": title} for title in titles]


def _taxonomy(preset: str, title: str, counting: str, severities: list[Json], codes: list[Json]) -> Json:
    return {"preset": preset, "title": title, "counting": counting, "severities": severities, "codes": codes}


_SPECIFICATION, _BETWEEN, _VERIFICATION = "Specification", "Between agents", "Verification"
MAST = _taxonomy(
    "mast",
    "MAST: how systems of several agents fail",
    EVERY,
    [],
    [
        _code(
            "mast_1_1",
            "1.1 Disobeys task specification",
            _SPECIFICATION,
            "What the task asks for, or forbids, is not respected, so that the result is not what was wanted.",
        ),
        _code(
            "mast_1_2",
            "1.2 Disobeys role specification",
            _SPECIFICATION,
            "An agent leaves its role, for example it decides what another agent was there to decide.",
        ),
        _code(
            "mast_1_3",
            "1.3 Step repetition",
            _SPECIFICATION,
            "Something that was done already is done again without need.",
        ),
        _code(
            "mast_1_4",
            "1.4 Loss of conversation history",
            _SPECIFICATION,
            "What happened lately is forgotten, and the work falls back to an earlier state.",
        ),
        _code(
            "mast_1_5",
            "1.5 Unaware of termination conditions",
            _SPECIFICATION,
            "The agents do not notice that they could or should stop, and go on.",
        ),
        _code(
            "mast_2_1",
            "2.1 Conversation reset",
            _BETWEEN,
            "A conversation starts over without reason; what it had reached is lost.",
        ),
        _code(
            "mast_2_2",
            "2.2 Fails to ask for clarification",
            _BETWEEN,
            "Something needed is unclear or missing, and the agent goes on instead of asking.",
        ),
        _code(
            "mast_2_3",
            "2.3 Task derailment",
            _BETWEEN,
            "The work drifts away from its aim to something that does not matter for it.",
        ),
        _code(
            "mast_2_4",
            "2.4 Information withholding",
            _BETWEEN,
            "An agent knows something that another one needs and does not pass it on.",
        ),
        _code(
            "mast_2_5",
            "2.5 Ignored other agent's input",
            _BETWEEN,
            "What another agent said or recommended is not taken into account.",
        ),
        _code(
            "mast_2_6",
            "2.6 Reasoning–action mismatch",
            _BETWEEN,
            "What the agent does is not what its own reasoning came to.",
        ),
        _code(
            "mast_3_1",
            "3.1 Premature termination",
            _VERIFICATION,
            "The work ends before everything needed was exchanged or the aim was reached.",
        ),
        _code(
            "mast_3_2",
            "3.2 No or incomplete verification",
            _VERIFICATION,
            "The result is not checked, or only a part of it, so that errors go through.",
        ),
        _code(
            "mast_3_3",
            "3.3 Incorrect verification",
            _VERIFICATION,
            "There is a check, but it is wrong: it passes what is false or misses what matters.",
        ),
    ],
)

_REASONING, _EXECUTION, _PLANNING = "Reasoning", "System execution", "Planning and coordination"
TRAIL = _taxonomy(
    "trail",
    "TRAIL: errors in the traces of agents",
    FIRST,
    _severities("High", "Medium", "Low"),
    [
        _code(
            "language_only",
            "Language-only hallucination",
            _REASONING,
            "A claim that nothing in the trace supports, made up without any tool in play.",
        ),
        _code(
            "tool_related",
            "Tool-related hallucination",
            _REASONING,
            "A tool's output, or what a tool can do, is made up.",
        ),
        _code(
            "poor_information_retrieval",
            "Poor information retrieval",
            _REASONING,
            "What is searched for or found does not serve the task.",
        ),
        _code(
            "tool_output_misinterpretation",
            "Tool output misinterpretation",
            _REASONING,
            "What a tool returned is read wrongly, or taken for more than it says.",
        ),
        _code(
            "incorrect_problem_identification",
            "Incorrect problem identification",
            _REASONING,
            "The task, or the step at hand, is misunderstood.",
        ),
        _code(
            "tool_selection_errors",
            "Tool selection errors",
            _REASONING,
            "Another tool would have been right for this.",
        ),
        _code(
            "formatting_errors",
            "Formatting errors",
            _REASONING,
            "Code, a call or an output does not have the form that it must have.",
        ),
        _code(
            "instruction_non_compliance",
            "Instruction non-compliance",
            _REASONING,
            "An instruction was there and was not followed.",
        ),
        _code(
            "tool_definition_issues",
            "Tool definition issues",
            _EXECUTION,
            "A tool is described wrongly, so that it cannot be used as described.",
        ),
        _code(
            "environment_setup_errors",
            "Environment setup errors",
            _EXECUTION,
            "Something that the run needs is not installed, not set or not permitted.",
        ),
        _code("rate_limiting", "Rate limiting", _EXECUTION, "A service refused because it was asked too often."),
        _code(
            "authentication_errors",
            "Authentication errors",
            _EXECUTION,
            "A service refused because the key or the rights were missing or wrong.",
        ),
        _code("service_errors", "Service errors", _EXECUTION, "A service failed on its own side."),
        _code(
            "resource_not_found",
            "Resource not found",
            _EXECUTION,
            "A page, file or address that was asked for is not there.",
        ),
        _code("resource_exhaustion", "Resource exhaustion", _EXECUTION, "Memory, disk or another resource ran out."),
        _code("timeout_issues", "Timeout issues", _EXECUTION, "Something took too long and was cut off."),
        _code(
            "context_handling_failures",
            "Context handling failures",
            _PLANNING,
            "Earlier information is lost, overlooked or mixed up.",
        ),
        _code(
            "resource_abuse",
            "Resource abuse",
            _PLANNING,
            "A tool is called again and again without need. Mark the last such call.",
            LAST,
        ),
        _code(
            "goal_deviation",
            "Goal deviation",
            _PLANNING,
            "The work follows another goal than the one that was set.",
        ),
        _code(
            "task_orchestration",
            "Task orchestration",
            _PLANNING,
            "Sub-tasks are given out, ordered or joined wrongly.",
        ),
    ],
)

_STEP = "Steps of a solution"
PRM800K = _taxonomy(
    "prm800k",
    "PRM800K: why a step of a solution is wrong",
    EVERY,
    [],
    [
        _code("calculation", "Wrong calculation", _STEP, "An arithmetic or algebraic operation gives another result."),
        _code("reasoning", "Wrong reasoning", _STEP, "The conclusion does not follow from what was shown before."),
        _code(
            "misread", "Misread problem", _STEP, "The step uses a number or condition that the problem does not say."
        ),
        _code("assumption", "Unfounded assumption", _STEP, "Something is taken for granted that may not hold."),
        _code("contradiction", "Contradiction", _STEP, "The step contradicts an earlier one that was right."),
        _code("no_progress", "No progress", _STEP, "The step is not false, but leads away from a solution or nowhere."),
    ],
)

_CALL = "Tool calls"
TOOL_CALLS = _taxonomy(
    "tool_calls",
    "Errors in tool calls",
    EVERY,
    _severities("Major", "Minor"),
    [
        _code("wrong_tool", "Wrong tool", _CALL, "Another tool, or none, would have been right here."),
        _code("wrong_arguments", "Wrong arguments", _CALL, "The right tool, with arguments that are wrong or missing."),
        _code("wrong_order", "Wrong order", _CALL, "The call comes too early or too late among the others."),
        _code("unnecessary", "Unnecessary call", _CALL, "The result was known already or is not needed."),
        _code("result_misread", "Result misread", _CALL, "The call is right, but its result is read wrongly."),
    ],
)
TAXONOMIES: dict[str, Json] = {taxonomy["preset"]: taxonomy for taxonomy in (MAST, TRAIL, PRM800K, TOOL_CALLS)}
OWN = "own"
PRESETS = (*TAXONOMIES, OWN)
