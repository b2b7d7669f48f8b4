"""The demo's projects, built from the files beside this module through the product's own functions."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import User
from annotation import projects, queue, rubrics, submission
from annotation.demo.people import PEOPLE
from annotation.kinds import all_kinds
from annotation.kinds.base import Json
from annotation.models import Annotation, Assignment, Flag, Project, Role, Task
from annotation.models.project import random_seed
from config import strict_json

FOLDER = Path(__file__).parent
LICENCE = "CC0-1.0"
SOURCE = "Written for Touchstone's demo"


def create(people: Mapping[str, User]) -> list[Project]:
    """One project for each kind that has demo texts."""
    return [_create(kind, people) for kind in sorted(all_kinds()) if (FOLDER / kind).is_dir()]


def remove() -> None:
    """Take every demo project out, with everything in it."""
    demo = Project.objects.filter(is_demo=True)
    Project.objects.filter(pk__in=demo).update(rubric=None)
    for model in (Annotation, Assignment):
        model.objects.filter(project__in=demo).delete()
    Flag.objects.filter(task__project__in=demo).delete()
    demo.delete()


def _create(kind: str, people: Mapping[str, User]) -> Project:
    fields = _read(kind, "project.json")
    guidelines = (FOLDER / kind / "guidelines.md").read_text(encoding="utf-8")
    project = projects.create(by=people["manager"], kind=kind, guidelines=guidelines, is_demo=True, **fields)
    rubrics.publish(project=project, raw=_read(kind, "rubric.json"), by=people["manager"])
    for person in PEOPLE:
        if person.role in (Role.REVIEWER, Role.ANNOTATOR):
            projects.add_member(project=project, user=people[person.key], role=person.role)
    tasks = _add_tasks(project, _read(kind, "tasks.json"))
    project = projects.change_status(project, Project.Status.ACTIVE)
    for key, answers in _read(kind, "annotators.json").items():
        for external_id, given in answers.items():
            _answer(project, tasks[external_id], people[key], given)
    return project


def _read(kind: str, name: str) -> Any:
    return json.loads((FOLDER / kind / name).read_text(encoding="utf-8"))


def _add_tasks(project: Project, rows: list[Json]) -> dict[str, Task]:
    start = queue.begin_round(project)
    tasks = Task.objects.bulk_create([_task(project, row, start) for row in rows])
    queue.release(project)
    project.refresh_from_db()
    return {str(task.external_id): task for task in tasks}


def _task(project: Project, row: Json, start: int) -> Task:
    content = project.the_kind.read_content({"messages": row["messages"], "responses": row["responses"]})
    project.the_kind.check_fit(content, project.context())
    sha256 = strict_json.sha256(content)
    return Task(
        project=project,
        external_id=row["external_id"],
        content=content,
        content_sha256=sha256,
        metadata={"domain": row["domain"]},
        source=SOURCE,
        licence=LICENCE,
        importer="demo",
        position=queue.position_in(start, project, sha256),
        overlap=project.overlap,
    )


def _answer(project: Project, task: Task, annotator: User, given: Json) -> None:
    """Lend this task to this person, as a claim would, and submit their answer."""
    locked = queue.lock_task(task.pk)
    now = timezone.now()
    assignment = Assignment.objects.create(
        project=project,
        task=task,
        annotator=annotator,
        slot=locked.taken,
        side_seed=random_seed(),
        leased_at=now,
        expires_at=now + timedelta(minutes=project.lease_minutes),
    )
    Task.objects.filter(pk=task.pk).update(taken=locked.taken + 1)
    answer = _written_out(given)
    active_ms = given["active_seconds"] * 1000
    submission.submit(assignment=assignment, answer=answer, active_ms=active_ms, key=uuid.uuid4())


def _written_out(given: Json) -> Json:
    verdict = {name: given[name] for name in ("verdict", "strength") if name in given}
    criteria = {key: _values(values) for key, values in given["criteria"].items()}
    return {"overall": verdict, "criteria": criteria, "rationale": given["rationale"], "reasons": [], "edit": None}


def _values(given: int | dict[str, int]) -> Json:
    """A comparison has one value, a criterion of responses one for each."""
    if isinstance(given, int):
        return {"value": given}
    return {response: {"value": value} for response, value in given.items()}
