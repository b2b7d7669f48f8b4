"""People, and tabs of one person, who ask for work at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from annotation import queue
from annotation.models import Annotation, Assignment, Project, Task
from config.errors import Refused
from tests.factories import make_user
from tests.work import make_project, submit

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: Sequence[Callable[[], None]]) -> None:
    """Do them all from the same moment on, each in a thread with a database connection of its own."""
    together = Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        try:
            connection.ensure_connection()
            together.wait(10)
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


def work_until_done(project: Project, annotator: User) -> None:
    """As in a tab that never looks at what the person's other tabs hold."""
    while True:
        elsewhere = Assignment.objects.filter(annotator=annotator).values_list("public_id", flat=True)
        lent = queue.claim(project=project, annotator=annotator, holding=set(elsewhere))
        if isinstance(lent, Assignment):
            with suppress(Refused):  # Another tab had the same lease, and was first.
                submit(lent, 1)
        elif lent.retry_after is None:
            return


def test_people_who_ask_at_the_same_moment_get_slots_of_their_own(mia: User) -> None:
    people = [make_user(email=f"person{number}@example.org") for number in range(6)]
    project = make_project(mia, tasks=25, overlap=6, annotators=people)
    at_once([partial(work_until_done, project, person) for person in people])
    assert Annotation.objects.filter(counted=True).count() == 25 * 6
    assert set(Task.objects.values_list("answers", "taken", "status")) == {(6, 6, "answered")}


def test_tabs_of_one_person_that_ask_at_the_same_moment_get_different_tasks(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=60, overlap=3, annotators=[ada])
    at_once([partial(work_until_done, project, ada)] * 4)
    assert Annotation.objects.count() == 60
    assert set(Task.objects.values_list("answers", "taken", "status")) == {(1, 1, "open")}
