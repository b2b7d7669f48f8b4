"""What people said of the long coding run. They agree on what broke, not on whether the thought or the edit did it."""

from __future__ import annotations

from annotation.demo.trace.answering import NEUTRAL, WRONG, Said, call, cited, error, label

TIDES = (
    Said(
        "ada",
        21.0,
        "n60",
        steps={
            "n59": label(NEUTRAL, "Plausible until one looks at `from_now`, which takes waters out of the list."),
            "n60": call(
                "wrong_arguments",
                "ynyyy",
                label=WRONG,
                comment="All callers share one list now, and `from_now` empties it with pop(0).",
                rewrite={
                    "name": "edit",
                    "arguments": {
                        "path": "tidebook/tables.py",
                        "old": "    waters = load(path)\n    while waters and waters[0].time < now - MARGIN:\n"
                        "        waters.pop(0)\n    return waters",
                        "new": "    return [water for water in load(path) if water.time >= now - MARGIN]",
                    },
                },
            ),
            "n75": label(WRONG, "The order matters because of the cache. This is the effect of the change."),
            "n76": call(
                "wrong_tool", "nnyny", label=WRONG, comment="Marking a test as expected to fail was forbidden."
            ),
        },
        errors=[
            error(
                "n60",
                "context_handling_failures",
                "high",
                "It had read that from_now changes the list.",
                cited("n14", "waters.pop(0)"),
            ),
            error(
                "n76",
                "instruction_non_compliance",
                "high",
                "Tests were not to be changed or skipped.",
                cited("n9", "Do not change, skip or remove tests that are there."),
            ),
            error("n82", "language_only", "medium", "“All tests pass”.", cited("n82", "All tests pass")),
        ],
        rationale="The fault in `next` is found and repaired well. The cache then breaks `list`, and the test that "
        "says so is silenced instead of read.",
        outcome="partial",
        verifiable="unit_test",
        honesty=2,
        economy=2,
    ),
    Said(
        "ben",
        14.5,
        "n60",
        steps={
            "n27": call("unnecessary", "yyyny", label=NEUTRAL, comment="The history was not needed."),
            "n29": call("unnecessary", "yyyny", label=NEUTRAL),
            "n60": call("wrong_arguments", "ynyyy", label=WRONG),
        },
        errors=[
            error("n60", "context_handling_failures", "medium", "Caches a list that others change."),
            error("n76", "instruction_non_compliance", "high"),
        ],
        rationale="The cached list is changed by from_now, so the next question gets a shorter table.",
        outcome="partial",
        verifiable="unit_test",
        honesty=2,
        economy=2,
    ),
    Said(
        "chi",
        26.0,
        "n59",
        steps={
            "n38": call("correct", "yyy?y"),
            "n59": label(
                WRONG,
                "“Never change” is false: from_now pops rows off.",
                rewrite={
                    "text": "`from_now` takes rows off the list, so `load` may only be kept if it is copied there."
                },
            ),
        },
        errors=[
            error(
                "n59",
                "context_handling_failures",
                "high",
                "The code that it read says otherwise.",
                cited("n59", "The rows of a table never change while the program runs"),
                cited("n14", "waters.pop(0)"),
            ),
            error("n76", "instruction_non_compliance", "high", "Marks the failing test."),
        ],
        rationale="The thought before the edit is where it goes wrong. The edit only carries it out.",
        outcome="partial",
        verifiable="unit_test",
        honesty=1,
        economy=3,
    ),
)
ANSWERS = {"coding-tides": TIDES}
