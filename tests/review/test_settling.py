from __future__ import annotations

import pytest

from accounts.models import User
from annotation import projects
from annotation.models import Task
from review import jobs, settling
from tests.work import answer, make_project

pytestmark = pytest.mark.django_db


def only_task() -> Task:
    return Task.objects.get()


def test_answers_that_agree_settle_the_task_by_consensus(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=1, overlap=2, annotators=[ada, ben])
    answer(project, ada, -2), answer(project, ben, -2)
    settling.settle(only_task().pk)
    task = only_task()
    assert (task.status, task.agreement, task.outcome_source) == ("settled", 1.0, "consensus")
    assert task.outcome is not None
    assert task.outcome["overall"] == {"verdict": "prefer", "strength": -2}
    assert task.settled_at is not None


def test_answers_that_differ_too_much_make_a_dispute_with_no_outcome(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=1, overlap=2, agreement_threshold=0.8, annotators=[ada, ben])
    answer(project, ada, -3), answer(project, ben, 3)
    settling.settle(only_task().pk)
    task = only_task()
    assert (task.status, task.outcome, task.outcome_source, task.settled_at) == ("disputed", None, None, None)
    assert task.agreement == 0.0


def test_agreement_exactly_at_the_threshold_is_enough(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=1, overlap=2, annotators=[ada, ben])
    answer(project, ada, 1), answer(project, ben, 2)
    kind, context = project.the_kind, project.context()
    task = only_task()
    answers = list(task.annotations.values_list("answer", flat=True))
    agreed = settling.agreement(kind, answers, content=task.content, context=context)
    assert agreed is not None
    assert 0 < agreed < 1
    projects.edit(project, agreement_threshold=agreed)
    settling.settle(task.pk)
    assert only_task().status == "settled"


def test_one_answer_settles_where_the_overlap_is_one_and_has_no_agreement(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=1, overlap=1, annotators=[ada])
    answer(project, ada, 0)
    settling.settle(only_task().pk)
    assert (only_task().status, only_task().agreement) == ("settled", None)


def test_a_task_that_wants_more_answers_is_left_alone(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=1, overlap=2, annotators=[ada])
    answer(project, ada, 1)
    assert settling.settle(only_task().pk) is None
    assert only_task().status == "open"


def test_the_sweep_settles_what_lost_messages_left(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=5, overlap=1, annotators=[ada])
    for strength in (1, 2, 3, -1, -2):
        answer(project, ada, strength)
    jobs.sweep()
    assert set(Task.objects.values_list("status", flat=True)) == {"settled"}
