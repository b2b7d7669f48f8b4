"""Where the verdicts of a file go: to the annotations of named people, to a model's suggestions, or to gold."""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import ClassVar

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from annotation import outcomes, signals
from annotation.imports.files.rows import Json
from annotation.kinds.base import Verdict
from annotation.models import Annotation, Gold, Job, Membership, Project, Role, Rubric, Suggestion, Task
from annotation.models.project import MAX_OVERLAP
from config import strict_json
from config.errors import Invalid

LONGEST_NAME = 80


class Pile(ABC):
    """Verdicts of one batch that go to the same place. The caller holds the tasks' locks, in one transaction."""

    counted_as: ClassVar[str]

    @abstractmethod
    def begin(self, tasks: Collection[Task]) -> None:
        """Look at what these tasks have already."""

    @abstractmethod
    def take(self, task: Task, verdict: Verdict, answer: Json) -> None:
        """Put one verdict on the pile, unless it is there already. Raises ``Invalid`` if it cannot be."""

    @abstractmethod
    def store(self) -> int:
        """Write the pile to the database; how many were new."""


class Annotations(Pile):
    """People's verdicts: each becomes the imported annotation of a placeholder of that name."""

    counted_as = "verdicts_added"

    def __init__(self, project: Project, rubric: Rubric, annotator: str) -> None:
        self.project, self.rubric, self.annotator = project, rubric, annotator
        self.people: dict[str, User] = {}

    def begin(self, tasks: Collection[Task]) -> None:
        self.new: list[Annotation] = []
        present = Annotation.objects.filter(task__in=tasks, current=True)
        self.present = set(present.values_list("task_id", "annotator_id"))

    def take(self, task: Task, verdict: Verdict, answer: Json) -> None:
        annotator = self._person(verdict.annotator.strip() or self.annotator)
        if (task.pk, annotator.pk) in self.present:
            return
        _take_place(task)
        self.present.add((task.pk, annotator.pk))
        self.new.append(self._annotation(task, annotator, answer))

    def store(self) -> int:
        Annotation.objects.bulk_create(self.new)
        changed = {annotation.task_id: annotation.task for annotation in self.new}.values()
        Task.objects.bulk_update(changed, ["taken", "answers", "overlap", *outcomes.FACTS])
        for task in changed:
            signals.answer_submitted.send(sender=Task, task_id=task.pk, full=task.status == Task.Status.ANSWERED)
        return len(self.new)

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
        if not name:
            raise Invalid("The file does not say who gave this answer. Name an annotator for the import.")
        if len(name) > LONGEST_NAME:
            raise Invalid(f"An annotator's name has 1 to {LONGEST_NAME} characters.")
        if name not in self.people:
            self.people[name] = placeholder(self.project, name)
        return self.people[name]


class Suggestions(Pile):
    """Models' verdicts. Annotators are shown the newest of a task, if the kind shows any."""

    counted_as = "suggestions_added"

    def __init__(self, job: Job, model: str, version: str, *, shown: bool) -> None:
        self.job, self.model, self.version, self.shown = job, model, version, shown

    def begin(self, tasks: Collection[Task]) -> None:
        self.new: list[Suggestion] = []
        present = Suggestion.objects.filter(task__in=tasks)
        self.present = set(present.values_list("task_id", "model", "version"))

    def take(self, task: Task, verdict: Verdict, answer: Json) -> None:
        model = verdict.model.strip() or self.model
        version = verdict.version.strip() or self.version
        _refuse_long(model, version)
        if (task.pk, model, version) not in self.present:
            self.present.add((task.pk, model, version))
            self.new.append(Suggestion(task=task, model=model, version=version, answer=answer, imported_by=self.job))

    def store(self) -> int:
        Suggestion.objects.bulk_create(self.new, ignore_conflicts=True)
        if self.shown:
            of_task = Suggestion.objects.filter(task=OuterRef("pk")).order_by().values("task")
            newest = Subquery(of_task.annotate(newest=Max("pk")).values("newest"))
            Task.objects.filter(pk__in={suggestion.task_id for suggestion in self.new}).update(suggestion=newest)
        return len(self.new)


class Golds(Pile):
    """Known answers, one a task."""

    counted_as = "gold_added"

    def __init__(self, job: Job) -> None:
        self.job = job

    def begin(self, tasks: Collection[Task]) -> None:
        self.new: list[Gold] = []
        self.known = {gold.task_id: strict_json.sha256(gold.answer) for gold in Gold.objects.filter(task__in=tasks)}

    def take(self, task: Task, verdict: Verdict, answer: Json) -> None:
        sha256 = strict_json.sha256(answer)
        if task.pk not in self.known:
            self.known[task.pk] = sha256
            self.new.append(Gold(task=task, answer=answer, imported_by=self.job, created_by=self.job.created_by))
        elif self.known[task.pk] != sha256:
            raise Invalid("The task has another gold answer already.")

    def store(self) -> int:
        Gold.objects.bulk_create(self.new, ignore_conflicts=True)
        return len(self.new)


def placeholder(project: Project, name: str) -> User:
    """The one who stands for a named author of verdicts in this project. Only one import a project runs at a time."""
    held = Membership.objects.filter(project=project, user__is_placeholder=True, user__display_name=name)
    membership = held.select_related("user").first()
    if membership is not None:
        return membership.user
    user = User.objects.create_placeholder(name, is_demo=project.is_demo)
    Membership.objects.create(project=project, user=user, role=Role.ANNOTATOR)
    return user


def _refuse_long(model: str, version: str) -> None:
    for name, text in (("model", model), ("version", version)):
        most: int = Suggestion._meta.get_field(name).max_length  # type: ignore[union-attr, assignment]
        if not 0 < len(text) <= most:
            raise Invalid(f"A suggestion's {name} has 1 to {most} characters.")


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
