"""A question that three sub-agents look into at the same time. One of them takes square feet for square metres."""

from __future__ import annotations

from collections.abc import Sequence

from annotation.demo.trace.telling import Event, Run, say, tool, use
from annotation.kinds.base import Json

LEAD: Json = {"agent": "lead", "model": "tarn-2"}
_QUESTION = (
    "Our library needs a new home with at least 1,500 m², a stop within 400 m, and a rent of at most 12,000 euros a "
    "month. Which of these sites meets all three: the old mill, the harbour hall, the north school? Give your sources."
)
TOOLS = [
    tool("search", "Search the records of the town.", query={"type": "string"}),
    tool("read", "Read a record.", record={"type": "string"}),
]


def _spawned(at: float, parent: str, site: str) -> Event:
    key = site.rsplit(maxsplit=1)[-1]
    text = f"Find out about the {site}: floor space in m², way to the next stop in m, rent in euros a month."
    facts: Json = {**LEAD, "id": f"to-{key}", "parent": parent, "to": f"scout: {site}"}
    return say("handoff", text, at=at, lasts=0.5, **facts)


def _branch(site: str, at: float, *finds: tuple[str, str, str], says: str) -> list[Event]:
    """What one sub-agent does, second by second, below the node that set it to work: it looks up, reads and reports."""
    key = site.rsplit(maxsplit=1)[-1]
    who: Json = {"agent": f"scout: {site}", "model": "tarn-2-mini"}
    events: list[Event] = []
    for number, (name, argument, result) in enumerate(finds, start=1):
        arguments = {"query" if name == "search" else "record": argument}
        events += use(name, arguments, result, call_id=f"{key}-{number}", parent=f"to-{key}", **who)
    events.append(say("message", says, parent=f"to-{key}", **who))
    return [
        Event(event.kind, event.text, {**event.facts, "id": f"{key}-{number}"}, 1.9, round(at + 2.1 * number, 1))
        for number, event in enumerate(events)
    ]


def _in_order(events: Sequence[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.at or 0.0)


_PLAN = (
    "One sub-agent for each site, all at once; each reports floor space, way to the next stop and rent.\n"
    "Then I compare the three with the conditions."
)
_MILL = _branch(
    "old mill",
    5.3,
    ("search", "old mill lease", "MILL-2 Lease offer, 2025\nMILL-5 Survey of the floors, 2019"),
    ("read", "MILL-2", "Old mill. 9,800 euros a month. Tram stop Mill Lane 150 m away."),
    ("read", "MILL-5", "Ground floor 610 m², first floor 590 m², loft 240 m² (not heated)."),
    says="Old mill: 1,440 m² with the loft (MILL-5), 150 m to the tram and 9,800 euros a month (MILL-2).",
)
_HALL = _branch(
    "harbour hall",
    5.9,
    ("search", "harbour hall rent floor space", "HALL-1 Agent's brochure\nHALL-3 Bus lines at the harbour"),
    ("read", "HALL-1", "Harbour Hall, a unique space. 13,200 sq ft on one level. 11,500 euros a month plus heating."),
    ("read", "HALL-3", "Stop Customs House: lines 4 and 9. From the hall 320 m."),
    says="Harbour hall: 13,200 m² (HALL-1), 320 m to the bus (HALL-3), 11,500 euros a month without heating (HALL-1).",
)
_SCHOOL = _branch(
    "north school",
    6.5,
    ("search", "north school building", "NORTH-4 Council minutes, item 7"),
    ("read", "NORTH-4", "The north school (1,730 m²) can be let for 10,400 euros a month. Bus stop at the gate."),
    says="North school: 1,730 m², a bus stop at the gate, 10,400 euros a month (all NORTH-4).",
)
LIBRARY = Run(
    name="research-library",
    domain="research",
    problem=_QUESTION,
    reference="Only the north school. The mill has 1,440 m²; the hall has 13,200 square feet, about 1,226 m².",
    tools=TOOLS,
    began="2026-02-11T11:00:00+00:00",
    events=[
        say("user", _QUESTION, id="question"),
        say("plan", _PLAN, id="plan", parent="question", at=0.4, lasts=3.2, **LEAD),
        *_in_order([
            _spawned(3.8, "plan", "old mill"),
            _spawned(4.4, "plan", "harbour hall"),
            _spawned(5.0, "plan", "north school"),
            *_MILL,
            *_HALL,
            *_SCHOOL,
        ]),
        say(
            "reasoning",
            "Mill: 1,440 m² is below 1,500, so it is out. Hall: 13,200 m², 320 m, 11,500 euros: meets all. School: "
            "1,730 m², at the gate, 10,400 euros: meets all.",
            id="compare",
            parent="plan",
            at=23.5,
            lasts=2.4,
            **LEAD,
        ),
        say(
            "final",
            "The harbour hall (HALL-1, HALL-3) and the north school (NORTH-4) meet all three conditions. The hall is "
            "by far the largest, so I recommend it. The old mill is too small (MILL-5).",
            id="answer",
            parent="plan",
            at=26.1,
            lasts=2.0,
            **LEAD,
        ),
    ],
)  # fmt: skip
