from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from annotation import jobs
from annotation.activities import ACTIVITIES, activity, progress
from annotation.models import Job, Project, Refusal, Task
from config.celery import app
from config.errors import Refused
from tests.annotation.imports import importing
from tests.contract import call
from tests.work import make_project

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
Run = Callable[[Job], None]


@contextmanager
def doing(run: Run, name: str = "weighing") -> Iterator[None]:
    """An activity that exists for the length of a test."""
    activity(name)(run)
    try:
        yield
    finally:
        del ACTIVITIES[name]


@pytest.fixture
def project(mia: User) -> Project:
    return make_project(mia, tasks=0)


@pytest.fixture
def workers() -> Iterator[None]:
    """What is sent to a worker is done at once."""
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def new_job(project: Project, name: str = "weighing", **facts: Any) -> Job:
    return Job.objects.create(project=project, activity=name, **facts)


def run(job: Job) -> Job:
    jobs.run_job(job.pk)
    job.refresh_from_db()
    return job


def weigh_three(job: Job) -> None:
    """Weigh stones 1, 2 and 3 and note each, going on from where an earlier run came."""
    for stone in range(job.checkpoint.get("stones", 0) + 1, 4):
        with transaction.atomic():
            Refusal.objects.create(job=job, line=stone, reason="weighed")
            progress(job, done=stone, total=3, checkpoint={"stones": stone})
    job.result = {"grams": 60}


def weighed(job: Job) -> list[int]:
    return list(Refusal.objects.filter(job=job).order_by("pk").values_list("line", flat=True))


def die(job: Job) -> None:
    """The worker was killed a while ago: its row still says that it runs."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_job_is_done_once_and_says_how_far_it_came(mia: User, project: Project, signed_in: SignedIn) -> None:
    job = new_job(project)
    with doing(weigh_three):
        run(job)
        run(job)
    shown = signed_in(mia).get(f"/api/jobs/{job.public_id}/").json()
    assert (shown["status"], shown["done"], shown["total"], shown["result"]) == ("succeeded", 3, 3, {"grams": 60})
    assert weighed(job) == [1, 2, 3]
    assert job.attempts == 1
    assert job.finished_at is not None


def test_a_queued_job_that_is_cancelled_never_starts(mia: User, project: Project, signed_in: SignedIn) -> None:
    job = new_job(project)
    shown = call(signed_in(mia), "POST", f"/api/jobs/{job.public_id}/cancel/").json()
    assert (shown["status"], shown["cancel_requested"]) == ("cancelled", True)
    with doing(weigh_three):
        assert run(job).attempts == 0
    assert weighed(job) == []


def test_a_running_job_that_is_cancelled_stops_and_keeps_what_it_did(
    mia: User, project: Project, signed_in: SignedIn
) -> None:
    job, client = new_job(project), signed_in(mia)

    def weigh_until_cancelled(job: Job) -> None:
        Refusal.objects.create(job=job, line=1, reason="weighed")
        progress(job, done=1)
        answered = call(client, "POST", f"/api/jobs/{job.public_id}/cancel/").json()
        assert (answered["status"], answered["cancel_requested"]) == ("running", True)
        weigh_three(job)

    with doing(weigh_until_cancelled):
        run(job)
    assert (job.status, job.done, job.result) == ("cancelled", 1, {})
    assert weighed(job) == [1]


@pytest.mark.parametrize("status", ["succeeded", "failed", "cancelled"])
def test_a_finished_job_cannot_be_cancelled(mia: User, project: Project, signed_in: SignedIn, status: str) -> None:
    job = new_job(project, status=status)
    refused = call(signed_in(mia), "POST", f"/api/jobs/{job.public_id}/cancel/")
    assert (refused.status_code, refused.json()["code"]) == (409, "finished")


def test_a_rule_that_stops_a_job_is_told_and_a_fault_of_ours_is_not(
    mia: User, project: Project, signed_in: SignedIn
) -> None:
    def refuse(job: Job) -> None:
        raise Refused("too_heavy", "This stone is too heavy.")

    def break_down(job: Job) -> None:
        raise ZeroDivisionError("password=granite")

    told, hidden = new_job(project), new_job(project, "dividing")
    with doing(refuse), doing(break_down, "dividing"):
        run(told), run(hidden)
    client = signed_in(mia)
    assert client.get(f"/api/jobs/{told.public_id}/").json()["error"] == "This stone is too heavy."
    assert "granite" not in client.get(f"/api/jobs/{hidden.public_id}/").content.decode()
    assert (told.status, hidden.status) == ("failed", "failed")


@pytest.mark.usefixtures("workers")
def test_the_sweep_takes_up_a_job_whose_worker_died_where_it_stopped(project: Project) -> None:
    job = new_job(project, status="running", attempts=1, done=1, checkpoint={"stones": 1})
    Refusal.objects.create(job=job, line=1, reason="weighed")
    die(job)
    with doing(weigh_three):
        jobs.sweep()
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("succeeded", 2)
    assert weighed(job) == [1, 2, 3]


@pytest.mark.usefixtures("workers")
def test_the_sweep_starts_what_a_lost_message_left_and_leaves_what_is_new_or_alive(project: Project) -> None:
    lost, new, alive = new_job(project), new_job(project), new_job(project, status="running", attempts=1)
    Job.objects.filter(pk=lost.pk).update(created_at=timezone.now() - timedelta(seconds=11))
    Job.objects.filter(pk=alive.pk).update(lease_until=timezone.now() + timedelta(seconds=30))
    with doing(weigh_three):
        jobs.sweep()
    statuses = dict(Job.objects.values_list("pk", "status"))
    assert statuses == {lost.pk: "succeeded", new.pk: "queued", alive.pk: "running"}


@pytest.mark.usefixtures("workers")
def test_a_job_that_kills_every_worker_is_given_up_with_a_message(project: Project) -> None:
    job = new_job(project)

    def kill_the_worker(job: Job) -> None:
        raise KeyboardInterrupt

    with doing(kill_the_worker):
        for _ in range(jobs.MAX_ATTEMPTS):
            with pytest.raises(KeyboardInterrupt):
                jobs.run_job(job.pk)
            die(job)
        jobs.sweep()
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("failed", jobs.MAX_ATTEMPTS)
    assert "died 5 times" in job.error


def test_a_worker_that_was_thought_dead_stops_when_it_finds_another_at_its_job(project: Project) -> None:
    job = new_job(project)

    def weigh_slowly(mine: Job) -> None:
        if mine.attempts == 1:
            die(mine)
            jobs.run_job(mine.pk)
            progress(mine, done=1, checkpoint={"stones": 1})
            pytest.fail("the first worker went on")
        weigh_three(mine)

    with doing(weigh_slowly):
        run(job)
    assert (job.status, job.attempts, job.done, job.result) == ("succeeded", 2, 3, {"grams": 60})
    assert weighed(job) == [1, 2, 3]


@pytest.mark.usefixtures("workers")
def test_an_import_waits_for_the_one_before_it(project: Project) -> None:
    rows = [importing.as_lines(importing.trl_rows(3)), importing.as_lines(importing.trl_rows(5)[3:])]
    first, second = (importing.start(project, data) for data in rows)
    assert run(second).status == "queued"
    assert not Task.objects.exists()
    assert run(first).status == "succeeded"
    assert run(second).status == "succeeded"
    firsts, seconds = (Task.objects.filter(imported_by=job).order_by("position") for job in (first, second))
    assert (firsts.count(), seconds.count()) == (3, 2)
    assert max(task.position for task in firsts) < min(task.position for task in seconds)


def test_an_export_waits_for_no_import(project: Project) -> None:
    importing.start(project, importing.as_lines(importing.trl_rows(2)))
    with doing(weigh_three):
        assert run(new_job(project)).status == "succeeded"


def test_jobs_are_listed_newest_first_and_imports_also_on_their_own(
    mia: User, project: Project, signed_in: SignedIn
) -> None:
    made = [new_job(project, name) for name in ("import", "export", "import")]
    client, path = signed_in(mia), f"/api/projects/{project.public_id}/"
    ids = [str(job.public_id) for job in made]
    assert [row["id"] for row in client.get(f"{path}jobs/").json()["results"]] == ids[::-1]
    assert [row["id"] for row in client.get(f"{path}imports/").json()["results"]] == [ids[2], ids[0]]


def test_refused_rows_are_listed_in_the_order_of_the_file_and_downloaded_as_a_harmless_table(
    mia: User, project: Project, signed_in: SignedIn
) -> None:
    job, client = new_job(project, "import"), signed_in(mia)
    for line, reason in ((40, "@SUM(A1)"), (7, "not JSON"), (7, "no prompt")):
        Refusal.objects.create(job=job, line=line, field="=1+1", reason=reason, excerpt="-2")
    page = client.get(f"/api/jobs/{job.public_id}/refusals/?page_size=2").json()
    rest = client.get(page["next"]).json()
    rows = [(row["line"], row["reason"]) for row in page["results"] + rest["results"]]
    assert rows == [(7, "not JSON"), (7, "no prompt"), (40, "@SUM(A1)")]
    table = client.get(f"/api/jobs/{job.public_id}/refusals.csv")
    lines = b"".join(table.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines == [
        "line,file,field,reason,row begins with",
        "7,,'=1+1,not JSON,'-2",
        "7,,'=1+1,no prompt,'-2",
        "40,,'=1+1,'@SUM(A1),'-2",
    ]
    assert "attachment" in table.headers["Content-Disposition"]
