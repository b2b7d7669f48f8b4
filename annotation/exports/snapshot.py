"""One moment of a project: everything an export reads, it reads as it was then, whatever is written meanwhile."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import orjson
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from annotation.exports.filters import Filters
from annotation.kinds.base import Context, ExportedAnnotation, ExportedTask, Json
from annotation.models import Project, Rubric

CHUNK = 500


class Snapshot:
    """The tasks of a project at one moment, in the order of their ids."""

    def __init__(self, database: BaseDatabaseWrapper, project: Project, filters: Filters) -> None:
        self.database = database
        self.project = project
        self.filters = filters
        self.left_out: Counter[str] = Counter()
        self.ids = array("q", self._chosen())
        self._contexts = {rubric.version: project.context(rubric) for rubric in Rubric.objects.filter(project=project)}
        self._current = project.context()

    def tasks(self) -> Iterator[ExportedTask]:
        for start in range(0, len(self.ids), CHUNK):
            yield from self._read(self.ids[start : start + CHUNK].tolist())

    def context_for(self, version: int | None) -> Context:
        """What answers under a version of the rubric mean; tasks without answers have the current one's."""
        return self._current if version is None else self._contexts.get(version, self._current)

    def image_bytes(self) -> int:
        """How much room the tasks' images take, as they came in."""
        ((size,),) = self._of_images("coalesce(sum(image.size), 0)::bigint", "true")
        return int(size)

    def new_endings(self) -> dict[str, str]:
        """By checksum, what is added to the names of images that go out in another format than they came in."""
        rows = self._of_images(
            "image.sha256, image.shown_format", "image.turned AND image.shown_format <> image.format"
        )
        return {sha256: "." + shown_format.replace("jpeg", "jpg") for sha256, shown_format in rows}

    def _of_images(self, columns: str, condition: str) -> list[tuple[Any, ...]]:
        query = _IMAGES.format(columns=columns, condition=condition)
        with self.database.cursor() as cursor:
            cursor.execute(query, [list(self.project.the_kind.image_fields), self.ids.tolist()])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def _chosen(self) -> Iterator[int]:
        with self.database.chunked_cursor() as cursor:
            cursor.execute(_IDS, [self.project.pk])
            while rows := cursor.fetchmany(10_000):
                for task_id, status, agreement in rows:
                    reason = self.filters.reason_to_leave_out(status, agreement)
                    if reason is None:
                        yield task_id
                    else:
                        self.left_out[reason] += 1

    def _read(self, ids: Sequence[int]) -> Iterator[ExportedTask]:
        annotations, flags = self._annotations(ids), self._flags(ids)
        for row in self._rows(_TASKS, ids):
            yield _task(row, annotations.get(row[0], ()), flags.get(row[0], ()))

    def _annotations(self, ids: Sequence[int]) -> dict[int, list[ExportedAnnotation]]:
        by_task: dict[int, list[ExportedAnnotation]] = defaultdict(list)
        for task_id, imported, *facts in self._rows(_ANNOTATIONS, ids):
            if self.filters.include_imported or not imported:
                by_task[task_id].append(_annotation(imported, *facts))
        return by_task

    def _flags(self, ids: Sequence[int]) -> dict[int, list[Json]]:
        by_task: dict[int, list[Json]] = defaultdict(list)
        for task_id, category, note, resolved in self._rows(_FLAGS, ids):
            by_task[task_id].append({"category": category, "note": note, "resolved": resolved})
        return by_task

    def _rows(self, query: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        with self.database.cursor() as cursor:
            cursor.execute(query, [list(ids)])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found


@contextmanager
def taken(project: Project, filters: Filters) -> Iterator[Snapshot]:
    """A snapshot on a connection of its own, so that progress can be written on the usual one meanwhile."""
    database = connection.copy()
    try:
        database.set_autocommit(False)
        with database.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield Snapshot(database, project, filters)
    finally:
        database.close()


_IDS = "SELECT id, status, agreement FROM annotation_task WHERE project_id = %s ORDER BY id"

_TASKS = """
    SELECT task.id, public_id::text, external_id, content::text, metadata::text, status, agreement, outcome::text,
        outcome_source, source, licence, content_sha256, importer, original.sha256
    FROM annotation_task task LEFT JOIN annotation_original original ON original.id = task.original_id
    WHERE task.id = ANY(%s) ORDER BY task.id
"""

_ANNOTATIONS = """
    SELECT annotation.task_id, annotation.imported, annotation.public_id::text, person.pseudonym, rubric.version,
        annotation.answer::text, annotation.counted, annotation.active_ms, annotation.side_seed, annotation.revision,
        suggestion.model, suggestion.version, annotation.created_at
    FROM annotation_annotation annotation
    JOIN accounts_user person ON person.id = annotation.annotator_id
    JOIN annotation_rubric rubric ON rubric.id = annotation.rubric_id
    LEFT JOIN annotation_suggestion suggestion ON suggestion.id = annotation.suggestion_id
    WHERE annotation.task_id = ANY(%s) AND annotation.current ORDER BY annotation.id
"""

_IMAGES = """
    SELECT {columns} FROM annotation_image image
    WHERE {condition} AND image.sha256 IN (
        SELECT task.content #>> ARRAY[field, 'sha256']
        FROM annotation_task task CROSS JOIN unnest(%s::text[]) AS field WHERE task.id = ANY(%s)
    )
"""

_FLAGS = (
    "SELECT task_id, category, note, resolved_at IS NOT NULL FROM annotation_flag WHERE task_id = ANY(%s) ORDER BY id"
)


def _task(row: tuple[Any, ...], annotations: Sequence[ExportedAnnotation], flags: Sequence[Json]) -> ExportedTask:
    (_, public_id, external_id, content, metadata, status, agreement, outcome, outcome_source, *origin) = row
    source, licence, sha256, importer, original = origin
    return ExportedTask(
        id=public_id,
        external_id=external_id,
        content=orjson.loads(content),
        metadata=orjson.loads(metadata),
        status=status,
        agreement=agreement,
        outcome=None if outcome is None else orjson.loads(outcome),
        outcome_source=outcome_source,
        annotations=annotations,
        flags=flags,
        provenance={
            "source": source,
            "licence": licence,
            "content_sha256": sha256,
            "importer": importer,
            "external_id": external_id,
            **({} if original is None else {"original_sha256": original}),
        },
        # As long as the trace ids of telemetry, so that rows can be followed through a pipeline.
        trace_id=public_id.replace("-", ""),
        rubric_version=max((annotation.rubric_version for annotation in annotations), default=None),
    )


def _annotation(imported: bool, *facts: Any) -> ExportedAnnotation:
    public_id, pseudonym, rubric_version, answer, counted, active_ms, side_seed, revision, *shown, created_at = facts
    model, version = shown
    return ExportedAnnotation(
        id=public_id,
        annotator=pseudonym,
        rubric_version=rubric_version,
        answer=orjson.loads(answer),
        imported=imported,
        suggestion=None if model is None else {"model": model, "version": version},
        counted=counted,
        active_ms=active_ms,
        side_seed=side_seed,
        revision=revision,
        submitted_at=_utc(created_at),
    )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
