"""The job that imports a file: batch by batch, each stored in one transaction with how far the file is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field

from django.db import transaction

from annotation import queue
from annotation.activities import activity, progress
from annotation.imports import verdicts
from annotation.imports.files.rows import Problem, printable
from annotation.imports.folders import StoredFolder
from annotation.imports.gallery import Gallery
from annotation.imports.intake import open_intake, open_upload
from annotation.imports.labels import add_labels
from annotation.imports.mapping import without_verdicts
from annotation.imports.pulse import Pulse
from annotation.imports.reading import Found, NewTask, Recipe, make_task, recipe_for
from annotation.imports.storing import Destination, enrich, store
from annotation.imports.verdicts import Desk, desk_for
from annotation.models import Job, Project, Refusal, Upload
from config import strict_json
from config.errors import Refused

BATCH_ROWS = 2_000
BATCH_BYTES = 16 << 20
# Images take long, and what a crash undoes should be little.
BATCH_IMAGES = 100
# More refusals than anyone reads are only counted.
REFUSALS_KEPT = 10_000
COUNTS = ("read", "added", "already_there", "refused", "parts_refused", *verdicts.COUNTS)


@dataclass
class Batch:
    """What consecutive rows or files gave, and how many are read up to its end."""

    found: list[Found] = field(default_factory=list)  # still to become tasks
    tasks: list[NewTask] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0
    read: int = 0
    position: int = 0


@activity("import")
def run_import(job: Job) -> None:
    """Import the job's upload; after a crash, go on with the first row or file that is not stored yet."""
    project = Project.objects.select_related("rubric").get(pk=job.project_id)
    if "round" not in job.checkpoint:
        with transaction.atomic():
            progress(job, checkpoint={**dict.fromkeys(COUNTS, 0), "round": queue.begin_round(project)})
    try:
        upload = Upload.objects.get(public_id=job.parameters["upload"], project=project)
        with open_upload(upload) as folder:
            _import(job, project, upload, folder)
    finally:
        _report(job)


def _import(job: Job, project: Project, upload: Upload, folder: StoredFolder | None) -> None:
    pulse, read = Pulse(job), job.checkpoint["read"]
    if folder is not None:
        _refuse_unreadable(job, folder)
        add_labels(job, project, folder, pulse)
    desk = desk_for(project, job)
    recipe = _recipe(job, project)
    gallery = Gallery(project, folder, pulse) if recipe.kind.image_fields else None
    destination = Destination(job, project, recipe.importer, job.checkpoint["round"], job.parameters["priority"])
    with open_intake(upload, folder, recipe, skip=read) as intake:
        progress(job, total=intake.total)
        found = batches(intake.found, recipe, read=read, position=intake.position)
        with closing(ahead(found, pulse)) as upcoming:
            for batch in upcoming:
                if gallery is not None:
                    _illustrate(batch, gallery, recipe)
                _store(batch, destination, desk)
        total = intake.total or job.checkpoint["read"]
    progress(job, done=total, total=total)


def _recipe(job: Job, project: Project) -> Recipe:
    order = job.parameters
    mapping = without_verdicts(order["mapping"]) if order["verdicts"] == verdicts.IGNORE else order["mapping"]
    return recipe_for(project, format_name=order["format"], mapping=mapping, options=order["options"])


@transaction.atomic
def _refuse_unreadable(job: Job, folder: StoredFolder) -> None:
    """Say what of an archive cannot be read, once."""
    if "unreadable" in job.checkpoint:
        return
    nested = [Problem(0, "This is an archive inside the archive. Send it by itself.", file=n) for n in folder.nested]
    problems = [*folder.problems, *nested]
    _keep(job, problems)
    refused = job.checkpoint["refused"] + len(problems)
    progress(job, checkpoint={**job.checkpoint, "refused": refused, "unreadable": len(problems)})


def batches(
    found: Iterable[Found], recipe: Recipe, *, read: int = 0, position: Callable[[int], int] = int
) -> Iterator[Batch]:
    """What was found, put together as far as one transaction should hold, and made into tasks if it needs no image."""
    most = BATCH_IMAGES if recipe.kind.image_fields else BATCH_ROWS
    batch, size, broken = Batch(read=read), 0, None
    try:
        for one in found:
            size += _add(batch, one, recipe)
            if batch.read - read >= most or size >= BATCH_BYTES:
                batch.position = position(batch.read)
                yield batch
                read = batch.read
                batch, size = Batch(read=read), 0
    except Refused as error:  # the file breaks off here: what came before goes in
        broken = error
    if batch.read > read:
        batch.position = position(batch.read)
        yield batch
    if broken:
        raise broken


def _add(batch: Batch, one: Found, recipe: Recipe) -> int:
    """Put what was found into the batch; about how many bytes it adds."""
    batch.read = one.read
    if recipe.kind.image_fields:
        batch.found.append(one)
        return _size(one)
    task = _finish(batch, one, recipe)
    return len(task.content) if task else 0


def _finish(batch: Batch, one: Found, recipe: Recipe) -> NewTask | None:
    task = make_task(one, recipe)
    batch.problems += one.problems
    batch.refused += len({problem.line for problem in one.problems})
    batch.tasks += [task] if task else []
    return task


def _size(one: Found) -> int:
    """About how many bytes an item holds that has no image yet."""
    held = [one.item.metadata, *(verdict.answer for verdict in one.item.verdicts)] if one.item else []
    return len(strict_json.dumps(held))


def _illustrate(batch: Batch, gallery: Gallery, recipe: Recipe) -> None:
    """Give the batch's items their images; the files are in the storage before the transaction begins."""
    gallery.fill(batch.found)
    for one in batch.found:
        _finish(batch, one, recipe)


def ahead(found: Iterator[Batch], pulse: Pulse) -> Generator[Batch, None, None]:
    """The batches; while one is stored, a thread reads the next. It touches the file alone."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        upcoming = pool.submit(next, found, None)
        while batch := pulse.wait_for(upcoming):
            upcoming = pool.submit(next, found, None)
            yield batch


@transaction.atomic
def _store(batch: Batch, destination: Destination, desk: Desk | None) -> None:
    """All of a batch or nothing of it, and the checkpoint with it."""
    job = destination.job
    added, different = store(batch.tasks, destination) if batch.tasks else (0, [])
    enrich(batch.tasks)
    judged, refused_verdicts = desk.add(batch.tasks) if desk else (Counter[str](), [])
    taken_by_others = {problem.line for problem in different}
    left_out = [problem for task in batch.tasks if task.line not in taken_by_others for problem in task.left_out]
    counts = judged + Counter(
        added=added,
        already_there=len(batch.tasks) - added - len(different),
        refused=batch.refused + len(different),
        parts_refused=len(left_out),
    )
    _keep(job, [*batch.problems, *different, *left_out, *refused_verdicts])
    sums = {name: job.checkpoint[name] + counts[name] for name in COUNTS}
    progress(job, done=batch.position, checkpoint={**job.checkpoint, **sums, "read": batch.read})


def _keep(job: Job, problems: list[Problem]) -> None:
    room = REFUSALS_KEPT - sum(job.checkpoint[name] for name in COUNTS if name.endswith("refused"))
    Refusal.objects.bulk_create(
        Refusal(
            job=job,
            line=problem.line,
            file=printable(problem.file)[:300],
            field=printable(problem.field)[:200],
            reason=printable(problem.reason)[:500],
            excerpt=problem.excerpt[:200],
        )
        for problem in problems[: max(room, 0)]
    )


def _report(job: Job) -> None:
    """What came in, also when the import was cancelled or failed half-way."""
    stored = Job.objects.values_list("checkpoint", flat=True).get(pk=job.pk)
    job.result = {name: stored.get(name, 0) for name in COUNTS}
