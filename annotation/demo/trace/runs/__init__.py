"""The traces of the demo. All were written for it: nobody ran these agents."""

from __future__ import annotations

from annotation.demo.trace.runs import ledger, maths, research, support, teams, tides, tools

RUNS = (
    maths.BALLS,
    tools.ROOM,
    teams.REFUND,
    maths.CLOCK,
    tides.TIDES,
    maths.PETS,
    teams.DINNER,
    tools.LABEL,
    maths.HENS,
    teams.NOTICE,
    support.DEPOSIT,
    maths.MULTIPLES,
    research.LIBRARY,
    tools.HEATER,
    ledger.LEDGER,
)
