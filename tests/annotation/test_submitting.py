from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from annotation import projects, queue, submission
from annotation.models import Annotation, Assignment, Project, Task
from config.errors import Refused
from tests.work import CLARITY, answer, claim, make_project, prefer, submit

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def send(client: Client, assignment: Assignment, body: Any, key: str | None = None) -> Any:
    headers = {"Idempotency-Key": key or str(uuid.uuid4())}
    path = f"/api/assignments/{assignment.public_id}/submit/"
    return client.post(path, body, content_type="application/json", headers=headers)


def test_an_answer_is_stored_as_sent_under_the_author_of_the_session(
    mia: User, ada: User, ben: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, annotators=[ada, ben])
    lease = claim(project, ada)
    response = send(signed_in(ada), lease, {"answer": prefer(-2, rationale="Shorter."), "active_ms": 4321})
    assert response.status_code == 201
    stored = Annotation.objects.get()
    assert (stored.annotator, stored.active_ms, stored.counted) == (ada, 4321, True)
    assert stored.answer["overall"] == {"verdict": "prefer", "strength": -2}
    assert stored.answer["rationale"] == "Shorter."
    assert send(signed_in(ben), lease, {"answer": prefer(1), "active_ms": 5}).status_code == 404


def test_the_same_request_twice_makes_one_row_and_gets_the_same_answer(
    mia: User, ada: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, annotators=[ada])
    lease, client, key = claim(project, ada), signed_in(ada), str(uuid.uuid4())
    first = send(client, lease, {"answer": prefer(3), "active_ms": 10}, key)
    second = send(client, lease, {"answer": prefer(3), "active_ms": 10}, key)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.headers["Idempotent-Replayed"] == "true"
    assert first.json() == second.json()
    assert Annotation.objects.count() == 1


def test_a_key_cannot_be_used_for_something_else(mia: User, ada: User, signed_in: SignedIn) -> None:
    project = make_project(mia, annotators=[ada])
    lease, client, key = claim(project, ada), signed_in(ada), str(uuid.uuid4())
    send(client, lease, {"answer": prefer(3), "active_ms": 10}, key)
    reused = send(client, lease, {"answer": prefer(-3), "active_ms": 10}, key)
    assert (reused.status_code, reused.json()["code"]) == (409, "key_reused")


def test_a_second_answer_to_the_same_task_is_refused(mia: User, ada: User, signed_in: SignedIn) -> None:
    project = make_project(mia, annotators=[ada])
    lease, client = claim(project, ada), signed_in(ada)
    send(client, lease, {"answer": prefer(1), "active_ms": 10})
    again = send(client, lease, {"answer": prefer(2), "active_ms": 10})
    assert (again.status_code, again.json()["code"]) == (409, "already_submitted")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"answer": prefer(9), "active_ms": 1}, "overall"),
        ({"answer": prefer(1, criteria={"charm": {"r1": {"value": 1}}}), "active_ms": 1}, "charm"),
        ({"answer": prefer(1, criteria={"clarity": {"r1": {"value": 7}}}), "active_ms": 1}, "clarity"),
        ({"answer": prefer(1, annotator="Mia"), "active_ms": 1}, "annotator"),
        ({"answer": [], "active_ms": 1}, ""),
        ({"answer": prefer(1), "active_ms": -5}, "active_ms"),
        ({"answer": prefer(1), "active_ms": 1, "ground_truth": True}, "ground_truth"),
        ({"active_ms": 1}, "answer"),
    ],
)
def test_a_wrong_answer_is_refused_with_the_field_and_the_lease_stays(
    mia: User, ada: User, signed_in: SignedIn, body: Any, field: str
) -> None:
    project = make_project(mia, annotators=[ada], criteria=[CLARITY])
    lease = claim(project, ada)
    refused = send(signed_in(ada), lease, body)
    assert refused.status_code == 400
    assert any(field in name for name in refused.json().get("fields", {"": ""}))
    lease.refresh_from_db()
    assert lease.status == "leased"
    assert not Annotation.objects.exists()


@pytest.mark.parametrize("value", ["2026", "", "not-a-uuid"])
def test_a_submission_needs_a_key(mia: User, ada: User, signed_in: SignedIn, value: str) -> None:
    lease = claim(make_project(mia, annotators=[ada]), ada)
    path = f"/api/assignments/{lease.public_id}/submit/"
    body = {"answer": prefer(1), "active_ms": 1}
    refused = signed_in(ada).post(path, body, content_type="application/json", headers={"Idempotency-Key": value})
    assert (refused.status_code, refused.json()["code"]) == (400, "key_missing")


@pytest.mark.parametrize(
    "body",
    [
        b'{"answer": NaN, "active_ms": 1}',
        b'{"answer": "\\ud800", "active_ms": 1}',
        b'{"answer": "\\u0000", "active_ms": 1}',
        b'{"answer": {"overall": 1, "overall": 2}, "active_ms": 1}',
        b'{"answer": ' + b"[" * 70 + b"]" * 70 + b', "active_ms": 1}',
        b'{"answer": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"answer": 1',
        b"\xff\xfe",
        b"[1]",
    ],
)
def test_json_that_is_not_clean_is_refused_and_not_a_server_error(
    mia: User, ada: User, signed_in: SignedIn, body: bytes
) -> None:
    lease = claim(make_project(mia, annotators=[ada]), ada)
    response = signed_in(ada).post(
        f"/api/assignments/{lease.public_id}/submit/",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    assert response.status_code == 400
    assert response.json()["detail"]
    assert not Annotation.objects.exists()


def test_a_late_answer_counts_while_a_slot_is_free(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=1, overlap=2, annotators=[ada, ben])
    late = _expired(project, ada, by=ben)
    assert submit(late, 1).counted is True
    task = Task.objects.get()
    assert (task.taken, task.answers) == (2, 1)


def test_a_late_answer_is_kept_as_surplus_when_the_task_has_enough(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=1, overlap=1, annotators=[ada, ben])
    late = _expired(project, ada, by=ben)
    submit(Assignment.objects.get(annotator=ben), 2)
    assert submit(late, -1).counted is False
    task = Task.objects.get()
    assert (task.taken, task.answers, task.status) == (1, 1, "answered")


def _expired(project: Project, holder: User, *, by: User) -> Assignment:
    """A lease of the holder that ran out and was freed by another's claim."""
    late = claim(project, holder)
    Assignment.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    claim(project, by)
    late.refresh_from_db()
    assert late.status == "expired"
    return late


def test_a_skipped_task_takes_no_answer(mia: User, ada: User) -> None:
    lease = claim(make_project(mia, annotators=[ada]), ada)
    queue.skip(lease, reason="unclear", note="no idea")
    with pytest.raises(Refused) as refused:
        submit(lease, 1)
    assert refused.value.code == "skipped"


def test_a_revision_is_a_new_row_and_the_old_one_stays(mia: User, ada: User) -> None:
    project = make_project(mia, annotators=[ada])
    first = answer(project, ada, 1)
    second = submission.revise(annotation=first, answer=prefer(-3), active_ms=77, key=uuid.uuid4()).annotation
    rows = Annotation.objects.order_by("revision").values_list("revision", "current", "answer__overall__strength")
    assert list(rows) == [(1, False, 1), (2, True, -3)]
    assert second.counted
    assert Task.objects.get(pk=first.task_id).answers == 1


def test_a_revision_sends_a_settled_task_back_to_be_settled_again(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=1, overlap=1, annotators=[ada])
    first = answer(project, ada, 1)
    Task.objects.update(status="settled", outcome={}, outcome_source="consensus", agreement=0.8)
    submission.revise(annotation=first, answer=prefer(2), active_ms=1, key=uuid.uuid4())
    task = Task.objects.get()
    assert (task.status, task.outcome, task.outcome_source, task.agreement) == ("answered", None, None, None)


def test_nothing_can_be_revised_where_the_project_forbids_it_or_a_reviewer_has_ruled(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=2, overlap=1, annotators=[ada])
    ruled, other = answer(project, ada, 1), answer(project, ada, 2)
    Task.objects.filter(pk=ruled.task_id).update(status="settled", outcome={}, outcome_source="decision")
    for annotation in (ruled, other):
        if annotation is other:
            projects.edit(project, revisable=False)
        with pytest.raises(Refused) as refused:
            submission.revise(annotation=annotation, answer=prefer(3), active_ms=1, key=uuid.uuid4())
        assert refused.value.code == "not_revisable"


def test_the_database_refuses_to_change_an_answer_a_content_or_a_rubric(mia: User, ada: User) -> None:
    project = make_project(mia, annotators=[ada])
    stored = answer(project, ada, 1)
    rubric = project.rubrics.get()
    changes: list[Callable[[], int]] = [
        lambda: Annotation.objects.filter(pk=stored.pk).update(answer=prefer(3)),
        lambda: Task.objects.filter(pk=stored.task_id).update(content={"messages": []}),
        lambda: project.rubrics.filter(pk=rubric.pk).update(criteria=[CLARITY]),
    ]
    for change in changes:
        with pytest.raises(IntegrityError, match="cannot change once stored"), transaction.atomic():
            change()


def test_over_http_a_claim_and_a_submission_take_at_most_ten_queries(mia: User, ada: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, tasks=4, annotators=[ada]), signed_in(ada)
    path = f"/api/projects/{project.public_id}/claim/"
    lent = client.post(path, {}, content_type="application/json").json()["assignment"]
    lease = Assignment.objects.get(public_id=lent["id"])
    with CaptureQueriesContext(connection) as submitting:
        assert send(client, lease, {"answer": prefer(1), "active_ms": 1}).status_code == 201
    with CaptureQueriesContext(connection) as claiming:
        assert client.post(path, {}, content_type="application/json").json()["state"] == "task"
    for captured in (submitting, claiming):
        statements = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
        assert len(statements) <= 10, "\n".join(statements)
