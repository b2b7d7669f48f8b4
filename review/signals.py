"""Review listens to the work: a task with all its answers is settled after commit."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from annotation.signals import answer_submitted
from config.messages import after_commit
from review import jobs


@receiver(answer_submitted)
def settle_when_full(task_id: int, full: bool, **_: Any) -> None:
    if full:
        after_commit(jobs.settle_task, task_id)
