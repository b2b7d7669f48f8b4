"""Requests made up from the API's description, right and wrong: no fault of ours, and answers as described."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts import inviting, tokens
from accounts.models import User
from annotation import projects
from annotation.models import Membership, Role, Task
from config.wsgi import application
from tests import team
from tests.contract import BrokenContract, ContractClient, call, check, generated
from tests.factories import make_user

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CSRF = "0123456789abcdefghijklmnopqrstuv"
EXAMPLES = 3


@cache
def api() -> Any:
    settings = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
    schema = schemathesis.openapi.from_dict(generated(), config=settings)
    schema.app = application
    return schema


OPERATIONS = [
    pytest.param(path, method, id=f"{method.upper()} {path}")
    for path, operations in generated()["paths"].items()
    for method in operations
]


@pytest.fixture
def ids(db: None) -> Mapping[str, str]:
    """Real ids of things that one person, who is everything at once, may work with."""
    people = team.make_team()
    admin, manager = people["admin"], {"manager": people["manager"]}
    project = team.project_of(manager)
    projects.add_member(project=project, user=admin, role=Role.ANNOTATOR)
    as_annotator = {**manager, "annotator": admin}
    found: dict[str, Any] = {
        "annotation_id": team.answered(as_annotator),
        "assignment_id": team.lease(as_annotator),
        "task_id": Task.objects.earliest("pk"),
        "upload_id": team.uploaded(manager),
        "job_id": team.refused_import(manager),
        "export_id": team.finished_export(manager),
        "membership_id": Membership.objects.get(user=people["reviewer"]),
        "user_id": make_user(),
        "token_id": tokens.create(user=admin, name="nightly", scopes=["read"])[0],
        "invitation_id": inviting.invite(inviter=admin)[0],
        "project_id": project,
    }
    return {"name": "touchstone.jsonl", **{name: str(thing.public_id) for name, thing in found.items()}}


@pytest.fixture
def session(ids: Mapping[str, str]) -> dict[str, str]:
    """The cookies of that person's browser."""
    client = Client()
    client.force_login(User.objects.get(is_admin=True))
    return {"touchstone_session": client.cookies["touchstone_session"].value, "csrftoken": CSRF}


@pytest.fixture(autouse=True)
def _connection_of_the_test() -> Iterator[None]:
    """A server drops connections that are in a transaction; here all is in the test's, as with Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    ("body", "said"),
    [({"password": "x"}, "'password' was unexpected"), ({"is_admin": "yes"}, "is_admin"), ({"id": 7}, r"\$.id")],
)
def test_an_answer_that_differs_from_the_description_fails_the_test(ada: User, body: Any, said: str) -> None:
    client = ContractClient()
    client.force_login(ada)
    answer: Any = client.get("/api/me/")
    answer._json = {**answer.json(), **body}
    with pytest.raises(BrokenContract, match=said):
        check("GET", "/api/me/", answer)
    answer.status_code = 202
    with pytest.raises(BrokenContract, match="202 is not described"):
        check("GET", "/api/me/", answer)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/api/exports/{export_id}/files/a%00b", None, 404),
        ("GET", "/api/projects/{project_id}/tasks/?search=a%00b", None, 400),
        ("GET", "/api/projects/?cursor=WzAsIHsiYSI6IDF9XQ==", None, 400),
        ("POST", "/api/assignments/{assignment_id}/submit/", {"answer": {}, "active_ms": "9" * 30}, 400),
        ("POST", "/api/projects/{project_id}/rubrics/", {"criteria": [{"weight": 10**300}]}, 400),
    ],
)
def test_what_could_break_the_server_is_refused(
    ids: Mapping[str, str], session: dict[str, str], method: str, path: str, body: Any, status: int
) -> None:
    client = ContractClient()
    client.cookies.load(session)
    key = str(uuid.uuid4())
    assert call(client, method, path.format(**ids), body, **{"Idempotency-Key": key}).status_code == status


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_answers_as_described_whatever_it_is_sent(
    path: str, method: str, ids: Mapping[str, str], session: dict[str, str]
) -> None:
    strategy = api()[path][method].as_strategy(generation_mode=GenerationMode.POSITIVE)
    strategy |= api()[path][method].as_strategy(generation_mode=GenerationMode.NEGATIVE)

    real = {name: known for name, known in ids.items() if f"{{{name}}}" in path}

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def send(case: Any) -> None:
        case.path_parameters = {**(case.path_parameters or {}), **real}
        # Its client asks for gzip by itself and does not unpack it.
        headers = {"X-CSRFToken": CSRF, "Idempotency-Key": str(uuid.uuid4()), "Accept-Encoding": "identity"}
        response = case.call(cookies=session, headers=headers)
        case.validate_response(response, checks=CHECKS)

    send()
