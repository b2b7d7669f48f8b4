"""A file becomes tasks: once each, whatever happens meanwhile."""

from __future__ import annotations

import io
import random
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from accounts.models import User
from annotation import projects, queue
from annotation.imports import running
from annotation.imports.files.rows import Json
from annotation.models import Job, Project, Refusal, Role, Task
from config.errors import Invalid, Refused
from tests.annotation.imports.importing import (
    PANDA_MAPPING,
    as_array,
    as_lines,
    import_file,
    packed,
    panda_rows,
    refusals,
    run,
    send,
    start,
    trl_rows,
)
from tests.work import make_project

pytestmark = pytest.mark.django_db


def counts(job: Job) -> dict[str, int]:
    return {name: value for name, value in job.result.items() if value}


def csv_of(rows: list[Json]) -> bytes:
    text = io.StringIO()
    text.write("instruction;response1;response2;idx\n")
    for row in rows:
        cells = [str(row[name]).replace('"', '""') for name in ("instruction", "response1", "response2", "idx")]
        text.write(";".join(f'"{cell}"' for cell in cells) + "\n")
    return text.getvalue().encode()


def parquet_of(rows: list[Json]) -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), sink)
    return sink.getvalue()


@pytest.mark.parametrize("pack", [bytes, packed], ids=["plain", "gzipped"])
@pytest.mark.parametrize("write", [as_lines, as_array, csv_of, parquet_of])
def test_every_container_gives_the_same_tasks(mia: User, write: Any, pack: Any) -> None:
    project = make_project(mia, tasks=0)
    rows = panda_rows(20)
    columns = {"prompt": "instruction", "responses": ["response1", "response2"], "external_id": "idx"}
    job = import_file(project, pack(write(rows)), mapping={"columns": columns})
    assert counts(job) == {"read": 20, "added": 20}
    task = Task.objects.get(external_id="8")
    assert task.content["messages"] == [{"role": "user", "content": rows[2]["instruction"]}]
    texts = [response["messages"][0]["content"] for response in task.content["responses"]]
    assert texts == [rows[2]["response1"], rows[2]["response2"]]


def test_three_hundred_mapped_rows_go_in_with_source_licence_and_metadata(mia: User) -> None:
    project = make_project(mia, tasks=0, overlap=3)
    job = import_file(project, as_array(panda_rows(300), indent=1), mapping=PANDA_MAPPING)
    assert counts(job) == {"read": 300, "added": 300}
    assert (job.done, job.total, job.unit) == (job.total, job.total, "bytes")
    task = Task.objects.get(external_id="4")
    assert task.content["messages"][0]["content"].split("\n\n") == [
        "Say in one sentence what 1 stones weigh.",
        "A stone weighs 1 kilograms.",
    ]
    assert (task.source, task.licence, task.importer) == ("own texts", "CC0-1.0", "mapping")
    assert task.metadata == {"motivation_app": "App 1"}
    assert (task.status, task.overlap, task.taken, task.answers) == ("open", 3, 0, 0)
    project.refresh_from_db()
    assert project.import_mapping == PANDA_MAPPING


def test_a_recognised_format_needs_no_mapping(mia: User) -> None:
    project = make_project(mia, tasks=0)
    job = import_file(project, as_lines(trl_rows(5)))
    assert counts(job) == {"read": 5, "added": 5}
    assert set(Task.objects.values_list("importer", "source")) == {("trl_preference", "")}


@pytest.mark.parametrize("with_id", [True, False], ids=["by external id", "by content"])
def test_importing_the_same_file_again_adds_nothing(mia: User, with_id: bool) -> None:
    project = make_project(mia, tasks=0)
    rows = [row if with_id else {**row, "id": None} for row in trl_rows(50)]
    import_file(project, as_lines(rows))
    again = import_file(project, packed(as_array(rows)))
    assert counts(again) == {"read": 50, "already_there": 50}
    assert Task.objects.count() == 50


def test_the_same_row_twice_in_one_file_is_one_task(mia: User) -> None:
    project = make_project(mia, tasks=0)
    job = import_file(project, as_lines([*trl_rows(3), *trl_rows(3)]))
    assert counts(job) == {"read": 6, "added": 3, "already_there": 3}


def test_a_known_external_id_with_other_content_is_refused_and_changes_nothing(mia: User) -> None:
    project = make_project(mia, tasks=0)
    import_file(project, as_lines(trl_rows(3)))
    changed = trl_rows(4)
    changed[1]["chosen"] = "Something else."
    job = import_file(project, as_lines(changed))
    assert counts(job) == {"read": 4, "added": 1, "already_there": 2, "refused": 1}
    ((line, field, reason),) = refusals(job)
    assert (line, field) == (2, "external_id")
    assert "“trl-1” is there already, with other content" in reason
    contents = str(Task.objects.get(external_id="trl-1").content)
    assert "Something else." not in contents


def test_bad_rows_are_reported_and_the_good_ones_are_in(mia: User) -> None:
    project = make_project(mia, tasks=0)
    rows = as_lines(trl_rows(4)).splitlines()
    rows[1:1] = [b'{"prompt": "broken', b'{"prompt": "no answers"}', b'{"prompt": "p", "chosen": NaN, "rejected": ""}']
    job = import_file(project, b"\n".join(rows), format_name="trl_preference")
    assert counts(job) == {"read": 7, "added": 4, "refused": 3}
    assert [line for line, _, _ in refusals(job)] == [2, 3, 4]
    assert Refusal.objects.get(line=2).excerpt == '{"prompt": "broken'


def test_a_row_that_is_too_long_is_refused_by_its_line(mia: User, settings: Any) -> None:
    settings.MAX_ROW_BYTES = 2_000
    project = make_project(mia, tasks=0)
    rows = trl_rows(3)
    rows[1]["chosen"] = "long " * 1_000
    job = import_file(project, as_lines(rows))
    assert counts(job) == {"read": 3, "added": 2, "refused": 1}
    assert refusals(job) == [(2, "", "This row is longer than 2,000 bytes.")]


def test_more_refusals_than_anyone_reads_are_only_counted(mia: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "REFUSALS_KEPT", 25)
    monkeypatch.setattr(running, "BATCH_ROWS", 10)
    project = make_project(mia, tasks=0)
    job = import_file(project, as_lines(trl_rows(1)) + b"nonsense\n" * 60 + as_lines(trl_rows(2)))
    assert counts(job) == {"read": 63, "added": 2, "already_there": 1, "refused": 60}
    assert job.refusals.count() == 25


def test_a_table_whose_columns_are_not_those_of_the_mapping_is_refused_before_anything_is_read(mia: User) -> None:
    project = make_project(mia, tasks=0)
    upload = send(project, b"question,answer one,answer two\nWhy?,So.,Thus.\n", "wrong.csv")
    with pytest.raises(Invalid) as refused:
        start(project, upload, mapping=PANDA_MAPPING)
    assert refused.value.code == "wrong_mapping"
    assert refused.value.fields["columns.external_id"] == "The file has no column “idx”."
    assert refused.value.fields["columns.responses"] == (
        "The file has no column “response1”. The file has no column “response2”."
    )
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("mapping", "field"),
    [
        ({"columns": {}}, "columns.responses"),
        ({"columns": {"responses": ["response1"], "colour": "idx"}}, "columns.colour"),
        ({"columns": {"responses": ["response1"], "external_id": ["idx", "instruction"]}}, "columns.external_id"),
        ({"columns": ["response1"]}, "columns"),
        ({"columns": {"responses": {"a": 1}}}, "columns"),
        ({"columns": {"responses": "response1"}, "colums": {}}, "colums"),
        ({"columns": {"responses": "response1"}, "verdicts": []}, "verdicts"),
        ({"columns": {"responses": "response1"}, "verdicts": ["x"]}, "verdicts"),
        ({"columns": {"responses": "response1"}, "metadata": ["nowhere"]}, "metadata"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused_by_field(mia: User, mapping: Json, field: str) -> None:
    project = make_project(mia, tasks=0)
    upload = send(project, as_lines(panda_rows(2)))
    with pytest.raises(Invalid) as refused:
        start(project, upload, mapping=mapping)
    assert field in refused.value.fields


def test_an_unknown_format_names_the_known_ones(mia: User) -> None:
    project = make_project(mia, tasks=0)
    with pytest.raises(Invalid) as refused:
        start(project, as_lines(trl_rows(1)), format_name="telegram")
    assert "trl_preference" in refused.value.fields["format"]


def test_a_file_of_no_known_format_needs_a_mapping(mia: User) -> None:
    project = make_project(mia, tasks=0)
    with pytest.raises(Invalid) as refused:
        start(project, as_lines(panda_rows(2)))
    assert refused.value.code == "mapping_needed"


def test_an_archived_project_takes_no_import(mia: User) -> None:
    project = make_project(mia, tasks=2)
    projects.change_status(project, Project.Status.PAUSED)
    projects.change_status(project, Project.Status.ARCHIVED)
    project.refresh_from_db()
    with pytest.raises(Refused, match="archived"):
        start(project, as_lines(trl_rows(1)))


def test_the_order_in_the_queue_is_a_shuffle_that_stays_the_same(mia: User) -> None:
    project = make_project(mia, tasks=0)
    import_file(project, as_lines(trl_rows(40)))
    in_queue = list(Task.objects.order_by("position").values_list("external_id", flat=True))
    in_file = list(Task.objects.order_by("pk").values_list("external_id", flat=True))
    assert in_file == [f"trl-{number}" for number in range(40)]
    assert set(in_queue) == set(in_file)
    assert in_queue != in_file


def test_priority_is_that_of_the_import(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=2, annotators=[ada])
    import_file(project, as_lines(trl_rows(1)), priority=7)
    project.refresh_from_db()
    lent = queue.claim(project=project, annotator=ada)
    assert not isinstance(lent, queue.Wait)
    assert (lent.task.external_id, lent.task.priority) == ("trl-0", 7)


def test_members_do_not_change_by_an_import_without_verdicts(mia: User) -> None:
    project = make_project(mia, tasks=0)
    import_file(project, as_array(panda_rows(10)), mapping=PANDA_MAPPING)
    assert list(project.memberships.values_list("user__email", "role")) == [("mia@example.org", Role.MANAGER)]


def test_a_gzip_file_that_breaks_off_gives_its_good_rows_and_fails_with_the_reason(mia: User) -> None:
    project = make_project(mia, tasks=0)
    rows = [{**row, "source": str(random.Random(index).random())} for index, row in enumerate(trl_rows(8_000))]
    data = packed(as_lines(rows))
    job = run(start(project, data[: len(data) * 3 // 4], format_name="trl_preference"))
    assert job.status == Job.Status.FAILED
    assert "ends too early" in job.error
    assert job.result["added"] == Task.objects.count() > 4_000
    project.refresh_from_db()
    assert Task.objects.filter(position__lt=project.released_position).count() == job.result["added"]
