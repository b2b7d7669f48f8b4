from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts import people
from accounts.models import User
from config.errors import Refused
from tests.factories import make_placeholder, make_user

SignedIn = Callable[[User], Client]


def patch(client: Client, url: str, **body: Any) -> Any:
    return client.patch(url, body, content_type="application/json")


def test_me_shows_exactly_what_the_page_needs(ada: User, signed_in: SignedIn) -> None:
    assert signed_in(ada).get("/api/me/").json() == {
        "id": str(ada.public_id),
        "email": "ada@example.org",
        "display_name": "Ada",
        "is_admin": False,
        "pseudonym": ada.pseudonym,
        "projects": 0,
        "is_demo": False,
    }


def test_a_person_changes_their_display_name(ada: User, signed_in: SignedIn) -> None:
    assert patch(signed_in(ada), "/api/me/", display_name="  Ada L. ").json()["display_name"] == "Ada L."


@pytest.mark.parametrize(
    "forged",
    [
        {"is_admin": True},
        {"email": "other@example.org"},
        {"pseudonym": "annotator-other"},
        {"id": "0f7c9a52-1d1c-4c55-8a55-2f5f6c8f1a01"},
        {"is_active": True},
        {"password": "basalt-under-rain-8"},
        {"is_placeholder": True},
        {"user_permissions": [1]},
    ],
)
def test_nothing_else_of_me_can_be_set(ada: User, signed_in: SignedIn, forged: dict[str, Any]) -> None:
    before = User.objects.filter(pk=ada.pk).values().get()
    response = patch(signed_in(ada), "/api/me/", display_name="Eve", **forged)
    assert response.status_code == 400
    assert list(response.json()["fields"]) == list(forged)
    after = User.objects.filter(pk=ada.pk).values().get()
    assert {**before, "last_login": None} == {**after, "last_login": None}


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "two\nlines", "\u200b", 7.5, None, ["Ada"]])
def test_a_display_name_that_cannot_be_shown_is_refused(ada: User, signed_in: SignedIn, name: Any) -> None:
    response = patch(signed_in(ada), "/api/me/", display_name=name)
    if name == 7.5:
        assert response.json()["display_name"] == "7.5"
    else:
        assert response.status_code == 400
        assert list(response.json()["fields"]) == ["display_name"]


def test_an_unknown_query_parameter_is_refused(admin: User, signed_in: SignedIn) -> None:
    response = signed_in(admin).get("/api/users/?password__startswith=argon2")
    assert response.status_code == 400
    assert response.json()["code"] == "unknown_parameter"


def test_admins_see_addresses_and_no_secrets(ada: User, admin: User, signed_in: SignedIn) -> None:
    response = signed_in(admin).get("/api/users/?search=ADA@")
    assert [row["email"] for row in response.json()["results"]] == ["ada@example.org"]
    assert "password" not in response.json()["results"][0]
    assert b"argon2" not in response.content


def test_an_admin_deactivates_and_promotes(ada: User, ben: User, admin: User, signed_in: SignedIn) -> None:
    client = signed_in(admin)
    assert patch(client, f"/api/users/{ada.public_id}/", is_active=False).json()["is_active"] is False
    assert patch(client, f"/api/users/{ben.public_id}/", is_admin=True).json()["is_admin"] is True
    assert signed_in(ben).get("/api/users/").status_code == 200


@pytest.mark.parametrize("forged", ["email", "pseudonym", "is_placeholder", "password", "is_demo"])
def test_an_admin_cannot_set_the_rest(ada: User, admin: User, signed_in: SignedIn, forged: str) -> None:
    response = patch(signed_in(admin), f"/api/users/{ada.public_id}/", **{forged: "x"})
    assert response.status_code == 400
    assert list(response.json()["fields"]) == [forged]


def test_an_unknown_person_is_not_found(admin: User, signed_in: SignedIn) -> None:
    response = patch(signed_in(admin), "/api/users/0f7c9a52-1d1c-4c55-8a55-2f5f6c8f1a01/", is_active=False)
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


@pytest.mark.parametrize("change", [{"is_admin": False}, {"is_active": False}])
def test_the_last_admin_stays(admin: User, signed_in: SignedIn, change: dict[str, bool]) -> None:
    response = patch(signed_in(admin), f"/api/users/{admin.public_id}/", **change)
    assert response.status_code == 409
    assert response.json()["code"] == "last_admin"
    admin.refresh_from_db()
    assert admin.is_admin
    assert admin.is_active


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_demote_each_other_at_once_leave_one() -> None:
    admins = [make_user(is_admin=True), make_user(is_admin=True)]
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def demote(user: User) -> None:
        try:
            start.wait()
            people.change(user, is_admin=False)
            outcomes.append("demoted")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    acts = [threading.Thread(target=demote, args=[user]) for user in admins]
    for act in acts:
        act.start()
    for act in acts:
        act.join()
    assert sorted(outcomes) == ["demoted", "last_admin"]
    assert User.objects.filter(is_admin=True).count() == 1


def test_a_placeholder_can_be_renamed_but_not_given_an_account(admin: User, signed_in: SignedIn) -> None:
    placeholder = User.objects.create_placeholder("Annotator 1")
    client, url = signed_in(admin), f"/api/users/{placeholder.public_id}/"
    assert patch(client, url, display_name="First annotator").json()["display_name"] == "First annotator"
    assert patch(client, url, is_admin=True).json()["code"] == "cannot_sign_in"


def test_a_manager_finds_a_person_by_exact_address_and_never_sees_it(
    ada: User, ben: User, granted: set[tuple[str, str]], signed_in: SignedIn
) -> None:
    granted.add(("ada@example.org", "any"))
    client = signed_in(ada)
    found = client.get("/api/people/", {"email": "BEN@example.org"}).json()["results"]
    assert found == [{"id": str(ben.public_id), "display_name": "Ben", "pseudonym": ben.pseudonym}]
    assert client.get("/api/people/", {"email": "be@example.org"}).json()["results"] == []


@pytest.mark.parametrize("query", ["", "?email=", "?email=ben", "?email=%25@example.org%00", "?search=b"])
def test_the_directory_cannot_be_leafed_through(admin: User, signed_in: SignedIn, query: str) -> None:
    assert signed_in(admin).get(f"/api/people/{query}").status_code == 400


def test_an_annotator_cannot_test_who_has_an_account(ada: User, ben: User, signed_in: SignedIn) -> None:
    known = signed_in(ada).get("/api/people/", {"email": "ben@example.org"})
    unknown = signed_in(ada).get("/api/people/", {"email": "nobody@example.org"})
    assert known.status_code == unknown.status_code == 403
    assert known.content == unknown.content


def test_addresses_are_unique_whatever_their_case(ada: User) -> None:
    with pytest.raises(IntegrityError, match="accounts_user_email"), transaction.atomic():
        User.objects.create_user("ADA@EXAMPLE.ORG", display_name="Another")
    with pytest.raises(IntegrityError, match="user_email_in_lower_case"), transaction.atomic():
        User.objects.filter(pk=ada.pk).update(email="Ada@example.org")


def test_only_placeholders_lack_an_address(db: None) -> None:
    with pytest.raises(IntegrityError, match="only_placeholders_have_no_email"), transaction.atomic():
        make_user(email=None)
    with pytest.raises(IntegrityError, match="only_placeholders_have_no_email"), transaction.atomic():
        make_placeholder(is_admin=True)
    assert make_placeholder().email is None
    assert make_placeholder().email is None


def test_a_pseudonym_stays_and_says_nothing(ada: User, ben: User, signed_in: SignedIn) -> None:
    first = ada.pseudonym
    patch(signed_in(ada), "/api/me/", display_name="Somebody")
    ada.refresh_from_db()
    assert ada.pseudonym == first
    assert first != ben.pseudonym
    assert first.startswith("annotator-")
    assert len(first) == len("annotator-7f3k2")


def test_create_admin_makes_an_admin_who_can_sign_in(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_PASSWORD", "granite-by-the-sea-3")
    call_command("create_admin", "Boss@Example.org", "--name", "The boss", verbosity=0)
    boss = User.objects.get(email="boss@example.org")
    assert (boss.is_admin, boss.display_name) == (True, "The boss")
    assert boss.check_password("granite-by-the-sea-3")


@pytest.mark.parametrize(
    ("email", "password", "words"),
    [
        ("ada@example.org", "granite-by-the-sea-3", "has an account already"),
        ("no address", "granite-by-the-sea-3", "is not an e-mail address"),
        ("boss@example.org", "boss@example.org", "too similar"),
        ("boss@example.org", "short", "too short"),
    ],
)
def test_create_admin_says_what_is_wrong(
    ada: User, monkeypatch: pytest.MonkeyPatch, email: str, password: str, words: str
) -> None:
    monkeypatch.setenv("ADMIN_PASSWORD", password)
    with pytest.raises(CommandError, match=words):
        call_command("create_admin", email)
    assert User.objects.count() == 1
