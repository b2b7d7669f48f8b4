"""Who gets which task next.

Order. Tasks are served by priority, then by ``position``. A position is a *round* of the project in the high bits and,
within an import, a hash of the task in the low bits: that is the stable shuffle. Each import and each reopening works
in a round of its own, above ``Project.released_position``, and ``release`` raises that mark in the transaction that
ends it. So whatever becomes available anew lies beyond everything that was served before.

Cost. Because of that, an annotator never needs to look back: a ``QueueCursor`` remembers up to where all open tasks are
ones they submitted or skipped. A hundred thousand answered tasks behind the cursor cost nothing. Tasks that are merely
full for the moment, because others hold them, are not passed; there are no more of those than there are live leases.

Locking. Whoever changes a task's counters or its assignments holds the task's row lock. Claims never wait: they skip
locked rows. What a claim then writes is decided by a statement of its own, which sees the assignments as they are now.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Min
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from annotation.models import Assignment, Job, Project, Task
from annotation.models.project import random_seed
from config.errors import Refused

ROUND_BITS = 40
ROUND = 1 << ROUND_BITS
MAX_LIVE_LEASES = 5
RETRY_AFTER_AT_LEAST, RETRY_AFTER_AT_MOST = 3, 300
REAP_AT_ONCE = 100
TRIES = 3


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to lend now. ``retry_after`` is in seconds; None means that nothing is left for this person at all."""

    retry_after: int | None


@transaction.atomic
def claim(*, project: Project, annotator: User, holding: Collection[uuid.UUID] = ()) -> Assignment | Wait:
    """Lend the annotator their next task. What they hold already and do not name in ``holding`` comes back first."""
    if project.status != Project.Status.ACTIVE:
        raise Refused("project_not_active", "This project is not active now, so it hands out no tasks.")
    held = _live_leases(project, annotator)
    resumed = next((pk for pk, public_id in held if public_id not in holding), None)
    if resumed is not None:
        return _lease(resumed)
    if len(held) >= MAX_LIVE_LEASES:
        return Wait(RETRY_AFTER_AT_LEAST)
    _expire_leases(project)
    heads = _heads(project, annotator)
    assignment_id = _lend_first(project, annotator, heads)
    _advance_cursors(project, annotator, heads)
    if assignment_id is not None:
        return _lease(assignment_id)
    return Wait(_retry_after(project) if any(head.position is not None for head in heads) else None)


@transaction.atomic
def give_back(assignment: Assignment) -> None:
    """End a lease that its holder does not want to work on. They may be lent the task again, with their draft."""
    task = lock_task(assignment.task_id)
    assignment.refresh_from_db(fields=["status", "slot"])
    if assignment.status == Assignment.Status.LEASED:
        close(assignment, task, Assignment.Status.RETURNED)


@transaction.atomic
def skip(assignment: Assignment, *, reason: str, note: str) -> None:
    """Free the task for others; its holder never gets it again."""
    task = lock_task(assignment.task_id)
    assignment.refresh_from_db(fields=["status", "slot"])
    if assignment.status == Assignment.Status.SUBMITTED:
        raise Refused("already_submitted", "You have already submitted this task.")
    assignment.skip_reason, assignment.skip_note = reason, note
    close(assignment, task, Assignment.Status.SKIPPED)


def heartbeat(assignment: Assignment) -> Assignment:
    """Lengthen a live lease by the project's lease time, from now."""
    live = Assignment.objects.filter(pk=assignment.pk, status=Assignment.Status.LEASED, expires_at__gt=Now())
    if not live.update(expires_at=Now() + _lease_time(assignment.project)):
        raise Refused("lease_over", "Your time for this task is over. You can still submit what you have.")
    assignment.refresh_from_db(fields=["expires_at"])
    return assignment


def lock_task(task_id: int) -> Task:
    """The task with its row locked until the transaction ends."""
    return Task.objects.select_for_update().get(pk=task_id)


def close(assignment: Assignment, task: Task, status: Assignment.Status) -> None:
    """End an assignment without an answer and free its slot. The caller holds the task's lock."""
    if assignment.slot is not None:
        Task.objects.filter(pk=task.pk).update(taken=F("taken") - 1)
    assignment.status, assignment.slot, assignment.closed_at = status, None, timezone.now()
    assignment.save(update_fields=["status", "slot", "closed_at", "skip_reason", "skip_note"])


def begin_round(project: Project) -> int:
    """Reserve a round of positions and return its first. An import keeps it as ``round`` in its job's checkpoint."""
    with transaction.atomic():
        locked = Project.objects.select_for_update().get(pk=project.pk)
        Project.objects.filter(pk=project.pk).update(next_position=locked.next_position + ROUND)
    return locked.next_position


def position_in(start: int, project: Project, content_sha256: str) -> int:
    """Where a task lies in a round: a hash, so that order says nothing and stays the same."""
    digest = hashlib.sha256(f"{project.seed}:{content_sha256}".encode()).digest()
    return start + int.from_bytes(digest[:8]) % ROUND


@transaction.atomic
def release(project: Project) -> None:
    """Serve all rounds below the oldest import that still runs. Every import ends with this (``jobs``)."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    unfinished = Job.objects.filter(
        project=project,
        activity="import",
        status__in=[Job.Status.QUEUED, Job.Status.RUNNING],
        checkpoint__has_key="round",
    )
    rounds = [checkpoint["round"] for checkpoint in unfinished.values_list("checkpoint", flat=True)]
    Project.objects.filter(pk=project.pk).update(released_position=min([locked.next_position, *rounds]))


@transaction.atomic
def reopen(task: Task, *, overlap: int) -> None:
    """Ask for more answers to a task. It goes to a round of its own, so that every annotator's cursor finds it."""
    start = begin_round(task.project)
    Task.objects.filter(pk=task.pk).update(status=Task.Status.OPEN, overlap=overlap, position=start)
    release(task.project)


def _lease_time(project: Project) -> timedelta:
    return timedelta(minutes=project.lease_minutes)


def _lease(assignment_id: int) -> Assignment:
    return Assignment.objects.select_related("task", "draft", "suggestion").get(pk=assignment_id)


def _live_leases(project: Project, annotator: User) -> list[tuple[int, uuid.UUID]]:
    """The keys of what the annotator holds now, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_LIVE, {"project": project.pk, "annotator": annotator.pk})
        return list(cursor.fetchall())


_LIVE = """
    SELECT id, public_id FROM annotation_assignment
    WHERE project_id = %(project)s AND annotator_id = %(annotator)s AND status = 'leased' AND expires_at > now()
    ORDER BY leased_at
"""


def _expire_leases(project: Project) -> None:
    """Free what ran out. Locked rows are skipped: whoever holds them is about to decide what becomes of them."""
    with connection.cursor() as cursor:
        cursor.execute(_EXPIRE, {"project": project.pk, "limit": REAP_AT_ONCE})


_EXPIRE = """
    WITH dead AS (
        SELECT a.id, a.task_id FROM annotation_assignment a JOIN annotation_task t ON t.id = a.task_id
        WHERE a.project_id = %(project)s AND a.status = 'leased' AND a.expires_at <= now()
        ORDER BY a.expires_at LIMIT %(limit)s FOR UPDATE OF t, a SKIP LOCKED
    ), expired AS (
        UPDATE annotation_assignment a SET status = 'expired', slot = NULL, closed_at = now()
        FROM dead WHERE a.id = dead.id RETURNING a.task_id
    )
    UPDATE annotation_task t SET taken = taken - freed.n
    FROM (SELECT task_id, count(*) AS n FROM expired GROUP BY task_id) freed WHERE t.id = freed.task_id
"""


@dataclass(frozen=True, slots=True)
class _Head:
    """The first open task of one priority that the annotator has not finished with, seen without locking."""

    priority: int
    position: int | None
    cursor: int | None


def _heads(project: Project, annotator: User) -> list[_Head]:
    with connection.cursor() as cursor:
        parameters = {"project": project.pk, "annotator": annotator.pk, "released": project.released_position}
        cursor.execute(_HEADS, parameters)
        return [_Head(*row) for row in cursor.fetchall()]


_HEADS = """
    WITH RECURSIVE level(priority) AS (
        (SELECT priority FROM annotation_task WHERE project_id = %(project)s AND status = 'open'
         ORDER BY priority DESC LIMIT 1)
        UNION ALL
        SELECT (SELECT t.priority FROM annotation_task t
                WHERE t.project_id = %(project)s AND t.status = 'open' AND t.priority < level.priority
                ORDER BY t.priority DESC LIMIT 1)
        FROM level WHERE level.priority IS NOT NULL
    )
    SELECT level.priority, head.position, c.position
    FROM level
    LEFT JOIN annotation_queuecursor c
        ON c.project_id = %(project)s AND c.annotator_id = %(annotator)s AND c.priority = level.priority
    LEFT JOIN LATERAL (
        SELECT t.position FROM annotation_task t
        WHERE t.project_id = %(project)s AND t.status = 'open' AND t.priority = level.priority
            AND t.position >= coalesce(c.position, 0) AND t.position < %(released)s
            AND NOT EXISTS (
                SELECT 1 FROM annotation_assignment a
                WHERE a.task_id = t.id AND a.annotator_id = %(annotator)s AND a.status IN ('submitted', 'skipped')
            )
        ORDER BY t.position LIMIT 1
    ) head ON true
    WHERE level.priority IS NOT NULL
    ORDER BY level.priority DESC
"""


def _lend_first(project: Project, annotator: User, heads: list[_Head]) -> int | None:
    """Lend the first free task at or after the heads; None if all are full or locked just now."""
    for _ in range(TRIES):
        task_id = _lock_first(project, annotator, heads)
        if task_id is None:
            return None
        assignment_id = _lend(project, annotator, task_id)
        if assignment_id is not None:
            return assignment_id
    return None


def _lock_first(project: Project, annotator: User, heads: list[_Head]) -> int | None:
    reachable = [head for head in heads if head.position is not None]
    if not reachable:
        return None
    parameters = {
        "project": project.pk,
        "annotator": annotator.pk,
        "released": project.released_position,
        "priorities": [head.priority for head in reachable],
        "positions": [head.position for head in reachable],
    }
    return _id(_LOCK_FIRST, parameters)


_LOCK_FIRST = """
    SELECT found.id
    FROM unnest(%(priorities)s::smallint[], %(positions)s::bigint[]) AS head(priority, position)
    CROSS JOIN LATERAL (
        SELECT t.id FROM annotation_task t
        WHERE t.project_id = %(project)s AND t.status = 'open' AND t.priority = head.priority
            AND t.position >= head.position AND t.position < %(released)s AND t.taken < t.overlap
            AND NOT EXISTS (
                SELECT 1 FROM annotation_assignment a WHERE a.task_id = t.id AND a.annotator_id = %(annotator)s
                    AND a.status IN ('leased', 'submitted', 'skipped')
            )
        ORDER BY t.position LIMIT 1 FOR UPDATE SKIP LOCKED
    ) found
    LIMIT 1
"""


def _lend(project: Project, annotator: User, task_id: int) -> int | None:
    """Count the locked task as taken and write the lease; None if another tab of the annotator has just had it.

    A statement of its own: the one that took the lock saw the assignments as they were before it had the lock.
    """
    parameters = {
        "project": project.pk,
        "annotator": annotator.pk,
        "task": task_id,
        "lease": _lease_time(project),
        "public_id": uuid.uuid4(),
        "seed": random_seed(),
    }
    return _id(_LEND, parameters)


_LEND = """
    WITH counted AS (
        UPDATE annotation_task t SET taken = t.taken + 1
        WHERE t.id = %(task)s AND NOT EXISTS (
            SELECT 1 FROM annotation_assignment a WHERE a.task_id = t.id AND a.annotator_id = %(annotator)s
                AND a.status IN ('leased', 'submitted', 'skipped')
        )
        RETURNING t.id, t.overlap, t.suggestion_id
    )
    INSERT INTO annotation_assignment
        (public_id, project_id, task_id, annotator_id, status, slot, side_seed, skip_reason, skip_note,
         leased_at, expires_at, suggestion_id)
    SELECT %(public_id)s, %(project)s, counted.id, %(annotator)s, 'leased',
        (SELECT min(slot) FROM generate_series(0, counted.overlap - 1) AS slot
         WHERE slot NOT IN (SELECT a.slot FROM annotation_assignment a
                            WHERE a.task_id = counted.id AND a.slot IS NOT NULL)),
        %(seed)s, '', '', now(), now() + %(lease)s, counted.suggestion_id
    FROM counted
    ON CONFLICT (task_id, annotator_id) DO UPDATE SET
        status = 'leased', slot = excluded.slot, leased_at = excluded.leased_at, expires_at = excluded.expires_at,
        closed_at = NULL, suggestion_id = coalesce(annotation_assignment.suggestion_id, excluded.suggestion_id)
    RETURNING id
"""


def _id(query: str, parameters: dict[str, Any]) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        row = cursor.fetchone()
    return row[0] if row else None


def _advance_cursors(project: Project, annotator: User, heads: list[_Head]) -> None:
    reached = [(head.priority, project.released_position if head.position is None else head.position) for head in heads]
    moved = [place for place, head in zip(reached, heads, strict=True) if place[1] != (head.cursor or 0)]
    if not moved:
        return
    with connection.cursor() as cursor:
        parameters = {"project": project.pk, "annotator": annotator.pk}
        cursor.execute(_ADVANCE, parameters | {"priorities": [p for p, _ in moved], "positions": [p for _, p in moved]})


_ADVANCE = """
    INSERT INTO annotation_queuecursor (project_id, annotator_id, priority, position)
    SELECT %(project)s, %(annotator)s, * FROM unnest(%(priorities)s::smallint[], %(positions)s::bigint[])
    ON CONFLICT (project_id, annotator_id, priority) DO UPDATE
        SET position = greatest(annotation_queuecursor.position, excluded.position)
"""


def _retry_after(project: Project) -> int:
    """Seconds until the next lease of the project runs out, within reason."""
    live = Assignment.objects.filter(project=project, status=Assignment.Status.LEASED)
    wait = live.aggregate(wait=Min(F("expires_at") - Now()))["wait"]
    seconds = RETRY_AFTER_AT_LEAST if wait is None else int(wait.total_seconds()) + 1
    return min(max(seconds, RETRY_AFTER_AT_LEAST), RETRY_AFTER_AT_MOST)
