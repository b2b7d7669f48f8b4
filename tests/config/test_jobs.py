"""The Celery application."""

from __future__ import annotations

import pytest
from celery import Celery
from celery.exceptions import DuplicateTaskNameWarning  # type: ignore[attr-defined]  # the stubs lag behind
from django.conf import settings

from config.celery import app


def test_every_job_on_the_schedule_exists() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled <= set(app.tasks)


def test_two_jobs_with_one_name_are_an_error() -> None:
    jobs = Celery("jobs", set_as_current=False)

    @jobs.task(name="annotation.jobs.same")
    def settle() -> None: ...

    @jobs.task(name="annotation.jobs.same")
    def import_rows() -> None: ...

    with pytest.raises(DuplicateTaskNameWarning, match=r"annotation\.jobs\.same"):
        jobs.finalize()


def test_a_job_that_dies_is_delivered_again_and_never_while_it_may_still_run() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.task_time_limit < app.conf.broker_transport_options["visibility_timeout"]
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.accept_content == ["json"]
