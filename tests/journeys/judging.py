"""What the database holds at the end, beside what everybody was told. Every figure must be nought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from threading import Event, Thread
from typing import Any

import psycopg2

from config import strict_json
from tests.journeys.annotators import History, Sent
from tests.journeys.stack import Stack, wait_for

WATCH_EVERY = 0.25

OF_PROJECT = "(SELECT id FROM annotation_project WHERE public_id = %(project)s)"

OVER = f"""
    SELECT count(*) FROM annotation_task t
    WHERE t.project_id = {OF_PROJECT} AND t.overlap <
        (SELECT count(*) FROM annotation_assignment a WHERE a.task_id = t.id AND a.status = 'leased')
        + (SELECT count(*) FROM annotation_annotation n WHERE n.task_id = t.id AND n.current AND n.counted)
"""
UNDER = f"""
    SELECT count(*) FROM annotation_task t
    WHERE t.project_id = {OF_PROJECT} AND t.overlap >
        (SELECT count(*) FROM annotation_annotation n WHERE n.task_id = t.id AND n.current AND n.counted)
"""
TWICE = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM annotation_annotation WHERE project_id = {OF_PROJECT}
        GROUP BY task_id, annotator_id HAVING count(*) > 1
    ) answered_twice
"""
STUCK = f"""
    SELECT count(*) FROM annotation_task WHERE project_id = {OF_PROJECT} AND status NOT IN ('settled', 'disputed')
"""
DRIFTED = f"""
    SELECT count(*) FROM annotation_task t
    CROSS JOIN LATERAL (
        SELECT count(a.slot) AS taken, count(a.slot) FILTER (WHERE a.status = 'submitted') AS answers
        FROM annotation_assignment a WHERE a.task_id = t.id
    ) counted
    WHERE t.project_id = {OF_PROJECT} AND (t.taken, t.answers) <> (counted.taken, counted.answers)
"""
# Someone was told "done" while a task that they could still have answered did not have all its answers.
FALSELY_DONE = f"""
    SELECT count(*) FROM annotation_task t
    WHERE t.project_id = {OF_PROJECT}
        AND NOT EXISTS (
            SELECT 1 FROM annotation_assignment a JOIN accounts_user u ON u.id = a.annotator_id
            WHERE a.task_id = t.id AND u.public_id = %(person)s AND a.status IN ('submitted', 'skipped')
        )
        AND t.overlap > (
            SELECT count(*) FROM annotation_annotation n
            WHERE n.task_id = t.id AND n.counted AND n.created_at <= to_timestamp(%(told)s)
        )
"""
STORED = f"""
    SELECT n.public_id::text, n.idempotency_key::text, u.public_id::text AS person, t.public_id::text AS task,
        n.body_sha256, n.answer
    FROM annotation_annotation n
    JOIN accounts_user u ON u.id = n.annotator_id JOIN annotation_task t ON t.id = n.task_id
    WHERE n.project_id = {OF_PROJECT}
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    over: int
    twice: int
    under: int
    lost: int
    duplicated: int
    invented: int
    stuck: int
    drifted: int
    falsely_done: int
    lent_after_skip: int

    @property
    def wrong(self) -> dict[str, int]:
        """The figures that are not nought."""
        return {name: number for name, number in asdict(self).items() if number}


@dataclass(frozen=True, slots=True)
class Stored:
    id: str
    key: str
    person: str
    task: str
    body_sha256: str
    answer: Any


def judge(stack: Stack, project: str, histories: Sequence[History], *, patience: float = 30) -> Verdict:
    """``patience`` is how long the worker may need to settle what is answered."""
    wait_for(stack, f"SELECT ({STUCK}) = 0", project=project, seconds=patience)
    with stack.sql() as cursor:
        cursor.execute(STORED, {"project": project})
        rows = [Stored(*row) for row in cursor.fetchall()]
    sent = [answer for history in histories for answer in history.sent]
    told = [(history.person, history.told_done) for history in histories if history.told_done is not None]
    return Verdict(
        over=stack.value(OVER, project=project),
        twice=stack.value(TWICE, project=project),
        under=stack.value(UNDER, project=project),
        lost=count_lost(sent, rows),
        duplicated=sum(number - 1 for number in Counter(row.key for row in rows).values()),
        invented=len({row.key for row in rows} - {answer.key for answer in sent if answer.acknowledged}),
        stuck=stack.value(STUCK, project=project),
        drifted=stack.value(DRIFTED, project=project),
        falsely_done=sum(stack.value(FALSELY_DONE, project=project, person=person, told=when) for person, when in told),
        lent_after_skip=count_lent_after_skip(histories),
    )


def count_lost(sent: Sequence[Sent], rows: Sequence[Stored]) -> int:
    """Answers that were acknowledged and are not there as they were sent."""
    stored = {row.id: row for row in rows}
    return sum(1 for answer in sent if answer.acknowledged and not is_as_sent(answer, stored.get(answer.acknowledged)))


def is_as_sent(answer: Sent, row: Stored | None) -> bool:
    if row is None:
        return False
    body = {"act": "submit", "assignment": answer.assignment, **answer.body}
    told = (answer.person, answer.task, answer.key, strict_json.sha256(body))
    same = told == (row.person, row.task, row.key, row.body_sha256)
    return same and bool(row.answer["overall"] == answer.body["answer"]["overall"])


def count_lent_after_skip(histories: Sequence[History]) -> int:
    """Tasks lent to someone who had skipped them before they asked."""
    skipped = {(it.person, task): when for it in histories for task, when in it.skipped.items()}
    lent = [(it.person, task, when) for it in histories for task, when in it.lent]
    return sum(1 for person, task, when in lent if when > skipped.get((person, task), float("inf")))


class Watch:
    """Counts, again and again while people work, the tasks that have too many at once."""

    def __init__(self, stack: Stack, project: str) -> None:
        self.stack, self.project = stack, project
        self.looks, self.over = 0, 0
        self.stop = Event()
        self.thread = Thread(target=self.look, daemon=True)

    def __enter__(self) -> Watch:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join(15)

    def look(self) -> None:
        while not self.stop.wait(WATCH_EVERY):
            try:
                self.over = max(self.over, self.stack.value(OVER, project=self.project))
            except psycopg2.OperationalError:  # PostgreSQL itself is away.
                continue
            self.looks += 1
