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
from annotation.imports.containers import open_rows
from annotation.imports.mapping import without_verdicts
from annotation.imports.reading import Group, NewTask, Recipe, groups, read_task, recipe_for
from annotation.imports.rows import Problem, printable
from annotation.imports.storing import Destination, store
from annotation.imports.verdicts import Desk, desk_for
from annotation.models import Job, Project, Refusal, Upload
from annotation.storage import located
from config.errors import Refused

BATCH_ROWS = 2_000
BATCH_BYTES = 16 << 20
# More refusals than anyone reads are only counted.
REFUSALS_KEPT = 10_000
COUNTS = ("read", "added", "already_there", "refused", "verdicts_added", "verdicts_refused")


@dataclass
class Batch:
    """Tasks of consecutive rows, what was refused among them, and how many rows are read up to its end."""

    tasks: list[NewTask] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0
    read: int = 0
    position: int = 0  # in the stored file, in bytes


@activity("import")
def run_import(job: Job) -> None:
    """Import the job's upload; after a crash, go on with the first row that is not stored yet."""
    project = Project.objects.select_related("rubric").get(pk=job.project_id)
    if "round" not in job.checkpoint:
        with transaction.atomic():
            progress(job, checkpoint={**dict.fromkeys(COUNTS, 0), "round": queue.begin_round(project)})
    try:
        _import(job, project)
    finally:
        _report(job)


def _import(job: Job, project: Project) -> None:
    upload = Upload.objects.get(public_id=job.parameters["upload"], project=project)
    path = located(upload.path)
    if not path.exists():
        raise Refused("file_gone", "The uploaded file is no longer there. Upload it again.")
    desk = desk_for(project) if job.parameters["verdicts"] == "import" else None
    mapping = job.parameters["mapping"] if desk else without_verdicts(job.parameters["mapping"])
    recipe = recipe_for(project, format_name=job.parameters["format"], mapping=mapping)
    destination = Destination(job, project, recipe.importer, job.checkpoint["round"], job.parameters["priority"])
    read = job.checkpoint["read"]
    with open_rows(path, upload.container, skip=read) as file:
        found = batches(groups(file.rows, recipe, read=read), recipe, read=read, position=file.position)
        with closing(ahead(found)) as upcoming:
            for batch in upcoming:
                _store(batch, destination, desk)
    progress(job, done=upload.size)


def batches(
    found: Iterable[Group], recipe: Recipe, *, read: int = 0, position: Callable[[], int] = int
) -> Iterator[Batch]:
    """Groups of rows, made into tasks and put together as far as one transaction should hold."""
    batch, size, broken = Batch(read=read), 0, None
    try:
        for group in found:
            size += _add(batch, group, recipe)
            if batch.read - read >= BATCH_ROWS or size >= BATCH_BYTES:
                batch.position = position()
                yield batch
                read = batch.read
                batch, size = Batch(read=read), 0
    except Refused as error:  # the file breaks off here: what came before goes in
        broken = error
    if batch.read > read:
        batch.position = position()
        yield batch
    if broken:
        raise broken


def _add(batch: Batch, group: Group, recipe: Recipe) -> int:
    """Put a group into the batch; how many bytes it adds."""
    task = read_task(group, recipe)
    batch.problems += group.problems
    batch.refused += len({problem.line for problem in group.problems})
    batch.read = group.read
    if task is None:
        return 0
    batch.tasks.append(task)
    return len(task.content)


def ahead(found: Iterator[Batch]) -> Generator[Batch, None, None]:
    """The batches; while the database stores one, a thread reads the next. It touches the file alone."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        upcoming = pool.submit(next, found, None)
        while batch := upcoming.result():
            upcoming = pool.submit(next, found, None)
            yield batch


@transaction.atomic
def _store(batch: Batch, destination: Destination, desk: Desk | None) -> None:
    """All of a batch or nothing of it, and the checkpoint with it."""
    job = destination.job
    added, different = store(batch.tasks, destination) if batch.tasks else (0, [])
    verdicts_added, refused_verdicts = desk.add(batch.tasks) if desk else (0, [])
    counts = Counter(
        added=added,
        already_there=len(batch.tasks) - added - len(different),
        refused=batch.refused + len(different),
        verdicts_added=verdicts_added,
        verdicts_refused=len(refused_verdicts),
    )
    _keep(job, [*batch.problems, *different, *refused_verdicts])
    sums = {name: job.checkpoint[name] + counts[name] for name in counts}
    progress(job, done=batch.position, checkpoint={**job.checkpoint, **sums, "read": batch.read})


def _keep(job: Job, problems: list[Problem]) -> None:
    room = REFUSALS_KEPT - job.checkpoint["refused"] - job.checkpoint["verdicts_refused"]
    Refusal.objects.bulk_create(
        Refusal(
            job=job,
            line=problem.line,
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
