"""The job that exports a project: one snapshot, streamed through a writer of the kind into files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from django.db import transaction

from annotation import storage
from annotation.activities import activity, progress
from annotation.exports import filters, manifest, snapshot
from annotation.exports.sinks import SINKS, Sink
from annotation.kinds.base import ColumnType, Context, Kind, LeftOut, Writer
from annotation.models import Export, ExportFile, Job, Project, Rubric
from config.errors import Invalid

FOLDER = "exports"
MANIFEST = "manifest.json"
TASKS_PER_REPORT = 1_000


@activity("export")
def run_export(job: Job) -> None:
    """Write the files of the job's export. A run that died left nothing visible; this one starts anew."""
    export = Export.objects.select_related("project__rubric").get(job=job)
    if not export.files.exists():
        storage.refuse_if_disk_is_short(0)
        with _kept_together() as files:
            _write(export, job, files)
    job.result = export.manifest["counts"]


def writer_of(kind: Kind, name: str) -> Writer:
    """The kind's writer of that name. Raises ``Invalid`` if there is none."""
    writer = next((writer for writer in kind.writers if writer.name == name), None)
    if writer is None:
        known = ", ".join(writer.name for writer in kind.writers)
        raise Invalid("There is no such format.", fields={"format": f"Known formats: {known}."})
    return writer


def _write(export: Export, job: Job, files: list[ExportFile]) -> None:
    project, chosen = export.project, filters.read(export.filters)
    writer = writer_of(project.the_kind, export.format)
    with snapshot.taken(project, chosen) as taken, storage.DraftFile(folder(export)) as draft:
        sink = SINKS[writer.extension](draft, _columns(writer, project))
        tally = _pour(taken, writer, sink, job)
        progress(job, done=job.total)
        files.append(_keep(export, job, draft, f"{writer.name}.{writer.extension}", sink.rows))
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


def _pour(taken: snapshot.Snapshot, writer: Writer, sink: Sink, job: Job) -> manifest.Tally:
    """Every task of the snapshot through the writer into the sink; what came of it."""
    progress(job, done=0, total=len(taken.ids))
    tally = manifest.Tally(tasks_in_project=len(taken.ids) + taken.left_out.total(), left_out=taken.left_out)
    context_for = _contexts(taken.project)
    for number, task in enumerate(taken.tasks(), start=1):
        written = sink.rows
        for row in writer.rows(task, context_for(task.rubric_version)):
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
    return tally


def _columns(writer: Writer, project: Project) -> Mapping[str, ColumnType]:
    """The columns of a table under all versions of the rubric; one whose type has changed holds text."""
    types: dict[str, ColumnType] = {}
    for rubric in Rubric.objects.filter(project=project).order_by("version"):
        for name, kind in (writer.column_types(project.context(rubric)) or {}).items():
            types[name] = kind if types.get(name, kind) == kind else "text"
    return types or writer.column_types(project.context()) or {}


def _contexts(project: Project) -> Callable[[int | None], Context]:
    """What answers under each version of the rubric mean; tasks without answers have the current one's."""
    versions = {rubric.version: project.context(rubric) for rubric in Rubric.objects.filter(project=project)}
    current = project.context()
    return lambda version: current if version is None else versions.get(version, current)


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
