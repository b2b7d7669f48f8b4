"""Settling: when a task has enough answers, either they agree and give its outcome, or it is disputed."""

from __future__ import annotations

import logging
from itertools import combinations
from statistics import fmean

from django.db import transaction

from annotation import outcomes
from annotation.kinds.base import Context, Json, Kind
from annotation.models import Annotation, Task

logger = logging.getLogger(__name__)


def agreement(kind: Kind, answers: list[Json], *, content: Json, context: Context) -> float | None:
    """One minus the mean distance between the answers of one task, 0 … 1; None for fewer than two answers."""
    pairs = list(combinations(answers, 2))
    if not pairs:
        return None
    return 1 - fmean(kind.distance(one, other, content=content, context=context) for one, other in pairs)


@transaction.atomic
def settle(task_id: int) -> Task | None:
    """Settle or dispute the task if it has all its answers; None if there is nothing to do."""
    task = (
        Task.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("project__rubric")
        .filter(pk=task_id, status=Task.Status.ANSWERED)
        .first()
    )
    if task is None:
        return None
    counted = Annotation.objects.filter(task=task, current=True, counted=True).select_related("rubric")
    annotations = list(counted.order_by("rubric__version", "pk"))
    context = task.project.context(annotations[-1].rubric if annotations else None)
    kind, answers = task.project.the_kind, [annotation.answer for annotation in annotations]
    agreed = agreement(kind, answers, content=task.content, context=context)
    if agreed is not None and agreed < task.project.agreement_threshold:
        outcomes.dispute(task, agreement=agreed)
    else:
        merged = kind.merge(answers, content=task.content, context=context)
        outcomes.settle(task, merged, source=Task.Source.CONSENSUS, agreement=agreed)
    return task


def settle_waiting(*, after: int, at_most: int) -> int | None:
    """Settle waiting tasks with ids above ``after``; the last id looked at, or None when there are no more."""
    waiting = Task.objects.filter(status=Task.Status.ANSWERED, pk__gt=after).order_by("pk")
    task_ids = list(waiting.values_list("pk", flat=True)[:at_most])
    for task_id in task_ids:
        try:
            settle(task_id)
        except Exception:  # One broken task must not keep the others waiting.
            logger.exception("task %s could not be settled", task_id)
    return task_ids[-1] if len(task_ids) == at_most else None
