from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from annotation import outcomes, queue
from annotation.models import Annotation, Flag, Project, Task
from tests.contract import call
from tests.work import answer, claim, make_project, prefer, submit

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def listed(client: Client, project: Project, query: str = "") -> list[str]:
    rows = client.get(f"/api/projects/{project.public_id}/tasks/?{query}").json()["results"]
    return [row["external_id"] for row in rows]


def path_of(task: Task, rest: str = "") -> str:
    return f"/api/tasks/{task.public_id}/{rest}"


@pytest.fixture
def project(mia: User, ada: User) -> Project:
    """Twelve tasks t0 … t11, of which four were looked at."""
    project = make_project(mia, tasks=12, overlap=1, annotators=[ada])
    found = {task.external_id: task for task in Task.objects.all()}
    for name, agreement in (("t3", 0.25), ("t5", 1.0), ("t7", 0.75)):
        outcomes.settle(found[name], prefer(1), source=Task.Source.CONSENSUS, agreement=agreement)
    outcomes.dispute(found["t9"], agreement=0.0)
    return project


def test_tasks_are_listed_newest_first_or_as_asked(mia: User, project: Project, signed_in: SignedIn) -> None:
    client = signed_in(mia)
    names = [f"t{number}" for number in range(12)]
    assert listed(client, project) == names[::-1]
    assert listed(client, project, "ordering=created") == names
    assert listed(client, project, "ordering=agreement") == ["t9", "t3", "t7", "t5"]
    assert listed(client, project, "ordering=-agreement") == ["t5", "t7", "t3", "t9"]


def test_tasks_are_filtered_by_status(mia: User, project: Project, signed_in: SignedIn) -> None:
    client = signed_in(mia)
    assert listed(client, project, "status=settled&ordering=created") == ["t3", "t5", "t7"]
    assert listed(client, project, "status=disputed") == ["t9"]
    assert listed(client, project, "status=withdrawn") == []


@pytest.mark.parametrize(
    ("search", "found"),
    [("T1", ["t1", "t10", "t11"]), ("0", ["t0", "t10"]), ("t99", []), ("%25", []), ("_", []), ("'", [])],
)
def test_tasks_are_found_by_a_part_of_their_external_id(
    mia: User, project: Project, signed_in: SignedIn, search: str, found: list[str]
) -> None:
    assert listed(signed_in(mia), project, f"search={search}&ordering=created") == found


def test_a_task_is_found_by_its_id_but_only_in_its_own_project(
    mia: User, project: Project, signed_in: SignedIn
) -> None:
    elsewhere = make_project(mia, tasks=1, title="Elsewhere").tasks.get()
    task = project.tasks.get(external_id="t4")
    client = signed_in(mia)
    assert listed(client, project, f"search={task.public_id}") == ["t4"]
    assert listed(client, project, f"search={elsewhere.public_id}") == []


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ("status=finished", "invalid", "status"),
        ("ordering=outcome", "invalid", "ordering"),
        ("search=%00", "nul_character", "search"),
        ("imported_by__created_by__password__startswith=a", "unknown_parameter", "imported_by__created_by"),
    ],
)
def test_a_filter_that_there_is_not_is_refused(
    mia: User, project: Project, signed_in: SignedIn, query: str, code: str, field: str
) -> None:
    refused = signed_in(mia).get(f"/api/projects/{project.public_id}/tasks/?{query}")
    assert (refused.status_code, refused.json()["code"]) == (400, code)
    assert next(iter(refused.json()["fields"])).startswith(field)


def test_a_manager_sees_who_answered_what_with_flags_and_history(
    mia: User, ada: User, ben: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, tasks=1, overlap=2, annotators=[ada, ben])
    given = answer(project, ada, -3)
    held = claim(project, ben)
    Flag.objects.create(task=held.task, raised_by=ben, category="unsafe", note="Names a person.")
    queue.skip(held, reason="conflict", note="I know them.")
    task = signed_in(mia).get(path_of(given.task)).json()
    assert [response["model"] for response in task["content"]["responses"]] == ["slate-a", "slate-b"]
    (row,) = task["annotations"]
    assert (row["annotator"]["display_name"], row["answer"]["overall"]["strength"]) == ("Ada", -3)
    assert (row["rubric_version"], row["counted"], row["active_ms"]) == (1, True, 1197)
    (flag,) = task["flags"]
    assert (flag["raised_by"]["display_name"], flag["note"]) == ("Ben", "Names a person.")
    loans = {loan["annotator"]["display_name"]: (loan["status"], loan["skip_reason"]) for loan in task["assignments"]}
    assert loans == {"Ada": ("submitted", ""), "Ben": ("skipped", "conflict")}
    assert "email" not in row["annotator"]


def test_a_task_costs_the_same_number_of_queries_however_many_answered_it(
    mia: User, ada: User, ben: User, chi: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, tasks=1, overlap=3, annotators=[ada, ben, chi])
    client, costs = signed_in(mia), []
    task = answer(project, ada, 1).task
    for person in (ben, chi):
        client.get(path_of(task))
        with CaptureQueriesContext(connection) as captured:
            client.get(path_of(task))
        costs.append(len(captured))
        answer(project, person, 2)
    assert costs[0] == costs[1]


def test_a_withdrawn_task_takes_its_reason_along_and_comes_back_open(mia: User, ada: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, tasks=1, annotators=[ada]), signed_in(mia)
    task = project.tasks.get()
    gone = call(client, "POST", path_of(task, "withdraw/"), {"reason": "Holds a name."}).json()
    assert (gone["status"], gone["withdrawn_reason"]) == ("withdrawn", "Holds a name.")
    again = call(client, "POST", path_of(task, "withdraw/"), {"reason": "Once more."})
    assert (again.status_code, again.json()["code"]) == (409, "withdrawn")
    back = call(client, "POST", path_of(task, "reopen/")).json()
    assert (back["status"], back["withdrawn_reason"]) == ("open", "")
    refused = call(client, "POST", path_of(task, "reopen/"))
    assert (refused.status_code, refused.json()["code"]) == (409, "not_withdrawn")


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "x" * 301}, {"reason": "a", "status": "open"}])
def test_withdrawing_needs_a_reason_and_nothing_else(mia: User, signed_in: SignedIn, body: Any) -> None:
    task = make_project(mia, tasks=1).tasks.get()
    assert call(signed_in(mia), "POST", path_of(task, "withdraw/"), body).status_code == 400
    assert Task.objects.get().status == "open"


def test_an_answer_to_a_task_that_was_withdrawn_meanwhile_is_kept_and_does_not_count(
    mia: User, ada: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, tasks=1, annotators=[ada])
    lease = claim(project, ada)
    call(signed_in(mia), "POST", path_of(lease.task, "withdraw/"), {"reason": "Twice in the file."})
    late = submit(lease, 2, key=uuid.uuid4())
    assert (late.counted, Task.objects.get().answers) == (False, 0)
    assert Annotation.objects.get().answer["overall"]["strength"] == 2


def test_a_task_that_had_all_its_answers_comes_back_to_be_settled(mia: User, ada: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, tasks=1, overlap=1, annotators=[ada]), signed_in(mia)
    task = answer(project, ada, 1).task
    call(client, "POST", path_of(task, "withdraw/"), {"reason": "Doubtful."})
    back = call(client, "POST", path_of(task, "reopen/")).json()
    assert (back["status"], back["answers"], back["outcome"]) == ("answered", 1, None)
