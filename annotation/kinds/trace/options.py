"""What the settings of a project of traces can be chosen from, with titles and help texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotation.kinds.base import Json

Options = Mapping[str, tuple[str, str]]  # value → title and help

CANNOT_VERIFY = "cannot_verify"

MODES: Options = {
    "first_error": (
        "Stop at the first error",
        "Steps are graded up to the first wrong one; the rest is left open.",
    ),
    "rate_all": ("Rate every step", "All steps are graded, also those after an error."),
}
NODE_KINDS: Options = {
    "system": ("System", "Instructions to the model."),
    "user": ("User", "What a person asks or answers."),
    "plan": ("Plan", "What the agent means to do, before it does it."),
    "reasoning": ("Reasoning", "A step of thinking or of a solution."),
    "message": ("Message", "What an agent says to the user or to another agent."),
    "tool_call": ("Tool call", "A call of a tool with its arguments."),
    "tool_result": ("Tool result", "What a tool returned."),
    "handoff": ("Hand-off", "One agent passes the work on to another."),
    "final": ("Final answer", "What the run ends with."),
    "state": ("State", "A snapshot of the environment."),
    "error": ("Error", "A failure that the system reported."),
}
DEFAULT_GRADED = ("plan", "reasoning", "message", "tool_call", "handoff", "final")
REQUIRED: Options = {
    "all": (
        "Every step",
        "All steps must be labelled. Where people stop at the first error: all up to that one.",
    ),
    "first_error": ("Only the step with the first error", "Other steps may stay open."),
    "nothing": ("No step", "Only the first error, or that there is none, must be said."),
}
TOOL_VERDICTS: Options = {
    "correct": ("Correct", "The right tool with the right arguments at the right time."),
    "wrong_tool": ("Wrong tool", "Another tool, or none, would have been right."),
    "wrong_arguments": ("Wrong arguments", "The right tool, but its arguments are wrong or missing."),
    "wrong_order": ("Wrong order", "The call comes too early or too late."),
    "unnecessary": ("Unnecessary", "The result was known already or is not needed."),
    CANNOT_VERIFY: ("Cannot verify", "It cannot be told from what is shown."),
}
TOOL_CHECKS: Options = {
    "right_tool": ("Right tool?", "Of the tools that there are, is this the one to call?"),
    "right_arguments": ("Right arguments?", "Are the arguments complete and true to what is known at this point?"),
    "right_order": ("Right order?", "Is this the right point of the run for this call?"),
    "needed": ("Needed?", "Does the run need the result?"),
    "result_read": ("Result read correctly?", "Does what follows take the result for what it says?"),
}
HANDOFF_QUESTIONS: Options = {
    "right_next": ("Right next agent?", "Is the agent that goes on the one that should?"),
    "information_kept": ("Information kept?", "Is everything that the next agent needs passed on?"),
    "constraints_kept": ("Constraints kept?", "Are all conditions of the task still in force afterwards?"),
    "clear": ("Clear?", "Is what is passed on understandable, not garbled?"),
    "on_goal": ("On goal?", "Does the work still follow the goal that was set?"),
}
ANSWERS: Options = {
    "yes": ("Yes", ""),
    "no": ("No", ""),
    CANNOT_VERIFY: ("Cannot verify", "It cannot be told from what is shown."),
}
PLAN: Options = {
    "off": ("Not asked", "The plan is graded like any other step, or not at all."),
    "once": ("Once", "The plan is graded with the whole run in view."),
    "before_and_after": (
        "Before and after",
        "The plan is graded before the run is revealed, and again after it.",
    ),
}
COUNTING: Options = {
    "every": ("Every occurrence", "An error is marked wherever it occurs."),
    "first": ("First occurrence", "An error that occurs again is marked once, where it occurs first."),
    "last": ("Last occurrence", "An error that occurs again is marked once, where it occurs last."),
}
RATIONALE: Options = {
    "never": ("Never required", "People may explain their answer."),
    "on_error": ("With an error", "Required when a first error is marked."),
    "always": ("Always required", "Required unless the person takes an exit, such as a bad problem."),
}
EXITS: Options = {
    "bad_problem": ("The problem is bad", "It is unclear, contradicts itself or cannot be solved."),
    "wrong_reference": ("The reference is wrong", "The reference answer is not right, so nothing can be graded by it."),
    "gave_up": ("I give up", "The trace cannot be judged; the note says why."),
}
OUTCOMES: Options = {
    "success": ("Success", "The task is done as asked."),
    "partial": ("Partial", "A part of the task is done."),
    "fail": ("Fail", "The task is not done."),
    CANNOT_VERIFY: ("Cannot verify", "It cannot be told from what is shown."),
}
VERIFIABLE: Options = {
    "exact_match": ("Exact match", "The result can be compared with a known one."),
    "unit_test": ("Unit test", "A test can be run on the result."),
    "citation": ("Citation", "A source can be looked up."),
    "recomputation": ("Recomputation", "The result can be computed again."),
    "human_authority": ("Human authority", "Someone who knows must say."),
    "not_verifiable": ("Not verifiable", "There is no way to check the result."),
}
OPERATIONS: Options = {
    "bypass": ("Bypass", "An agent could have called a later one directly, past those between."),
    "insert": ("Insert", "A call or hand-off is missing."),
    "replace": ("Replace", "Another tool or agent should have been used."),
    "reorder": ("Reorder", "A step should have come at another point."),
    "stop_earlier": ("Stop earlier", "The run could have ended here."),
}
EFFECTS: Options = {
    "same_answer": ("Same answer", ""),
    "better_answer": ("Better answer", ""),
    "worse_answer": ("Worse answer", ""),
    "unknown": ("Unknown", ""),
}
EDIT_SEVERITIES: Options = {
    "major": ("Major", "It matters for the result or costs much."),
    "minor": ("Minor", "The result is the same, the way to it a little better."),
}
APPLIES_TO: Options = {
    "step": ("Each step", "Judged at any step."),
    "tool_call": ("Each tool call", "Judged at tool calls."),
    "handoff": ("Each hand-off", "Judged where one agent hands over to another."),
    "plan": ("The plan", "Judged once, or before and after the run is revealed."),
    "final": ("The final answer", "Judged once, on what the run ends with."),
    "overall": ("The whole trace", "Judged once."),
}


def described(options: Options) -> list[Json]:
    """The options as a form shows them."""
    return [{"value": value, "title": title, "help": text} for value, (title, text) in options.items()]


def keys(options: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(options)
