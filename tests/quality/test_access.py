"""What each role gets from each route of the figures."""

from __future__ import annotations

from typing import Any

import pytest

from accounts import tokens
from quality.matrix import ACCESS
from tests import team
from tests.accounts.access_cases import Case, Cast, check, each_role, missing, send
from tests.contract import ContractClient


@pytest.fixture
def cast(db: None) -> Cast:
    return team.make_team()


def the_project(cast: Cast) -> dict[str, Any]:
    return {"project_id": team.project_of(cast).public_id}


CASES = [
    Case("reliability", "GET", "401 404 403 403 200 200", path=the_project),
    Case("reliability", "POST", "401 404 403 403 202 202", path=the_project),
]


@each_role(CASES)
def test_each_role_gets_what_the_matrix_says(case: Case, role: str, cast: Cast) -> None:
    check(case, role, cast)


def test_every_row_of_the_matrix_is_looked_at_as_every_role() -> None:
    assert missing(ACCESS, CASES) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.method)
def test_a_token_needs_the_scope_of_the_matrix(case: Case, cast: Cast) -> None:
    needed = ACCESS[case.route][case.method].scope
    assert needed is not None
    path = case.path(cast)
    _, key = tokens.create(user=cast["manager"], name="wrong", scopes=["annotate"])
    refused = send(ContractClient(), case, cast, path, Authorization=f"Bearer {key}")
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    _, key = tokens.create(user=cast["manager"], name="right", scopes=[needed])
    served = send(ContractClient(), case, cast, path, Authorization=f"Bearer {key}")
    assert served.status_code == case.status_for("manager")
