"""Verdicts that people gave elsewhere come in as annotations of named annotators."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from annotation import queue, rubrics, signals
from annotation.imports.files.rows import Json
from annotation.models import Annotation, Job, Project, Task
from config.errors import Invalid, Refused
from tests.annotation.imports.importing import (
    PANDA_MAPPING,
    as_array,
    as_lines,
    import_file,
    panda_rows,
    refusals,
    run,
    start,
)
from tests.work import CLARITY, answer, make_project

pytestmark = pytest.mark.django_db

VERDICTS = {1: {"verdict": "prefer", "strength": -1}, 2: {"verdict": "prefer", "strength": 1}, 0: {"verdict": "same"}}


def import_verdicts(project: Project, rows: list[Json], **changes: Any) -> Job:
    return import_file(project, as_array(rows), mapping={**PANDA_MAPPING, **changes}, verdicts=True)


def test_each_verdict_becomes_an_imported_annotation_of_its_author(mia: User) -> None:
    project = make_project(mia, tasks=0, overlap=3)
    rows = panda_rows(30)
    job = import_verdicts(project, rows)
    assert (job.result["added"], job.result["verdicts_added"], job.result["verdicts_refused"]) == (30, 90, 0)
    for row in rows:
        stored = Annotation.objects.filter(task__external_id=str(row["idx"]))
        overall = {a.annotator.display_name: a.answer["overall"] for a in stored.select_related("annotator")}
        assert overall == {f"Annotator {number}": VERDICTS[row[f"annotator{number}"]] for number in (1, 2, 3)}
    assert set(Annotation.objects.values_list("imported", "counted", "current")) == {(True, True, True)}
    assert not Annotation.objects.exclude(assignment=None, active_ms=None, rubric__version=1).exists()
    assert set(Task.objects.values_list("status", "overlap", "taken", "answers")) == {("answered", 3, 3, 3)}


def test_authors_are_placeholders_who_cannot_sign_in_and_are_the_same_in_the_next_import(mia: User, oda: User) -> None:
    project, other = make_project(mia, tasks=0), make_project(mia, tasks=0, title="Other")
    import_verdicts(project, panda_rows(3))
    import_verdicts(project, panda_rows(6))
    placeholders = User.objects.filter(is_placeholder=True)
    assert sorted(placeholders.values_list("display_name", flat=True)) == ["Annotator 1", "Annotator 2", "Annotator 3"]
    assert not any(user.has_usable_password() or user.email for user in placeholders)
    assert project.memberships.filter(role="annotator", user__in=placeholders).count() == 3
    import_verdicts(other, panda_rows(3))
    assert User.objects.filter(is_placeholder=True).count() == 6


def test_a_task_is_widened_to_hold_its_verdicts_and_stays_open_while_it_wants_more(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=0, overlap=1)
    import_verdicts(project, panda_rows(2))
    assert set(Task.objects.values_list("overlap", "answers", "status")) == {(3, 3, "answered")}
    wide = make_project(mia, tasks=0, overlap=5, title="Wide")
    import_verdicts(wide, panda_rows(2))
    assert set(wide.tasks.values_list("overlap", "taken", "answers", "status")) == {(5, 3, 3, "open")}


def test_people_answer_beside_imported_verdicts_up_to_the_overlap(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=0, overlap=4, annotators=[ada, ben])
    import_verdicts(project, panda_rows(1))
    Project.objects.filter(pk=project.pk).update(status="active")
    project.refresh_from_db()
    answer(project, ada, 2)
    task = Task.objects.get()
    assert (task.status, task.taken, task.answers) == ("answered", 4, 4)
    assert isinstance(queue.claim(project=project, annotator=ben), queue.Wait)


def test_the_same_verdicts_again_add_nothing(mia: User) -> None:
    project = make_project(mia, tasks=0)
    import_verdicts(project, panda_rows(5))
    again = import_verdicts(project, panda_rows(5))
    assert (again.result["already_there"], again.result["verdicts_added"]) == (5, 0)
    assert Annotation.objects.count() == 15


def test_verdicts_can_follow_tasks_that_came_in_without_them(mia: User) -> None:
    project = make_project(mia, tasks=0, overlap=2)
    import_file(project, as_array(panda_rows(4)), mapping=PANDA_MAPPING)
    job = import_verdicts(project, panda_rows(4))
    assert (job.result["added"], job.result["already_there"], job.result["verdicts_added"]) == (0, 4, 12)


def test_settling_hears_of_every_task_that_is_full(mia: User) -> None:
    heard: list[tuple[int, bool]] = []

    def listen(task_id: int, full: bool, **_: Any) -> None:
        heard.append((task_id, full))

    signals.answer_submitted.connect(listen)
    try:
        import_verdicts(make_project(mia, tasks=0, overlap=3), panda_rows(3))
    finally:
        signals.answer_submitted.disconnect(listen)
    assert sorted(heard) == [(pk, True) for pk in Task.objects.order_by("pk").values_list("pk", flat=True)]


def test_a_verdict_off_the_scale_is_refused_and_the_task_and_the_other_verdicts_go_in(mia: User) -> None:
    project = make_project(mia, tasks=0, overlap=3)
    values = {**PANDA_MAPPING["verdicts"]["values"], "0": {"overall": {"verdict": "prefer", "strength": 9}}}
    job = import_verdicts(project, panda_rows(1), verdicts={**PANDA_MAPPING["verdicts"], "values": values})
    assert (job.result["added"], job.result["verdicts_added"], job.result["verdicts_refused"]) == (1, 1, 2)
    assert {(line, field) for line, field, _ in refusals(job)} == {(1, "verdicts")}
    assert all(reason.startswith("Verdict of Annotator ") for _, _, reason in refusals(job))


def test_a_value_that_the_mapping_does_not_know_refuses_its_row(mia: User) -> None:
    project = make_project(mia, tasks=0)
    rows = panda_rows(3)
    rows[1]["annotator2"] = "both"
    job = import_verdicts(project, rows)
    assert (job.result["added"], job.result["refused"]) == (2, 1)
    ((line, field, reason),) = refusals(job)
    assert (line, field) == (2, "annotator2")
    assert "“both”" in reason


def test_what_the_project_asks_of_its_own_people_is_not_asked_of_imported_verdicts(mia: User) -> None:
    rationale = {"rule": "always", "min_length": 20}
    project = make_project(mia, tasks=0, settings={"rationale": rationale}, criteria=[{**CLARITY, "required": True}])
    assert import_verdicts(project, panda_rows(2)).result["verdicts_added"] == 6


def test_verdicts_need_a_rubric_and_a_meaning_for_their_values(mia: User) -> None:
    project = make_project(mia, tasks=0)
    with pytest.raises(Invalid) as refused:
        start(project, as_array(panda_rows(1)), verdicts=True, mapping={
            **PANDA_MAPPING, "verdicts": {"columns": {"annotator1": "A"}, "values": {}},
        })  # fmt: skip
    assert "verdicts.values" in refused.value.fields
    Project.objects.filter(pk=project.pk).update(rubric=None)
    project.refresh_from_db()
    with pytest.raises(Refused) as no_rubric:
        start(project, as_array(panda_rows(1)), verdicts=True, mapping=PANDA_MAPPING)
    assert no_rubric.value.code == "no_rubric"


def test_a_task_holds_at_most_ten_answers(mia: User) -> None:
    project = make_project(mia, tasks=0)
    row = {**panda_rows(1)[0], **{f"judge{number}": 1 for number in range(12)}}
    columns = {f"judge{number}": f"Judge {number}" for number in range(12)}
    verdicts = {**PANDA_MAPPING["verdicts"], "columns": columns}
    job = import_verdicts(project, [row], verdicts=verdicts)
    assert (job.result["verdicts_added"], job.result["verdicts_refused"]) == (10, 2)
    assert list(Task.objects.values_list("overlap", "answers")) == [(10, 10)]
    assert "at most 10 answers" in refusals(job)[0][2]


def test_a_later_verdict_sends_a_settled_task_back_to_be_settled_but_never_one_that_was_decided(mia: User) -> None:
    project = make_project(mia, tasks=0, overlap=1)
    one = {**PANDA_MAPPING["verdicts"], "columns": {"annotator1": "Annotator 1"}}
    import_verdicts(project, panda_rows(2), verdicts=one)
    settled, decided = Task.objects.order_by("pk")
    Task.objects.filter(pk=settled.pk).update(status="settled", outcome_source="consensus")
    Task.objects.filter(pk=decided.pk).update(status="settled", outcome_source="decision")
    job = import_verdicts(project, panda_rows(2))
    settled.refresh_from_db()
    decided.refresh_from_db()
    assert (settled.status, settled.answers) == ("answered", 3)
    assert (decided.status, decided.answers) == ("settled", 1)
    assert (job.result["verdicts_added"], job.result["verdicts_refused"]) == (2, 2)


def test_rows_of_one_comparison_become_one_task_with_all_its_judges(mia: User) -> None:
    project = make_project(mia, tasks=0)

    def judgement(question: int, judge: str, winner: str) -> Json:
        ask = {"role": "user", "content": f"Question {question}?"}
        return {
            "question_id": question,
            "turn": 1,
            "model_a": "slate-a",
            "model_b": "slate-b",
            "winner": winner,
            "judge": judge,
            "conversation_a": [ask, {"role": "assistant", "content": f"A{question}"}],
            "conversation_b": [ask, {"role": "assistant", "content": f"B{question}"}],
        }

    rows = [
        judgement(1, "expert_1", "model_a"),
        judgement(1, "expert_2", "tie"),
        judgement(2, "expert_1", "model_b"),
        judgement(1, "expert_3", "model_b"),
    ]
    job = run(start(project, as_lines(rows), verdicts=True))
    assert (job.result["read"], job.result["added"], job.result["already_there"]) == (4, 2, 1)
    judges = Annotation.objects.filter(task__content__icontains="Question 1?").values_list(
        "annotator__display_name", flat=True
    )
    assert sorted(judges) == ["expert_1", "expert_2", "expert_3"]
    assert Annotation.objects.count() == 4


def test_republishing_a_rubric_gives_later_verdicts_its_new_version(mia: User) -> None:
    project = make_project(mia, tasks=0)
    import_verdicts(project, panda_rows(1))
    rubrics.publish(project=project, raw=[CLARITY], by=mia)
    project.refresh_from_db()
    import_verdicts(project, panda_rows(2))
    versions = Annotation.objects.values_list("task__external_id", "rubric__version").distinct()
    assert set(versions) == {("0", 1), ("4", 2)}
