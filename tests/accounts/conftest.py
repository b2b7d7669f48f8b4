from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts import inviting, people
from accounts.models import User
from tests.accounts.access_cases import Cast
from tests.factories import PASSWORD, make_user

LogIn = Callable[..., Client]


@pytest.fixture
def cast(db: None) -> Cast:
    """Without projects, outsider, annotator, reviewer and manager are all the same: signed in."""
    found = {role: make_user() for role in ("outsider", "annotator", "reviewer", "manager")}
    return {**found, "admin": make_user(is_admin=True)}


@pytest.fixture
def log_in() -> LogIn:
    """A browser in which someone has typed their address and password."""

    def through_the_door(user: User, password: str = PASSWORD, **extra: Any) -> Client:
        client = Client(**extra)
        body = {"email": user.email, "password": password}
        response = client.post("/_allauth/browser/v1/auth/login", body, content_type="application/json")
        assert response.status_code == 200, response.content
        return client

    return through_the_door


@pytest.fixture
def granted(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """Who may grant what, as the app that owns projects would say: pairs of e-mail address and project."""
    allowed: set[tuple[str, str]] = set()

    def check(inviter: User, grant: inviting.Grant) -> str | None:
        may = inviter.is_admin or (inviter.email, grant["project"]) in allowed
        return None if may else "You do not manage this project."

    monkeypatch.setattr(inviting, "grant_checkers", [check])
    monkeypatch.setattr(people, "may_look_up", [lambda user: any(email == user.email for email, _ in allowed)])
    return allowed
