"""What each role gets from each route of accounts."""

from __future__ import annotations

from typing import Any

from accounts import inviting, tokens
from accounts.matrix import ACCESS
from tests.accounts.access_cases import Case, Cast, check, each_role, missing
from tests.factories import PASSWORD, make_user

NEW_PASSWORD = "basalt-under-rain-8"


def a_token_of_the_manager(cast: Cast) -> dict[str, Any]:
    token, _ = tokens.create(user=cast["manager"], name="nightly", scopes=["read"])
    return {"token_id": token.public_id}


def an_invitation_by_the_admin(cast: Cast) -> dict[str, Any]:
    invitation, _ = inviting.invite(inviter=cast["admin"], email="new@example.org")
    return {"invitation_id": invitation.public_id}


def an_open_link(cast: Cast) -> dict[str, Any]:
    return {"token": inviting.invite(inviter=cast["admin"])[1]}


def an_acceptance(cast: Cast) -> dict[str, Any]:
    return {**an_open_link(cast), "email": "new@example.org", "display_name": "New", "password": NEW_PASSWORD}


def somebody(cast: Cast) -> dict[str, Any]:
    return {"user_id": make_user().public_id}


def a_random_session(cast: Cast) -> dict[str, Any]:
    return {"session_id": "6b0c4a8e-6a0f-4c41-9d1e-0f4ad2f7c111"}


def log_in(cast: Cast) -> dict[str, Any]:
    return {"email": cast["reviewer"].email, "password": PASSWORD}


def change_password(cast: Cast) -> dict[str, Any]:
    return {"current_password": PASSWORD, "new_password": NEW_PASSWORD}


BROWSER = "headless:browser:"
SIGNED_IN = "401 200 200 200 200 200"
CLOSED = "404 404 404 404 404 404"
LOGGED_OUT = "401 401 401 401 401 401"
NO_SECOND_FACTOR = "401 404 404 404 404 404"

CASES = [
    Case("me", "GET", SIGNED_IN),
    Case("me", "PATCH", SIGNED_IN, body=lambda cast: {"display_name": "Renamed"}),
    Case("my-sessions", "GET", SIGNED_IN),
    Case("my-session", "DELETE", "401 404 404 404 404 404", path=a_random_session),
    Case("tokens", "GET", SIGNED_IN),
    Case("tokens", "POST", "401 201 201 201 201 201", body=lambda cast: {"name": "ci", "scopes": ["read"]}),
    Case("token", "DELETE", "401 404 404 404 204 404", path=a_token_of_the_manager),
    Case("invitations", "GET", SIGNED_IN),
    Case("invitations", "POST", "401 403 403 403 403 201", body=lambda cast: {"email": "guest@example.org"}),
    Case("invitation", "DELETE", "401 404 404 404 404 204", path=an_invitation_by_the_admin),
    Case("invitation-look-up", "POST", "200 200 200 200 200 200", body=an_open_link),
    Case("invitation-accept", "POST", "201 201 201 201 201 201", body=an_acceptance),
    Case("users", "GET", "401 403 403 403 403 200"),
    Case("user", "PATCH", "401 403 403 403 403 200", path=somebody, body=lambda cast: {"is_active": False}),
    Case("user-reset-link", "POST", "401 403 403 403 403 201", path=somebody),
    Case("people", "GET", "401 403 403 403 403 200", query=lambda cast: {"email": "nobody@example.org"}),
    Case(f"{BROWSER}config", "GET", "200 200 200 200 200 200"),
    Case(f"{BROWSER}account:current_session", "GET", SIGNED_IN),
    Case(f"{BROWSER}account:current_session", "DELETE", LOGGED_OUT),
    Case(f"{BROWSER}account:login", "POST", "200 409 409 409 409 409", body=log_in),
    Case(f"{BROWSER}account:reauthenticate", "POST", "401 400 400 400 400 400"),
    Case(f"{BROWSER}account:change_password", "POST", SIGNED_IN, body=change_password),
    Case(f"{BROWSER}usersessions:sessions", "GET", SIGNED_IN),
    Case(f"{BROWSER}usersessions:sessions", "DELETE", "401 400 400 400 400 400"),
    Case(f"{BROWSER}mfa:authenticate", "POST", LOGGED_OUT),
    Case(f"{BROWSER}mfa:reauthenticate", "POST", "401 400 400 400 400 400"),
    Case(f"{BROWSER}mfa:authenticators", "GET", SIGNED_IN),
    Case(f"{BROWSER}mfa:manage_totp", "GET", NO_SECOND_FACTOR),
    Case(f"{BROWSER}mfa:manage_totp", "POST", "401 400 400 400 400 400"),
    Case(f"{BROWSER}mfa:manage_totp", "DELETE", SIGNED_IN),
    Case(f"{BROWSER}mfa:manage_recovery_codes", "GET", NO_SECOND_FACTOR),
    Case(f"{BROWSER}mfa:manage_recovery_codes", "POST", "401 400 400 400 400 400"),
    Case("healthz", "GET", "200 200 200 200 200 200"),
    Case("readyz", "GET", "200 200 200 200 200 200"),
    Case("schema", "GET", SIGNED_IN),
    *(
        Case(route, method, CLOSED)
        for route, rules in ACCESS.items()
        for method, rule in rules.items()
        if rule.is_closed
    ),
]


@each_role(CASES)
def test_each_role_gets_what_the_matrix_says(case: Case, role: str, cast: Cast) -> None:
    check(case, role, cast)


def test_every_row_of_the_matrix_is_looked_at_as_every_role() -> None:
    # The page needs a built front end, so the browser's tests look at it.
    assert missing(ACCESS, CASES) == ["GET shell"]
