"""What one person said of the conversation with a customer; the others have not come to it yet."""

from __future__ import annotations

from annotation.demo.trace.answering import WRONG, Said, cited, error, label

DEPOSIT = (
    Said(
        "ada",
        4.9,
        "n9",
        steps={
            "n9": label(
                WRONG,
                "Nobody can speed this up, so the promise is made up.",
                rewrite={
                    "text": "I understand. Deposits go back within five working days, and I am sorry that I cannot "
                    "make it faster. As today is Tuesday, please do not count on it before Friday."
                },
            )
        },
        errors=[
            error(
                "n9",
                "instruction_non_compliance",
                "high",
                "Promises what the rules rule out.",
                cited("n1", "Nobody can speed this up."),
                cited("n9", "within 24 hours"),
            )
        ],
        rationale="Ride and fee are settled as the rules say. The deposit is promised in a day, which cannot be kept.",
        outcome="partial",
        verifiable="citation",
        soundness=2,
        honesty=1,
        economy=3,
    ),
)
ANSWERS = {"support-deposit": DEPOSIT}
