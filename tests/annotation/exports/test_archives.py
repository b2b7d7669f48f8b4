"""Exports of several files: one zip, whole, counted, and the same bytes for the same data."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator

import pytest

from accounts.models import User
from annotation import storage
from annotation.exports import archives, running
from annotation.kinds import get_kind
from annotation.kinds.base import ArchiveWriter, Context, Document, ExportedTask, LeftOut, Picture, Written
from annotation.models import Export, Job, Project
from tests.annotation.exports.exporting import data_file, run, start, take_out
from tests.work import answer, make_project

pytestmark = pytest.mark.django_db(transaction=True)

Part = Document | Picture | LeftOut | Written


class Pages(ArchiveWriter):
    """One page for each task that has answers, and a list of them that it holds as a file."""

    name = "pages"
    title = "Pages"
    help = "One page for each task."
    rules = ("Tasks without answers have no page.",)

    def files(
        self, tasks: Iterable[ExportedTask], context_for: Callable[[int | None], Context], *, with_images: bool
    ) -> Iterator[Part]:
        names = []
        for task in tasks:
            if not task.annotations:
                yield LeftOut("Nobody has answered.")
                continue
            settings = context_for(task.rubric_version).settings
            names.append(f"pages/{task.external_id}.json")
            yield Document(names[-1], json.dumps(settings["mode"]).encode() * 100, rows=3)
            yield Written(len(task.annotations))
        yield Document("list.txt", io.BytesIO("\n".join(names).encode()), rows=1)


@pytest.fixture(autouse=True)
def _pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_kind("preference"), "archive_writers", [Pages()], raising=False)


@pytest.fixture
def project(mia: User, ada: User, ben: User) -> Project:
    project = make_project(mia, tasks=5, annotators=[ada, ben], overlap=2)
    for annotator in (ada, ada, ada, ben):
        answer(project, annotator, 1)
    return project


def opened(export: Export) -> zipfile.ZipFile:
    return zipfile.ZipFile(data_file(export))


def test_an_archive_holds_every_file_of_its_writer(project: Project) -> None:
    export = take_out(project, "pages")
    with opened(export) as archive:
        assert archive.testzip() is None
        *pages, listed = archive.infolist()
        assert archive.read(listed).decode().splitlines() == [page.filename for page in pages]
        assert archive.read(pages[0]) == b'"pairwise"' * 100
    assert len(pages) == 3
    assert pages[0].compress_size < pages[0].file_size
    assert {file.name for file in export.files.all()} == {"manifest.json", "pages.zip"}


def test_the_same_data_gives_the_same_archive(project: Project) -> None:
    one, other = (data_file(take_out(project, "pages")) for _ in range(2))
    assert one != other
    assert one.read_bytes() == other.read_bytes()


def test_nothing_in_an_archive_tells_when_or_where_it_was_made(project: Project) -> None:
    with opened(take_out(project, "pages")) as archive:
        for info in archive.infolist():
            assert (info.date_time, info.create_system) == ((1980, 1, 1, 0, 0, 0), 3)
            assert info.external_attr >> 16 == 0o644


def test_the_manifest_counts_what_went_into_an_archive(project: Project) -> None:
    export = take_out(project, "pages")
    counts = {"tasks_in_project": 5, "tasks_written": 3, "rows": 10, "annotations": 4, "images": 0}
    assert export.manifest["counts"] == {**counts, "left_out": {"Nobody has answered.": 2}}
    assert export.manifest["format"]["rules"] == ["Tasks without answers have no page."]
    assert export.files.get(name="pages.zip").rows == 10
    assert (export.job.done, export.job.total) == (5, 5)


def test_an_archive_without_tasks_is_one_all_the_same(project: Project) -> None:
    with opened(take_out(project, "pages", status=["withdrawn"])) as archive:
        assert archive.namelist() == ["list.txt"]


def test_an_archive_larger_than_old_zips_can_be_is_read_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = take_out(project, "pages")
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 900)
    large = take_out(project, "pages")
    monkeypatch.undo()
    assert data_file(large).stat().st_size > data_file(usual).stat().st_size
    with opened(usual) as one, opened(large) as other:
        assert [one.read(name) for name in one.namelist()] == [other.read(name) for name in other.namelist()]


def test_an_export_can_be_cancelled_while_a_large_file_is_copied(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = start(project, "pages")

    class Large(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            Job.objects.filter(pk=export.job_id).update(cancel_requested=True)
            return super().read(size)

    large = Document("large.bin", Large(b"x" * 3 * archives.CHUNK))
    monkeypatch.setattr(Pages, "files", lambda *_, **__: iter([large, Written(1)]))
    monkeypatch.setattr(running, "SECONDS_PER_REPORT", 0)
    export = run(export)
    assert export.job.status == Job.Status.CANCELLED
    assert export.job.done == 0
    assert not list(export.files.all())
    assert not list(storage.located(running.folder(export)).iterdir())


@pytest.mark.parametrize("name", ["../above.txt", "/root.txt", "a/../../b.txt", "c:\\d.txt"])
def test_no_member_leads_out_of_the_archive(project: Project, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(Pages, "files", lambda *_, **__: iter([Document(name, b"")]))
    export = run(start(project, "pages"))
    assert export.job.status == Job.Status.FAILED
    assert name in export.job.error
