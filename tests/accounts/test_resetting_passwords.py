from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.test import Client

from accounts import inviting
from accounts.models import User
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SignedIn = Callable[[User], Client]
NEW = "basalt-under-rain-8"


def post(client: Client, url: str, **body: Any) -> Answer:
    return client.post(url, body, content_type="application/json")


def accept(token: str, client: Client | None = None, **changes: Any) -> Answer:
    body = {"token": token, "email": "new@example.org", "display_name": "Nova", "password": NEW, **changes}
    return post(client or Client(), "/api/invitations/accept/", **body)


def test_an_admin_makes_a_link_with_which_a_person_chooses_a_new_password(
    ada: User, admin: User, signed_in: SignedIn
) -> None:
    old_session = signed_in(ada)
    made = post(signed_in(admin), f"/api/users/{ada.public_id}/reset-link/")
    assert made.json()["resets"]["display_name"] == "Ada"
    token = made.json()["url"].partition("#")[2]
    looked = post(Client(), "/api/invitations/look-up/", token=token).json()
    assert (looked["email"], looked["resets"]) == ("ada@example.org", True)
    client = Client()
    assert post(client, "/api/invitations/accept/", token=token, password=NEW).status_code == 201
    assert client.get("/api/me/").json()["display_name"] == "Ada"
    assert old_session.get("/api/me/").status_code == 401
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert accept(token).json()["code"] == "invitation_used"


def test_a_reset_link_changes_the_password_and_nothing_else(ada: User, admin: User) -> None:
    _, token = inviting.offer_reset(admin=admin, user=ada)
    assert accept(token, email="thief@example.org", display_name="Thief").status_code == 201
    ada.refresh_from_db()
    assert (ada.email, ada.display_name) == ("ada@example.org", "Ada")


def test_a_weak_password_leaves_the_reset_link_usable(ada: User, admin: User) -> None:
    _, token = inviting.offer_reset(admin=admin, user=ada)
    assert accept(token, password="ada@example.org").json()["fields"].keys() == {"password"}
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
    assert accept(token).status_code == 201


def test_a_second_reset_link_replaces_the_first(ada: User, admin: User) -> None:
    _, first = inviting.offer_reset(admin=admin, user=ada)
    _, second = inviting.offer_reset(admin=admin, user=ada)
    assert accept(first).json()["code"] == "invitation_revoked"
    assert accept(second).status_code == 201


def test_a_reset_link_dies_when_the_person_is_deactivated(ada: User, admin: User) -> None:
    _, token = inviting.offer_reset(admin=admin, user=ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert accept(token).json()["code"] == "invitation_revoked"


def test_there_is_no_reset_link_for_a_placeholder(admin: User, signed_in: SignedIn) -> None:
    placeholder = User.objects.create_placeholder("Annotator 1")
    response = post(signed_in(admin), f"/api/users/{placeholder.public_id}/reset-link/")
    assert response.status_code == 409
    assert response.json()["code"] == "cannot_sign_in"
