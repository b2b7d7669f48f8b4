from __future__ import annotations

import base64
import json
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from annotation import projects, queue, storage
from annotation.models import Job, Membership, Project, Role, Task
from config.errors import Refused
from tests.annotation.imports import importing
from tests.contract import call
from tests.factories import make_placeholder, make_user
from tests.work import CLARITY, add_tasks, answer, claim, make_project

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def path_of(project: Project, rest: str = "") -> str:
    return f"/api/projects/{project.public_id}/{rest}"


def queries_of(client: Client, path: str) -> int:
    client.get(path)  # The first request of a browser also notes where it comes from.
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


# Making and changing


def test_an_admin_makes_a_draft_and_becomes_its_manager(admin: User, signed_in: SignedIn) -> None:
    body = {"kind": "preference", "title": "  Letters  ", "overlap": 3, "settings": {"mode": "rating"}}
    made = call(signed_in(admin), "POST", "/api/projects/", body).json()
    assert (made["title"], made["status"], made["overlap"], made["rubric"]) == ("Letters", "draft", 3, None)
    assert (made["settings"]["mode"], made["settings"]["turns"]) == ("rating", "last")
    assert made["roles"] == ["manager"]
    project = Project.objects.get(public_id=made["id"])
    assert project.created_by == admin
    assert Membership.objects.get(project=project).user == admin


def test_whoever_manages_a_project_may_make_another_and_nobody_else(
    mia: User, ada: User, rui: User, oda: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, annotators=[ada])
    projects.add_member(project=project, user=rui, role=Role.REVIEWER)
    body = {"kind": "preference", "title": "Letters"}
    assert call(signed_in(mia), "POST", "/api/projects/", body).status_code == 201
    for person in (ada, rui, oda):
        refused = call(signed_in(person), "POST", "/api/projects/", body)
        assert (refused.status_code, refused.json()["code"]) == (403, "role_needed")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"seed": 5}, "seed"),
        ({"is_demo": True}, "is_demo"),
        ({"created_by": 1}, "created_by"),
        ({"status": "active"}, "status"),
        ({"kind": "tasting"}, "kind"),
        ({"title": "   "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"overlap": 0}, "overlap"),
        ({"overlap": 11}, "overlap"),
        ({"lease_minutes": 0}, "lease_minutes"),
        ({"agreement_threshold": 1.01}, "agreement_threshold"),
        ({"agreement_threshold": "nan"}, "agreement_threshold"),
        ({"settings": {"mode": "guessing"}}, "mode"),
        ({"settings": {"colour": "red"}}, "colour"),
        ({"settings": []}, "settings"),
    ],
)
def test_a_project_with_a_wrong_field_is_refused_and_the_field_is_named(
    admin: User, signed_in: SignedIn, change: dict[str, Any], field: str
) -> None:
    body = {"kind": "preference", "title": "Letters", **change}
    refused = call(signed_in(admin), "POST", "/api/projects/", body)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    assert [name for name in refused.json()["fields"] if field in name]
    assert not Project.objects.exists()


def test_a_change_leaves_what_it_does_not_name(mia: User, signed_in: SignedIn) -> None:
    project = make_project(mia, title="Numbers", guidelines="  Look twice.\n", lease_minutes=12)
    changed = call(signed_in(mia), "PATCH", path_of(project), {"description": "Small ones", "revisable": False}).json()
    assert (changed["description"], changed["revisable"]) == ("Small ones", False)
    assert (changed["title"], changed["guidelines"], changed["lease_minutes"]) == ("Numbers", "  Look twice.\n", 12)


@pytest.mark.parametrize("name", ["kind", "seed", "released_position", "import_mapping", "rubric", "id"])
def test_what_is_not_for_editing_is_refused(mia: User, signed_in: SignedIn, name: str) -> None:
    project = make_project(mia)
    refused = call(signed_in(mia), "PATCH", path_of(project), {name: "preference"})
    assert (refused.status_code, list(refused.json()["fields"])) == (400, [name])


def test_settings_that_give_answers_their_meaning_are_frozen_once_there_are_answers(
    mia: User, ada: User, signed_in: SignedIn
) -> None:
    project, client = make_project(mia, annotators=[ada]), signed_in(mia)
    five = {**project.settings, "scale": "five_point"}
    assert call(client, "PATCH", path_of(project), {"settings": five}).json()["settings"]["scale"] == "five_point"
    answer(project, ada, 2)
    seven = {**project.settings, "scale": "seven_point"}
    refused = call(client, "PATCH", path_of(project), {"settings": seven, "title": "Other"})
    assert (refused.status_code, refused.json()["code"]) == (409, "settings_in_use")
    harmless = {**five, "allow_edit": True}
    assert call(client, "PATCH", path_of(project), {"settings": harmless}).json()["settings"]["allow_edit"] is True
    project.refresh_from_db()
    assert (project.title, project.settings["scale"]) == ("Numbers", "five_point")


def test_a_new_overlap_holds_for_tasks_that_nobody_works_on(mia: User, ada: User, ben: User) -> None:
    project = make_project(mia, tasks=4, overlap=2, annotators=[ada, ben])
    answered, held = answer(project, ada, 1).task, claim(project, ada).task
    answer(project, ben, 2), answer(project, ben, 3)  # The order is the same for everyone.
    returned = claim(project, ben)
    queue.give_back(returned)
    projects.edit(project, overlap=4)
    kept = Task.objects.filter(overlap=2)
    assert set(kept) == {answered, held}
    assert set(Task.objects.filter(overlap=4)) == set(Task.objects.filter(taken=0))
    assert returned.task in Task.objects.filter(overlap=4)
    assert add_tasks(Project.objects.get(), [50])[0].overlap == 4


# Status


ALLOWED = {
    ("draft", "active"),
    ("draft", "archived"),
    ("active", "paused"),
    ("active", "archived"),
    ("paused", "active"),
    ("paused", "archived"),
    ("archived", "paused"),
}


@pytest.mark.parametrize(("before", "after"), list(product(Project.Status.values, repeat=2)))
def test_a_project_moves_only_along_its_life(mia: User, signed_in: SignedIn, before: str, after: str) -> None:
    project = make_project(mia)
    Project.objects.update(status=before)
    response = call(signed_in(mia), "POST", path_of(project, "status/"), {"status": after})
    moved = (before, after) in ALLOWED
    assert response.status_code == (200 if moved else 409)
    assert moved or response.json()["code"] == "wrong_status"
    assert Project.objects.get().status == (after if moved else before)


def test_a_project_starts_only_with_a_rubric_and_tasks(mia: User, admin: User, signed_in: SignedIn) -> None:
    client = signed_in(admin)
    bare = projects.create(by=admin, kind="preference", title="Bare")
    refused = call(client, "POST", path_of(bare, "status/"), {"status": "active"}).json()
    assert (refused["code"], sorted(refused["fields"])) == ("not_ready", ["rubric", "tasks"])
    without_tasks = make_project(mia, tasks=0)
    refused = call(client, "POST", path_of(without_tasks, "status/"), {"status": "active"}).json()
    assert (refused["code"], sorted(refused["fields"])) == ("not_ready", ["tasks"])


def test_an_unknown_status_is_refused(mia: User, signed_in: SignedIn) -> None:
    refused = call(signed_in(mia), "POST", path_of(make_project(mia), "status/"), {"status": "finished"})
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["status"])


# Deleting


def test_a_draft_without_answers_can_be_deleted_with_all_it_holds(mia: User, signed_in: SignedIn) -> None:
    project = make_project(mia, tasks=2)
    Project.objects.update(status="draft")
    Job.objects.create(project=project, activity="import")
    assert signed_in(mia).delete(path_of(project)).status_code == 204
    assert not Project.objects.exists()
    assert not Task.objects.exists()


def test_a_deleted_draft_takes_its_files_along(
    mia: User, signed_in: SignedIn, django_capture_on_commit_callbacks: Any
) -> None:
    project = make_project(mia, tasks=0)
    upload = importing.send(project, importing.as_lines(importing.panda_rows(2)))
    assert storage.located(upload.path).exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in(mia).delete(path_of(project)).status_code == 204
    assert not storage.located(upload.path).exists()


def test_what_people_have_worked_on_is_archived_and_not_deleted(mia: User, ada: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, annotators=[ada]), signed_in(mia)
    assert client.delete(path_of(project)).json()["code"] == "not_deletable"
    answer(project, ada, 1)
    Project.objects.update(status="draft")
    assert client.delete(path_of(project)).json()["code"] == "not_deletable"
    assert Project.objects.get().annotations.count() == 1


# Members


def test_a_manager_gives_a_person_a_role_by_their_address_whatever_its_case(
    mia: User, rui: User, signed_in: SignedIn
) -> None:
    project, client = make_project(mia), signed_in(mia)
    body = {"email": "Rui@Example.org", "role": "reviewer"}
    first, again = (call(client, "POST", path_of(project, "members/"), body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.json()["user"]["display_name"] == "Rui"
    assert "email" not in first.json()["user"]
    listed = client.get(path_of(project, "members/")).json()["results"]
    assert [(row["user"]["display_name"], row["role"]) for row in listed] == [("Mia", "manager"), ("Rui", "reviewer")]


def test_one_person_can_hold_several_roles_and_lose_one(mia: User, ada: User, signed_in: SignedIn) -> None:
    project = make_project(mia, annotators=[ada])
    membership = projects.add_member(project=project, user=ada, role=Role.REVIEWER)
    assert signed_in(ada).get(path_of(project)).json()["roles"] == ["reviewer", "annotator"]
    assert signed_in(mia).delete(f"/api/members/{membership.public_id}/").status_code == 204
    assert signed_in(ada).get(path_of(project)).json()["roles"] == ["annotator"]


@pytest.mark.parametrize("who", ["nobody", "inactive", "placeholder"])
def test_only_a_person_with_an_account_becomes_a_member(mia: User, signed_in: SignedIn, who: str) -> None:
    make_user(email="inactive@example.org", is_active=False)
    make_placeholder(display_name="placeholder@example.org")
    body = {"email": f"{who}@example.org", "role": "annotator"}
    refused = call(signed_in(mia), "POST", path_of(make_project(mia), "members/"), body)
    assert (refused.status_code, refused.json()["code"]) == (400, "unknown_person")
    assert list(refused.json()["fields"]) == ["email"]


def test_a_project_keeps_its_last_manager(mia: User, ben: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia), signed_in(mia)
    mine = Membership.objects.get(user=mia)
    refused = client.delete(f"/api/members/{mine.public_id}/")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_manager")
    projects.add_member(project=project, user=ben, role=Role.MANAGER)
    assert client.delete(f"/api/members/{mine.public_id}/").status_code == 204
    assert client.get(path_of(project)).status_code == 404
    with pytest.raises(Refused):
        projects.remove_member(Membership.objects.get(user=ben))


# Lists


@pytest.mark.parametrize(
    "query",
    [
        "owner=1",
        "created_by__password__startswith=a",
        "status=draft&limit=5",
        "ordering=title",
        "page=2",
    ],
)
def test_a_parameter_that_a_list_does_not_declare_is_refused(mia: User, signed_in: SignedIn, query: str) -> None:
    refused = signed_in(mia).get(f"/api/projects/?{query}")
    assert (refused.status_code, refused.json()["code"]) == (400, "unknown_parameter")
    assert "cursor, page_size, status" in refused.json()["detail"]


def test_projects_are_listed_by_status(mia: User, signed_in: SignedIn) -> None:
    make_project(mia, title="Running")
    make_project(mia, title="Planned", tasks=0)
    client = signed_in(mia)
    assert [row["title"] for row in client.get("/api/projects/?status=draft").json()["results"]] == ["Planned"]
    assert client.get("/api/projects/?status=lost").json()["fields"].keys() == {"status"}


def test_pages_lead_to_every_row_once_and_back_even_while_rows_are_added(mia: User, signed_in: SignedIn) -> None:
    for number in range(5):
        make_project(mia, tasks=0, title=f"P{number}")
    client = signed_in(mia)
    first = client.get("/api/projects/?page_size=2").json()
    make_project(mia, tasks=0, title="P5")
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    pages = [[row["title"] for row in page["results"]] for page in (first, second, third)]
    assert pages == [["P4", "P3"], ["P2", "P1"], ["P0"]]
    assert (first["previous"], third["next"]) == (None, None)
    back = client.get(third["previous"]).json()
    assert [row["title"] for row in back["results"]] == ["P2", "P1"]
    start = client.get(client.get(back["previous"]).json()["previous"]).json()
    assert ([row["title"] for row in start["results"]], start["previous"]) == (["P5"], None)


def test_a_long_run_of_equal_values_has_an_end(mia: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, tasks=0), signed_in(mia)
    add_tasks(project, range(1250))
    Task.objects.update(agreement=1.0)
    path: str | None = path_of(project, "tasks/?ordering=agreement&page_size=200")
    seen: list[str] = []
    while path and len(seen) < 2000:
        page = client.get(path).json()
        seen += [row["external_id"] for row in page["results"]]
        path = page["next"]
    assert seen == [f"t{number}" for number in range(1250)]


def cursor(*place: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


@pytest.mark.parametrize(
    "query",
    [
        "cursor=",
        "cursor=%C3%A4",
        "cursor=AAAA",
        f"cursor={cursor(False)}",
        f"cursor={cursor(False, 'abc')}",
        f"cursor={cursor(False, '0.5', '7')}",
        f"cursor={cursor(False, {'a': 1})}",
        f"cursor={base64.urlsafe_b64encode(b'p=abc').decode()}",
        f"cursor={base64.urlsafe_b64encode(b'[' * 5000).decode()}",
        "page_size=0",
        "page_size=201",
        "page_size=-5",
        "page_size=ten",
        "page_size=%C2%B2",
    ],
)
def test_a_page_that_no_list_has_is_refused(mia: User, signed_in: SignedIn, query: str) -> None:
    refused = signed_in(mia).get(f"/api/projects/?{query}")
    assert refused.status_code == 400
    assert refused.json()["fields"].keys() == {query.partition("=")[0]}


@pytest.mark.parametrize("place", ["9" * 30, "-" + "9" * 30, "0"])
def test_a_place_beyond_every_row_gives_an_empty_page_or_all(mia: User, signed_in: SignedIn, place: str) -> None:
    make_project(mia)
    page = signed_in(mia).get(f"/api/projects/?cursor={cursor(False, place)}")
    assert page.status_code == 200
    assert len(page.json()["results"]) == (1 if place.startswith("99") else 0)


def test_lists_cost_the_same_number_of_queries_however_long_they_are(
    mia: User, ada: User, ben: User, signed_in: SignedIn
) -> None:
    project, client = make_project(mia, tasks=1, annotators=[ada], criteria=[CLARITY]), signed_in(mia)
    paths = ["/api/projects/", path_of(project, "tasks/"), path_of(project, "members/"), path_of(project, "jobs/")]
    few = [queries_of(client, path) for path in paths]
    for number in range(4):
        make_project(mia, tasks=2, annotators=[ada, ben], criteria=[CLARITY], title=f"More {number}")
        projects.add_member(project=project, user=make_user(), role=Role.ANNOTATOR)
        Job.objects.create(project=project, activity="export")
    add_tasks(project, range(10, 14))
    answer(project, ada, 1)
    assert [queries_of(client, path) for path in paths] == few
    assert max(few) <= 9


def test_my_answers_cost_the_same_number_of_queries_however_many_they_are(
    mia: User, ada: User, signed_in: SignedIn
) -> None:
    project, client = make_project(mia, tasks=5, annotators=[ada]), signed_in(ada)
    answer(project, ada, 1)
    few = queries_of(client, path_of(project, "my-annotations/"))
    for strength in (1, 2, -1, -3):
        answer(project, ada, strength)
    assert queries_of(client, path_of(project, "my-annotations/")) == few


def test_progress_counts_the_project_and_my_share_of_it(mia: User, ada: User, ben: User, signed_in: SignedIn) -> None:
    project = make_project(mia, tasks=5, overlap=1, annotators=[ada, ben])
    answer(project, ada, 1), answer(project, ada, -1)
    queue.skip(claim(project, ada), reason="unclear", note="")
    claim(project, ada)
    progress = signed_in(ada).get(path_of(project)).json()["progress"]
    assert (progress["tasks"], progress["open"], progress["answered"], progress["answers"]) == (5, 3, 2, 2)
    assert progress["mine"] == {"submitted": 2, "skipped": 1, "leased": 1, "waiting": 2}
    assert signed_in(mia).get(path_of(project)).json()["progress"]["mine"]["waiting"] == 0
