"""New tasks go in by COPY: thousands at once, none twice."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from annotation import originals, queue
from annotation.imports.files.rows import Problem, excerpt
from annotation.imports.reading import NewTask
from annotation.models import Job, Project


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an import puts its tasks."""

    job: Job
    project: Project
    importer: str
    round_start: int
    priority: int


def store(tasks: Sequence[NewTask], destination: Destination) -> tuple[int, list[Problem]]:
    """How many were new, and which are refused because their external id is that of another content.

    The rest is there already. The caller opens the transaction.
    """
    originals.keep(destination.project, [task.original for task in tasks if task.original is not None])
    with connection.cursor() as cursor:
        cursor.execute(_INCOMING)
        cursor.execute("DELETE FROM incoming_task")
        cursor.copy_expert("COPY incoming_task FROM STDIN", io.BytesIO(_lines(tasks, destination)))
        cursor.execute(_ADD, _parameters(destination))
        added = cursor.rowcount
        if added == len(tasks):
            return added, []
        cursor.execute(_DIFFERENT, [destination.project.pk])
        lines = {line for (line,) in cursor.fetchall()}
    return added, [_taken(task) for task in tasks if task.line in lines]


def enrich(tasks: Sequence[NewTask]) -> None:
    """Keep what a document says of tasks that were there before it. What they have stays."""
    told = {task.known: task for task in tasks if task.known is not None}
    with connection.cursor() as cursor:
        for task in told.values():
            cursor.execute(_ENRICH, [task.metadata.decode(), task.source, task.licence, task.known])


_INCOMING = """
    CREATE TEMPORARY TABLE IF NOT EXISTS incoming_task (
        line bigint, external_id text, content jsonb, content_sha256 text, metadata jsonb, source text, licence text,
        position bigint, original text
    ) ON COMMIT DELETE ROWS
"""

# In the order of the file, so that of two rows with one external id the first stays.
_ADD = """
    INSERT INTO annotation_task (
        public_id, project_id, external_id, content, content_sha256, metadata, source, licence, position,
        original_id, importer, imported_by_id, priority, status, overlap, taken, answers, withdrawn_reason, created_at
    )
    SELECT
        gen_random_uuid(), %(project)s, external_id, content, content_sha256, metadata, source, licence, position,
        (SELECT id FROM annotation_original WHERE project_id = %(project)s AND sha256 = original),
        %(importer)s, %(job)s, %(priority)s, 'open', %(overlap)s, 0, 0, '', now()
    FROM incoming_task ORDER BY line
    ON CONFLICT DO NOTHING
"""

_DIFFERENT = """
    SELECT incoming.line FROM incoming_task incoming
    JOIN annotation_task task ON task.project_id = %s AND task.external_id = incoming.external_id
    WHERE task.content_sha256 <> incoming.content_sha256
"""

_ENRICH = """
    UPDATE annotation_task SET
        metadata = %s::jsonb || metadata, source = coalesce(nullif(source, ''), %s),
        licence = coalesce(nullif(licence, ''), %s)
    WHERE id = %s
"""


def _parameters(destination: Destination) -> dict[str, int | str]:
    return {
        "project": destination.project.pk,
        "importer": destination.importer,
        "job": destination.job.pk,
        "priority": destination.priority,
        "overlap": destination.project.overlap,
    }


def _taken(task: NewTask) -> Problem:
    reason = f"A task with the external id “{task.external_id}” is there already, with other content."
    return Problem(task.line, reason[:500], "external_id", excerpt(task.content), task.file)


def _lines(tasks: Iterable[NewTask], destination: Destination) -> bytes:
    """The tasks in the text format of COPY."""
    return b"".join(
        b"\t".join(
            (
                b"%d" % task.line,
                b"\\N" if task.external_id is None else _text(task.external_id),
                _json(task.content),
                task.sha256.encode(),
                _json(task.metadata),
                _text(task.source),
                _text(task.licence),
                b"%d" % queue.position_in(destination.round_start, destination.project, task.sha256),
                (task.original.sha256.encode() if task.original else b"\\N") + b"\n",
            )
        )
        for task in tasks
    )


def _json(raw: bytes) -> bytes:
    """JSON holds no bare tabs and line ends: only its backslashes mean something to COPY."""
    return raw.replace(b"\\", b"\\\\")


def _text(text: str) -> bytes:
    raw = text.encode().replace(b"\\", b"\\\\")
    return raw.replace(b"\t", b"\\t").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
