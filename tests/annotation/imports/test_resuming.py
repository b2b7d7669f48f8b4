"""A worker that dies half-way, a manager who cancels: nothing is lost, nothing comes in twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from annotation import jobs
from annotation.models import Annotation, Gold, Image, Job, Project, Suggestion, Task
from tests.annotation.imports.archiving import zipped
from tests.annotation.imports.importing import as_lines, packed, refusals, run, start, trl_rows
from tests.annotation.imports.pictured import coco, image_project, images
from tests.waiting import eventually
from tests.work import make_project

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROWS = 24_000
BROKEN_EVERY = 1_000
IMAGES = 400
# A worker has to start, on machines that may be busy.
PATIENCE = 120

WORKER = "import sys, django; django.setup(); from annotation import jobs; jobs.run_job(int(sys.argv[1]))"


def worker(job: Job) -> subprocess.Popen[bytes]:
    """A process of its own that does the job, as Celery's would."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER, str(job.pk)], env=environment, cwd=settings.BASE_DIR)


def rows() -> bytes:
    """Good rows with a broken one now and then."""
    lines = as_lines(trl_rows(ROWS)).splitlines(keepends=True)
    lines[BROKEN_EVERY - 1 :: BROKEN_EVERY] = [b'{"broken\n'] * (ROWS // BROKEN_EVERY)
    return b"".join(lines)


def has_stored(job: Job, count: int) -> bool:
    return Job.objects.filter(pk=job.pk, checkpoint__added__gte=count).exists()


def let_lease_run_out(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00:00Z")


def take_over(job: Job) -> None:
    """Do the job as soon as the database has noticed that its worker is gone."""
    let_lease_run_out(job)
    assert eventually(lambda: run(job).attempts == 2, seconds=PATIENCE)


def kill(process: subprocess.Popen[bytes], job: Job, *, after: int) -> None:
    """Kill the worker once it has stored so many tasks."""
    try:
        assert eventually(lambda: has_stored(job, after), seconds=PATIENCE)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def cancel(process: subprocess.Popen[bytes], job: Job, *, after: int) -> None:
    """Cancel the job once so many tasks are stored, and wait until its worker has ended."""
    try:
        assert eventually(lambda: has_stored(job, after), seconds=PATIENCE)
        Job.objects.filter(pk=job.pk).update(cancel_requested=True)
        assert process.wait(timeout=PATIENCE) == 0
    finally:
        process.kill()
    job.refresh_from_db()


def stop_between_batches(process: subprocess.Popen[bytes], job: Job) -> None:
    """Freeze the worker where it holds no lock on the job."""

    def stopped() -> bool:
        process.send_signal(signal.SIGSTOP)
        time.sleep(0.05)
        with transaction.atomic():
            if Job.objects.select_for_update(skip_locked=True).filter(pk=job.pk).exists():
                return True
        process.send_signal(signal.SIGCONT)
        return False

    assert eventually(stopped, seconds=PATIENCE)


def served(project: Project) -> int:
    project.refresh_from_db()
    return Task.objects.filter(project=project, position__lt=project.released_position).count()


@pytest.mark.parametrize("pack", [bytes, packed], ids=["plain", "gzipped"])
def test_a_killed_import_goes_on_where_it_was_without_loss_or_duplicates(mia: User, pack: type[bytes]) -> None:
    project = make_project(mia, tasks=0)
    job = start(project, pack(rows()))
    kill(worker(job), job, after=4_000)
    assert Task.objects.count() < ROWS - BROKEN_EVERY
    assert served(project) == 0
    take_over(job)
    broken = ROWS // BROKEN_EVERY
    assert (job.status, job.attempts) == (Job.Status.SUCCEEDED, 2)
    assert {name: count for name, count in job.result.items() if count} == {
        "read": ROWS,
        "added": ROWS - broken,
        "refused": broken,
    }
    assert Task.objects.count() == ROWS - broken
    assert Task.objects.values("external_id").distinct().count() == ROWS - broken
    assert [line for line, _, _ in refusals(job)] == list(range(BROKEN_EVERY, ROWS + 1, BROKEN_EVERY))
    assert served(project) == ROWS - broken


def test_a_cancelled_import_stops_and_what_is_in_is_served(mia: User) -> None:
    project = make_project(mia, tasks=0)
    job = start(project, rows())
    cancel(worker(job), job, after=2_000)
    stored = Task.objects.count()
    assert job.status == Job.Status.CANCELLED
    assert 2_000 <= stored < ROWS - BROKEN_EVERY
    assert job.result["added"] == stored == served(project)


def test_a_second_import_waits_for_the_first(mia: User) -> None:
    project = make_project(mia, tasks=0)
    first, second = start(project, as_lines(trl_rows(3))), start(project, as_lines(trl_rows(5)))
    jobs.run_job(second.pk)
    second.refresh_from_db()
    assert second.status == Job.Status.QUEUED
    assert run(first).result["added"] == 3
    assert run(second).result["added"] == 2


def test_an_import_that_was_taken_over_leaves_the_job_alone(mia: User) -> None:
    project = make_project(mia, tasks=0)
    job = start(project, rows())
    process = worker(job)
    try:
        assert eventually(lambda: has_stored(job, 2_000), seconds=PATIENCE)
        stop_between_batches(process, job)
        take_over(job)
        process.send_signal(signal.SIGCONT)
        assert process.wait(timeout=PATIENCE) == 0
    finally:
        process.kill()
    job.refresh_from_db()
    assert (job.status, job.attempts) == (Job.Status.SUCCEEDED, 2)
    assert job.result["added"] == Task.objects.count() == ROWS - ROWS // BROKEN_EVERY


def many_images() -> bytes:
    """More than a worker takes in at once, with broken ones, answers to each and a label that is new."""
    files = images(IMAGES, "in")
    files.update({f"in/{number:03}.broken.png": b"no image" for number in range(0, IMAGES, 50)})
    document = coco({name: [("Moss", [1, 2, 10 + place % 7, 11])] for place, name in enumerate(sorted(files))})
    return zipped({**files, "coco.json": document, "../slip.png": b"x"})


@pytest.mark.parametrize("use", ["gold", "suggestions", "annotations"])
def test_a_killed_import_of_images_goes_on_where_it_was(mia: User, use: str) -> None:
    project = image_project(mia)
    job = start(project, many_images(), verdicts=use, annotator="Quinn", add_labels=True)
    kill(worker(job), job, after=80)
    assert 80 <= Task.objects.count() < IMAGES
    take_over(job)
    assert (job.status, job.attempts, job.error) == (Job.Status.SUCCEEDED, 2, "")
    counted = {"gold": "gold_added", "suggestions": "suggestions_added", "annotations": "verdicts_added"}[use]
    assert {name: count for name, count in job.result.items() if count} == {
        "read": IMAGES + IMAGES // 50,
        "added": IMAGES,
        "refused": IMAGES // 50 + 1,
        counted: IMAGES,
    }
    assert (Task.objects.count(), Image.objects.count()) == (IMAGES, IMAGES)
    managers: dict[str, Any] = {
        "gold": Gold.objects,
        "suggestions": Suggestion.objects,
        "annotations": Annotation.objects,
    }
    assert managers[use].values("task").distinct().count() == managers[use].count() == IMAGES
    project.refresh_from_db()
    assert [label["title"] for label in project.settings["labels"]] == ["Leaf", "Stone", "Moss"]
    assert served(project) == IMAGES


def test_a_cancelled_import_of_images_stops_and_what_is_in_is_served(mia: User) -> None:
    project = image_project(mia)
    job = start(project, many_images())
    cancel(worker(job), job, after=80)
    stored = Task.objects.count()
    assert job.status == Job.Status.CANCELLED
    assert 80 <= stored < IMAGES
    assert job.result["added"] == stored == served(project)
