"""The facts of a task that others need: its status, agreement and outcome. Only this module writes them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from annotation import queue
from annotation.kinds.base import Json
from annotation.models import Assignment, Task
from config.errors import Refused


def settle(task: Task, outcome: Json, *, source: Task.Source, agreement: float | None) -> None:
    """Give the task its final answer. The caller holds the task's lock."""
    _write(task, status=Task.Status.SETTLED, outcome=outcome, outcome_source=source, agreement=agreement)


def dispute(task: Task, *, agreement: float) -> None:
    """Mark the task as answered too differently for a consensus. The caller holds the task's lock."""
    _write(task, status=Task.Status.DISPUTED, outcome=None, outcome_source=None, agreement=agreement)


@transaction.atomic
def withdraw(task: Task, *, reason: str) -> Task:
    """Take the task out of the work, with a reason. Answers already given stay, uncounted leases end."""
    locked = queue.lock_task(task.pk)
    if locked.status == Task.Status.WITHDRAWN:
        raise Refused("withdrawn", "This task is withdrawn already.")
    for assignment in Assignment.objects.filter(task=locked, status=Assignment.Status.LEASED):
        queue.close(assignment, locked, Assignment.Status.RETURNED)
    locked.refresh_from_db()
    _write(locked, status=Task.Status.WITHDRAWN, outcome=None, outcome_source=None, agreement=locked.agreement)
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
        _write(locked, status=Task.Status.ANSWERED, outcome=None, outcome_source=None, agreement=None)
    else:
        queue.reopen(locked, overlap=locked.overlap)
    return locked


def _write(
    task: Task,
    *,
    status: Task.Status,
    outcome: Json | None,
    outcome_source: Task.Source | None,
    agreement: float | None,
) -> None:
    task.status, task.outcome, task.outcome_source, task.agreement = status, outcome, outcome_source, agreement
    task.settled_at = timezone.now() if status == Task.Status.SETTLED else None
    task.save(update_fields=["status", "outcome", "outcome_source", "agreement", "settled_at"])
