"""What jobs can do: a registry from the name of an activity to its function, and how a function reports progress."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now

from annotation.models import Job

LEASE = timedelta(seconds=60)

Run = Callable[[Job], None]
ACTIVITIES: dict[str, Run] = {}


class JobCancelled(Exception):
    """Someone asked that the job be cancelled; what is done stays done."""


class JobLost(Exception):
    """Another worker has taken the job over, so this run must stop without touching it."""


def activity(name: str) -> Callable[[Run], Run]:
    """Register the function that does jobs of this activity. It must be idempotent and go on from the checkpoint."""

    def register(run: Run) -> Run:
        if name in ACTIVITIES:
            raise ValueError(f"two functions do the activity {name!r}")
        ACTIVITIES[name] = run
        return run

    return register


def progress(
    job: Job, *, done: int | None = None, total: int | None = None, checkpoint: dict[str, Any] | None = None
) -> None:
    """Save progress and renew the lease. Call it inside the transaction that stores the work up to here."""
    changes = {"done": done, "total": total, "checkpoint": checkpoint}
    kept = {name: value for name, value in changes.items() if value is not None}
    mine = Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING, attempts=job.attempts)
    if not mine.update(lease_until=Now() + LEASE, **kept):
        raise JobLost
    for name, value in kept.items():
        setattr(job, name, value)
    if mine.filter(cancel_requested=True).exists():
        raise JobCancelled
