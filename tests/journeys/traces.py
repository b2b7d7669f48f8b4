"""A project of traces with people who are signed in, made in the stack's own database.

As a program it reads the keywords of ``make_traces`` as JSON and prints the scene as JSON, as ``scene`` does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tests.journeys.scene import Person, Scene, signed_in
from tests.journeys.stack import Stack

Json = dict[str, Any]


def set_traces(stack: Stack, contents: Sequence[Json], **fields: object) -> Scene:
    wanted = json.dumps({"contents": contents, "fields": fields})
    made = json.loads(stack.manage("-m", "tests.journeys.traces", standard_input=wanted).splitlines()[-1])
    people = [Person(**person) for person in made["annotators"]]
    return Scene(project=made["project"], manager=Person(**made["manager"]), annotators=people)


def make_traces(contents: Sequence[Json], fields: dict[str, Any]) -> Scene:
    """Needs Django to be set up on the stack's database."""
    from accounts.models import User
    from annotation import projects, queue, rubrics
    from annotation.models import Role, Task
    from config import strict_json
    from tests.factories import make_user

    known = User.objects.count()
    manager, annotator = (make_user(email=f"traces{known + n}@example.org") for n in range(2))
    project = projects.create(by=manager, kind="trace", **{"title": "Runs", "overlap": 1, **fields})
    rubrics.publish(project=project, raw=[], by=manager)
    projects.add_member(project=project, user=annotator, role=Role.ANNOTATOR)
    start = queue.begin_round(project)
    for number, given in enumerate(contents):
        content = project.the_kind.read_content(given)
        sha256 = strict_json.sha256(content)
        Task.objects.create(
            project=project, content=content, content_sha256=sha256, position=start + number, overlap=project.overlap
        )
    queue.release(project)
    projects.change_status(project, "active")
    return Scene(str(project.public_id), signed_in(manager), [signed_in(annotator)])


def support_run() -> Json:
    """Four agents, hand-offs both named and silent, a call whose arguments do not fit the tool's schema."""
    from annotation.kinds.trace.building import TraceBuilder, call, result_of

    refund = {
        "name": "refund",
        "description": "Pay an invoice back.",
        "parameters": {
            "type": "object",
            "properties": {"invoice": {"type": "string"}, "euros": {"type": "number"}},
            "required": ["invoice", "euros"],
        },
    }
    path = [("intake", "router"), ("router", "research"), ("research", "billing"), ("intake", "billing")]
    run = TraceBuilder(problem="Refund invoice 77.", reference="19.50 euros", tools=[refund], edges=path)
    run.add("user", "Please refund invoice 77.", id="ask")
    run.add("message", "Invoice 77, of 19.50 euros: a refund is wanted.", id="take", agent="intake")
    run.add("handoff", "This is about money.", id="pass", agent="intake", to="router")
    run.add("reasoning", "Somebody must look the invoice up.", id="route", agent="router")
    run.add("message", "Invoice 77 is of 91.50 euros.", id="look", agent="research")
    run.add("tool_call", id="pay", agent="billing", tool=call("refund", {"invoice": 77, "euros": 91.5}, "c1"))
    run.add("tool_result", "done", id="paid", parent="pay", agent="billing", tool=result_of("refund", "c1"))
    run.add("final", "91.50 euros are on their way.", id="end", agent="billing")
    return run.content()


def long_run(*, nodes: int, characters: int) -> Json:
    """A coding run of that many nodes and about that many characters, in thoughts, calls and long outputs."""
    from annotation.kinds.trace.building import TraceBuilder, call, result_of

    run = TraceBuilder(problem="The build is red. Make it green.")
    run.add("user", "The build is red. Make it green.")
    output = characters // (nodes // 3)
    for number in range((nodes - 1) // 3):
        run.add("reasoning", f"Thought {number}: perhaps module {number} is at fault.", agent="coder")
        made = run.add("tool_call", agent="coder", tool=call("bash", {"command": f"run test {number}"}, f"c{number}"))
        lines = "".join(f"{number}.{line} ok test_module_{line} passed\n" for line in range(output // 30))
        run.add("tool_result", lines, parent=made, agent="coder", tool=result_of("bash", f"c{number}"), status="ok")
    return run.content()


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(asdict(make_traces(**json.loads(sys.stdin.read())))))
