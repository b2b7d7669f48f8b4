"""Projects with very many tasks, written by SQL alone: an import would take minutes."""

from __future__ import annotations

import json

from django.db import connection

from accounts.models import User
from annotation import queue
from annotation.models import Project
from tests.work import content, make_project

BATCH = 50_000
FILLER = "The quick answer is short, and the long one says why it holds. " * 6


def filled_project(manager: User, *, tasks: int, annotators: list[User], overlap: int) -> Project:
    """Active, with that many open tasks of about a kilobyte."""
    project = make_project(manager, tasks=1, annotators=annotators, overlap=overlap, title=f"{tasks:,} tasks")
    start = queue.begin_round(project)
    facts = {"project": project.pk, "overlap": overlap, "start": start}
    with connection.cursor() as cursor:
        # A statement must not take longer than the product allows.
        for first in range(1, tasks + 1, BATCH):
            numbers = {"first": first, "last": min(first + BATCH - 1, tasks)}
            cursor.execute(_FILL, {**facts, **numbers, "content": template()})
        queue.release(project)
        cursor.execute("VACUUM ANALYZE annotation_task")
    project.refresh_from_db()
    return project


def template() -> str:
    filled = content(0)
    for response in filled["responses"]:
        response["messages"][0]["content"] = FILLER
    filled["messages"][0]["content"] = "Question NUMBER"
    return json.dumps(filled)


_FILL = f"""
    INSERT INTO annotation_task
        (public_id, project_id, external_id, content, content_sha256, metadata, source, licence, importer, priority,
         position, status, overlap, taken, answers, withdrawn_reason, created_at)
    SELECT gen_random_uuid(), %(project)s, 'n' || n, replace(%(content)s, 'NUMBER', n::text)::jsonb,
        encode(sha256(n::text::bytea), 'hex'), '{{}}', '', '', '', 0,
        %(start)s + (('x' || left(md5(n::text), 16))::bit(64)::bigint & {queue.ROUND - 1}),
        'open', %(overlap)s, 0, 0, '', now()
    FROM generate_series(%(first)s, %(last)s) AS n
"""


def mark_seen(project: Project, annotator: User, number: int) -> None:
    """Have the annotator answer the first tasks of the queue, as far as claims can tell."""
    with connection.cursor() as cursor:
        cursor.execute(_SEE, {"project": project.pk, "annotator": annotator.pk, "number": number})
        cursor.execute("VACUUM ANALYZE annotation_task, annotation_assignment")


_SEE = """
    WITH seen AS (
        UPDATE annotation_task SET taken = taken + 1, answers = answers + 1
        WHERE id IN (SELECT id FROM annotation_task WHERE project_id = %(project)s AND status = 'open'
                     ORDER BY priority DESC, position LIMIT %(number)s)
        RETURNING id, taken
    )
    INSERT INTO annotation_assignment
        (public_id, project_id, task_id, annotator_id, status, slot, side_seed, skip_reason, skip_note, leased_at,
         expires_at, closed_at)
    SELECT gen_random_uuid(), %(project)s, id, %(annotator)s, 'submitted', taken - 1, 1, '', '', now(), now(), now()
    FROM seen
"""
