"""What each role gets from each route of the work."""

from __future__ import annotations

import io
import json
import tempfile
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accounts import tokens
from accounts.models import ApiToken
from accounts.rules import Scope
from annotation import outcomes, projects
from annotation.images import links
from annotation.images.keeping import keep
from annotation.images.links import Variant
from annotation.matrix import ACCESS
from annotation.models import Membership, Project, Role, Task
from tests import team
from tests.accounts.access_cases import ROLES, Case, Cast, check, each_role, missing, nothing, send
from tests.annotation.images.pictures import picture, saved, tiled_image
from tests.contract import ContractClient
from tests.work import CLARITY, make_project, prefer

NOWHERE = uuid.UUID("8f14e45f-ceea-467f-a0e6-3f9d1c2b7a55")


@pytest.fixture
def cast(db: None) -> Cast:
    return team.make_team()


def the_project(cast: Cast) -> dict[str, Any]:
    return {"project_id": team.project_of(cast).public_id}


def a_draft_project(cast: Cast) -> dict[str, Any]:
    project = make_project(cast["manager"], tasks=0, annotators=[cast["annotator"]])
    projects.add_member(project=project, user=cast["reviewer"], role=Role.REVIEWER)
    return {"project_id": project.public_id}


def a_membership(cast: Cast) -> dict[str, Any]:
    return {"membership_id": Membership.objects.get(user=cast["annotator"]).public_id}


def a_task(cast: Cast) -> dict[str, Any]:
    return {"task_id": Task.objects.earliest("pk").public_id}


def a_withdrawn_task(cast: Cast) -> dict[str, Any]:
    return {"task_id": outcomes.withdraw(Task.objects.earliest("pk"), reason="doubtful").public_id}


def a_task_with_original(cast: Cast) -> dict[str, Any]:
    return {"task_id": team.task_with_original(cast).public_id}


def an_upload(cast: Cast) -> dict[str, Any]:
    return {"upload_id": team.uploaded(cast).public_id}


def an_export(cast: Cast) -> dict[str, Any]:
    return {"export_id": team.finished_export(cast).public_id}


def an_export_file(cast: Cast) -> dict[str, Any]:
    return {**an_export(cast), "name": "touchstone.jsonl"}


def a_queued_job(cast: Cast) -> dict[str, Any]:
    return {"job_id": team.queued_job(cast).public_id}


def a_job_with_refusals(cast: Cast) -> dict[str, Any]:
    return {"job_id": team.refused_import(cast).public_id}


def an_assignment(cast: Cast) -> dict[str, Any]:
    return {"assignment_id": team.lease(cast).public_id}


def an_annotation(cast: Cast) -> dict[str, Any]:
    return {"annotation_id": team.answered(cast).public_id}


def an_image(cast: Cast) -> dict[str, Any]:
    image = keep(io.BytesIO(saved(picture())))
    return {"token": links.token(image, cast["annotator"], Variant.SHOWN)}


def a_tile(cast: Cast) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        image = tiled_image(Path(folder))
    return {"token": links.token(image, cast["annotator"], Variant.TILES), "level": 0, "column": 1, "row": 0}


def a_new_upload(cast: Cast) -> dict[str, Any]:
    return {"upload": str(team.uploaded(cast).public_id), "mapping": team.MAPPING}


def an_answer(cast: Cast) -> dict[str, Any]:
    return {"answer": prefer(-1), "active_ms": 3100}


KEY = {"Idempotency-Key": "0b7c0c7e-7f4e-4a53-9a1c-2f5d6a1e9b10"}
SIGNED_IN = "401 200 200 200 200 200"
MEMBER = "401 404 200 200 200 200"
MANAGER = "401 404 403 403 200 200"
CREATES = "401 404 403 403 201 201"
STARTS = "401 404 403 403 202 202"
ENDS = "401 404 403 403 204 204"
MANAGERS_THING = "401 404 404 404 200 200"
ANNOTATOR = "401 404 200 403 403 403"
OWN = "401 404 200 404 404 404"
OWN_CREATES = "401 404 201 404 404 404"
OWN_ENDS = "401 404 204 404 404 404"

CASES = [
    Case("kinds", "GET", SIGNED_IN),
    Case("projects", "GET", SIGNED_IN),
    Case(
        "projects", "POST", "401 403 403 403 201 201", body=lambda cast: {"kind": "preference", "title": "Second work"}
    ),
    Case("project", "GET", MEMBER, path=the_project),
    Case("project", "PATCH", MANAGER, path=the_project, body=lambda cast: {"title": "Renamed"}),
    Case("project", "DELETE", ENDS, path=a_draft_project),
    Case("project-status", "POST", MANAGER, path=the_project, body=lambda cast: {"status": "paused"}),
    Case("usage", "GET", MANAGER, path=the_project),
    Case("rubrics", "GET", MEMBER, path=the_project),
    Case("rubrics", "POST", CREATES, path=the_project, body=lambda cast: {"criteria": [{**CLARITY, "weight": 3}]}),
    Case("members", "GET", MANAGER, path=the_project),
    Case(
        "members",
        "POST",
        CREATES,
        path=the_project,
        body=lambda cast: {"email": cast["outsider"].email, "role": "reviewer"},
    ),
    Case("member", "DELETE", "401 404 404 404 204 204", path=a_membership),
    Case("tasks", "GET", MANAGER, path=the_project),
    Case("task", "GET", MANAGERS_THING, path=a_task),
    Case("task-original", "GET", MANAGERS_THING, path=a_task_with_original),
    Case("task-withdraw", "POST", MANAGERS_THING, path=a_task, body=lambda cast: {"reason": "twice in the file"}),
    Case("task-reopen", "POST", MANAGERS_THING, path=a_withdrawn_task),
    # The harness sends JSON; files come as forms, which the tests of importing send.
    Case("uploads", "POST", "401 404 403 403 415 415", path=the_project),
    Case("upload-preview", "POST", MANAGERS_THING, path=an_upload, body=lambda cast: {"mapping": team.MAPPING}),
    Case("imports", "GET", MANAGER, path=the_project),
    Case("imports", "POST", STARTS, path=the_project, body=a_new_upload),
    Case("exports", "GET", MANAGER, path=the_project),
    Case("exports", "POST", STARTS, path=the_project, body=lambda cast: {"format": "csv"}),
    Case("export", "GET", MANAGERS_THING, path=an_export),
    Case("export-file", "GET", MANAGERS_THING, path=an_export_file),
    Case("jobs", "GET", MANAGER, path=the_project),
    Case("job", "GET", MANAGERS_THING, path=a_queued_job),
    Case("job-cancel", "POST", MANAGERS_THING, path=a_queued_job),
    Case("job-refusals", "GET", MANAGERS_THING, path=a_job_with_refusals),
    Case("job-refusals-file", "GET", MANAGERS_THING, path=a_job_with_refusals),
    Case("claim", "POST", ANNOTATOR, path=the_project),
    Case("assignment", "GET", OWN, path=an_assignment),
    Case("assignment-heartbeat", "POST", OWN, path=an_assignment),
    Case("assignment-return", "POST", OWN_ENDS, path=an_assignment),
    Case("assignment-draft", "PUT", OWN, path=an_assignment, body=lambda cast: {"revision": 1, "content": {}}),
    Case("assignment-submit", "POST", OWN_CREATES, path=an_assignment, body=an_answer, headers=KEY),
    Case("assignment-skip", "POST", OWN_ENDS, path=an_assignment, body=lambda cast: {"reason": "too_long"}),
    Case("assignment-flag", "POST", OWN_CREATES, path=an_assignment, body=lambda cast: {"category": "unsafe"}),
    Case("my-annotations", "GET", ANNOTATOR, path=the_project),
    Case("annotation", "GET", OWN, path=an_annotation),
    Case("annotation-revise", "POST", OWN_CREATES, path=an_annotation, body=an_answer, headers=KEY),
    Case("image", "GET", OWN, path=an_image),
    Case("image-tile", "GET", OWN, path=a_tile),
]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.method} {case.route}")
each_case_of_a_thing = pytest.mark.parametrize(
    "case", [case for case in CASES if "404" in case.expected], ids=lambda case: f"{case.method} {case.route}"
)


@each_role(CASES)
def test_each_role_gets_what_the_matrix_says(case: Case, role: str, cast: Cast) -> None:
    check(case, role, cast)


def test_every_row_of_the_matrix_is_looked_at_as_every_role() -> None:
    assert missing(ACCESS, CASES) == []


@each_case_of_a_thing
def test_a_foreign_id_answers_exactly_as_one_of_nothing(case: Case, cast: Cast) -> None:
    path = case.path(cast)
    for role in (role for role in ROLES if case.status_for(role) == 404):
        client = ContractClient()
        client.force_login(cast[role])
        foreign = send(client, case, cast, path)
        random = send(client, case, cast, nowhere(path))
        assert (foreign.status_code, foreign.content) == (random.status_code, random.content)
        assert dict(foreign.headers) == dict(random.headers)


def nowhere(path: Mapping[str, Any]) -> dict[str, Any]:
    return {name: NOWHERE if name.endswith("_id") or name == "token" else value for name, value in path.items()}


@each_case
def test_a_token_needs_the_scope_of_the_matrix_and_no_other_will_do(case: Case, cast: Cast) -> None:
    role = who_may(case)
    needed = ACCESS[case.route][case.method].scope
    assert needed is not None
    path = case.path(cast)
    others = [scope for scope in Scope if scope != needed]
    refused = send(ContractClient(), case, cast, path, Authorization=bearer(cast, role, *others))
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    served = send(ContractClient(), case, cast, path, Authorization=bearer(cast, role, needed))
    assert served.status_code == case.status_for(role)


def who_may(case: Case) -> str:
    return next(role for role in ROLES[::-1] if case.status_for(role) not in (401, 403, 404))


def bearer(cast: Cast, role: str, *scopes: ApiToken.Scope) -> str:
    _, key = tokens.create(user=cast[role], name="a program", scopes=scopes)
    return f"Bearer {key}"


def test_a_role_in_one_project_opens_nothing_in_another(cast: Cast) -> None:
    other = make_project(cast["outsider"], title="Elsewhere", annotators=[cast["reviewer"]])
    client = ContractClient()
    for role in ("annotator", "manager"):
        client.force_login(cast[role])
        assert client.get(reverse("project", args=[other.public_id])).status_code == 404
        assert client.post(reverse("claim", args=[other.public_id])).status_code == 404
        titles = [project["title"] for project in client.get(reverse("projects")).json()["results"]]
        assert titles == ["Numbers"]


def test_someone_who_lost_their_role_loses_what_they_held(cast: Cast) -> None:
    held, given = team.answered(cast), team.lease(cast)
    Membership.objects.get(user=cast["annotator"]).delete()
    client = ContractClient()
    client.force_login(cast["annotator"])
    body = json.dumps(an_answer(cast))
    submit = reverse("assignment-submit", args=[given.public_id])
    assert client.post(submit, body, "application/json", headers=KEY).status_code == 404
    assert client.get(reverse("annotation", args=[held.public_id])).status_code == 404
    assert Project.objects.get().annotations.count() == 1


@each_case
def test_a_query_parameter_that_is_not_declared_is_refused_on_every_route(case: Case, cast: Cast) -> None:
    asked = replace(case, query=lambda cast: {"created_by__password__startswith": "a"})
    refused = send(signed_in_for(case, cast), asked, cast, case.path(cast))
    assert (refused.status_code, refused.json()["code"]) == (400, "unknown_parameter")


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.body is not nothing], ids=lambda case: f"{case.method} {case.route}"
)
def test_a_field_that_is_not_declared_is_refused_on_every_route(case: Case, cast: Cast) -> None:
    forged = replace(case, body=lambda cast: {**case.body(cast), "completed_by": str(cast["outsider"].public_id)})
    refused = send(signed_in_for(case, cast), forged, cast, case.path(cast))
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    assert list(refused.json()["fields"]) == ["completed_by"]


def signed_in_for(case: Case, cast: Cast) -> ContractClient:
    """The browser of someone who may do this."""
    client = ContractClient()
    client.force_login(cast[who_may(case)])
    return client
