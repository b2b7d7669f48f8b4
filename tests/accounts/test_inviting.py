from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import inviting, keys
from accounts.models import Invitation, User
from accounts.signals import invitation_accepted
from config.errors import Refused
from tests.factories import make_user

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SignedIn = Callable[[User], Client]
NEW = "basalt-under-rain-8"
SLATE, ONYX = "0f7c9a52-1d1c-4c55-8a55-2f5f6c8f1a01", "0f7c9a52-1d1c-4c55-8a55-2f5f6c8f1a02"


def post(client: Client, url: str, **body: Any) -> Answer:
    return client.post(url, body, content_type="application/json")


def accept(token: str, client: Client | None = None, **changes: Any) -> Answer:
    body = {"token": token, "email": "new@example.org", "display_name": "Nova", "password": NEW, **changes}
    return post(client or Client(), "/api/invitations/accept/", **body)


def test_an_invitation_lets_a_new_person_in_and_signs_them_in(admin: User, signed_in: SignedIn) -> None:
    made = post(signed_in(admin), "/api/invitations/", email="new@example.org")
    assert made.status_code == 201
    url, _, token = made.json()["url"].partition("#")
    assert url == "http://testserver/invitation"
    looked = post(Client(), "/api/invitations/look-up/", token=token).json()
    assert (looked["email"], looked["resets"]) == ("new@example.org", False)
    client = Client()
    assert accept(token, client).status_code == 201
    me = client.get("/api/me/").json()
    assert (me["email"], me["display_name"], me["is_admin"]) == ("new@example.org", "Nova", False)
    assert len(client.get("/api/me/sessions/").json()["results"]) == 1
    assert Invitation.objects.get().used_by == User.objects.get(email="new@example.org")


def test_the_token_of_an_invitation_is_stored_only_as_its_hash(admin: User) -> None:
    invitation, token = inviting.invite(inviter=admin)
    assert invitation.token_sha256 == keys.digest(token)
    assert token not in str(Invitation.objects.values().get())


def test_an_invitation_lasts_a_week(admin: User) -> None:
    invitation, _ = inviting.invite(inviter=admin)
    assert abs(invitation.expires_at - timezone.now() - timedelta(days=7)) < timedelta(minutes=1)


def test_an_invitation_is_good_for_one_use(admin: User) -> None:
    _, token = inviting.invite(inviter=admin)
    assert accept(token).status_code == 201
    again = accept(token, email="second@example.org")
    assert again.status_code == 409
    assert again.json()["code"] == "invitation_used"
    assert not User.objects.filter(email="second@example.org").exists()
    assert post(Client(), "/api/invitations/look-up/", token=token).json()["code"] == "invitation_used"


def test_an_expired_invitation_is_refused(admin: User) -> None:
    _, token = inviting.invite(inviter=admin)
    Invitation.objects.update(expires_at=timezone.now())
    for response in (accept(token), post(Client(), "/api/invitations/look-up/", token=token)):
        assert response.status_code == 409
        assert response.json()["code"] == "invitation_expired"


def test_a_revoked_invitation_is_refused(admin: User, signed_in: SignedIn) -> None:
    invitation, token = inviting.invite(inviter=admin)
    url = f"/api/invitations/{invitation.public_id}/"
    assert signed_in(admin).delete(url).status_code == 204
    assert accept(token).json()["code"] == "invitation_revoked"
    assert User.objects.count() == 1


def test_a_used_invitation_cannot_be_revoked(admin: User, signed_in: SignedIn) -> None:
    invitation, token = inviting.invite(inviter=admin)
    accept(token)
    response = signed_in(admin).delete(f"/api/invitations/{invitation.public_id}/")
    assert response.status_code == 409
    assert response.json()["code"] == "invitation_used"


def test_an_unknown_token_is_not_found(db: None) -> None:
    assert accept("made-up").status_code == 404
    assert post(Client(), "/api/invitations/look-up/", token="made-up").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_people_with_one_link_exactly_one_gets_in() -> None:
    admin = make_user(is_admin=True)
    _, token = inviting.invite(inviter=admin)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def race(email: str) -> None:
        try:
            start.wait()
            inviting.accept(token=token, email=email, display_name="Racer", password=NEW)
            outcomes.append("in")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    racers = [threading.Thread(target=race, args=[f"racer{n}@example.org"]) for n in range(2)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(outcomes) == ["in", "invitation_used"]
    assert User.objects.filter(email__startswith="racer").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_links_for_one_address_exactly_one_makes_the_account() -> None:
    admin = make_user(is_admin=True)
    links = [inviting.invite(inviter=admin)[1] for _ in range(2)]
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def race(token: str, email: str) -> None:
        try:
            start.wait()
            inviting.accept(token=token, email=email, display_name="Racer", password=NEW)
            outcomes.append("in")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    emails = ["same@example.org", "SAME@example.org"]
    racers = [threading.Thread(target=race, args=pair) for pair in zip(links, emails, strict=True)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(outcomes) == ["email_taken", "in"]
    assert Invitation.objects.filter(used_at=None).count() == 1


def test_an_address_that_has_an_account_is_refused_whatever_its_case(admin: User, ada: User) -> None:
    _, token = inviting.invite(inviter=admin)
    response = accept(token, email="Ada@EXAMPLE.org")
    assert response.status_code == 409
    assert response.json()["code"] == "email_taken"
    assert Invitation.objects.get().used_at is None


def test_an_invitation_for_an_address_is_for_that_address_only(admin: User) -> None:
    _, token = inviting.invite(inviter=admin, email="Nova@Example.org")
    assert accept(token, email="thief@example.org").json()["fields"] == {
        "email": "This invitation is for another address."
    }
    assert accept(token, email="nova@example.ORG").status_code == 201


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "new@example.org"}, "password"),
        ({"password": "password123"}, "password"),
        ({"display_name": ""}, "display_name"),
        ({"display_name": None}, "display_name"),
        ({"display_name": "Nova\u202egnp"}, "display_name"),
        ({"display_name": "x" * 81}, "display_name"),
        ({"email": None}, "email"),
        ({"email": "no address"}, "email"),
        ({"is_admin": True}, "is_admin"),
        ({"is_active": False}, "is_active"),
        ({"grants": [{"project": SLATE, "role": "manager"}]}, "grants"),
        ({"pseudonym": "annotator-hacks"}, "pseudonym"),
    ],
)
def test_a_bad_or_forged_acceptance_changes_nothing(admin: User, changes: dict[str, Any], field: str) -> None:
    _, token = inviting.invite(inviter=admin)
    response = accept(token, **changes)
    assert response.status_code == 400
    assert list(response.json()["fields"]) == [field]
    assert User.objects.count() == 1
    assert Invitation.objects.get().used_at is None


def test_only_an_admin_invites_without_a_project(ada: User, signed_in: SignedIn) -> None:
    response = post(signed_in(ada), "/api/invitations/", email="friend@example.org")
    assert response.status_code == 403
    assert Invitation.objects.count() == 0


def test_a_manager_invites_to_their_own_project_only(
    ada: User, granted: set[tuple[str, str]], signed_in: SignedIn
) -> None:
    granted.add(("ada@example.org", SLATE))
    client = signed_in(ada)
    own, foreign = {"project": SLATE, "role": "annotator"}, {"project": ONYX, "role": "annotator"}
    refused = post(client, "/api/invitations/", grants=[own, foreign])
    assert refused.status_code == 400
    assert refused.json()["fields"] == {"grants.1": "You do not manage this project."}
    made = post(client, "/api/invitations/", grants=[own])
    assert made.status_code == 201
    assert made.json()["grants"] == [own]


def test_a_manager_cannot_make_an_admin(ada: User, granted: set[tuple[str, str]], signed_in: SignedIn) -> None:
    granted.add(("ada@example.org", SLATE))
    grants = [{"project": SLATE, "role": "annotator"}]
    response = post(signed_in(ada), "/api/invitations/", grants=grants, is_admin=True)
    assert response.status_code == 403
    assert Invitation.objects.count() == 0


def test_what_was_granted_is_told_in_the_same_transaction(admin: User, granted: set[tuple[str, str]]) -> None:
    grants = [{"project": SLATE, "role": "reviewer"}]
    _, token = inviting.invite(inviter=admin, grants=grants)
    heard: list[tuple[str, list[dict[str, str]], bool]] = []

    def listen(sender: Any, user: User, grants: list[dict[str, str]], **extra: Any) -> None:
        heard.append((user.display_name, grants, connection.in_atomic_block))

    invitation_accepted.connect(listen)
    try:
        assert accept(token).status_code == 201
    finally:
        invitation_accepted.disconnect(listen)
    assert heard == [("Nova", grants, True)]


def test_when_a_grant_cannot_be_made_nobody_is_let_in(admin: User, granted: set[tuple[str, str]]) -> None:
    _, token = inviting.invite(inviter=admin, grants=[{"project": SLATE, "role": "reviewer"}])

    def refuse(sender: Any, **extra: Any) -> None:
        raise Refused("project_archived", "This project is archived.")

    invitation_accepted.connect(refuse)
    try:
        response = accept(token)
    finally:
        invitation_accepted.disconnect(refuse)
    assert response.json()["code"] == "project_archived"
    assert not User.objects.filter(email="new@example.org").exists()
    assert Invitation.objects.get().used_at is None


def test_an_invitation_dies_with_its_authors_right_to_make_it(ada: User, granted: set[tuple[str, str]]) -> None:
    granted.add(("ada@example.org", SLATE))
    _, token = inviting.invite(inviter=ada, grants=[{"project": SLATE, "role": "annotator"}])
    granted.clear()
    assert accept(token).json()["code"] == "invitation_revoked"


def test_an_invitation_of_an_admin_who_was_deactivated_is_refused(admin: User) -> None:
    _, token = inviting.invite(inviter=admin, is_admin=True)
    User.objects.filter(pk=admin.pk).update(is_active=False)
    assert accept(token).json()["code"] == "invitation_revoked"


def test_an_admin_can_invite_an_admin(admin: User) -> None:
    _, token = inviting.invite(inviter=admin, is_admin=True)
    assert accept(token).json()["is_admin"] is True


def test_people_see_their_own_invitations_and_admins_all(
    ada: User, ben: User, admin: User, granted: set[tuple[str, str]], signed_in: SignedIn
) -> None:
    granted.add(("ada@example.org", SLATE))
    hers, _ = inviting.invite(inviter=ada, email="one@example.org", grants=[{"project": SLATE, "role": "annotator"}])
    inviting.invite(inviter=admin, email="two@example.org")

    def seen_by(user: User) -> list[str]:
        return [row["email"] for row in signed_in(user).get("/api/invitations/").json()["results"]]

    assert seen_by(ada) == ["one@example.org"]
    assert seen_by(ben) == []
    assert seen_by(admin) == ["two@example.org", "one@example.org"]
    assert signed_in(ben).delete(f"/api/invitations/{hers.public_id}/").status_code == 404
    assert signed_in(ada).delete(f"/api/invitations/{hers.public_id}/").status_code == 204


def test_a_list_of_invitations_shows_neither_token_nor_hash(admin: User, signed_in: SignedIn) -> None:
    invitation, token = inviting.invite(inviter=admin)
    content = signed_in(admin).get("/api/invitations/").content.decode()
    assert token not in content
    assert invitation.token_sha256 not in content


def test_inviting_someone_who_has_an_account_says_what_to_do(admin: User, ada: User, signed_in: SignedIn) -> None:
    response = post(signed_in(admin), "/api/invitations/", email="ADA@example.org")
    assert response.status_code == 409
    assert response.json()["code"] == "email_taken"
    assert "Add them to the project" in response.json()["detail"]


def test_guessing_links_is_stopped(db: None) -> None:
    statuses = [accept(f"guess-{n}").status_code for n in range(31)]
    assert statuses == [404] * 30 + [429]


def test_a_link_opened_while_someone_else_is_signed_in_switches_to_the_new_person(
    admin: User, ada: User, signed_in: SignedIn
) -> None:
    _, token = inviting.invite(inviter=admin)
    client = signed_in(ada)
    assert accept(token, client).status_code == 201
    assert client.get("/api/me/").json()["display_name"] == "Nova"
