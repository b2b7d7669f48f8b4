from __future__ import annotations

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.accounts.conftest import LogIn

LOG_OUT = "/_allauth/browser/v1/auth/session"


def thief_of(client: Client) -> Client:
    """Another browser with a copy of the cookies."""
    thief = Client()
    for name, cookie in client.cookies.items():
        thief.cookies[name] = cookie.value
    return thief


def test_a_copied_cookie_is_worth_nothing_after_log_out(ada: User, log_in: LogIn) -> None:
    client = log_in(ada)
    thief = thief_of(client)
    assert thief.get("/api/me/").status_code == 200
    assert client.delete(LOG_OUT).status_code == 401
    answer = thief.get("/api/me/")
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_authenticated"
    assert Session.objects.count() == 0


def test_sessions_live_in_the_database_only(ada: User, log_in: LogIn) -> None:
    client = log_in(ada)
    assert Session.objects.get().session_key == client.cookies["touchstone_session"].value


def test_a_session_that_has_run_out_answers_as_signed_out(ada: User, log_in: LogIn) -> None:
    client = log_in(ada)
    Session.objects.update(expire_date=timezone.now())
    assert client.get("/api/me/").status_code == 401


def test_a_person_sees_where_they_are_signed_in_and_nobody_elses(ada: User, ben: User, log_in: LogIn) -> None:
    here = log_in(ada, HTTP_USER_AGENT="Firefox on the desk")
    log_in(ada, HTTP_USER_AGENT="Safari on the tablet")
    log_in(ben, HTTP_USER_AGENT="Somebody else's")
    rows = here.get("/api/me/sessions/").json()["results"]
    assert [(row["user_agent"], row["is_current"]) for row in rows] == [
        ("Safari on the tablet", False),
        ("Firefox on the desk", True),
    ]
    assert set(rows[0]) == {"id", "ip", "user_agent", "created_at", "is_current"}
    assert here.cookies["touchstone_session"].value not in str(rows)


def test_ending_another_session_signs_that_browser_out_only(ada: User, log_in: LogIn) -> None:
    here, elsewhere = log_in(ada), log_in(ada)
    rows = here.get("/api/me/sessions/").json()["results"]
    other = next(row["id"] for row in rows if not row["is_current"])
    assert here.delete(f"/api/me/sessions/{other}/").status_code == 204
    assert elsewhere.get("/api/me/").status_code == 401
    assert here.get("/api/me/").status_code == 200


def test_ending_the_current_session_signs_out(ada: User, log_in: LogIn) -> None:
    here = log_in(ada)
    current = here.get("/api/me/sessions/").json()["results"][0]["id"]
    assert here.delete(f"/api/me/sessions/{current}/").status_code == 204
    assert here.get("/api/me/").status_code == 401


def test_nobody_ends_a_session_of_someone_else(ada: User, ben: User, log_in: LogIn) -> None:
    mine, theirs = log_in(ada), log_in(ben)
    foreign = theirs.get("/api/me/sessions/").json()["results"][0]["id"]
    assert mine.delete(f"/api/me/sessions/{foreign}/").status_code == 404
    assert theirs.get("/api/me/").status_code == 200


def test_a_deactivated_person_is_out_at_once_and_stays_out(ada: User, admin: User, log_in: LogIn) -> None:
    client, ruler = log_in(ada), log_in(admin)
    url = f"/api/users/{ada.public_id}/"
    ruler.patch(url, {"is_active": False}, content_type="application/json")
    assert client.get("/api/me/").status_code == 401
    ruler.patch(url, {"is_active": True}, content_type="application/json")
    assert client.get("/api/me/").status_code == 401
