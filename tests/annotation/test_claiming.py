from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from annotation import outcomes, projects, queue
from annotation.models import Assignment, Project, QueueCursor, Task
from config.errors import Refused
from tests.work import add_tasks, answer, claim, make_project

pytestmark = pytest.mark.django_db


def run_out(assignment: Assignment) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Assignment.objects.filter(pk=assignment.pk).update(expires_at=past)


def test_every_task_is_served_once_to_each_annotator_until_its_overlap_is_reached(
    mia: User, ada: User, ben: User, chi: User
) -> None:
    project = make_project(mia, tasks=4, overlap=2, annotators=[ada, ben, chi])
    for annotator in (ada, ben):
        served = {answer(project, annotator, 1).task_id for _ in range(4)}
        assert len(served) == 4
    assert queue.claim(project=project, annotator=chi) == queue.Wait(None)
    assert set(Task.objects.values_list("answers", "taken", "status")) == {(2, 2, "answered")}


def test_a_reload_gets_the_same_task_back(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=3, annotators=[ada])
    assert claim(project, ada) == claim(project, ada)
    assert Assignment.objects.count() == 1


def test_a_prefetch_names_what_is_held_and_gets_another_task(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=3, annotators=[ada])
    first = claim(project, ada)
    second = queue.claim(project=project, annotator=ada, holding=[first.public_id])
    assert isinstance(second, Assignment)
    assert second.task_id != first.task_id


def test_what_was_skipped_never_comes_back(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=2, annotators=[ada])
    skipped = claim(project, ada)
    queue.skip(skipped, reason="unclear", note="")
    assert answer(project, ada, 2).task_id != skipped.task_id
    assert queue.claim(project=project, annotator=ada) == queue.Wait(None)
    assert Task.objects.get(pk=skipped.task_id).taken == 0


def test_a_lease_that_ran_out_is_free_for_others_at_once(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=1, overlap=1, annotators=[ada, ben])
    late = claim(project, ada)
    wait = queue.claim(project=project, annotator=ben)
    assert isinstance(wait, queue.Wait)
    assert wait.retry_after is not None
    assert wait.retry_after > 0
    run_out(late)
    assert claim(project, ben).task_id == late.task_id
    late.refresh_from_db()
    assert (late.status, late.slot) == ("expired", None)


def test_a_lease_that_ran_out_unanswered_may_be_lent_to_the_same_person_in_the_same_row(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=1, overlap=1, annotators=[ada])
    late = claim(project, ada)
    run_out(late)
    again = claim(project, ada)
    assert (again.pk, again.side_seed, again.status) == (late.pk, late.side_seed, "leased")


def test_a_task_behind_the_cursor_is_found_again_when_its_holder_gives_it_back(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=5, overlap=1, annotators=[ada, ben])
    held = claim(project, ada)
    done = {answer(project, ben, 1).task_id for _ in range(4)}
    assert isinstance(queue.claim(project=project, annotator=ben), queue.Wait)
    queue.give_back(held)
    assert claim(project, ben).task_id == held.task_id
    assert held.task_id not in done


def test_higher_priority_comes_first_even_when_it_arrives_later(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=3, annotators=[ada])
    answer(project, ada, 1)
    urgent = add_tasks(project, [70, 71], priority=5)
    assert {answer(project, ada, 1).task_id for _ in range(2)} == {task.pk for task in urgent}


def test_tasks_imported_later_reach_someone_who_had_seen_everything(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=2, annotators=[ada])
    answer(project, ada, 1), answer(project, ada, 1)
    assert queue.claim(project=project, annotator=ada) == queue.Wait(None)
    (new,) = add_tasks(project, [9])
    assert claim(project, ada).task_id == new.pk


def test_a_reopened_task_reaches_those_who_had_passed_it(mia: User, ada: User, ben: User, chi: User) -> None:
    project = make_project(mia, tasks=3, overlap=1, annotators=[ada, ben, chi])
    first = answer(project, ada, 1).task
    [answer(project, ben, 1) for _ in range(2)]
    assert queue.claim(project=project, annotator=chi) == queue.Wait(None)
    queue.reopen(first, overlap=2)
    project.refresh_from_db()
    assert claim(project, chi).task_id == first.pk


def test_an_unfinished_import_is_not_served(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=1, annotators=[ada])
    start = queue.begin_round(project)
    Task.objects.create(
        project=project, external_id="early", content={}, content_sha256="0" * 64, position=start + 5, overlap=2
    )
    answer(project, ada, 1)
    assert queue.claim(project=project, annotator=ada) == queue.Wait(None)
    queue.release(project)
    project.refresh_from_db()
    assert claim(project, ada).task.external_id == "early"


def test_the_order_is_shuffled_and_stable(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=12, annotators=[ada, ben])
    orders = [[answer(project, person, 1).task.external_id for _ in range(12)] for person in (ada, ben)]
    assert orders[0] == orders[1]
    assert orders[0] != sorted(orders[0], key=lambda name: int(str(name)[1:]))


def test_a_paused_project_lends_nothing(mia: User, ada: User) -> None:
    project = projects.change_status(make_project(mia, annotators=[ada]), Project.Status.PAUSED)
    with pytest.raises(Refused) as refused:
        queue.claim(project=project, annotator=ada)
    assert refused.value.code == "project_not_active"


def test_a_withdrawn_task_ends_its_leases_and_comes_back_when_restored(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=1, annotators=[ada])
    lease = claim(project, ada)
    outcomes.withdraw(lease.task, reason="duplicate")
    assert queue.claim(project=project, annotator=ada) == queue.Wait(None)
    outcomes.restore(lease.task)
    project.refresh_from_db()
    assert claim(project, ada).pk == lease.pk


def test_one_person_cannot_hoard_leases(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=9, annotators=[ada])
    held: list[Assignment] = []
    for _ in range(queue.MAX_LIVE_LEASES):
        lent = queue.claim(project=project, annotator=ada, holding=[lease.public_id for lease in held])
        assert isinstance(lent, Assignment)
        held.append(lent)
    more = queue.claim(project=project, annotator=ada, holding=[lease.public_id for lease in held])
    assert isinstance(more, queue.Wait)


def test_what_an_annotator_has_finished_costs_nothing_later(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=40, overlap=2, annotators=[ada])
    for _ in range(39):
        answer(project, ada, 1)
    last = claim(project, ada)
    cursor = QueueCursor.objects.get(annotator=ada)
    assert cursor.position == last.task.position
    assert Task.objects.filter(status="open", position__lt=cursor.position).count() == 39
