"""What people said of the runs of several agents."""

from __future__ import annotations

from annotation.demo.trace.answering import NEUTRAL, WRONG, Said, call, cited, error, label, passed
from annotation.kinds.base import Json

_STRAIGHT_TO_BILLING: Json = {
    "id": "straight-to-billing",
    "op": "bypass",
    "from_agent": "intake",
    "to_agent": "billing",
    "skipped_agents": ["router", "research"],
    "from_node": "n2",
    "to_node": "n10",
    "claim": "Intake knew that this is for billing and could have handed over at once. Billing sees in the list of "
    "charges all that it needs; that there was an incident changes nothing.",
    "preconditions": [
        {
            "text": "Intake knows whose matter it is.",
            "evidence": cited("n2", "This is a matter for billing."),
        },
        {
            "text": "Billing can see the charges without help.",
            "evidence": cited("n11", "reserved, released 2026-03-04"),
        },
    ],
    "effect": "same_answer",
    "severity": "major",
    "confidence": 4,
}
_STOP_AT_THE_CHARGES: Json = {
    "id": "stop",
    "op": "stop_earlier",
    "from_agent": "billing",
    "from_node": "n11",
    "claim": "The list of charges answers the ticket: nothing was paid twice. The customer only had to be told.",
    "preconditions": [],
    "effect": "better_answer",
    "severity": "major",
    "confidence": 5,
}
REFUND = (
    Said(
        "ada",
        9.3,
        "n12",
        steps={
            "n3": passed("nyyyy", comment="Billing could have been asked at once."),
            "n4": label(NEUTRAL, "Not wrong, but the ticket does not need it."),
            "n6": call("unnecessary", "yyyny", label=NEUTRAL),
            "n12": label(
                WRONG,
                "The second entry was only reserved, and released a day later.",
                rewrite={
                    "text": "Only ch_7701 was captured; ch_7702 was released on 4 March. Nothing is to be refunded."
                },
            ),
        },
        errors=[
            error(
                "n12",
                "tool_output_misinterpretation",
                "high",
                "A released reservation is taken for a charge.",
                cited("n11", "reserved, released 2026-03-04"),
                cited("n7", "Payments that were reserved twice are released within a day."),
            )
        ],
        rationale="The customer paid once, and that payment was given back. Both the charges and the incident said so.",
        blamed={"agent": "billing", "node": "n12", "reason": "It had the list of charges and drew the conclusion."},
        verifiable="citation",
        honesty=1,
        economy=1,
        counterfactuals=[_STRAIGHT_TO_BILLING],
    ),
    Said(
        "ben",
        6.4,
        "n12",
        steps={
            "n4": label(NEUTRAL),
            "n12": label(WRONG, "Only one of them was captured."),
        },
        errors=[error("n12", "tool_output_misinterpretation", "medium", "Reads “reserved” as “charged”.")],
        rationale="ch_7702 never left the account of the customer. The refund gives March away.",
        verifiable="citation",
        honesty=1,
        economy=2,
        counterfactuals=[_STOP_AT_THE_CHARGES],
    ),
    Said(
        "chi",
        11.2,
        "n12",
        steps={
            "n3": passed("?yyyy"),
            "n4": label(NEUTRAL, "An opinion."),
            "n9": passed("ynyyy", comment="That doubled reservations are released by themselves was not passed on."),
        },
        errors=[
            error("n12", "tool_output_misinterpretation", "high", "", cited("n11", "released 2026-03-04")),
        ],
        rationale="Billing misreads the list. Research knew that reservations are released, and kept it to itself.",
        blamed={"agent": "billing", "node": "n12", "reason": "Research could have helped, but the list was enough."},
        verifiable="citation",
        honesty=1,
        economy=2,
    ),
)
DINNER = (
    Said(
        "ada",
        5.8,
        "n3",
        steps={
            "n3": passed(
                "ynnyy",
                label=WRONG,
                comment="The allergy is missing, the one thing that must not be.",
                rewrite={
                    "text": "Please propose three courses for eight people for Saturday. Two eat no meat, and one is "
                    "allergic to nuts, so no course may have any. It may cost 120 euros in all. Then have it priced."
                },
            ),
            "n10": label(WRONG, "The plan said to check the allergy."),
        },
        errors=[
            error(
                "n3",
                "context_handling_failures",
                "high",
                "One of three conditions is dropped.",
                cited("n1", "one is allergic to nuts"),
            ),
            error(
                "n10",
                "goal_deviation",
                "high",
                "Does not check what its own plan says.",
                cited("n2", "and the allergy"),
            ),
        ],
        rationale="The menu agent never hears of the allergy. Two courses have nuts, and the check forgets it as well.",
        verifiable="human_authority",
        honesty=1,
        economy=3,
    ),
    Said(
        "ben",
        3.9,
        "n3",
        steps={"n3": passed("ynnyy", label=WRONG, comment="No word of the nuts.")},
        errors=[error("n3", "context_handling_failures", "medium", "The allergy is not passed on.")],
        rationale="Budget and meat are passed on, the allergy is not. The host could still have noticed it in the end.",
        outcome="partial",
        verifiable="human_authority",
        honesty=1,
        economy=3,
    ),
    Said(
        "chi",
        6.6,
        "n3",
        steps={"n3": passed("yynyy", label=WRONG, comment="Constraint lost; the rest is complete.")},
        errors=[
            error("n3", "context_handling_failures", "high", "", cited("n1", "one is allergic to nuts")),
            error("n10", "goal_deviation", "medium", "“All is checked” without the allergy."),
        ],
        rationale="The allergy is lost when the host hands over. Nobody after that could know of it.",
        verifiable="citation",
        soundness=1,
        honesty=1,
        economy=3,
    ),
)
NOTICE = (
    Said(
        "ada",
        6.2,
        "n6",
        steps={
            "n4": label(NEUTRAL, "Too long, but it was asked for more text."),
            "n6": passed("ynnyy", label=WRONG, comment="The first version again, without the season tickets."),
        },
        errors=[
            error("n6", "context_handling_failures", "high", "Falls back to a version that was turned down."),
            error("n9", "resource_abuse", "medium", "The same round a second time."),
        ],
        rationale="The writer goes back to a text that the editor had refused. From there they only repeat themselves.",
        blamed={"agent": "writer", "node": "n6", "reason": "A shorter version with both was easy to write."},
        verifiable="recomputation",
        honesty=1,
        economy=1,
    ),
    Said(
        "ben",
        4.1,
        "n2",
        steps={"n2": passed("ynnyy", label=WRONG, comment="The season tickets are missing from the start.")},
        errors=[error("n2", "instruction_non_compliance", "medium", "", cited("n1", "Season tickets are extended"))],
        rationale="The first version leaves out a condition of the task, and the last one is the same text.",
        outcome="partial",
        verifiable="human_authority",
        soundness=3,
        honesty=2,
        economy=2,
    ),
    Said(
        "chi",
        8.0,
        "n12",
        steps={
            "n4": label(NEUTRAL),
            "n6": passed("yyyyy", label=NEUTRAL, comment="No progress, but the editor still has to agree."),
            "n10": label(NEUTRAL),
            "n12": passed("yynyy", label=WRONG, comment="Approves what it refused twice."),
        },
        errors=[
            error("n9", "resource_abuse", "low", "Last useless round."),
            error("n12", "goal_deviation", "high", "Looks at the length only.", cited("n12", "The length is right.")),
        ],
        rationale="Drafts may be incomplete; that is what the editor is for. The approval is the error.",
        blamed={"agent": "editor", "node": "n12", "reason": "It gave the approval."},
        verifiable="recomputation",
        soundness=1,
        honesty=1,
        economy=1,
    ),
)  # fmt: skip
ANSWERS = {"team-refund": REFUND, "team-dinner": DINNER, "team-notice": NOTICE}
