"""What people said of the solutions. Two of the problems should not have been set."""

from __future__ import annotations

from annotation.demo.trace.answering import NEUTRAL, RIGHT, WRONG, Said, label

BALLS = (
    Said(
        "ada",
        4.2,
        "n3",
        steps={
            "n3": label(
                WRONG,
                "5 · 4 counts each pair twice, once in each order. The first step said that order does not matter.",
                rewrite={"text": "The two red balls can be picked in C(5, 2) = 10 ways."},
            )
        },
        rationale="Pairs of red balls are counted in order, selections of three are not. The right result is 10/21.",
        verifiable="exact_match",
        honesty=3,
    ),
    Said(
        "ben",
        2.6,
        "n4",
        steps={
            "n3": label(RIGHT, "There are 20 ways if order counts."),
            "n4": label(WRONG, "Here 20 ordered picks are held against 84 selections without order."),
        },
        rationale="Ordered and unordered counts are mixed when the ways are put together.",
        verifiable="exact_match",
        honesty=3,
    ),
    Said(
        "chi",
        5.1,
        "n3",
        steps={
            "n2": label(RIGHT),
            "n3": label(WRONG, "Should be 10."),
            "n5": label(WRONG, "95 % should have raised a doubt: it is 48 %."),
        },
        rationale="C(5, 2) is 10, not 20. The check at the end finds a reason for a result that is off by half.",
        soundness=1,
        verifiable="exact_match",
        honesty=3,
    ),
)
PETS = (
    Said("ada", 1.8, outcome="success", soundness=4, verifiable="exact_match", honesty=3),
    Said(
        "ben",
        1.2,
        steps={"n4": label(NEUTRAL, "True, but nothing comes of it.")},
        outcome="success",
        soundness=4,
        verifiable="exact_match",
        honesty=3,
    ),
    Said(
        "chi",
        2.3,
        steps={"n4": label(NEUTRAL)},
        outcome="success",
        soundness=4,
        honesty=3,
    ),
)
CLOCK = (
    Said(
        "ada",
        3.4,
        left={
            "reason": "wrong_reference",
            "note": "At 3:40 the hour hand is two thirds of the way from three to four, at 110°. 130° is right.",
        },
    ),
    Said(
        "ben",
        2.0,
        "n3",
        steps={"n3": label(WRONG, "The hour hand is on the three, at 90°, as the reference says.")},
        rationale="The hour hand is put 20° too far, so the result is 130 instead of 150.",
        verifiable="exact_match",
        honesty=3,
    ),
    Said("chi", 4.0, left={"reason": "wrong_reference", "note": "It forgets that the hour hand moves."}),
)
_ODD = "Legs come in twos and fours, so 55 cannot be. The problem cannot be solved."
HENS = (
    Said("ada", 1.5, left={"reason": "bad_problem", "note": _ODD}),
    Said("ben", 2.2, left={"reason": "bad_problem", "note": "55 is odd."}),
    Said(
        "chi",
        2.9,
        left={
            "reason": "bad_problem",
            "note": "An odd number of legs. The reference rounds, which is no solution either.",
        },
    ),
)
ANSWERS = {"maths-balls": BALLS, "maths-pets": PETS, "maths-clock": CLOCK, "maths-hens": HENS}
