from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import keys, tokens
from accounts.models import ApiToken, User

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SignedIn = Callable[[User], Client]


def call(key: str, method: str = "GET", url: str = "/api/me/", body: Any = None) -> Answer:
    headers = {"Authorization": f"Bearer {key}"}
    return Client().generic(method, url, body or b"", content_type="application/json", headers=headers)


def key_of(user: User, *scopes: str, **facts: Any) -> str:
    return tokens.create(user=user, name="nightly", scopes=scopes or ["read"], **facts)[1]


def test_a_new_token_is_shown_once_and_stored_only_as_its_hash(ada: User, signed_in: SignedIn) -> None:
    client = signed_in(ada)
    body = {"name": "Nightly export", "scopes": ["read", "manage"]}
    response = client.post("/api/tokens/", body, content_type="application/json")
    assert response.status_code == 201
    key = response.json()["token"]
    token = ApiToken.objects.get()
    assert key.startswith("tst_")
    assert token.sha256 == keys.digest(key)
    assert key.startswith(token.prefix)
    assert len(token.prefix) == 10
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert key not in str(row)
    listed = client.get("/api/tokens/").json()["results"]
    assert [(row["name"], row["scopes"]) for row in listed] == [("Nightly export", ["manage", "read"])]
    assert "token" not in listed[0]
    assert "sha256" not in listed[0]


def test_a_token_acts_as_its_owner(ada: User, ben: User) -> None:
    assert call(key_of(ben)).json()["display_name"] == "Ben"


@pytest.mark.parametrize("change", ["x", "tst_", "Bearer", ""])
def test_a_key_that_was_never_made_is_refused(ada: User, change: str) -> None:
    key_of(ada)
    response = call(change)
    assert response.status_code == 401
    assert response.json()["code"] == "invalid_token"
    assert response["WWW-Authenticate"] == "Bearer"


def test_the_hash_of_a_key_does_not_open_the_door(ada: User) -> None:
    key = key_of(ada)
    assert call(keys.digest(key)).status_code == 401
    assert call(f"tst_{keys.digest(key)}").status_code == 401


def test_a_revoked_token_is_refused_at_once(ada: User, signed_in: SignedIn) -> None:
    key = key_of(ada)
    token = ApiToken.objects.get()
    assert call(key).status_code == 200
    assert signed_in(ada).delete(f"/api/tokens/{token.public_id}/").status_code == 204
    assert call(key).status_code == 401
    assert signed_in(ada).get("/api/tokens/").json()["results"] == []


def test_an_expired_token_is_refused(ada: User) -> None:
    key = key_of(ada, expires_at=timezone.now() + timedelta(hours=1))
    assert call(key).status_code == 200
    ApiToken.objects.update(expires_at=timezone.now())
    assert call(key).status_code == 401


def test_a_token_of_a_deactivated_person_is_refused(ada: User) -> None:
    key = key_of(ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert call(key).status_code == 401


def test_a_token_does_only_what_its_scopes_allow(admin: User, ada: User) -> None:
    reading, managing = key_of(admin, "read"), key_of(admin, "manage")
    url, body = f"/api/users/{ada.public_id}/", b'{"display_name": "Countess"}'
    refused = call(reading, "PATCH", url, body)
    assert refused.status_code == 403
    assert refused.json()["code"] == "scope_missing"
    assert call(managing, "PATCH", url, body).json()["display_name"] == "Countess"
    assert call(managing, "GET", "/api/users/").status_code == 403
    assert call(reading, "GET", "/api/users/").status_code == 200


def test_a_scope_gives_nobody_more_than_they_may(ada: User) -> None:
    assert call(key_of(ada, "read", "annotate", "manage"), "GET", "/api/users/").status_code == 403


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("POST", "/api/tokens/"),
        ("GET", "/api/tokens/"),
        ("GET", "/api/me/sessions/"),
        ("PATCH", "/api/me/"),
        ("POST", "/api/users/6b0c4a8e-6a0f-4c41-9d1e-0f4ad2f7c111/reset-link/"),
    ],
)
def test_no_token_can_touch_the_account_itself(admin: User, method: str, url: str) -> None:
    response = call(key_of(admin, "read", "annotate", "manage"), method, url, b'{"name": "n", "scopes": ["read"]}')
    assert response.status_code == 403
    assert response.json()["code"] == "session_only"
    assert ApiToken.objects.count() == 1


def test_a_token_wins_over_a_cookie_and_needs_no_csrf_token(ada: User, admin: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    headers = {"Authorization": f"Bearer {key_of(admin, 'manage')}"}
    body = {"email": "new@example.org"}
    response = client.post("/api/invitations/", body, content_type="application/json", headers=headers)
    assert response.status_code == 201


def test_nobody_revokes_a_token_of_someone_else(ada: User, ben: User, admin: User, signed_in: SignedIn) -> None:
    key = key_of(ada)
    url = f"/api/tokens/{ApiToken.objects.get().public_id}/"
    assert signed_in(ben).delete(url).status_code == 404
    assert signed_in(admin).delete(url).status_code == 404
    assert call(key).status_code == 200


def test_the_last_use_is_noted_at_most_once_a_minute(ada: User) -> None:
    key = key_of(ada)
    call(key)
    first = ApiToken.objects.get().last_used_at
    assert first is not None
    call(key)
    assert ApiToken.objects.get().last_used_at == first
    earlier = timezone.now() - timedelta(minutes=2)
    ApiToken.objects.update(last_used_at=earlier)
    call(key)
    assert ApiToken.objects.filter(last_used_at__gt=earlier).exists()


def test_a_busy_token_costs_one_query(ada: User) -> None:
    key = key_of(ada)
    call(key)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tokens.note_use(tokens.find(key) or pytest.fail("the token is gone"))
    assert len(queries) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "n", "scopes": []}, "scopes"),
        ({"name": "n", "scopes": ["admin"]}, "scopes.0"),
        ({"name": "", "scopes": ["read"]}, "name"),
        ({"scopes": ["read"]}, "name"),
        ({"name": "n", "scopes": ["read"], "expires_at": "2001-02-03T04:05:06Z"}, "expires_at"),
        ({"name": "n", "scopes": ["read"], "user": 1}, "user"),
        ({"name": "n", "scopes": ["read"], "token": "tst_mine"}, "token"),
    ],
)
def test_a_bad_request_for_a_token_says_what_is_wrong(
    ada: User, signed_in: SignedIn, body: dict[str, Any], field: str
) -> None:
    response = signed_in(ada).post("/api/tokens/", body, content_type="application/json")
    assert response.status_code == 400
    assert list(response.json()["fields"]) == [field]
    assert ApiToken.objects.count() == 0


def test_new_tokens_are_limited_by_the_hour(ada: User, signed_in: SignedIn) -> None:
    client, body = signed_in(ada), {"name": "n", "scopes": ["read"]}
    statuses = [client.post("/api/tokens/", body, content_type="application/json").status_code for _ in range(21)]
    assert statuses == [201] * 20 + [429]
    assert client.get("/api/tokens/").status_code == 200


def test_a_person_has_only_so_many_tokens(ada: User, monkeypatch: pytest.MonkeyPatch, signed_in: SignedIn) -> None:
    for number in range(tokens.MOST_AT_ONCE):
        tokens.create(user=ada, name=f"token {number}", scopes=["read"])
    body = {"name": "one more", "scopes": ["read"]}
    response = signed_in(ada).post("/api/tokens/", body, content_type="application/json")
    assert response.status_code == 409
    assert response.json()["code"] == "too_many_tokens"
