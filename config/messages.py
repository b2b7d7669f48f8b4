"""Sending jobs after commit."""

from __future__ import annotations

from typing import Any

from celery import Task
from django.db import transaction


def after_commit(job: Task[Any, Any], *args: Any) -> None:
    """Send the job once the transaction is committed. A dead broker loses a message; the sweeps find the work."""

    def send() -> None:
        job.apply_async(args, retry=False)

    # Robust callbacks are logged by their name, which a partial does not have.
    transaction.on_commit(send, robust=True)
