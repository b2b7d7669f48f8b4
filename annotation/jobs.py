"""Celery's way in: an id comes in, one call goes out. The sweep finds what a lost message left."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from annotation import queue
from annotation.activities import ACTIVITIES, LEASE, JobCancelled, JobLost
from annotation.models import Job
from config.errors import Refused
from config.messages import after_commit

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
FORGOTTEN_AFTER = timedelta(seconds=10)


@shared_task
def run_job(job_id: int) -> None:
    job = _take(job_id)
    if job is not None:
        _run(job)


@shared_task
def sweep() -> None:
    for job_id in _forgotten().values_list("pk", flat=True)[:100]:
        run_job.delay(job_id)


def start(job: Job) -> None:
    """Have a worker look at the job once its row is committed."""
    after_commit(run_job, job.pk)


def _forgotten() -> QuerySet[Job]:
    lost_message = Q(status=Job.Status.QUEUED, created_at__lt=Now() - FORGOTTEN_AFTER)
    dead_worker = Q(status=Job.Status.RUNNING, lease_until__lt=Now())
    return Job.objects.filter(lost_message | dead_worker).order_by("pk")


@transaction.atomic
def _take(job_id: int) -> Job | None:
    """Lend the job to this worker, unless another live one has it or an earlier one of its activity still runs."""
    job = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id).first()
    if job is None or not _is_free(job) or _must_wait(job):
        return None
    if job.attempts >= MAX_ATTEMPTS:
        _finish(job, Job.Status.FAILED, error=f"The worker died {MAX_ATTEMPTS} times while doing this.")
        return None
    job.attempts += 1
    job.status = Job.Status.RUNNING
    fields = {"attempts": job.attempts, "status": job.status, "lease_until": Now() + LEASE, "started_at": Now()}
    Job.objects.filter(pk=job.pk).update(**fields)
    return job


def _is_free(job: Job) -> bool:
    dead = Q(status=Job.Status.RUNNING, lease_until__lt=Now())
    return Job.objects.filter(Q(status=Job.Status.QUEUED) | dead, pk=job.pk).exists()


def _must_wait(job: Job) -> bool:
    """Imports of one project run one after the other: their ranges of queue positions must not interleave."""
    earlier = Job.objects.filter(project_id=job.project_id, activity="import", pk__lt=job.pk)
    unfinished = [Job.Status.QUEUED, Job.Status.RUNNING]
    return job.activity == "import" and earlier.filter(status__in=unfinished).exists()


def _run(job: Job) -> None:
    try:
        ACTIVITIES[job.activity](job)
    except JobLost:
        logger.warning("job %s was taken over by another worker", job.public_id)
    except JobCancelled:
        _finish(job, Job.Status.CANCELLED)
    except Refused as refused:
        _finish(job, Job.Status.FAILED, error=refused.detail)
    except Exception:
        logger.exception("job %s failed", job.public_id)
        _finish(job, Job.Status.FAILED, error="Something broke on our side. The fault was logged.")
    else:
        _finish(job, Job.Status.SUCCEEDED)


@transaction.atomic
def _finish(job: Job, status: Job.Status, *, error: str = "") -> None:
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts)
    mine.update(status=status, error=error, result=job.result, finished_at=Now(), lease_until=None)
    if job.activity == "import":
        queue.release(job.project)
