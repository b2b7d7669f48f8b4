"""Celery's way in to review."""

from __future__ import annotations

import time

from celery import shared_task

from review import settling

BATCH = 200
SWEEP_SECONDS = 30


@shared_task
def settle_task(task_id: int) -> None:
    settling.settle(task_id)


@shared_task
def sweep() -> None:
    """Settle what a lost message left, or what an import brought in answered."""
    ends = time.monotonic() + SWEEP_SECONDS
    last: int | None = 0
    while last is not None and time.monotonic() < ends:
        last = settling.settle_waiting(after=last, at_most=BATCH)
