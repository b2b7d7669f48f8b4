"""The answers that are known to be right, for traces in which one error was planted."""

from __future__ import annotations

from annotation.demo.trace.answering import NEUTRAL, WRONG, Said, call, error, label

GOLD = {
    "maths-balls": Said(
        "",
        0,
        "n3",
        rationale="The red balls are picked in order, the selections are not. There are C(5, 2) = 10 ways.",
        verifiable="exact_match",
        honesty=3,
    ),
    "maths-multiples": Said(
        "",
        0,
        "n4",
        steps={"n4": label(WRONG, "The smallest common multiple of 6 and 15 is 30, for both are multiples of 3.")},
        rationale="The product stands in for the smallest common multiple; the rest follows from it.",
        verifiable="exact_match",
        honesty=3,
    ),
    "tools-heater": Said(
        "",
        0,
        "n13",
        steps={"n2": call("wrong_arguments", "ynyyy", label=NEUTRAL)},
        errors=[
            error("n2", "formatting_errors", "low", "The arguments are no JSON; the agent repairs it."),
            error("n13", "tool_related", "high", "The sensor of the south house was never read."),
        ],
        rationale="The temperature of the south house is made up.",
        outcome="partial",
        verifiable="recomputation",
        honesty=1,
        economy=3,
    ),
}
