"""Files come in over HTTP: stored whole or not at all, by managers only."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts import tokens
from accounts.models import ApiToken, User
from annotation import storage
from annotation.models import Job, Project, Role, Upload
from annotation.projects import add_member
from tests.annotation.imports.importing import PANDA_MAPPING, as_array, as_lines, panda_rows, run, trl_rows
from tests.work import make_project

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def project(mia: User) -> Project:
    return make_project(mia, tasks=0)


@pytest.fixture(autouse=True)
def folder() -> Iterator[Path]:
    path = Path(django_settings.MEDIA_ROOT) / "uploads"
    shutil.rmtree(path, ignore_errors=True)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def send(client: Client, project: Project, data: bytes, name: str = "rows.json", **headers: Any) -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(f"/api/projects/{project.public_id}/uploads/", {"file": file}, **headers)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*"))


def test_a_manager_uploads_previews_and_imports_a_mapped_file(
    mia: User, project: Project, folder: Path, signed_in: SignedIn
) -> None:
    client, data = signed_in(mia), as_array(panda_rows(10))
    sent = send(client, project, data, "judged pairs.json")
    assert sent.status_code == 201
    body = sent.json()
    facts = {name: body[name] for name in ("name", "size", "container", "format", "format_title", "rows_sampled")}
    assert facts == {
        "name": "judged pairs.json", "size": len(data), "container": "json", "format": None, "format_title": None,
        "rows_sampled": 10,
    }  # fmt: skip
    assert body["columns"][0] == {"name": "idx", "sample": "0", "values": []}
    upload = Upload.objects.get(public_id=body["id"])
    assert upload.sha256 == hashlib.sha256(data).hexdigest()
    assert storage.located(upload.path).read_bytes() == data
    assert "judged" not in upload.path

    path = f"/api/uploads/{body['id']}/preview/"
    preview = client.post(path, {"mapping": PANDA_MAPPING}, content_type="application/json").json()
    assert preview["refused"] == []
    assert [item["external_id"] for item in preview["items"]] == ["0", "4", "8"]
    assert preview["items"][1]["verdicts"][0]["annotator"] == "Annotator 1"
    assert preview["items"][1]["verdicts"][0]["answer"]["overall"] == {"verdict": "prefer", "strength": -1}
    assert preview["items"][1]["metadata"] == {"motivation_app": "App 1"}

    order = {"upload": body["id"], "mapping": PANDA_MAPPING, "verdicts": "annotations"}
    started = client.post(f"/api/projects/{project.public_id}/imports/", order, content_type="application/json")
    assert started.status_code == 202
    job = run(Job.objects.get(public_id=started.json()["id"]))
    assert (job.result["added"], job.result["verdicts_added"]) == (10, 30)
    (listed,) = client.get(f"/api/projects/{project.public_id}/imports/").json()["results"]
    assert (listed["id"], listed["status"], listed["result"]["added"]) == (str(job.public_id), "succeeded", 10)


def test_a_recognised_file_needs_no_more_than_its_upload(mia: User, project: Project, signed_in: SignedIn) -> None:
    client = signed_in(mia)
    body = send(client, project, as_lines(trl_rows(4))).json()
    assert body["format"] == "trl_preference"
    assert body["format_title"].startswith("TRL")
    preview = client.post(f"/api/uploads/{body['id']}/preview/", {}, content_type="application/json").json()
    assert len(preview["items"]) == 3


def test_the_preview_shows_what_would_be_refused(mia: User, project: Project, signed_in: SignedIn) -> None:
    client = signed_in(mia)
    rows = as_lines(trl_rows(5)).splitlines()
    rows[0:0] = [b'{"prompt": "broken', b'{"prompt": "no answers"}']
    body = send(client, project, b"\n".join(rows)).json()
    path = f"/api/uploads/{body['id']}/preview/"
    order = {"format": "trl_preference"}
    preview = client.post(path, order, content_type="application/json").json()
    assert [(row["line"], bool(row["reason"])) for row in preview["refused"]] == [(1, True), (2, True)]
    assert [item["line"] for item in preview["items"]] == [3, 4, 5]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "a,b\n".encode("utf-16"), b'{\n "a": 1\n}'])
def test_a_file_that_cannot_be_read_is_refused_and_not_kept(
    mia: User, project: Project, folder: Path, signed_in: SignedIn, data: bytes
) -> None:
    response = send(signed_in(mia), project, data)
    assert response.status_code == 400
    assert set(response.json()) >= {"code", "detail"}
    assert names(folder) == []
    assert not Upload.objects.exists()


def test_a_file_over_the_cap_is_refused_while_it_arrives(
    mia: User, project: Project, folder: Path, signed_in: SignedIn, settings: Any
) -> None:
    settings.UPLOAD_LIMIT = 3 << 20
    response = send(signed_in(mia), project, b"x" * ((3 << 20) + 1))
    assert response.status_code == 413
    assert response.json() == {"code": "too_large", "detail": "The file is larger than 3 MB, the limit here."}
    settings.UPLOAD_LIMIT = 1 << 20
    assert send(signed_in(mia), project, b"x" * (4 << 20)).status_code == 413
    assert names(folder) == []


def test_an_upload_is_refused_while_the_disk_is_nearly_full(
    mia: User, project: Project, folder: Path, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(1 << 40, 1 << 40, storage.KEPT_FREE - 1))
    response = send(signed_in(mia), project, as_lines(trl_rows(1)))
    assert (response.status_code, response.json()["code"]) == (507, "disk_full")
    assert names(folder) == []


def test_a_form_without_a_file_or_with_two_is_refused(
    mia: User, project: Project, folder: Path, signed_in: SignedIn
) -> None:
    client, path = signed_in(mia), f"/api/projects/{project.public_id}/uploads/"
    assert client.post(path, {"note": "no file"}).json()["fields"].keys() == {"file"}
    two = {"file": [SimpleUploadedFile("a", b"{}"), SimpleUploadedFile("b", b"{}")]}
    assert client.post(path, two).status_code == 400
    assert client.post(path, {"other": SimpleUploadedFile("a", b"{}")}).status_code == 400
    assert client.post(path, {"file": "text"}, content_type="application/json").status_code == 415
    assert names(folder) == []


def test_only_managers_upload_and_a_foreign_project_does_not_exist(
    mia: User, ada: User, oda: User, project: Project, folder: Path, signed_in: SignedIn
) -> None:
    add_member(project=project, user=ada, role=Role.ANNOTATOR)
    data = as_lines(trl_rows(1))
    assert send(signed_in(ada), project, data).status_code == 403
    assert send(signed_in(oda), project, data).status_code == 404
    assert send(Client(), project, data).status_code == 401
    assert not folder.exists()
    upload = send(signed_in(mia), project, data).json()["id"]
    preview = f"/api/uploads/{upload}/preview/"
    foreign = signed_in(oda).post(preview, {}, content_type="application/json")
    random = signed_in(oda).post(f"/api/uploads/{uuid.uuid4()}/preview/", {}, content_type="application/json")
    assert (foreign.status_code, foreign.json()) == (random.status_code, random.json()) == (404, foreign.json())


def test_an_upload_of_another_project_cannot_be_imported(mia: User, project: Project, signed_in: SignedIn) -> None:
    client, other = signed_in(mia), make_project(mia, tasks=0, title="Other")
    upload = send(client, project, as_lines(trl_rows(1))).json()["id"]
    path = f"/api/projects/{other.public_id}/imports/"
    response = client.post(path, {"upload": upload}, content_type="application/json")
    assert (response.status_code, set(response.json()["fields"])) == (400, {"upload"})


def test_a_session_needs_the_csrf_header_and_nothing_is_stored_without(
    mia: User, project: Project, folder: Path
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(mia)
    data = as_lines(trl_rows(2))
    assert send(client, project, data).status_code == 403
    assert not folder.exists()
    client.get("/api/me/")
    token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else "a" * 32
    client.cookies["csrftoken"] = token
    assert send(client, project, data, headers={"X-CSRFToken": token}).status_code == 201


def test_a_program_uploads_with_a_token_of_the_right_scope(mia: User, project: Project) -> None:
    _, key = tokens.create(user=mia, name="pipeline", scopes=[ApiToken.Scope.MANAGE])
    _, reading = tokens.create(user=mia, name="reader", scopes=[ApiToken.Scope.READ])
    data = as_lines(trl_rows(2))
    assert send(Client(), project, data, headers={"Authorization": f"Bearer {reading}"}).status_code == 403
    response = send(Client(), project, data, headers={"Authorization": f"Bearer {key}"})
    assert response.status_code == 201
    order = json.dumps({"upload": response.json()["id"]})
    started = Client().post(
        f"/api/projects/{project.public_id}/imports/",
        order,
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert started.status_code == 202


def test_drafts_of_killed_programs_are_cleared_away(
    mia: User, project: Project, folder: Path, signed_in: SignedIn
) -> None:
    folder.mkdir(parents=True)
    old, young = folder / f"{storage.DRAFT}old", folder / f"{storage.DRAFT}young"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (1_600_000_000, 1_600_000_000))
    assert send(signed_in(mia), project, as_lines(trl_rows(1))).status_code == 201
    assert old not in list(folder.iterdir())
    assert young in list(folder.iterdir())
