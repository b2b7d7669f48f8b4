"""What each role gets from each route. Every app lists its cases and checks that none of its matrix is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.rules import Access
from tests.contract import ContractClient

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

ROLES = ("anonymous", "outsider", "annotator", "reviewer", "manager", "admin")
Cast = Mapping[str, User]


def nothing(cast: Cast) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Case:
    """``expected`` holds the six statuses in the order of ``ROLES``, such as ``401 404 404 404 200 200``."""

    route: str
    method: str
    expected: str
    # Make what the request needs and give the path's arguments, the body and the query.
    path: Callable[[Cast], dict[str, Any]] = nothing
    body: Callable[[Cast], dict[str, Any]] = nothing
    query: Callable[[Cast], dict[str, Any]] = nothing
    headers: Mapping[str, str] = field(default_factory=dict)

    def status_for(self, role: str) -> int:
        statuses = dict(zip(ROLES, self.expected.split(), strict=True))
        return int(statuses[role])


def each_role(cases: Sequence[Case]) -> pytest.MarkDecorator:
    rows = [pytest.param(case, role, id=f"{case.method} {case.route} as {role}") for case in cases for role in ROLES]
    return pytest.mark.parametrize(("case", "role"), rows)


def answer(case: Case, role: str, cast: Cast) -> Answer:
    client = ContractClient()
    if role != "anonymous":
        client.force_login(cast[role])
    return send(client, case, cast, case.path(cast))


def send(client: Client, case: Case, cast: Cast, path: Mapping[str, Any], **headers: str) -> Answer:
    """The request of a case, with these arguments in its path."""
    body = None if case.method == "GET" else case.body(cast)
    return client.generic(
        case.method,
        reverse(case.route, kwargs=dict(path)),
        b"" if body is None else json.dumps(body),
        "application/json",
        query_params=case.query(cast),
        headers={**case.headers, **headers},
    )


def check(case: Case, role: str, cast: Cast) -> None:
    response = answer(case, role, cast)
    content = getattr(response, "content", b"")
    assert response.status_code == case.status_for(role), content


def missing(access: Access, cases: Sequence[Case]) -> list[str]:
    """The rows of an app's matrix that no case looks at."""
    seen = {(case.route, case.method) for case in cases}
    return [f"{method} {route}" for route, rules in access.items() for method in rules if (route, method) not in seen]
