from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from annotation import projects
from annotation.models import Membership, Project, Role
from tests.contract import ContractClient, call
from tests.work import make_project

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def invite(client: Client, *grants: tuple[Project, str], **more: Any) -> Any:
    rows = [{"project": str(project.public_id), "role": role} for project, role in grants]
    return call(client, "POST", "/api/invitations/", {"grants": rows, **more})


def accept(url: str, client: Client | None = None) -> Any:
    body = {
        "token": url.partition("#")[2],
        "email": "new@example.org",
        "display_name": "Noor",
        "password": "basalt-under-rain-8",
    }
    return call(client or ContractClient(), "POST", "/api/invitations/accept/", body)


def test_an_invitation_brings_someone_into_the_projects_it_names_and_signs_them_in(
    mia: User, signed_in: SignedIn
) -> None:
    numbers = make_project(mia, title="Numbers", tasks=2)
    letters = make_project(mia, title="Letters", tasks=0)
    make_project(mia, title="Secrets")
    invited = invite(signed_in(mia), (numbers, "annotator"), (numbers, "reviewer"), (letters, "manager"))
    assert invited.status_code == 201
    newcomer = ContractClient()
    looked = call(newcomer, "POST", "/api/invitations/look-up/", {"token": invited.json()["url"].partition("#")[2]})
    assert looked.json()["resets"] is False
    assert accept(invited.json()["url"], newcomer).status_code == 201
    listed = newcomer.get("/api/projects/").json()["results"]
    assert [(row["title"], row["roles"]) for row in listed] == [
        ("Letters", ["manager"]),
        ("Numbers", ["reviewer", "annotator"]),
    ]
    lent = call(newcomer, "POST", f"/api/projects/{numbers.public_id}/claim/").json()
    assert lent["state"] == "task"


def test_a_link_works_once(mia: User, signed_in: SignedIn) -> None:
    url = invite(signed_in(mia), (make_project(mia), "annotator")).json()["url"]
    accept(url)
    again = accept(url)
    assert (again.status_code, again.json()["code"]) == (409, "invitation_used")
    assert Membership.objects.filter(user__email="new@example.org").count() == 1


def test_a_manager_grants_roles_in_their_own_projects_only(mia: User, ben: User, signed_in: SignedIn) -> None:
    mine, other = make_project(mia), make_project(ben, title="Other")
    refused = invite(signed_in(mia), (mine, "annotator"), (other, "annotator"))
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["grants.1"])
    assert invite(signed_in(mia)).status_code == 403
    assert invite(signed_in(mia), (mine, "annotator"), is_admin=True).status_code == 403


@pytest.mark.parametrize(
    "grant",
    [
        {"project": "nonsense", "role": "annotator"},
        {"project": "0b7c0c7e-7f4e-4a53-9a1c-2f5d6a1e9b10", "role": "annotator"},
        {"role": "annotator"},
        {"project": "", "role": "owner"},
    ],
)
def test_a_grant_that_means_nothing_is_refused(mia: User, signed_in: SignedIn, grant: dict[str, str]) -> None:
    make_project(mia)
    refused = call(signed_in(mia), "POST", "/api/invitations/", {"grants": [grant]})
    assert refused.status_code == 400


@pytest.mark.parametrize("role", [Role.ANNOTATOR, Role.REVIEWER])
def test_annotators_and_reviewers_invite_nobody(mia: User, ada: User, signed_in: SignedIn, role: Role) -> None:
    project = make_project(mia)
    projects.add_member(project=project, user=ada, role=role)
    assert invite(signed_in(ada), (project, "annotator")).status_code == 400


def test_an_invitation_is_worth_nothing_once_its_author_manages_the_project_no_more(
    mia: User, ben: User, signed_in: SignedIn
) -> None:
    project = make_project(mia)
    url = invite(signed_in(mia), (project, "annotator")).json()["url"]
    projects.add_member(project=project, user=ben, role=Role.MANAGER)
    projects.remove_member(Membership.objects.get(user=mia))
    refused = accept(url)
    assert (refused.status_code, refused.json()["code"]) == (409, "invitation_revoked")
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_invitation_to_a_project_that_was_deleted_is_worth_nothing(admin: User, signed_in: SignedIn) -> None:
    project = make_project(admin, tasks=0)
    url = invite(signed_in(admin), (project, "annotator")).json()["url"]
    projects.delete(project)
    assert accept(url).json()["code"] == "invitation_revoked"
