"""The traces of the examples: a sum that goes wrong, a trip booked for the wrong day, a ticket that goes round."""

from __future__ import annotations

from annotation.kinds.base import Json
from annotation.kinds.trace.building import TraceBuilder, call, result_of


def sum_of_primes() -> Json:
    """A solution step by step; the last addition is wrong."""
    trace = TraceBuilder(
        problem="What is the sum of the primes between 10 and 20?\nGive one number.",
        reference="60: 11 + 13 + 17 + 19.",
    )
    for text in (
        "The odd numbers between 10 and 20 are 11, 13, 15, 17 and 19.",
        "Of these, 15 is 3 · 5, so it is no prime.",
        "So the primes are 11, 13, 17 and 19.",
        "11 + 13 = 24, and 17 + 19 = 38.",
        "24 + 38 = 62.",
    ):
        trace.add("reasoning", text, model="solver-7b-large")
    trace.add("final", "62", model="solver-7b-large")
    return trace.content()


def trip() -> Json:
    """Several agents: a call for the wrong day, one without its argument, and hand-offs that lose a condition."""
    trace = TraceBuilder(
        problem="Book the cheapest train from Ghent to Cologne on 4 May. What does it cost in pounds?",
        tools=[_tool("find_trains", "Trains on a day.", "day"), _tool("exchange_rate", "", "from", "to")],
        edges=[("planner", "router"), ("router", "booker"), ("booker", "planner")],
    )
    trace.add("user", trace.problem)
    trace.add("plan", "1. Find trains. 2. Book the cheapest. 3. Convert the price.", agent="planner", model="voyage-xl")
    trace.add(
        "handoff", "Have the cheapest train booked.", agent="planner", model="voyage-xl", to="router", parent="n2"
    )
    trace.add("message", "Book a train to Cologne on 5 May.", agent="router", model="voyage-mini", parent="n3")
    trace.add("tool_call", agent="booker", model="voyage-mini", tool=call("find_trains", '{"day": "5 May"}', "c1"))
    trace.add("tool_result", "IC 18: 39 EUR\nICE 3: 59 EUR", agent="booker", tool=result_of("find_trains", "c1"))
    trace.add("tool_call", agent="booker", model="voyage-mini", tool=call("find_trains", {"town": "Cologne"}, "c2"))
    trace.add("tool_result", "day?", agent="booker", tool=result_of("find_trains", "c2"), status="error")
    trace.add(
        "message",
        "Booked the ICE 3 for 59 EUR.",
        agent="booker",
        model="voyage-mini",
        start="2026-05-01T09:00:00+00:00",
        end="2026-05-01T09:00:04.250000+00:00",
        tokens={"input": 310, "output": 12},
        cost=0.002,
        pointer="/steps/8",
    )
    rate = {"from": "EUR", "to": "GBP"}
    trace.add("tool_call", agent="planner", model="voyage-xl", tool=call("exchange_rate", rate, "c3"))
    trace.add("tool_result", "0.86", agent="planner", tool=result_of("exchange_rate", "c3"), status="ok")
    trace.add("final", "Your train costs 50.74 pounds.", agent="planner", model="voyage-xl")
    return trace.content()


def ticket() -> Json:
    """An agent that asks for what it was told; its arguments are not even JSON."""
    trace = TraceBuilder(problem="", tools=[_tool("look_up", "An account by its number.", "account")])
    trace.add("system", "You answer tickets.", context="copied")
    trace.add("user", "I am locked out. My account is 4417.")
    trace.add("message", "Which account is it?", agent="desk", model="help-13b")
    trace.add("user", "4417!")
    trace.add("tool_call", agent="desk", model="help-13b", tool=call("look_up", "{account: 4417", "t1"))
    trace.add("error", "Could not parse the call.", status="error")
    trace.add("final", "Your account is open again.", agent="desk", model="help-13b")
    return trace.content()


def _tool(name: str, description: str, *arguments: str) -> Json:
    schema = {"type": "object", "properties": {key: {"type": "string"} for key in arguments}}
    return {"name": name, "description": description, "parameters": {**schema, "required": list(arguments)}}
