"""Exports of tasks that show images: the pictures go out beside what was said of them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from PIL import Image as Pillow

from accounts.models import User
from annotation import storage
from annotation.activities import progress
from annotation.exports import archives, running
from annotation.images import files, keeping
from annotation.kinds import get_kind
from annotation.models import Export, Image, Job, Project, Task
from tests.annotation.exports.exporting import data_file, run, start, take_out
from tests.annotation.images.pictures import picture, saved, with_orientation
from tests.annotation.imports.pictured import image_project

pytestmark = pytest.mark.django_db(transaction=True)

ARCHIVES = [writer.name for writer in get_kind("bounding_box").archive_writers]
# As the files come in, before cameras' orientations are applied.
FILES = {
    "a/leaf.png": saved(picture(40, 24)),
    "stone.jpg": saved(picture(32, 22), "JPEG", exif=with_orientation(8)),
    "wet.webp": saved(picture(30, 20), "WEBP", exif=with_orientation(6)),
    "new.png": saved(picture(12, 34)),
}


def show(project: Project, name: str, number: int) -> Task:
    """A task that shows one of the files, settled unless it is new."""
    image = keeping.keep(io.BytesIO(FILES[name]))
    box = {"id": f"b{number}", "label": "leaf", "x": 2 + number, "y": 3, "width": 9, "height": 7, "attributes": {}}
    outcome = {"boxes": [box], "no_objects": False, "comments": [], "criteria": {}}
    settled = {"status": "settled", "outcome": outcome, "outcome_source": "consensus", "agreement": 1.0}
    return Task.objects.create(
        project=project,
        external_id=name,
        content={"image": {"sha256": image.sha256, "width": image.width, "height": image.height, "name": name}},
        content_sha256=str(number) * 64,
        position=number,
        overlap=1,
        **({} if name == "new.png" else settled),
    )


@pytest.fixture
def project(mia: User) -> Project:
    project = image_project(mia)
    for number, name in enumerate(FILES):
        show(project, name, number)
    return project


def opened(export: Export) -> zipfile.ZipFile:
    return zipfile.ZipFile(data_file(export))


@pytest.mark.parametrize("writer", ARCHIVES)
def test_the_same_data_gives_the_same_bytes(project: Project, writer: str) -> None:
    one, other = (data_file(take_out(project, writer)) for _ in range(2))
    assert one != other
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("writer", ARCHIVES)
def test_every_format_counts_what_went_in(project: Project, writer: str) -> None:
    export = take_out(project, writer)
    counts = export.manifest["counts"]
    assert (counts["tasks_in_project"], counts["tasks_written"], counts["images"]) == (4, 3, 3)
    assert counts["rows"] == 3
    assert sum(counts["left_out"].values()) == 1
    assert export.manifest["format"]["rules"]


def test_an_image_goes_out_as_it_came_in_and_is_not_packed_again(project: Project) -> None:
    with opened(take_out(project, "coco")) as archive:
        info = archive.getinfo("images/a/leaf.png")
        assert archive.read(info) == FILES["a/leaf.png"]
        assert info.compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("annotations/instances.json").compress_type == zipfile.ZIP_DEFLATED


def test_a_turned_image_goes_out_upright_so_that_boxes_fit_it(project: Project) -> None:
    with opened(take_out(project, "coco")) as archive:
        document = json.loads(archive.read("annotations/instances.json"))
        sizes = {row["file_name"]: (row["width"], row["height"]) for row in document["images"]}
        assert sizes.pop("a/leaf.png") == (40, 24)
        assert sorted(sizes.values()) == [(20, 30), (22, 32)]
        for name, size in sizes.items():
            with Pillow.open(archive.open(f"images/{name}")) as image:
                assert (image.size, image.getexif().get(0x0112, 1)) == (size, 1)


def test_the_name_of_an_image_tells_its_format(project: Project) -> None:
    """A WebP that was turned is no WebP any more."""
    with opened(take_out(project, "coco")) as archive:
        names = [name for name in archive.namelist() if name.startswith("images/")]
        for name in names:
            with Pillow.open(archive.open(name)) as image:
                assert Pillow.registered_extensions()[f".{name.rpartition('.')[2]}"] == image.format
    assert "images/stone.jpg" in names
    assert "images/wet.webp" not in names


@pytest.mark.parametrize("writer", ARCHIVES)
def test_images_can_stay_at_home_while_documents_still_name_them(project: Project, writer: str) -> None:
    with_them = take_out(project, writer)
    without = take_out(project, writer, include_images=False)
    assert without.manifest["filters"]["include_images"] is False
    assert without.manifest["counts"]["images"] == 0
    with opened(with_them) as full, opened(without) as small:
        assert not [name for name in small.namelist() if name.endswith((".png", ".jpg", ".webp"))]
        assert {name for name in small.namelist() if "wet" not in name} < set(full.namelist())
        written = [*small.namelist(), *(small.read(name).decode() for name in small.namelist())]
        assert any("a/leaf" in text for text in written)


def test_an_export_whose_images_do_not_fit_on_the_disk_is_refused_before_it_starts(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def full(wanted: int) -> None:
        asked.append(wanted)
        if wanted:
            raise storage.disk_full()

    monkeypatch.setattr(storage, "refuse_if_disk_is_short", full)
    export = run(start(project, "coco"))
    assert (export.job.status, export.job.error) == (Job.Status.FAILED, storage.disk_full().detail)
    assert asked == [0, sum(map(len, FILES.values()))]
    assert take_out(project, "coco", include_images=False).files.exists()


def test_an_archive_is_fetched_as_one(project: Project, mia: User, signed_in: Callable[[User], Client]) -> None:
    export = take_out(project, "coco")
    response = signed_in(mia).get(f"/api/exports/{export.public_id}/files/coco.zip")
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    assert response["Content-Disposition"] == 'attachment; filename="garden-coco.zip"'


def test_an_image_whose_file_is_gone_is_named(project: Project) -> None:
    image = Image.objects.get(sha256=Task.objects.get(external_id="a/leaf.png").content["image"]["sha256"])
    files.images().delete(files.upright(image))
    export = run(start(project, "coco"))
    assert export.job.status == Job.Status.FAILED
    assert "leaf.png" in export.job.error
    assert not list(storage.located(running.folder(export)).iterdir())


def test_a_cancelled_export_stops_between_parts_of_an_image(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    export = start(project, "coco")
    parts: list[int] = []

    def report(pace: running._Pace, done: int) -> None:
        parts.append(done)
        Job.objects.filter(pk=export.job_id).update(cancel_requested=len(parts) == 3)
        progress(pace.job, done=done)

    monkeypatch.setattr(archives, "CHUNK", 100)
    monkeypatch.setattr(running._Pace, "report", report)
    export = run(export)
    assert export.job.status == Job.Status.CANCELLED
    assert parts == [0, 0, 0]
    assert not export.files.exists()
