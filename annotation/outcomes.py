"""A task's agreement and outcome, and the statuses that go with them. Only this module writes them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from annotation import queue
from annotation.kinds.base import Dispute, Json
from annotation.models import Annotation, Assignment, Project, Task
from config.errors import Refused

FACTS = ["status", "outcome", "outcome_source", "agreement", "settled_at"]


def settle(task: Task, outcome: Json, *, source: Task.Source, agreement: float | None) -> None:
    """Give the task its final answer. The caller holds the task's lock."""
    _set(task, status=Task.Status.SETTLED, outcome=outcome, source=source, agreement=agreement)
    task.save(update_fields=FACTS)


def dispute(task: Task, *, agreement: float) -> None:
    """Mark the task as answered too differently for a consensus. The caller holds the task's lock."""
    _set(task, status=Task.Status.DISPUTED, agreement=agreement)
    task.save(update_fields=FACTS)


def await_settling(task: Task) -> None:
    """An answer came or changed, so what was settled holds no longer. The caller has the lock and saves ``FACTS``."""
    _set(task, status=Task.Status.ANSWERED)


def settle_anew(project: Project) -> None:
    """The answers read otherwise than before, so what was settled by consensus or disputed is judged again."""
    judged = Task.objects.filter(project=project, status__in=[Task.Status.SETTLED, Task.Status.DISPUTED])
    judged.exclude(outcome_source=Task.Source.DECISION).filter(answers__gt=0).update(
        status=Task.Status.ANSWERED, outcome=None, outcome_source=None, agreement=None, settled_at=None
    )


@transaction.atomic
def withdraw(task: Task, *, reason: str) -> Task:
    """Take the task out of the work, with a reason. Answers already given stay, uncounted leases end."""
    locked = queue.lock_task(task.pk)
    if locked.status == Task.Status.WITHDRAWN:
        raise Refused("withdrawn", "This task is withdrawn already.")
    for assignment in Assignment.objects.filter(task=locked, status=Assignment.Status.LEASED):
        queue.close(assignment, locked, Assignment.Status.RETURNED)
    locked.refresh_from_db()
    _set(locked, status=Task.Status.WITHDRAWN, agreement=locked.agreement)
    locked.save(update_fields=FACTS)
    Task.objects.filter(pk=locked.pk).update(withdrawn_reason=reason)
    return locked


@transaction.atomic
def restore(task: Task) -> Task:
    """Bring a withdrawn task back to where its answers put it."""
    locked = queue.lock_task(task.pk)
    if locked.status != Task.Status.WITHDRAWN:
        raise Refused("not_withdrawn", "Only a withdrawn task can be brought back.")
    Task.objects.filter(pk=locked.pk).update(withdrawn_reason="")
    if locked.answers >= locked.overlap:
        _set(locked, status=Task.Status.ANSWERED)
        locked.save(update_fields=FACTS)
    else:
        queue.reopen(locked, overlap=locked.overlap)
    return locked


def disputes(task: Task, annotations: Sequence[Annotation]) -> Sequence[Dispute]:
    """What these answers of a task differ about, unit by unit."""
    if len(annotations) < 2:
        return ()
    newest = max(annotations, key=lambda annotation: annotation.rubric.version)
    context = task.project.context(newest.rubric)
    answers = [annotation.answer for annotation in annotations]
    return task.project.the_kind.disputes(answers, content=task.content, context=context)


def _set(
    task: Task,
    *,
    status: Task.Status,
    outcome: Json | None = None,
    source: Task.Source | None = None,
    agreement: float | None = None,
) -> None:
    task.status, task.outcome, task.outcome_source, task.agreement = status, outcome, source, agreement
    task.settled_at = timezone.now() if status == Task.Status.SETTLED else None
