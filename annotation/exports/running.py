"""The job that exports a project: one snapshot, streamed through a writer of the kind into files that appear when whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from annotation import storage
from annotation.activities import activity, progress
from annotation.exports import filters, manifest, snapshot
from annotation.exports.sinks import SINKS, JsonLines, Sink
from annotation.kinds.base import Context, Kind, LeftOut, Writer
from annotation.models import Export, ExportFile, Job, Project, Rubric
from config.errors import Refused

FOLDER = "exports"
TASKS_PER_REPORT = 1_000


@activity("export")
def run_export(job: Job) -> None:
    """Write the files of the job's export. A run that died left nothing visible; this one starts anew."""
    export = Export.objects.select_related("project__rubric").get(job=job)
    if not export.files.exists():
        storage.refuse_if_disk_is_short(0)
        storage.remove_old_drafts(_folder(export))
        with _discarded_unless_stored() as stored:
            _write(export, job, stored)
    job.result = {"rows": export.files.exclude(name=MANIFEST).get().rows, "tasks": job.total or 0}


MANIFEST = "manifest.json"


def writer_of(kind: Kind, name: str) -> Writer:
    writer = next((writer for writer in kind.writers if writer.name == name), None)
    if writer is None:
        known = ", ".join(writer.name for writer in kind.writers)
        raise Refused("unknown_format", f"There is no format “{name[:80]}”. Known formats: {known}.", status=400)
    return writer


def _write(export: Export, job: Job, stored: list[ExportFile]) -> None:
    project, chosen = export.project, filters.read(export.filters)
    writer = writer_of(project.the_kind, export.format)
    tally = manifest.Tally()
    with storage.DraftFile(_folder(export)) as file:
        sink = SINKS[writer.extension](file, writer.columns(project.context()) or ())
        with snapshot.taken(project, chosen) as taken:
            _pour(taken, writer, sink, tally, job)
        sink.finish()
        stored.append(_keep(export, job, file, f"{writer.name}.{writer.extension}", sink.rows))
    facts = manifest.manifest(project=project, writer=writer, filters=chosen, tally=tally, files=stored)
    with storage.DraftFile(_folder(export)) as file:
        file.write(manifest.as_bytes(facts))
        stored.append(_keep(export, job, file, MANIFEST, 1))
    with transaction.atomic():
        progress(job, done=job.total)
        ExportFile.objects.bulk_create(stored)
        Export.objects.filter(pk=export.pk).update(manifest=facts)


def _pour(taken: snapshot.Snapshot, writer: Writer, sink: Sink, tally: manifest.Tally, job: Job) -> None:
    progress(job, done=0, total=len(taken.ids))
    tally.left_out += taken.left_out
    tally.tasks_in_project = len(taken.ids) + taken.left_out.total()
    context_for = _contexts(taken.project)
    for number, task in enumerate(taken.tasks(), start=1):
        rows = [row for row in writer.rows(task, context_for(task.rubric_version))]
        _count(rows)
        if number % TASKS_PER_REPORT == 0:
            progress(job, done=number)


def _contexts(project: Project) -> Callable[[int | None], Context]:
    """What answers under each version of the rubric mean; tasks without answers have the current one's."""
    versions = {rubric.version: project.context(rubric) for rubric in Rubric.objects.filter(project=project)}
    current = project.context()
    return lambda version: versions.get(version, current) if version is not None else current
