"""The job that exports a project: one snapshot, streamed through a writer of the kind into a file."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from django.db import transaction

from annotation import storage
from annotation.activities import activity, progress
from annotation.exports import archives, filters, manifest, snapshot
from annotation.exports.sinks import SINKS, Sink
from annotation.kinds.base import ArchiveWriter, ColumnType, Kind, LeftOut, Writer
from annotation.models import Export, ExportFile, Job, Project, Rubric
from config.errors import Invalid

FOLDER = "exports"
MANIFEST = "manifest.json"
TASKS_PER_REPORT = 1_000
SECONDS_PER_REPORT = 2


@activity("export")
def run_export(job: Job) -> None:
    """Write the files of the job's export. A run that died left nothing visible; this one starts anew."""
    export = Export.objects.select_related("project__rubric").get(job=job)
    if not export.files.exists():
        storage.refuse_if_disk_is_short(0)
        with _kept_together() as files:
            _write(export, job, files)
    job.result = export.manifest["counts"]


def writer_of(kind: Kind, name: str) -> Writer | ArchiveWriter:
    """The kind's writer of that name. Raises ``Invalid`` if there is none."""
    writer = next((writer for writer in kind.formats if writer.name == name), None)
    if writer is None:
        known = ", ".join(writer.name for writer in kind.formats)
        raise Invalid("There is no such format.", fields={"format": f"Known formats: {known}."})
    return writer


def _write(export: Export, job: Job, files: list[ExportFile]) -> None:
    project, chosen = export.project, filters.read(export.filters)
    writer = writer_of(project.the_kind, export.format)
    with snapshot.taken(project, chosen) as taken, storage.DraftFile(folder(export)) as draft:
        progress(job, done=0, total=len(taken.ids))
        tally = manifest.Tally(tasks_in_project=len(taken.ids) + taken.left_out.total(), left_out=taken.left_out)
        if isinstance(writer, ArchiveWriter):
            archives.pack(taken, writer, draft, tally, _Pace(job).report)
        else:
            _pour(taken, writer, SINKS[writer.extension](draft, _columns(writer, project)), tally, job)
        progress(job, done=job.total)
        files.append(_keep(export, job, draft, f"{writer.name}.{writer.extension}", tally.rows))
    beat = partial(progress, job)
    facts = manifest.manifest(project=project, writer=writer, filters=chosen, tally=tally, files=files, beat=beat)
    with storage.DraftFile(folder(export)) as draft:
        draft.write(manifest.as_bytes(facts))
        files.append(_keep(export, job, draft, MANIFEST, 1))
    with transaction.atomic():
        progress(job)
        ExportFile.objects.bulk_create(files)
        export.manifest = facts
        export.save(update_fields=["manifest"])


def _pour(taken: snapshot.Snapshot, writer: Writer, sink: Sink, tally: manifest.Tally, job: Job) -> None:
    """Every task of the snapshot through the writer into the sink; the tally says what came of it."""
    for number, task in enumerate(taken.tasks(), start=1):
        written = sink.rows
        for row in writer.rows(task, taken.context_for(task.rubric_version)):
            if isinstance(row, LeftOut):
                tally.left_out[row.reason] += 1
            else:
                sink.write(row)
        if sink.rows > written:
            tally.tasks_written += 1
            tally.annotations += len(task.annotations)
        if number % TASKS_PER_REPORT == 0:
            progress(job, done=number)
    sink.finish()
    tally.rows = sink.rows


class _Pace:
    """Tells how far the job is every few seconds, so that it is not taken for dead, and minds the disk meanwhile."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.due = time.monotonic() + SECONDS_PER_REPORT

    def report(self, done: int) -> None:
        if time.monotonic() < self.due:
            return
        progress(self.job, done=done)
        storage.refuse_if_disk_is_short(0)
        self.due = time.monotonic() + SECONDS_PER_REPORT


def _columns(writer: Writer, project: Project) -> Mapping[str, ColumnType]:
    """The columns of a table under all versions of the rubric; one whose type has changed holds text."""
    types: dict[str, ColumnType] = {}
    for rubric in Rubric.objects.filter(project=project).order_by("version"):
        for name, kind in (writer.column_types(project.context(rubric)) or {}).items():
            types[name] = kind if types.get(name, kind) == kind else "text"
    return types or writer.column_types(project.context()) or {}


def folder(export: Export) -> str:
    return f"{FOLDER}/{export.public_id.hex}"


def _keep(export: Export, job: Job, draft: storage.DraftFile, name: str, rows: int) -> ExportFile:
    # The attempt stands in the name, so that a run thought dead never writes over the files of the one after it.
    stored = draft.keep(f"{job.attempts}-{name}")
    return ExportFile(export=export, name=name, path=stored.path, size=stored.size, rows=rows, sha256=stored.sha256)


@contextmanager
def _kept_together() -> Iterator[list[ExportFile]]:
    """Files of which all stay or none."""
    files: list[ExportFile] = []
    try:
        yield files
    except BaseException:
        for file in files:
            storage.remove(file.path)
        raise
