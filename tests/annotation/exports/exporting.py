"""Exporting in tests, through the product's own steps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotation import jobs, outcomes
from annotation.exports import requesting
from annotation.kinds.base import Json
from annotation.models import Annotation, Export, Job, Project, Task
from annotation.storage import located


def start(project: Project, format_name: str, **filters: Any) -> Export:
    assert project.created_by is not None
    return requesting.start_export(
        project=project, user=project.created_by, format_name=format_name, raw_filters=filters
    )


def run(export: Export) -> Export:
    jobs.run_job(export.job_id)
    return Export.objects.select_related("job").get(pk=export.pk)


def take_out(project: Project, format_name: str, **filters: Any) -> Export:
    """Start and run an export; it must not fail."""
    export = run(start(project, format_name, **filters))
    assert export.job.status == Job.Status.SUCCEEDED, export.job.error
    return export


def data_file(export: Export) -> Path:
    return located(export.files.exclude(name="manifest.json").get().path)


def rows(export: Export) -> list[Json]:
    return [json.loads(line) for line in data_file(export).read_bytes().splitlines()]


def settle(task: Task, strength: int) -> None:
    """Give the task an outcome, as settling does."""
    answer: Json = {"overall": {"verdict": "prefer", "strength": strength} if strength else {"verdict": "same"}}
    merged = task.project.the_kind.merge(
        list(Annotation.objects.filter(task=task).values_list("answer", flat=True)) or [answer],
        content=task.content,
        context=task.project.context(),
    )
    outcomes.settle(task, merged, source=Task.Source.CONSENSUS, agreement=0.5 + task.pk % 5 / 10)
