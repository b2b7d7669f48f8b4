"""Images are kept once, whole, in whatever storage the settings name."""

from __future__ import annotations

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import settings as django_settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import connection
from django.test import override_settings

from annotation.images import files
from annotation.images.files import LocalStorage
from annotation.images.keeping import keep, keep_all
from annotation.models import Image
from config.errors import Refused
from tests.annotation.images.pictures import picture, saved, smooth, with_orientation

MEMORY = {**django_settings.STORAGES, "images": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


def folder_of(image: Image) -> Path:
    return Path(django_settings.MEDIA_ROOT) / "images" / image.folder


def contents(image: Image) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder_of(image).iterdir()}


@pytest.mark.django_db
def test_an_image_is_kept_with_its_facts_and_the_file_that_came_in() -> None:
    data = saved(smooth(120, 80), "JPEG", exif=with_orientation(8))
    image = keep(io.BytesIO(data))
    facts = Image.objects.values("sha256", "width", "height", "size", "format", "turned", "tiles").get()
    assert facts == {
        "sha256": hashlib.sha256(data).hexdigest(),
        "width": 80,
        "height": 120,
        "size": len(data),
        "format": "jpeg",
        "turned": True,
        "tiles": None,
    }
    assert contents(image)["original"] == data
    assert contents(image).keys() == {"original", "shown", "thumbnail"}
    assert {path.stat().st_mode & 0o777 for path in folder_of(image).iterdir()} == {0o600}


@pytest.mark.django_db
def test_a_file_that_comes_again_is_not_worked_on_again(tmp_path: Path) -> None:
    data = saved(picture())
    first = keep(io.BytesIO(data))
    before = {path: path.stat().st_mtime_ns for path in folder_of(first).iterdir()}
    path = tmp_path / "the same.png"
    path.write_bytes(data)
    assert keep(path) == first
    assert list(keep_all([path, io.BytesIO(data)])) == [first, first]
    assert {path: path.stat().st_mtime_ns for path in folder_of(first).iterdir()} == before
    assert path.read_bytes() == data


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["original", "shown", "thumbnail"])
def test_a_lost_file_comes_back_with_the_image(name: str) -> None:
    data = saved(picture())
    first = keep(io.BytesIO(data))
    before = contents(first)
    (folder_of(first) / name).unlink()
    assert keep(io.BytesIO(data)) == first
    assert contents(first) == before


@pytest.mark.django_db(transaction=True)
def test_workers_that_get_the_same_file_at_once_make_one_image() -> None:
    data, together = saved(smooth(900, 700), "JPEG"), Barrier(4)

    def work(_: int) -> Image:
        try:
            connection.ensure_connection()
            together.wait(10)
            return keep(io.BytesIO(data))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(work, range(4)))
    assert set(found) == {Image.objects.get()}
    assert contents(found[0]).keys() == {"original", "shown", "thumbnail"}
    assert contents(found[0])["original"] == data


@pytest.mark.django_db
def test_nothing_passing_is_left_behind(tmp_path: Path) -> None:
    with override_settings(FILE_UPLOAD_TEMP_DIR=tmp_path):
        outcomes = list(keep_all(io.BytesIO(data) for data in (saved(picture()), b"nonsense", saved(picture()))))
    assert len(outcomes) == 3
    assert list(tmp_path.iterdir()) == []
    assert list((Path(django_settings.MEDIA_ROOT) / "images").glob(".*")) == []


@pytest.mark.django_db
def test_a_storage_of_another_kind_is_used_by_setting() -> None:
    with override_settings(STORAGES=MEMORY):
        first = keep(io.BytesIO(data := saved(picture())))
        assert not isinstance(files.images(), LocalStorage)
        with storages["images"].open(f"{first.folder}/original") as file:
            assert file.read() == data
        assert keep(io.BytesIO(data)) == first
    assert not folder_of(first).exists()


@pytest.mark.django_db
def test_a_storage_that_does_not_replace_files_keeps_the_first_of_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with override_settings(STORAGES=MEMORY):
        for text in (b"one", b"one"):
            path.write_bytes(text)
            files.put("ab/abc/shown", path)
        assert storages["images"].listdir("ab/abc") == ([], ["shown"])


def test_a_file_that_breaks_off_is_never_seen() -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise Refused("gone", "The other side hung up.")

    folder = Path(django_settings.MEDIA_ROOT) / "images"
    before = set(folder.glob(".*"))
    with pytest.raises(Refused):
        LocalStorage().save("ab/abd/shown", File(Breaking(b"abc"), name="shown"))
    assert list((folder / "ab" / "abd").iterdir()) == []
    assert set(folder.glob(".*")) == before


def test_a_name_never_leads_out_of_the_folder() -> None:
    with pytest.raises(Exception, match="traversal"):
        LocalStorage().save("../../settings.py", File(io.BytesIO(b"x"), name="x"))
