"""Folders of images become tasks: every good image one, every other one named with what is wrong with it."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import PIL.Image
import pytest
from django.test import Client

from accounts.models import User
from annotation.activities import progress
from annotation.imports import pulse, uploads
from annotation.imports.previewing import preview
from annotation.imports.uploads import Order
from annotation.models import Image, Job, Project, Refusal, Task
from annotation.storage import located
from config.errors import Invalid
from tests.annotation.imports.archiving import (
    Pack,
    encrypted,
    gzipped_tar,
    jpeg,
    png,
    tarred,
    with_link,
    zipped,
)
from tests.annotation.imports.importing import as_lines, import_file, run, send, start
from tests.annotation.imports.pictured import coco, image_project, images
from tests.work import make_project

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("pack", [zipped, tarred, gzipped_tar])


@pytest.fixture
def project(mia: User) -> Project:
    return image_project(mia)


def counts(job: Job) -> dict[str, int]:
    return {name: value for name, value in job.result.items() if value}


def refused(job: Job) -> dict[str, str]:
    return dict(Refusal.objects.filter(job=job).values_list("file", "reason"))


@EVERY
def test_every_image_of_an_archive_becomes_a_task(project: Project, pack: Pack) -> None:
    files = images(5)
    job = import_file(project, pack(files))
    assert counts(job) == {"read": 5, "added": 5}
    assert (job.unit, job.done, job.total) == ("files", 5, 5)
    for name, data in files.items():
        task = Task.objects.get(external_id=name)
        with PIL.Image.open(io.BytesIO(data)) as image:
            assert task.content == {
                "image": {
                    "sha256": hashlib.sha256(data).hexdigest(), "width": image.width, "height": image.height,
                    "name": name,
                }
            }  # fmt: skip
        assert Image.objects.filter(sha256=task.content["image"]["sha256"]).exists()


def test_one_image_alone_becomes_a_task(project: Project) -> None:
    upload = send(project, jpeg(), "leaf.jpg")
    assert (upload.container, upload.format) == ("image", "images")
    assert counts(import_file(project, upload)) == {"read": 1, "added": 1}
    assert Task.objects.get().content["image"]["name"] == "leaf.jpg"


@pytest.mark.parametrize("form", ["WEBP", "GIF"])
def test_webp_and_gif_alone_are_known_as_images(project: Project, form: str) -> None:
    target = io.BytesIO()
    PIL.Image.new("RGB", (31, 21), (1, 2, 3)).save(target, form)
    upload = send(project, target.getvalue(), f"leaf.{form.lower()}")
    assert upload.container == "image"
    assert counts(import_file(project, upload)) == {"read": 1, "added": 1}


@pytest.mark.parametrize(("data", "ending"), [(png(), ".png"), (jpeg(), ".jpg")])
def test_an_image_is_known_by_its_bytes_whatever_it_is_called(project: Project, data: bytes, ending: str) -> None:
    assert counts(import_file(project, send(project, data, "leaf.scan"))) == {"read": 1, "added": 1}
    assert Task.objects.get().content["image"]["name"] == f"leaf.scan{ending}"


def test_broken_images_are_refused_by_name_and_the_good_ones_go_in(project: Project) -> None:
    broken = {
        "cut.jpg": jpeg(size=(300, 200))[:400],
        "page.png": b"<!DOCTYPE html><script>alert(1)</script>",
        "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "empty.png": b"",
    }
    job = import_file(project, zipped({**images(3), **broken}))
    assert counts(job) == {"read": 7, "added": 3, "refused": 4}
    assert set(refused(job)) == set(broken)
    assert all(refused(job).values())
    assert set(Task.objects.values_list("external_id", flat=True)) == set(images(3))


def test_an_image_that_is_damaged_inside_its_archive_is_refused_by_name(project: Project) -> None:
    files = {"a.png": png(), "b.bmp.png": bytes(range(256)) * 40, "c.png": png((1, 2, 3))}
    data = bytearray(zipped(files))
    data[data.index(b"b.bmp.png") + 20] ^= 0xFF
    job = import_file(project, bytes(data))
    assert counts(job) == {"read": 3, "added": 2, "refused": 1}
    assert refused(job) == {"b.bmp.png": "The file is damaged inside the archive."}


def test_what_of_an_archive_cannot_be_read_is_told_once_and_the_rest_goes_in(project: Project) -> None:
    inner = zipped({"a.png": png()})
    data = encrypted(zipped({**images(2), "../slip.png": png(), "locked.png": png(), "inner.zip": inner}), "locked.png")
    job = import_file(project, data)
    assert counts(job) == {"read": 2, "added": 2, "refused": 3}
    assert {name: reason[:24] for name, reason in refused(job).items()} == {
        "../slip.png": "The file's name leads ou",
        "locked.png": "The file is encrypted. P",
        "inner.zip": "This is an archive insid",
    }
    assert not list(located(".").rglob("slip.png"))


def test_links_of_a_tar_lead_nowhere(project: Project) -> None:
    job = import_file(project, with_link(images(1)))
    assert counts(job) == {"read": 1, "added": 1, "refused": 3}
    assert not Image.objects.exclude(sha256=hashlib.sha256(next(iter(images(1).values()))).hexdigest()).exists()


def test_the_same_archive_again_adds_nothing_and_the_same_image_is_kept_once(project: Project) -> None:
    files = {**images(2), "copy.png": images(1)["images/000.png"]}
    import_file(project, zipped(files))
    again = import_file(project, tarred(files))
    assert counts(again) == {"read": 3, "already_there": 3}
    assert (Task.objects.count(), Image.objects.count()) == (3, 2)


def test_rows_in_an_archive_name_the_images_beside_them(project: Project) -> None:
    rows = [
        {"picture": "images/000.png", "camera": "north", "id": "first"},
        {"picture": "./images/001.jpg", "camera": "south", "id": "second"},
        {"picture": "images/999.png", "camera": "south", "id": "third"},
        {"picture": "images\\002.png", "camera": "west", "id": "fourth"},
    ]
    upload = send(project, zipped({**images(4), "rows.jsonl": as_lines(rows)}), "rows.zip")
    assert (upload.container, upload.columns) == ("zip", ["picture", "camera", "id"])
    mapping = {"columns": {"image": "picture", "external_id": "id"}, "metadata": ["camera"]}
    job = import_file(project, upload, mapping=mapping)
    assert counts(job) == {"read": 4, "added": 3, "refused": 1}
    names = {task.external_id: task.content["image"]["name"] for task in Task.objects.all()}
    assert names == {"first": "images/000.png", "second": "images/001.jpg", "fourth": "images/002.png"}
    assert Task.objects.get(external_id="second").metadata == {"camera": "south"}
    assert [line for line, _ in Refusal.objects.filter(job=job).values_list("line", "reason")] == [3]
    assert "images/999.png" in Refusal.objects.get(job=job).reason


def test_a_table_that_names_none_of_the_images_around_it_is_left_out(project: Project) -> None:
    upload = send(project, zipped({**images(2), "weather.csv": b"day,rain\nmonday,3\n"}))
    assert (upload.format, upload.columns) == ("images", [])
    assert counts(import_file(project, upload)) == {"read": 2, "added": 2}


@EVERY
def test_rows_in_an_archive_are_rows_for_a_kind_without_images(mia: User, pack: Pack) -> None:
    project = make_project(mia, tasks=0)
    rows = as_lines([{"prompt": f"Say {n}", "chosen": f"{n}", "rejected": "no", "id": f"r{n}"} for n in range(5)])
    upload = send(project, pack({"data/rows.jsonl": rows, "readme.txt": b"Read me"}), "rows")
    assert upload.format == "trl_preference"
    assert counts(import_file(project, upload)) == {"read": 5, "added": 5}


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a.png": png()}, "ask about no images"),
        ({"a.jsonl": b'{"a": 1}', "b.jsonl": b'{"a": 1}'}, "exactly one file of rows"),
        ({"notes.txt": b"nothing"}, "exactly one file of rows"),
        ({"../a.jsonl": b"{}"}, "leads out of the archive"),
        ({}, "no file in this archive"),
        ({"rows.csv": png()}, "no JSON, CSV or Parquet"),
    ],
)
def test_an_archive_that_a_kind_cannot_read_is_refused_and_not_kept(
    mia: User, files: dict[str, bytes], reason: str
) -> None:
    project = make_project(mia, tasks=0)
    before = sorted(located("uploads").glob("*"))
    with pytest.raises(Invalid, match=reason):
        send(project, zipped(files))
    assert sorted(located("uploads").glob("*")) == before


def test_a_checksum_written_into_a_row_gives_nobody_an_image(project: Project, mia: User) -> None:
    other = image_project(mia, title="Other")
    import_file(other, zipped(images(1)))
    known = other.tasks.get().content["image"]
    row = {"image": {**known, "name": 7}, "annotations": []}
    upload = send(project, as_lines([row]))
    job = run(start(project, upload, format_name="touchstone"))
    assert (counts(job), project.tasks.count()) == ({"read": 1, "refused": 1}, 0)
    assert preview(upload, Order(format_name="touchstone"))["items"] == []


def test_the_web_process_looks_at_no_image_even_where_a_document_says_how_large_it_is(
    project: Project, mia: User, signed_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    monkeypatch.setattr(PIL.Image, "open", lambda stream, **_: seen.append(stream.read()))
    file = io.BytesIO(zipped({**images(2), "coco.json": coco({"000.png": [("Leaf", [1, 2, 3, 4])]})}))
    file.name = "garden.zip"
    sent = signed_in(mia).post(f"/api/projects/{project.public_id}/uploads/", {"file": file}).json()
    shown = signed_in(mia).post(f"/api/uploads/{sent['id']}/preview/", {}, content_type="application/json").json()
    assert (sent["format"], len(shown["items"]), b"".join(seen)) == ("coco", 2, b"")


def test_the_web_process_decodes_no_image(
    project: Project, mia: User, signed_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(PIL.Image, "open", lambda *args, **_: opened.append(args))
    client = signed_in(mia)
    file = io.BytesIO(zipped({**images(5), "broken.png": b"no image"}))
    file.name = "garden.zip"
    sent = client.post(f"/api/projects/{project.public_id}/uploads/", {"file": file}).json()
    assert sent["folder"] == {
        "images": 6, "files": 6, "tasks": 6, "verdicts": 0, "labels": [], "unused": [], "options": [],
        "too_large_to_look_into": False,
    }  # fmt: skip
    path = f"/api/uploads/{sent['id']}/preview/"
    shown = client.post(path, {}, content_type="application/json").json()
    assert [(item["file"], item["content"]) for item in shown["items"]] == [
        (name, {"image": {"name": name}}) for name in ("broken.png", "images/000.png", "images/001.jpg")
    ]
    order = {"upload": sent["id"]}
    started = client.post(f"/api/projects/{project.public_id}/imports/", order, content_type="application/json")
    assert started.status_code == 202
    assert (opened, Image.objects.count()) == ([], 0)


def test_a_refused_file_is_named_in_the_list_and_in_the_table(
    project: Project, mia: User, signed_in: Callable[[User], Client]
) -> None:
    job = import_file(project, zipped({**images(1), "=cmd.png": b"broken"}))
    client = signed_in(mia)
    (row,) = client.get(f"/api/jobs/{job.public_id}/refusals/").json()["results"]
    assert row["file"] == "=cmd.png"
    response = client.get(f"/api/jobs/{job.public_id}/refusals.csv")
    table = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert table.splitlines()[0] == "line,file,field,reason,row begins with"
    assert "'=cmd.png" in table


def test_the_lease_is_renewed_while_images_are_looked_at(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "EVERY", 0)
    renewed: list[int] = []

    def counted(job: Job, **changes: Any) -> None:
        renewed.append(len(changes))
        progress(job, **changes)

    monkeypatch.setattr(pulse, "progress", counted)
    import_file(project, zipped(images(9)))
    assert renewed.count(0) >= 9


def test_unknown_options_and_values_are_refused(project: Project) -> None:
    upload = send(project, zipped(images(1)))
    with pytest.raises(Invalid) as caught:
        start(project, upload, options={"convention": "one"})
    assert set(caught.value.fields) == {"options.convention"}


def test_a_format_of_rows_cannot_read_a_folder_and_the_other_way_round(project: Project) -> None:
    folder, rows = send(project, zipped(images(1))), send(project, as_lines([{"image": "a.png"}]))
    for upload, name in ((folder, "touchstone"), (rows, "images")):
        with pytest.raises(Invalid) as caught:
            start(project, upload, format_name=name)
        assert "format" in caught.value.fields


def test_a_document_of_rows_says_which_task_is_meant_by_its_image(project: Project) -> None:
    import_file(project, zipped(images(2)))
    lines = as_lines([{"image": "001.jpg", "annotations": []}, {"image": "nowhere.jpg", "annotations": []}])
    job = import_file(project, lines, format_name="touchstone")
    assert counts(job) == {"read": 2, "already_there": 1, "refused": 1}
    assert json.dumps(list(refused(job).values())).count("nowhere.jpg") == 1


def test_a_column_of_image_names_is_suggested_for_the_image(project: Project) -> None:
    table = b"file_name,camera\nimages/000.png,north\nimages/001.jpg,south\n"
    data = zipped({**images(2), "list.csv": table})
    with uploads.draft(expected=len(data)) as file:
        file.write(data)
        upload, findings = uploads.receive(project=project, user=None, name="garden.zip", file=file)
    assert findings.suggested_mapping["columns"] == {"image": "file_name"}
    assert findings.folder is not None
    assert (findings.folder["images"], findings.folder["tasks"]) == (2, None)
    job = import_file(project, upload, mapping=findings.suggested_mapping)
    assert counts(job) == {"read": 2, "added": 2}
    assert Task.objects.get(external_id="images/001.jpg").metadata == {"camera": "south"}
