"""How many preference rows a second go in and come out, and how much memory that takes.

    python -m benchmarks.bench_import_export [--rows 100000] [--formats touchstone csv parquet trl_preference]

Runs the functions of the jobs in this process, on a durable PostgreSQL of its own. Rows are JSON Lines of about a
kilobyte with an external id; exported tasks have an outcome and no answers, but for the tables, which have one each.
CPU time is that of this process, without PostgreSQL's; memory is the most that it has held so far.
"""

from __future__ import annotations

import argparse
import os
import resource
from collections.abc import Callable
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import orjson

from benchmarks.stack import own_engines

if TYPE_CHECKING:
    from annotation.models import Job, Project, Upload

WORDS = ("stone", "slate", "gold", "mark", "river", "weigh", "proof", "dust", "light", "hand", "trade", "coin", "assay")
LENGTH = 30


def line(number: int) -> bytes:
    """A row that differs from every other."""

    def text(salt: int) -> str:
        step = number % 11 + 1
        return " ".join(WORDS[(number * 7 + salt * 13 + index * step) % len(WORDS)] for index in range(LENGTH))

    row = {
        "id": f"row-{number}",
        "prompt": f"Question {number}: {text(1)}?",
        "chosen": f"{text(2)}, {text(3)}.",
        "rejected": f"{text(4)}, {text(5)} ({number}).",
        "source": "generated",
    }
    return orjson.dumps(row) + b"\n"


def uploaded(project: Project, rows: int) -> Upload:
    from annotation.imports import uploads

    with uploads.draft(expected=0) as file:
        for number in range(rows):
            file.write(line(number))
        upload, _ = uploads.receive(project=project, user=project.created_by, name="rows.jsonl", file=file)
    print(f"{'file':28}{upload.size >> 20:,} MB, {upload.size / rows:,.0f} bytes a row")
    return upload


def started_import(upload: Upload) -> Job:
    from annotation.imports import uploads

    user = upload.project.created_by
    assert user is not None
    return uploads.start_import(upload=upload, user=user, order=uploads.Order())


def started_export(project: Project, format_name: str) -> Job:
    from annotation.exports import requesting

    assert project.created_by is not None
    export = requesting.start_export(project=project, user=project.created_by, format_name=format_name, raw_filters={})
    return export.job


def do(job: Job) -> None:
    from annotation import jobs

    jobs.run_job(job.pk)
    job.refresh_from_db()
    assert job.status == job.Status.SUCCEEDED, job.error


def measured(title: str, rows: int, action: Callable[[], None]) -> None:
    start, start_cpu = perf_counter(), process_time()
    action()
    seconds, cpu = perf_counter() - start, process_time() - start_cpu
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    figures = f"{rows / seconds:>10,.0f} rows/s {seconds:>8.1f} s {cpu:>8.1f} s CPU {megabytes:>8,} MB"
    print(f"{title:28}{figures}", flush=True)


def settle(project: Project) -> None:
    """Give every task an outcome, so that every writer has something to write."""
    from annotation.models import Task

    outcome = {"overall": {"verdict": "prefer", "strength": -2}}
    tasks = Task.objects.filter(project=project)
    tasks.update(status="settled", outcome=outcome, outcome_source="consensus", agreement=0.9)


def answer_all(project: Project) -> None:
    """One answer a task, written by one statement."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_ANSWER, {"project": project.pk})


_ANSWER = """
    INSERT INTO annotation_annotation
        (public_id, project_id, task_id, annotator_id, rubric_id, answer, revision, current, counted, imported,
         idempotency_key, body_sha256, created_at)
    SELECT gen_random_uuid(), task.project_id, task.id, project.created_by_id, project.rubric_id,
        '{"overall": {"verdict": "prefer", "strength": -2}, "criteria": {}, "rationale": "Shorter.", "reasons": []}',
        1, true, true, false, gen_random_uuid(), '', now()
    FROM annotation_task task JOIN annotation_project project ON project.id = task.project_id
    WHERE project.id = %(project)s
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--formats", nargs="+", default=["touchstone", "trl_preference", "csv", "parquet"])
    arguments = parser.parse_args()
    with own_engines():
        bench(arguments.rows, arguments.formats)


def bench(rows: int, formats: list[str]) -> None:
    from tests.factories import make_user
    from tests.work import make_project

    print(f"{os.cpu_count()} cores, {rows:,} rows")
    project = make_project(make_user(), tasks=0)
    upload = uploaded(project, rows)
    for title in ("import", "import again"):
        job = started_import(upload)
        measured(title, rows, lambda job=job: do(job))  # type: ignore[misc]
    settle(project)
    answer_all(project)
    for name in formats:
        job = started_export(project, name)
        measured(f"export {name}", rows, lambda job=job: do(job))  # type: ignore[misc]


if __name__ == "__main__":
    main()
