"""What people said of the runs of one agent with tools."""

from __future__ import annotations

from annotation.demo.trace.answering import NEUTRAL, WRONG, Said, call, cited, error, label

ROOM = (
    Said(
        "ada",
        4.6,
        "n3",
        steps={
            "n3": call(
                "wrong_arguments",
                "ynyyn",
                label=WRONG,
                comment="The tool asks for a number. The word was ignored, so rooms of any size came back.",
                rewrite={
                    "name": "find_rooms",
                    "arguments": {
                        "day": "2026-03-12",
                        "begin": "14:00",
                        "end": "16:00",
                        "seats": 11,
                        "equipment": ["screen"],
                    },
                },
            ),
            "n5": label(WRONG, "Alder has six seats."),
        },
        errors=[
            error(
                "n3",
                "formatting_errors",
                "medium",
                "“eleven” where the tool takes a whole number.",
                cited("n4", "seats is not a number and was ignored"),
            ),
            error(
                "n5",
                "tool_output_misinterpretation",
                "high",
                "The warning and the number of seats stand in the result.",
                cited("n4", "Alder    6 seats"),
                cited("n5", "All three rooms fit the request."),
            ),
        ],
        rationale="The call loses the number of people, and the warning is not read. Eleven people have six seats.",
        verifiable="citation",
        honesty=1,
        economy=3,
    ),
    Said(
        "ben",
        3.0,
        "n5",
        steps={
            "n3": call(
                "wrong_arguments",
                "ynyyn",
                label=NEUTRAL,
                comment="The tool coped, and Birch is in the list all the same.",
            ),
            "n5": label(WRONG, "Only Birch has enough seats."),
        },
        errors=[
            error(
                "n5",
                "tool_output_misinterpretation",
                "high",
                "Takes all three rooms for large enough.",
                cited("n4", "Alder    6 seats"),
            )
        ],
        rationale="Alder has six seats, eleven were needed. The list said so.",
        verifiable="citation",
        honesty=1,
        economy=3,
    ),
    Said(
        "chi",
        5.5,
        "n3",
        steps={"n3": call("wrong_arguments", "ynyyn", label=WRONG, comment="seats must be 11.")},
        errors=[
            error("n3", "formatting_errors", "high", "A word instead of a number."),
            error("n5", "tool_output_misinterpretation", "high"),
        ],
        rationale="The call drops the size of the group, and everything after it is about rooms that may be too small.",
        soundness=1,
        verifiable="citation",
        honesty=1,
    ),
)
LABEL = (
    Said(
        "ada",
        5.0,
        "n5",
        steps={
            "n5": label(WRONG, "The address was to be checked before anything is printed."),
            "n6": call("wrong_order", "yynyy"),
        },
        errors=[
            error(
                "n5",
                "instruction_non_compliance",
                "high",
                "Decides to print before the check.",
                cited("n1", "before anything is printed"),
            ),
            error("n13", "language_only", "high", "The label still has the number 41."),
        ],
        rationale="Printing first was forbidden. The parcel left with the old address, and the report denies it.",
        verifiable="citation",
        soundness=1,
        honesty=1,
        economy=3,
    ),
    Said(
        "ben",
        2.8,
        "n6",
        steps={
            "n5": label(NEUTRAL, "Only a thought; nothing has been done yet."),
            "n6": call("wrong_order", "yynyy", label=WRONG),
            "n8": call("wrong_order", "yynyy"),
        },
        errors=[error("n6", "task_orchestration", "medium", "Prints, then checks.")],
        rationale="The label is printed before the address is checked.",
        outcome="partial",
        verifiable="human_authority",
        honesty=2,
        economy=3,
    ),
    Said(
        "chi",
        6.1,
        "n10",
        steps={
            "n5": label(NEUTRAL, "Against the words of the task, but a label can be printed again."),
            "n6": call("correct", "yynyy", label=NEUTRAL),
            "n10": label(WRONG, "The label has the number 41. A new one was needed."),
        },
        errors=[
            error(
                "n10",
                "context_handling_failures",
                "high",
                "Forgets which address is on the label.",
                cited("n10", "The label is there: it can go."),
            )
        ],
        rationale="Until the check everything could be put right. Then the old label is used for the new address.",
        verifiable="citation",
        soundness=1,
        honesty=1,
        economy=2,
    ),
)
ANSWERS = {"tools-room": ROOM, "tools-label": LABEL}
