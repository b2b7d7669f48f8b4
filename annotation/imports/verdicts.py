"""Verdicts that people gave elsewhere come in as annotations of named annotators: marked as imported, never as gold."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from annotation import outcomes, signals
from annotation.imports.reading import NewTask
from annotation.imports.rows import Json, Problem
from annotation.kinds.base import Context, Verdict
from annotation.models import Annotation, Membership, Project, Role, Rubric, Task
from annotation.models.project import MAX_OVERLAP
from config import strict_json
from config.errors import Invalid, Refused

LONGEST_NAME = 80


@dataclass
class Desk:
    """Takes the verdicts of one import, batch by batch."""

    project: Project
    rubric: Rubric
    context: Context
    people: dict[str, User] = field(default_factory=dict)

    def add(self, rows: Sequence[NewTask]) -> tuple[int, list[Problem]]:
        """Store the verdicts of these rows; how many were new, and what is refused. In the caller's transaction."""
        judged = [row for row in rows if row.verdicts]
        if not judged:
            return 0, []
        tasks = self._locked_tasks(judged)
        present = set(_present(tasks.values()))
        problems: list[Problem] = []
        new = [
            annotation
            for row in judged
            if (task := tasks.get(_identity(row.external_id, row.sha256))) is not None
            for annotation in self._annotations(row, task, present, problems)
        ]
        Annotation.objects.bulk_create(new)
        changed = {annotation.task_id: annotation.task for annotation in new}
        Task.objects.bulk_update(changed.values(), ["taken", "answers", "overlap", *outcomes.FACTS])
        _announce(changed.values())
        return len(new), problems

    def _locked_tasks(self, rows: Sequence[NewTask]) -> dict[tuple[str | None, str], Task]:
        named = Q(external_id__in=[row.external_id for row in rows if row.external_id is not None])
        unnamed = Q(external_id=None, content_sha256__in=[row.sha256 for row in rows if row.external_id is None])
        found = Task.objects.select_for_update().defer("content", "metadata", "outcome")
        tasks = found.filter(named | unnamed, project=self.project).order_by("pk")
        return {_identity(task.external_id, task.content_sha256): task for task in tasks}

    def _annotations(
        self, row: NewTask, task: Task, present: set[tuple[int, int]], problems: list[Problem]
    ) -> Iterator[Annotation]:
        for verdict in row.verdicts:
            try:
                annotator = self._person(verdict.annotator)
                if (task.pk, annotator.pk) in present:
                    continue
                answer = self._answer(verdict, row)
                _take_place(task)
            except Invalid as error:
                reasons = "; ".join(error.fields.values()) or error.detail
                problems.append(
                    Problem(row.line, f"Verdict of {verdict.annotator[:LONGEST_NAME]}: {reasons}", "verdicts")
                )
                continue
            present.add((task.pk, annotator.pk))
            yield self._annotation(task, annotator, answer)

    def _answer(self, verdict: Verdict, row: NewTask) -> Json:
        return self.project.the_kind.read_answer(verdict.answer, content=row.parsed_content, context=self.context)

    def _annotation(self, task: Task, annotator: User, answer: Json) -> Annotation:
        return Annotation(
            project=self.project,
            task=task,
            annotator=annotator,
            rubric=self.rubric,
            answer=answer,
            imported=True,
            idempotency_key=uuid.uuid4(),
            body_sha256=strict_json.sha256(answer),
            created_at=timezone.now(),
        )

    def _person(self, name: str) -> User:
        name = name.strip()
        if not 0 < len(name) <= LONGEST_NAME:
            raise Invalid(f"An annotator's name has 1 to {LONGEST_NAME} characters.")
        if name not in self.people:
            self.people[name] = placeholder(self.project, name)
        return self.people[name]


def desk_for(project: Project) -> Desk:
    if project.rubric is None:
        raise Refused("no_rubric", "Publish a rubric first: every answer belongs to a version of it.")
    return Desk(project, project.rubric, project.the_kind.undemanding(project.context()))


def placeholder(project: Project, name: str) -> User:
    """The one who stands for a named author of verdicts in this project. Only one import a project runs at a time."""
    held = Membership.objects.filter(project=project, user__is_placeholder=True, user__display_name=name)
    membership = held.select_related("user").first()
    if membership is not None:
        return membership.user
    user = User.objects.create_placeholder(name, is_demo=project.is_demo)
    Membership.objects.create(project=project, user=user, role=Role.ANNOTATOR)
    return user


def _identity(external_id: str | None, sha256: str) -> tuple[str | None, str]:
    return external_id, sha256


def _present(tasks: Iterable[Task]) -> Iterator[tuple[int, int]]:
    annotations = Annotation.objects.filter(task__in=list(tasks), current=True)
    return annotations.values_list("task_id", "annotator_id").iterator()


def _take_place(task: Task) -> None:
    """Count one more answer, in a free place or in one made for it."""
    if task.status == Task.Status.WITHDRAWN or task.outcome_source == Task.Source.DECISION:
        raise Invalid("The task is closed to further answers.")
    if task.taken >= MAX_OVERLAP:
        raise Invalid(f"A task holds at most {MAX_OVERLAP} answers.")
    task.taken += 1
    task.answers += 1
    task.overlap = max(task.overlap, task.taken)
    if task.answers >= task.overlap:
        outcomes.await_settling(task)


def _announce(tasks: Iterable[Task]) -> None:
    for task in tasks:
        signals.answer_submitted.send(sender=Task, task_id=task.pk, full=task.status == Task.Status.ANSWERED)
