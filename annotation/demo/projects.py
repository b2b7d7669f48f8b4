"""The demo's projects, built from the packages beside this module through the product's own functions."""

from __future__ import annotations

import importlib
import json
import pkgutil
import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import User
from annotation import projects, queue, rubrics, submission
from annotation.demo.material import LICENCE, Given, Material
from annotation.demo.people import PEOPLE
from annotation.images import unused
from annotation.kinds import all_kinds
from annotation.models import Annotation, Assignment, Flag, Gold, Project, Role, Suggestion, Task
from annotation.models.project import random_seed
from config import strict_json

FOLDER = Path(__file__).parent


def create(people: Mapping[str, User]) -> list[Project]:
    """One project for each kind that has a demo."""
    packages = {info.name for info in pkgutil.iter_modules([str(FOLDER)])}
    return [_create(kind, people) for kind in sorted(packages & all_kinds().keys())]


def remove() -> None:
    """Take every demo project out, with everything in it."""
    demo = Project.objects.filter(is_demo=True)
    shown = unused.shown_in(demo)
    Project.objects.filter(pk__in=demo).update(rubric=None)
    for model in (Annotation, Assignment):
        model.objects.filter(project__in=demo).delete()
    Flag.objects.filter(task__project__in=demo).delete()
    demo.delete()
    unused.remove(shown)


def _create(kind: str, people: Mapping[str, User]) -> Project:
    fields = _read(kind, "project.json")
    guidelines = (FOLDER / kind / "guidelines.md").read_text(encoding="utf-8")
    project = projects.create(by=people["manager"], kind=kind, guidelines=guidelines, is_demo=True, **fields)
    rubrics.publish(project=project, raw=_read(kind, "rubric.json"), by=people["manager"])
    for person in PEOPLE:
        if person.role in (Role.REVIEWER, Role.ANNOTATOR):
            projects.add_member(project=project, user=people[person.key], role=person.role)
    materials = list(importlib.import_module(f"{__package__}.{kind}").tasks())
    tasks = _add_tasks(project, materials)
    project = projects.change_status(project, Project.Status.ACTIVE)
    for task, material in zip(tasks, materials, strict=True):
        for given in material.answers:
            _answer(project, task, people[given.person], given)
    return project


def _read(kind: str, name: str) -> Any:
    return json.loads((FOLDER / kind / name).read_text(encoding="utf-8"))


def _add_tasks(project: Project, materials: Iterable[Material]) -> list[Task]:
    start = queue.begin_round(project)
    tasks = Task.objects.bulk_create([_task(project, material, start) for material in materials])
    for task, material in zip(tasks, materials, strict=True):
        _add_known_answers(project, task, material)
    queue.release(project)
    project.refresh_from_db()
    return tasks


def _task(project: Project, material: Material, start: int) -> Task:
    content = project.the_kind.read_content(material.content)
    project.the_kind.check_fit(content, project.context())
    sha256 = strict_json.sha256(content)
    return Task(
        project=project,
        external_id=material.external_id,
        content=content,
        content_sha256=sha256,
        metadata=material.metadata,
        source=material.source,
        licence=LICENCE,
        importer="demo",
        position=queue.position_in(start, project, sha256),
        overlap=project.overlap,
    )


def _add_known_answers(project: Project, task: Task, material: Material) -> None:
    """What a model suggests for the task, and the answer that is known to be right."""
    kind, context = project.the_kind, project.the_kind.undemanding(project.context())
    if material.gold is not None:
        answer = kind.read_answer(material.gold, content=task.content, context=context)
        Gold.objects.create(task=task, answer=answer, created_by=project.created_by)
    if material.suggestion is not None:
        made = material.suggestion
        answer = kind.read_answer(made.answer, content=task.content, context=context)
        task.suggestion = Suggestion.objects.create(task=task, model=made.model, version=made.version, answer=answer)
        task.save(update_fields=["suggestion"])


def _answer(project: Project, task: Task, annotator: User, given: Given) -> None:
    """Lend this task to this person, as a claim would, and submit their answer."""
    locked = queue.lock_task(task.pk)
    now = timezone.now()
    assignment = Assignment.objects.create(
        project=project,
        task=task,
        annotator=annotator,
        slot=locked.taken,
        side_seed=random_seed(),
        suggestion=locked.suggestion,
        leased_at=now,
        expires_at=now + timedelta(minutes=project.lease_minutes),
    )
    Task.objects.filter(pk=task.pk).update(taken=locked.taken + 1)
    active_ms = given.active_seconds * 1000
    submission.submit(assignment=assignment, answer=given.answer, active_ms=active_ms, key=uuid.uuid4())
