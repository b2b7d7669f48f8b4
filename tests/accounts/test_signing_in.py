from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from accounts.models import User
from tests.accounts.conftest import LogIn
from tests.factories import PASSWORD, make_user

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

LOGIN = "/_allauth/browser/v1/auth/login"
CHANGE = "/_allauth/browser/v1/account/password/change"


def attempt(email: str | None, password: str = PASSWORD, **extra: Any) -> Answer:
    body = {"email": email, "password": password}
    return Client().post(LOGIN, body, content_type="application/json", **extra)


def send_raw(body: bytes, content_type: str = "application/json") -> Answer:
    return Client().generic("POST", LOGIN, body, content_type=content_type)


def test_a_person_signs_in_with_address_and_password(ada: User, log_in: LogIn) -> None:
    assert log_in(ada).get("/api/me/").json()["email"] == "ada@example.org"


def test_the_case_of_an_address_does_not_matter(ada: User) -> None:
    assert attempt("ADA@Example.ORG").status_code == 200


def test_what_the_log_in_tells_of_a_person_holds_no_internal_id(ada: User) -> None:
    user = attempt("ada@example.org").json()["data"]["user"]
    assert user == {"id": str(ada.public_id), "display": "Ada", "email": "ada@example.org"}


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(ada: User) -> None:
    wrong, unknown = attempt("ada@example.org", "not-the-password"), attempt("eve@example.org", "not-the-password")
    assert wrong.status_code == unknown.status_code == 400
    assert wrong.content == unknown.content
    assert wrong.json()["code"] == "email_password_mismatch"
    assert wrong.json()["detail"] == "The e-mail address or the password is wrong."


def test_a_deactivated_person_cannot_sign_in(ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    response = attempt("ada@example.org")
    assert response.status_code == 401
    assert response.json()["code"] == "not_authenticated"


def test_a_placeholder_cannot_sign_in(db: None) -> None:
    placeholder = User.objects.create_placeholder("Annotator 1")
    assert not placeholder.has_usable_password()
    for email in (None, "", "None", "null"):
        assert attempt(email, "!").status_code == 400


def test_passwords_are_kept_as_argon2_hashes(ada: User) -> None:
    assert ada.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    "path",
    ["auth/signup", "auth/password/request", "auth/password/reset", "account/email", "auth/email/verify"],
)
def test_there_is_no_open_sign_up_and_no_way_around_it(db: None, path: str) -> None:
    body = {"email": "eve@example.org", "password": "quartz-in-the-sun-5", "key": "x"}
    response = Client().post(f"/_allauth/browser/v1/{path}", body, content_type="application/json")
    assert response.status_code == 404
    assert not User.objects.filter(email="eve@example.org").exists()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"email": "ada@example.org", "password": NaN}', "invalid_json"),
        (b'{"email": "ada@example.org", "password": "\\ud800"}', "invalid_json"),
        (b'{"email": "ada@example.org", "password": "a\\u0000b"}', "nul_character"),
        (b'{"email": "eve@example.org", "email": "ada@example.org"}', "duplicate_key"),
        (b"[" * 100_000, "too_large"),
        (b"[" * 500 + b"]" * 500, "too_deep"),
        (b'["ada@example.org"]', "invalid"),
        (b'{"email": "ada@example.org"', "invalid_json"),
        (b"\xff\xfe", "invalid_json"),
    ],
)
def test_a_body_that_is_no_plain_json_is_refused_with_a_reason(ada: User, body: bytes, code: str) -> None:
    body = body + b" " * 70_000 if code == "too_large" else body
    response = send_raw(body)
    assert response.status_code == (413 if code == "too_large" else 400)
    assert response.json()["code"] == code


def test_a_form_from_another_site_cannot_sign_anyone_in(ada: User) -> None:
    response = send_raw(b"email=ada%40example.org&password=" + PASSWORD.encode(), "application/x-www-form-urlencoded")
    assert response.status_code == 415
    assert response.json()["code"] == "unsupported_media_type"


def test_signing_in_needs_the_csrf_token_of_our_own_page(ada: User) -> None:
    client = Client(enforce_csrf_checks=True)
    body = {"email": "ada@example.org", "password": PASSWORD}
    refused = client.post(LOGIN, body, content_type="application/json")
    assert refused.status_code == 403
    assert refused.json()["code"] == "csrf_failed"
    client.get("/_allauth/browser/v1/config")
    token = client.cookies["csrftoken"].value
    accepted = client.post(LOGIN, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert accepted.status_code == 200


def test_changing_something_needs_the_csrf_token_too(ada: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    response = client.patch("/api/me/", {"display_name": "Eve"}, content_type="application/json")
    assert response.status_code == 403
    assert response.json()["code"] == "csrf_failed"
    ada.refresh_from_db()
    assert ada.display_name == "Ada"


def test_guessing_one_persons_password_is_stopped_and_the_right_one_waits_too(ada: User) -> None:
    statuses = [attempt("ada@example.org", f"guess-{n}").status_code for n in range(5)]
    locked = attempt("ada@example.org")
    assert statuses == [400] * 5
    assert locked.status_code == 429
    assert locked.json()["code"] == "throttled"
    assert "Try again" in locked.json()["detail"]
    assert int(locked["Retry-After"]) > 0


def test_a_flood_of_log_ins_from_one_address_is_stopped(db: None) -> None:
    people = [make_user() for _ in range(31)]
    statuses = [attempt(person.email).status_code for person in people]
    assert statuses == [200] * 30 + [429]


def test_a_forged_forwarding_header_does_not_make_a_new_address(db: None) -> None:
    people = [make_user() for _ in range(31)]
    statuses = [
        attempt(person.email, headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code
        for n, person in enumerate(people)
    ]
    assert statuses[-1] == 429


def test_a_new_password_keeps_this_session_and_ends_the_others(ada: User, log_in: LogIn) -> None:
    here, elsewhere = log_in(ada), log_in(ada)
    body = {"current_password": PASSWORD, "new_password": "basalt-under-rain-8"}
    assert here.post(CHANGE, body, content_type="application/json").status_code == 200
    assert here.get("/api/me/").status_code == 200
    assert elsewhere.get("/api/me/").status_code == 401
    assert attempt("ada@example.org").status_code == 400
    assert attempt("ada@example.org", "basalt-under-rain-8").status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"current_password": "wrong-one-here", "new_password": "basalt-under-rain-8"}, "current_password"),
        ({"current_password": PASSWORD, "new_password": "ada@example.org"}, "new_password"),
        ({"current_password": PASSWORD, "new_password": "password123"}, "new_password"),
        ({"current_password": PASSWORD, "new_password": "short-9"}, "new_password"),
        ({"current_password": PASSWORD, "new_password": "83640175928"}, "new_password"),
        ({"new_password": "basalt-under-rain-8"}, "current_password"),
    ],
)
def test_a_bad_password_change_says_which_field_is_wrong(
    ada: User, signed_in: Callable[[User], Client], body: dict[str, str], field: str
) -> None:
    response = signed_in(ada).post(CHANGE, json.dumps(body), content_type="application/json")
    assert response.status_code == 400
    assert list(response.json()["fields"]) == [field]
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


@pytest.mark.parametrize("url", [LOGIN, "/api/invitations/accept/"])
def test_while_the_counters_of_rate_limits_are_away_nobody_guesses_unlimited(ada: User, url: str) -> None:
    away = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9/0"}
    body = {"email": "ada@example.org", "password": PASSWORD, "token": "guess"}
    with override_settings(CACHES={"default": away}):
        response = Client(raise_request_exception=False).post(url, body, content_type="application/json")
    assert response.status_code == 503
    assert response.json()["code"] == "unavailable"
    assert response["Retry-After"] == "5"
