"""Solutions of problems in mathematics and logic, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from annotation.demo.trace.telling import Run, say

MODEL = "fell-1"


def _solution(name: str, problem: str, reference: str, thoughts: Sequence[str], answer: str) -> Run:
    events = [say("reasoning", thought, model=MODEL) for thought in thoughts]
    return Run(
        name=name,
        domain="mathematics",
        events=[*events, say("final", answer, model=MODEL)],
        problem=problem,
        reference=reference,
    )


BALLS = _solution(
    "maths-balls",
    "A box holds 5 red and 4 blue balls. Three balls are drawn at once.\n"
    "What is the probability that exactly two of them are red? Give a reduced fraction.",
    "10/21: C(5, 2) · C(4, 1) / C(9, 3) = 10 · 4 / 84.",
    (
        "The order of the balls does not matter. There are C(9, 3) = 84 ways to select three, all equally likely.",
        "For exactly two red balls I need two of the five red ones and one of the four blue ones.",
        "The two red balls can be picked in 5 · 4 = 20 ways: five for the first, four for the second.",
        "The blue ball can be picked in 4 ways, so 20 · 4 = 80 of the selections have exactly two red balls.",
        "The probability is 80/84 = 20/21. That is about 95 %, which fits with red being the more frequent colour.",
    ),
    "20/21",
)
PETS = _solution(
    "maths-pets",
    "Ana, Bo, Cleo and Dag keep one pet each: a cat, a dog, a parrot and a tortoise.\n"
    "Ana's pet has fur. Bo cannot stand fur or feathers. Dag's pet barks. Who keeps the parrot?",
    "Cleo.",
    (
        "Only the dog barks, so Dag keeps the dog.",
        "Ana's pet has fur, so it is the cat or the dog. The dog is Dag's, so Ana keeps the cat.",
        "Cat and dog have fur and the parrot has feathers. Bo can stand neither, so Bo keeps the tortoise.",
        "One could also begin with Bo: the tortoise is the only pet without fur and feathers.",
        "The parrot is the only pet that is left, and Cleo is the only person.",
    ),
    "Cleo keeps the parrot.",
)
CLOCK = _solution(
    "maths-clock",
    "What is the smaller angle between the hands of a clock at twenty to four (3:40)? Answer in degrees.",
    "150: the minute hand stands at 240° and the hour hand, on the three, at 90°.",
    (
        "The minute hand moves 360° in 60 minutes, that is 6° a minute. At 40 minutes it stands at 40 · 6° = 240°.",
        "The hour hand moves 360° in 12 hours, that is 30° an hour or half a degree a minute.",
        "At 3:40 it has gone three hours and 40 minutes, so it stands at 3 · 30° + 40 · 0.5° = 110°.",
        "The difference is 240° − 110° = 130°. This is less than 180°, so it is the smaller angle.",
    ),
    "130",
)
HENS = _solution(
    "maths-hens",
    "A farmer keeps hens and rabbits in one yard. She counts 20 heads and 55 legs.\n"
    "All animals are healthy. How many rabbits are there?",
    "8",
    (
        "Let r be the number of rabbits. Then there are 20 − r hens.",
        "Counting legs: 4r + 2 · (20 − r) = 55.",
        "This gives 2r + 40 = 55, so 2r = 15 and r = 7.5.",
        "There are no half rabbits, so she must have miscounted a leg. I round up: r = 8.",
    ),
    "8",
)
MULTIPLES = _solution(
    "maths-multiples",
    "How many whole numbers from 1 to 1000 are divisible by 6 or by 15, but not by both?",
    "166: there are 166 multiples of 6, 66 of 15 and 33 of 30, and 166 + 66 − 2 · 33 = 166.",
    (
        "I count the multiples of each number, then take out the ones that are multiples of both, twice.",
        "1000 / 6 = 166.67, so there are 166 multiples of 6.",
        "1000 / 15 = 66.67, so there are 66 multiples of 15.",
        "A number that is divisible by both 6 and 15 is divisible by 6 · 15 = 90.",
        "1000 / 90 = 11.1, so there are 11 such numbers.",
        "They are among the 166 and among the 66, and belong to neither: 166 + 66 − 2 · 11 = 210.",
        "As a check: 210 is less than 166 + 66 = 232, as it must be.",
    ),
    "210",
)
