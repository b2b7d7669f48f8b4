from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import User
from annotation import projects, submission
from annotation.kinds.base import Json
from annotation.models import Annotation, Project, Role, Rubric
from tests.contract import call
from tests.work import CLARITY, answer, claim, make_project, prefer

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]

HELPFUL = {
    "key": "helpful",
    "title": "Helpful",
    "guidance": "",
    "scale": {"type": "binary"},
    "applies_to": "comparison",
    "required": True,
    "weight": 2,
}


def path_of(project: Project) -> str:
    return f"/api/projects/{project.public_id}/rubrics/"


def publish(client: Client, project: Project, *criteria: Any) -> Any:
    return call(client, "POST", path_of(project), {"criteria": list(criteria)})


def test_a_change_makes_the_next_version_and_the_project_works_under_it(
    mia: User, ada: User, signed_in: SignedIn
) -> None:
    project, client = make_project(mia, annotators=[ada], criteria=[CLARITY]), signed_in(mia)
    made = publish(client, project, CLARITY, HELPFUL)
    assert (made.status_code, made.json()["version"]) == (201, 2)
    assert [criterion["key"] for criterion in made.json()["criteria"]] == ["clarity", "helpful"]
    seen = signed_in(ada).get(f"/api/projects/{project.public_id}/").json()["rubric"]
    assert seen == made.json()


def test_the_same_criteria_are_the_same_version_however_they_are_written(mia: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, criteria=[CLARITY]), signed_in(mia)
    reordered = dict(reversed(CLARITY.items()))
    again = publish(client, project, {**reordered, "weight": 1.0})
    assert (again.status_code, again.json()["version"]) == (200, 1)
    assert Rubric.objects.count() == 1


def test_going_back_to_earlier_criteria_is_a_version_of_its_own(mia: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, criteria=[CLARITY]), signed_in(mia)
    publish(client, project, HELPFUL)
    back = publish(client, project, CLARITY)
    assert (back.status_code, back.json()["version"]) == (201, 3)
    listed = client.get(path_of(project)).json()["results"]
    assert [row["version"] for row in listed] == [3, 2, 1]
    assert listed[0]["sha256"] == listed[2]["sha256"] != listed[1]["sha256"]


def test_an_answer_keeps_the_version_it_was_given_under(mia: User, ada: User, signed_in: SignedIn) -> None:
    project = make_project(mia, annotators=[ada], criteria=[CLARITY])
    first = answer(project, ada, 1)
    publish(signed_in(mia), project, HELPFUL)
    judged = prefer(2, criteria={"helpful": {"value": True}})
    second = submission.submit(
        assignment=claim(Project.objects.get(), ada), answer=judged, active_ms=8, key=uuid.uuid4()
    ).annotation
    versions = dict(Annotation.objects.values_list("pk", "rubric__version"))
    assert versions == {first.pk: 1, second.pk: 2}


@pytest.mark.parametrize("change", [{"criteria": []}, {"version": 9}, {"sha256": "0" * 64}])
def test_the_database_itself_refuses_to_change_a_published_version(mia: User, change: dict[str, Any]) -> None:
    make_project(mia, criteria=[CLARITY])
    with pytest.raises(DatabaseError), transaction.atomic():
        Rubric.objects.update(**change)
    assert Rubric.objects.get().criteria[0]["key"] == "clarity"


@pytest.mark.parametrize(
    ("criterion", "field"),
    [
        ({**CLARITY, "key": "Clear?"}, "criteria.0.key"),
        ({**CLARITY, "title": ""}, "criteria.0.title"),
        ({**CLARITY, "colour": "red"}, "criteria.0.colour"),
        ({**CLARITY, "weight": -1}, "criteria.0.weight"),
        ({**CLARITY, "required": "yes"}, "criteria.0.required"),
        ({**CLARITY, "applies_to": "weather"}, "criteria.0.applies_to"),
        ({**CLARITY, "scale": {"type": "stars"}}, "criteria.0.scale.type"),
        ({**CLARITY, "scale": {"type": "ordinal", "anchors": []}}, "criteria.0.scale.anchors"),
        ({**CLARITY, "scale": {"type": "interval", "min": 5, "max": 5}}, "criteria.0.scale.max"),
        ({**CLARITY, "scale": {"type": "interval", "min": -1e308, "max": 1e308}}, "criteria.0.scale.min"),
        ({**CLARITY, "scale": {"type": "interval", "min": 0, "max": 1, "step": 1e-300}}, "criteria.0.scale.step"),
        ("clarity", "criteria.0"),
    ],
)
def test_a_criterion_that_is_not_right_is_refused_and_the_place_is_named(
    mia: User, signed_in: SignedIn, criterion: Any, field: str
) -> None:
    project = make_project(mia, criteria=[HELPFUL])
    refused = publish(signed_in(mia), project, criterion)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    assert field in refused.json()["fields"]
    assert Rubric.objects.count() == 1


def test_two_criteria_cannot_share_a_key(mia: User, signed_in: SignedIn) -> None:
    refused = publish(signed_in(mia), make_project(mia), CLARITY, HELPFUL, {**HELPFUL, "key": "clarity"})
    assert list(refused.json()["fields"]) == ["criteria.2.key"]


def test_a_rubric_body_with_anything_else_is_refused(mia: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia), signed_in(mia)
    bodies: list[Json] = [{}, {"criteria": {}}, {"criteria": [CLARITY], "version": 7}]
    statuses = [call(client, "POST", path_of(project), body).status_code for body in bodies]
    assert statuses == [400, 400, 400]


def test_members_read_every_version_and_only_managers_publish(
    mia: User, ada: User, rui: User, signed_in: SignedIn
) -> None:
    project = make_project(mia, annotators=[ada], criteria=[CLARITY])
    projects.add_member(project=project, user=rui, role=Role.REVIEWER)
    for person in (ada, rui):
        client = signed_in(person)
        assert client.get(path_of(project)).json()["results"][0]["version"] == 1
        assert publish(client, project, HELPFUL).json()["code"] == "role_needed"
