"""Projects with tasks for tests, made through the product's own functions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from accounts.models import User
from annotation import projects, queue, rubrics, submission
from annotation.kinds.base import Json
from annotation.models import Annotation, Assignment, Project, Role, Task
from config import strict_json

CLARITY: Json = {
    "key": "clarity",
    "title": "Clarity",
    "guidance": "Is it easy to follow?",
    "scale": {
        "type": "ordinal",
        "anchors": [{"value": 1, "label": "poor"}, {"value": 2, "label": "fair"}, {"value": 3, "label": "good"}],
    },
    "applies_to": "response",
    "required": False,
    "weight": 1,
}


def content(number: int) -> Json:
    """A pairwise preference task that differs from every other number's."""
    return {
        "messages": [{"role": "user", "content": f"Name a number above {number}."}],
        "responses": [
            {"id": "r1", "messages": [{"role": "assistant", "content": f"{number + 1}"}], "model": "slate-a"},
            {"id": "r2", "messages": [{"role": "assistant", "content": f"{number - 1}"}], "model": "slate-b"},
        ],
    }


def make_project(
    manager: User, *, tasks: int = 3, annotators: Sequence[User] = (), criteria: Sequence[Json] = (), **fields: Any
) -> Project:
    """An active preference project with that many open tasks, external ids t0, t1, …"""
    project = projects.create(by=manager, kind="preference", title=fields.pop("title", "Numbers"), **fields)
    rubrics.publish(project=project, raw=list(criteria), by=manager)
    add_tasks(project, range(tasks))
    for annotator in annotators:
        projects.add_member(project=project, user=annotator, role=Role.ANNOTATOR)
    if tasks:
        project = projects.change_status(project, Project.Status.ACTIVE)
    return project


def add_tasks(project: Project, numbers: Sequence[int], *, priority: int = 0) -> list[Task]:
    """Open tasks in a round of their own, as an import leaves them."""
    start = queue.begin_round(project)
    rows = [_task(project, number, start, priority) for number in numbers]
    made = Task.objects.bulk_create(rows)
    queue.release(project)
    project.refresh_from_db()
    return made


def _task(project: Project, number: int, start: int, priority: int) -> Task:
    read = project.the_kind.read_content(content(number))
    sha256 = strict_json.sha256(read)
    return Task(
        project=project,
        external_id=f"t{number}",
        content=read,
        content_sha256=sha256,
        position=queue.position_in(start, project, sha256),
        priority=priority,
        overlap=project.overlap,
    )


def prefer(strength: int, **more: Any) -> Json:
    """An answer; negative strength prefers the first response."""
    verdict: Json = {"verdict": "prefer", "strength": strength} if strength else {"verdict": "same"}
    return {"overall": verdict, "criteria": {}, "rationale": "", "reasons": [], "edit": None, **more}


def claim(project: Project, annotator: User) -> Assignment:
    """The annotator's next assignment; fails if there is none."""
    lent = queue.claim(project=project, annotator=annotator)
    assert isinstance(lent, Assignment), f"nothing to claim: {lent}"
    return lent


def answer(project: Project, annotator: User, strength: int) -> Annotation:
    """Claim the next task and submit."""
    return submit(claim(project, annotator), strength)


def submit(assignment: Assignment, strength: int, *, key: uuid.UUID | None = None) -> Annotation:
    return submission.submit(
        assignment=assignment, answer=prefer(strength), active_ms=1200 + strength, key=key or uuid.uuid4()
    ).annotation
