"""Submitting answers: stored once, as sent, in one transaction, whatever becomes of the lease meanwhile."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from annotation import outcomes, signals
from annotation.kinds.base import Json
from annotation.models import Annotation, Assignment, Task
from annotation.queue import lock_task
from config import strict_json
from config.errors import Invalid, Refused

LONGEST_ACTIVE_MS = 7 * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Submitted:
    """The stored annotation, and whether this request only repeated an earlier one."""

    annotation: Annotation
    replayed: bool


@transaction.atomic
def submit(*, assignment: Assignment, answer: Json, active_ms: int, key: uuid.UUID) -> Submitted:
    """Store the answer of an assignment. After the lease ended it counts if a slot is free, else it is surplus."""
    task = lock_task(assignment.task_id)
    assignment.refresh_from_db(fields=["status", "slot", "leased_at"])
    body = {"act": "submit", "assignment": str(assignment.public_id), "answer": answer, "active_ms": active_ms}
    earlier = _same_request(assignment.annotator_id, key, body)
    if earlier is not None:
        return Submitted(earlier, replayed=True)
    if assignment.status in (Assignment.Status.SUBMITTED, Assignment.Status.SKIPPED):
        raise _closed_already(assignment)
    content = assignment.project.the_kind.read_answer(
        answer, content=task.content, context=assignment.project.context()
    )
    _take_slot(assignment, task)
    annotation = _store(
        assignment, task, answer=content, body=body, key=key, active_ms=active_ms, counted=assignment.slot is not None
    )
    _close(assignment)
    _count(task, annotation)
    return Submitted(annotation, replayed=False)


@transaction.atomic
def revise(*, annotation: Annotation, answer: Json, active_ms: int, key: uuid.UUID) -> Submitted:
    """Store a new revision of one's own answer; the earlier ones stay as they were."""
    task = lock_task(annotation.task_id)
    body = {"act": "revise", "task": str(task.public_id), "answer": answer, "active_ms": active_ms}
    earlier = _same_request(annotation.annotator_id, key, body)
    if earlier is not None:
        return Submitted(earlier, replayed=True)
    latest = Annotation.objects.select_related("assignment", "project__rubric").get(
        task=task, annotator_id=annotation.annotator_id, current=True
    )
    if not revisable(latest, task):
        raise Refused("not_revisable", "This answer can no longer be revised.")
    content = latest.project.the_kind.read_answer(answer, content=task.content, context=latest.project.context())
    Annotation.objects.filter(pk=latest.pk).update(current=False)
    revision = _store(
        latest, task, answer=content, body=body, key=key, active_ms=active_ms, counted=latest.counted,
        revision=latest.revision + 1,
    )  # fmt: skip
    if latest.counted and task.status in (Task.Status.SETTLED, Task.Status.DISPUTED):
        outcomes.await_settling(task)
        task.save(update_fields=outcomes.FACTS)
    _announce(task)
    return Submitted(revision, replayed=False)


def revisable(annotation: Annotation, task: Task) -> bool:
    """Whether its author may still revise it: the project allows it, is not archived, and no reviewer has ruled."""
    project = annotation.project
    open_project = project.revisable and project.status in (project.Status.ACTIVE, project.Status.PAUSED)
    undecided = task.outcome_source != Task.Source.DECISION and task.status != Task.Status.WITHDRAWN
    return open_project and undecided and not annotation.imported


def _same_request(annotator_id: int, key: uuid.UUID, body: Json) -> Annotation | None:
    same_key = Annotation.objects.filter(annotator_id=annotator_id, idempotency_key=key)
    sha256 = same_key.values_list("body_sha256", flat=True).first()
    if sha256 is None:
        return None
    if sha256 != strict_json.sha256(body):
        raise Refused("key_reused", "This Idempotency-Key was used for something else. Send a new one.")
    return same_key.get()


def _closed_already(assignment: Assignment) -> Refused:
    if assignment.status == Assignment.Status.SKIPPED:
        return Refused("skipped", "You skipped this task, so it takes no answer from you.")
    return Refused("already_submitted", "You have already submitted this task. Revise that answer instead.")


def _take_slot(assignment: Assignment, task: Task) -> None:
    """Keep the lease's slot, or take a free one if the lease is over and the task still wants answers."""
    if assignment.slot is not None or task.status != Task.Status.OPEN or task.taken >= task.overlap:
        return
    used = set(Assignment.objects.filter(task=task, slot__isnull=False).values_list("slot", flat=True))
    assignment.slot = min(set(range(task.overlap)) - used)
    task.taken += 1


def _store(
    work: Assignment | Annotation,
    task: Task,
    *,
    answer: Json,
    body: Json,
    key: uuid.UUID,
    active_ms: int,
    counted: bool,
    revision: int = 1,
) -> Annotation:
    assignment = work if isinstance(work, Assignment) else work.assignment
    rubric = work.project.rubric
    if rubric is None:
        raise Refused("no_rubric", "This project has no published rubric.")
    return Annotation.objects.create(
        project_id=task.project_id,
        task=task,
        annotator_id=work.annotator_id,
        assignment=assignment,
        rubric=rubric,
        answer=answer,
        revision=revision,
        counted=counted,
        active_ms=_plausible(active_ms),
        side_seed=assignment.side_seed if assignment else None,
        suggestion_id=assignment.suggestion_id if assignment else None,
        idempotency_key=key,
        body_sha256=strict_json.sha256(body),
        created_at=timezone.now(),
    )


def _plausible(active_ms: int) -> int:
    if not 0 <= active_ms <= LONGEST_ACTIVE_MS:
        raise Invalid("The active time is not plausible.", fields={"active_ms": f"Send 0 to {LONGEST_ACTIVE_MS}."})
    return active_ms


def _close(assignment: Assignment) -> None:
    assignment.status, assignment.closed_at = Assignment.Status.SUBMITTED, timezone.now()
    assignment.save(update_fields=["status", "slot", "closed_at"])


def _count(task: Task, annotation: Annotation) -> None:
    if not annotation.counted:
        return
    task.answers += 1
    if task.status == Task.Status.OPEN and task.answers >= task.overlap:
        task.status = Task.Status.ANSWERED
    Task.objects.filter(pk=task.pk).update(answers=F("answers") + 1, taken=task.taken, status=task.status)
    _announce(task)


def _announce(task: Task) -> None:
    signals.answer_submitted.send(sender=Task, task_id=task.pk, full=task.status == Task.Status.ANSWERED)
