"""Runs of several agents: a long way round, a condition that is lost on the way, and two agents that go in circles."""

from __future__ import annotations

from annotation.demo.trace.telling import Run, say, tool, use
from annotation.kinds.base import Json

TEXT: Json = {"type": "string"}


def _by(agent: str, model: str = "tarn-2-mini") -> Json:
    return {"agent": agent, "model": model}


INTAKE, ROUTER, RESEARCH, BILLING = _by("intake"), _by("router"), _by("research", "tarn-2"), _by("billing", "tarn-2")
_TICKET = (
    "Ticket T-883, customer 4471: “My statement shows 29.00 for March twice. Please refund the second charge.”\n"
    "Settle the ticket."
)
REFUND = Run(
    name="team-refund",
    domain="several agents",
    problem=_TICKET,
    reference="Nothing is to be refunded. The second 29.00 was only reserved, and was released on 4 March.",
    tools=[
        tool("search_incidents", "Known incidents.", month=TEXT, topic=TEXT),
        tool("list_charges", "What a customer was charged in a month.", customer=TEXT, month=TEXT),
        tool("refund", "Pay a charge back.", customer=TEXT, charge=TEXT, amount={"type": "number"}),
    ],
    edges=[
        ("intake", "router"),
        ("intake", "billing"),
        ("router", "research"),
        ("router", "billing"),
        ("research", "billing"),
        ("billing", "intake"),
    ],
    began="2026-03-19T10:02:00+00:00",
    events=[
        say("user", _TICKET),
        say(
            "message",
            "Customer 4471, plan Standard, asks for 29.00 back because March was charged twice. This is a matter for "
            "billing.",
            **INTAKE,
        ),
        say("handoff", "T-883, customer 4471: March charged twice, 29.00 each. Who takes it?", to="router", **INTAKE),
        say(
            "reasoning", "Double charges can come from an incident. Research should look before billing acts.", **ROUTER
        ),
        say(
            "handoff",
            "T-883, customer 4471, two charges of 29.00 in March. Was there an incident that explains them? Then pass "
            "it on to billing.",
            to="research",
            **ROUTER,
        ),
        *use(
            "search_incidents",
            {"month": "2026-03", "topic": "payments"},
            "INC-311  3 March, 09:00–09:40  The payment service timed out; payments were tried again.\n"
            "Affected: some accounts in the region North. Payments that were reserved twice are released within a day.",
            lasts=1.9,
            **RESEARCH,
        ),
        say(
            "message",
            "On 3 March payments were tried again after time-outs (INC-311). This may explain the second 29.00.",
            **RESEARCH,
        ),
        say(
            "handoff",
            "T-883, customer 4471: two charges of 29.00 in March, probably INC-311. Please look at the charges and "
            "settle it.",
            to="billing",
            **RESEARCH,
        ),
        *use(
            "list_charges",
            {"customer": "4471", "month": "2026-03"},
            "ch_7701  2026-03-03 09:12  29.00  captured\n"
            "ch_7702  2026-03-03 09:12  29.00  reserved, released 2026-03-04",
            lasts=0.7,
            **BILLING,
        ),
        say(
            "reasoning",
            "Two entries of 29.00 in the same minute: the customer was charged twice. One goes back.",
            **BILLING,
        ),
        *use(
            "refund",
            {"customer": "4471", "charge": "ch_7701", "amount": 29.0},
            "29.00 paid back for ch_7701; no captured charges are left for 2026-03",
            lasts=1.2,
            **BILLING,
        ),
        say(
            "final",
            "T-883 is settled: because of a technical problem on 3 March you were charged twice. We have paid 29.00 "
            "back.",
            **BILLING,
        ),
    ],
)

HOST, MENU, SHOP = _by("host", "tarn-2"), _by("menu"), _by("shopping")
_DINNER = (
    "Plan a dinner of three courses for eight people on Saturday. It may cost 120 euros at most. Two guests eat no "
    "meat, and one is allergic to nuts."
)
DINNER = Run(
    name="team-dinner",
    domain="several agents",
    problem=_DINNER,
    tools=[
        tool(
            "prices",
            "What goods cost at the market.",
            goods={"type": "array", "items": TEXT, "minItems": 1},
            people={"type": "integer"},
        )
    ],
    began="2026-05-07T15:20:12+00:00",
    events=[
        say("user", _DINNER),
        say(
            "plan",
            "1. The menu agent proposes three courses.\n2. The shopping agent finds out what they cost.\n"
            "3. I check the result against the budget, the guests without meat and the allergy.",
            **HOST,
        ),
        say(
            "handoff",
            "Please propose three courses for eight people for Saturday. Two of them eat no meat. All in all it may "
            "cost 120 euros. Then have it priced.",
            to="menu",
            **HOST,
        ),
        say("reasoning", "If two eat no meat, it is simplest to cook without meat for all.", **MENU),
        say(
            "message",
            "Starter: beetroot with goat's cheese and walnuts.\nMain course: mushroom risotto with parmesan.\n"
            "Dessert: pear tart with almond cream.",
            **MENU,
        ),
        say(
            "handoff",
            "Please price for eight: beetroot, goat's cheese, walnuts, rice, mushrooms, parmesan, pears, almonds, "
            "cream, butter.",
            to="shopping",
            **MENU,
        ),
        *use(
            "prices",
            {
                "goods": [
                    "beetroot", "goat's cheese", "walnuts", "rice", "mushrooms", "parmesan", "pears", "almonds",
                    "cream", "butter",
                ],
                "people": 8,
            },
            "beetroot 7.20\ngoat's cheese 18.40\nwalnuts 9.10\nrice 6.30\nmushrooms 16.80\nparmesan 14.50\n"
            "pears 8.90\nalmonds 11.20\ncream 5.40\nbutter 4.80\nsum 102.60",
            lasts=0.8,
            **SHOP,
        ),
        say("message", "All goods can be had. Together they cost 102.60 euros.", **SHOP),
        say("reasoning", "102.60 euros is below 120, and none of the courses has meat. All is checked.", **HOST),
        say(
            "final",
            "The dinner is planned, for 102.60 euros: beetroot with goat's cheese and walnuts, mushroom risotto, and "
            "pear tart with almond cream. It suits all your guests.",
            **HOST,
        ),
    ],
)  # fmt: skip

WRITER, EDITOR = _by("writer"), _by("editor", "tarn-2")
_NOTICE = (
    "Write a notice for the door of the swimming pool, at most 40 words: closed for repairs from 4 to 8 May, open "
    "again on 9 May. Season tickets are extended by five days. Ask at the desk."
)
_SHORT = (
    "The pool is closed for repairs from 4 to 8 May. We open again on 9 May at the usual time. Please ask at the desk."
)
_LONG = (
    "Dear guests, the pool is unfortunately closed for important repairs from 4 to 8 May. We look forward to seeing "
    "you again on 9 May at the usual time. All season tickets will of course be extended by five days. Please do not "
    "hesitate to ask at the desk."
)
NOTICE = Run(
    name="team-notice",
    domain="several agents",
    problem=_NOTICE,
    edges=[("writer", "editor"), ("editor", "writer")],
    began="2026-04-27T09:00:40+00:00",
    events=[
        say("user", _NOTICE),
        say("message", _SHORT, **WRITER),
        say("message", "The season tickets are missing. Please add that they are extended by five days.", **EDITOR),
        say("message", _LONG, **WRITER),
        say("message", "This has 49 words. At most 40 are allowed. Please shorten it.", **EDITOR),
        say("message", _SHORT, **WRITER),
        say("message", "The season tickets are missing. Please add that they are extended by five days.", **EDITOR),
        say("message", _LONG, **WRITER),
        say("message", "This has 49 words. At most 40 are allowed. Please shorten it.", **EDITOR),
        say("reasoning", "The editor was content with the length of the first version, so I go back to it.", **WRITER),
        say("message", _SHORT, **WRITER),
        say("message", "The length is right. I approve it.", **EDITOR),
        say("final", _SHORT, **WRITER),
    ],
)
