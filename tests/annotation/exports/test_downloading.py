"""Exports over HTTP: asked for, watched, fetched whole or in parts, by managers only."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client

from accounts.models import User
from annotation.models import Export, Project, Role
from annotation.projects import add_member
from tests.annotation.exports.exporting import data_file, run, take_out
from tests.work import answer, make_project

pytestmark = pytest.mark.django_db(transaction=True)
SignedIn = Callable[[User], Client]


@pytest.fixture
def project(mia: User, ada: User) -> Project:
    project = make_project(mia, tasks=3, annotators=[ada], overlap=1, title="Größe & <Zahl>")
    answer(project, ada, -2)
    return project


def body_of(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def address(export: Export) -> str:
    return f"/api/exports/{export.public_id}/files/touchstone.jsonl"


def test_a_manager_asks_for_an_export_and_fetches_it(mia: User, project: Project, signed_in: SignedIn) -> None:
    client, path = signed_in(mia), f"/api/projects/{project.public_id}/exports/"
    order = {"format": "touchstone", "filters": {"status": ["answered"]}}
    asked = client.post(path, order, content_type="application/json")
    assert asked.status_code == 202
    assert (asked.json()["job"]["status"], asked.json()["files"]) == ("queued", [])
    chosen = {"status": ["answered"], "min_agreement": None, "include_imported": True, "include_images": True}
    assert asked.json()["filters"] == chosen
    run(Export.objects.get(public_id=asked.json()["id"]))
    done = client.get(f"/api/exports/{asked.json()['id']}/").json()
    assert client.get(path).json()["results"] == [done]
    assert done["job"]["status"] == "succeeded"
    assert done["manifest"]["counts"]["rows"] == 1
    files = {file["name"]: file for file in done["files"]}
    assert set(files) == {"manifest.json", "touchstone.jsonl"}
    fetched = client.get(files["touchstone.jsonl"]["url"])
    assert fetched["Content-Disposition"] == 'attachment; filename="groe-zahl-touchstone.jsonl"'
    assert fetched["X-Content-Type-Options"] == "nosniff"
    assert len(json.loads(body_of(fetched))["annotations"]) == 1
    assert json.loads(body_of(client.get(files["manifest.json"]["url"]))) == done["manifest"]


def test_wrong_filters_and_formats_are_refused_by_field(mia: User, project: Project, signed_in: SignedIn) -> None:
    client, path = signed_in(mia), f"/api/projects/{project.public_id}/exports/"

    def fields(order: Any) -> set[str]:
        response = client.post(path, order, content_type="application/json")
        assert response.status_code == 400
        return set(response.json()["fields"])

    assert fields({}) == {"format"}
    assert fields({"format": "papyrus"}) == {"format"}
    assert fields({"format": "csv", "filters": {"status": ["gone"]}}) == {"filters.status"}
    assert fields({"format": "csv", "filters": {"owner": 1}}) == {"filters.owner"}
    assert fields({"format": "csv", "filters": ["open"]}) == {"filters"}


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=100-", 100, None), ("bytes=-50", -50, None), ("bytes=5-99999999", 5, None)],
)
def test_a_part_of_a_file_can_be_fetched(
    mia: User, project: Project, signed_in: SignedIn, asked: str, first: int, last: int | None
) -> None:
    export = take_out(project, "touchstone")
    whole = data_file(export).read_bytes()
    expected = whole[first : None if last is None else last + 1]
    response = signed_in(mia).get(address(export), headers={"Range": asked})
    assert (response.status_code, body_of(response)) == (206, expected)
    start = first % len(whole)
    assert response["Content-Range"] == f"bytes {start}-{start + len(expected) - 1}/{len(whole)}"
    assert response["Content-Length"] == str(len(expected))


def test_a_broken_download_goes_on_to_the_same_bytes(mia: User, project: Project, signed_in: SignedIn) -> None:
    client, export = signed_in(mia), take_out(project, "touchstone")
    whole = client.get(address(export))
    tag, content = whole["ETag"], body_of(whole)
    assert tag == f'"{export.files.get(name="touchstone.jsonl").sha256}"'
    headers = {"Range": "bytes=300-", "If-Range": tag}
    assert content[:300] + body_of(client.get(address(export), headers=headers)) == content
    other = client.get(address(export), headers={"Range": "bytes=300-", "If-Range": '"another"'})
    assert (other.status_code, body_of(other)) == (200, content)


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0", "bytes=9-3"])
def test_a_part_that_does_not_exist_answers_416(mia: User, project: Project, signed_in: SignedIn, asked: str) -> None:
    export = take_out(project, "touchstone")
    response = signed_in(mia).get(address(export), headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{data_file(export).stat().st_size}"


def test_what_is_known_already_is_not_sent_again(mia: User, project: Project, signed_in: SignedIn) -> None:
    client, export = signed_in(mia), take_out(project, "touchstone")
    tag = client.get(address(export))["ETag"]
    assert client.get(address(export), headers={"If-None-Match": tag}).status_code == 304
    head = client.head(address(export))
    assert (head.status_code, head["Accept-Ranges"]) == (200, "bytes")


def test_only_managers_see_exports(
    mia: User, ada: User, rui: User, oda: User, project: Project, signed_in: SignedIn
) -> None:
    add_member(project=project, user=rui, role=Role.REVIEWER)
    export = take_out(project, "touchstone")
    random = f"/api/exports/{uuid.uuid4()}/files/touchstone.jsonl"
    for person in (ada, rui, oda):
        client = signed_in(person)
        foreign, nothing = client.get(address(export)), client.get(random)
        assert (foreign.status_code, foreign.json()) == (nothing.status_code, nothing.json())
        assert foreign.status_code == 404
        assert client.get(f"/api/exports/{export.public_id}/").status_code == 404
    assert signed_in(ada).get(f"/api/projects/{project.public_id}/exports/").status_code == 403
    assert Client().get(address(export)).status_code == 401


@pytest.mark.parametrize("name", ["secret_key", "1-touchstone.jsonl", "csv.csv"])
def test_no_other_name_leads_to_a_file(mia: User, project: Project, signed_in: SignedIn, name: str) -> None:
    export = take_out(project, "touchstone")
    assert signed_in(mia).get(f"/api/exports/{export.public_id}/files/{name}").status_code == 404
