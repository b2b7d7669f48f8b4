"""Data goes out: consistent, complete, the same bytes for the same data."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import threading
from pathlib import Path

import datasets
import pyarrow.parquet
import pytest
from django.db import connection

from accounts.models import User
from annotation import queue, rubrics, submission
from annotation.exports import manifest
from annotation.kinds import get_kind
from annotation.kinds.base import Json
from annotation.models import Annotation, Export, Flag, Job, Project, Task
from annotation.storage import DRAFT, located
from config.errors import Invalid
from tests.annotation.exports.exporting import data_file, rows, run, settle, start, take_out
from tests.annotation.imports.importing import as_lines, import_file
from tests.waiting import eventually
from tests.work import CLARITY, answer, claim, content, make_project, submit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def judged(mia: User, ada: User, ben: User) -> Project:
    """Six tasks: t0…t3 answered by two people and settled, t4 open, t5 withdrawn."""
    project = make_project(mia, tasks=6, annotators=[ada, ben], overlap=2, criteria=[CLARITY], title="Two numbers")
    withdrawn = Task.objects.get(external_id="t5")
    Task.objects.filter(pk=withdrawn.pk).update(status="withdrawn", withdrawn_reason="spam")
    Task.objects.filter(external_id="t4").update(position=queue.begin_round(project) + 5)
    queue.release(project)
    project.refresh_from_db()
    for annotator in (ada, ben):
        for _ in range(4):
            lease = claim(project, annotator)
            submit(lease, strength=int(str(lease.task.external_id)[1:]) % 3 - 2)
    for task in Task.objects.filter(status="answered"):
        settle(task, -1)
    return project


def by_external_id(export: Export) -> dict[str, Json]:
    return {row["external_id"]: row for row in rows(export)}


def test_a_canonical_row_says_everything_and_names_nobody(judged: Project, ada: User, ben: User) -> None:
    flagged = Task.objects.get(external_id="t1")
    Flag.objects.create(task=flagged, raised_by=ada, category="unsafe", note="Look at this.")
    row = by_external_id(take_out(judged, "touchstone"))["t1"]
    stored = Annotation.objects.get(task=flagged, annotator=ada)
    assert row["messages"] == content(1)["messages"]
    assert [response["id"] for response in row["responses"]] == ["r1", "r2"]
    assert {a["annotator"] for a in row["annotations"]} == {ada.pseudonym, ben.pseudonym}
    mine = next(a for a in row["annotations"] if a["annotator"] == ada.pseudonym)
    assert mine["id"] == str(stored.public_id)
    assert (mine["rubric_version"], mine["revision"], mine["imported"], mine["counted"]) == (1, 1, False, True)
    assert (mine["active_ms"], mine["side_seed"]) == (stored.active_ms, stored.side_seed)
    assert mine["answer"]["overall"] == {"verdict": "prefer", "strength": -1}
    assert row["evaluation"]["source"] == "consensus"
    assert row["policy_flags"] == [{"category": "unsafe", "note": "Look at this.", "resolved": False}]
    assert row["provenance"]["content_sha256"] == flagged.content_sha256
    assert row["trace_id"] == flagged.public_id.hex
    everything = data_file(take_out(judged, "touchstone")).read_text()
    for person in (ada, ben):
        assert person.display_name not in everything
        assert str(person.email) not in everything
        assert str(person.public_id) not in everything


@pytest.mark.parametrize("writer", [writer.name for writer in get_kind("preference").writers])
def test_the_same_query_on_unchanged_data_gives_the_same_bytes(judged: Project, writer: str) -> None:
    one, other = take_out(judged, writer), take_out(judged, writer)
    assert data_file(one) != data_file(other)
    assert data_file(one).read_bytes() == data_file(other).read_bytes()
    facts = [file.sha256 for export in (one, other) for file in export.files.order_by("name")]
    assert facts[:2] == facts[2:]
    assert hashlib.sha256(data_file(one).read_bytes()).hexdigest() in facts


def test_the_manifest_counts_what_is_in_and_what_was_left_out_and_why(judged: Project) -> None:
    export = take_out(judged, "trl_preference")
    facts = json.loads(located(export.files.get(name="manifest.json").path).read_bytes())
    assert facts == export.manifest
    assert facts["project"]["id"] == str(judged.public_id)
    assert facts["rubrics"] == [{"version": 1, "sha256": judged.rubric.sha256 if judged.rubric else ""}]
    counts = facts["counts"]
    assert (counts["tasks_in_project"], counts["tasks_written"], counts["annotations"]) == (
        6,
        counts["rows"],
        2 * counts["rows"],
    )
    assert counts["left_out"]["status is withdrawn"] == 1
    assert counts["left_out"]["The task has no outcome yet."] == 1
    assert sum(counts["left_out"].values()) + counts["tasks_written"] == 6
    (file,) = facts["files"]
    assert file["sha256"] == hashlib.sha256(data_file(export).read_bytes()).hexdigest()
    assert file["rows"] == len(rows(export)) == counts["rows"]
    assert facts["format"]["rules"]


def test_apps_above_add_what_they_know_to_the_manifest(judged: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "contributors", [lambda project, beat: {"reliability": {"of": project.title}}])
    assert take_out(judged, "touchstone").manifest["reliability"] == {"of": "Two numbers"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {"t0", "t1", "t2", "t3", "t4"}),
        ({"status": ["open", "withdrawn"]}, {"t4", "t5"}),
        ({"status": ["settled"], "min_agreement": 0.0}, {"t0", "t1", "t2", "t3"}),
        ({"min_agreement": 1.0}, set()),
    ],
)
def test_filters_choose_tasks(judged: Project, filters: Json, expected: set[str]) -> None:
    assert set(by_external_id(take_out(judged, "touchstone", **filters))) == expected


def test_the_least_agreement_is_kept_and_less_is_counted(judged: Project) -> None:
    settled = Task.objects.filter(status="settled")
    agreements = {task.external_id: task.agreement for task in settled if task.agreement is not None}
    least = sorted(agreements.values())[2]
    export = take_out(judged, "touchstone", min_agreement=least)
    assert set(by_external_id(export)) == {name for name, value in agreements.items() if value >= least}
    assert export.manifest["counts"]["left_out"][f"agreement is below {least:g}"] >= 1
    assert export.manifest["counts"]["left_out"]["agreement is not known"] == 1


def test_answers_imported_from_elsewhere_can_stay_out(judged: Project, ada: User) -> None:
    Annotation.objects.filter(annotator=ada).update(imported=True)
    with_them = by_external_id(take_out(judged, "touchstone"))["t0"]
    without = by_external_id(take_out(judged, "touchstone", include_imported=False))["t0"]
    assert (len(with_them["annotations"]), len(without["annotations"])) == (2, 1)


@pytest.mark.parametrize(
    ("filters", "field"),
    [
        ({"status": ["lost"]}, "filters.status"),
        ({"status": "open"}, "filters.status"),
        ({"min_agreement": 1.5}, "filters.min_agreement"),
        ({"min_agreement": True}, "filters.min_agreement"),
        ({"include_imported": "yes"}, "filters.include_imported"),
        ({"include_images": 1}, "filters.include_images"),
        ({"owner__password__startswith": "a"}, "filters.owner__password__startswith"),
    ],
)
def test_filters_that_make_no_sense_are_refused(mia: User, filters: Json, field: str) -> None:
    project = make_project(mia, tasks=1)
    with pytest.raises(Invalid) as refused:
        start(project, "touchstone", **filters)
    assert set(refused.value.fields) == {field}
    with pytest.raises(Invalid):
        start(project, "papyrus")
    assert not Job.objects.exists()


def test_only_the_current_revision_of_an_answer_goes_out(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=1, annotators=[ada], overlap=1)
    first = answer(project, ada, -3)
    revised = submission.revise(
        annotation=first, answer=first.answer | {"overall": {"verdict": "same"}}, active_ms=99, key=first.public_id
    )
    (row,) = rows(take_out(project, "touchstone"))
    (only,) = row["annotations"]
    assert (only["id"], only["revision"]) == (str(revised.annotation.public_id), 2)
    assert only["answer"]["overall"] == {"verdict": "same"}


@pytest.mark.parametrize("writer", ["trl_preference", "trl_preference_conversational"])
def test_trl_files_load_with_the_datasets_library(judged: Project, tmp_path: Path, writer: str) -> None:
    export = take_out(judged, writer)
    loaded = datasets.load_dataset("json", data_files=str(data_file(export)), split="train", cache_dir=str(tmp_path))
    assert {"prompt", "chosen", "rejected"} <= set(loaded.column_names)
    assert len(loaded) == export.manifest["counts"]["rows"] > 0
    task = Task.objects.get(public_id=loaded[0]["item_id"])
    assert task.outcome is not None
    first = "r1" if task.outcome["overall"]["strength"] < 0 else "r2"
    texts = {response["id"]: response["messages"][0]["content"] for response in task.content["responses"]}
    chosen = loaded[0]["chosen"]
    assert (chosen if isinstance(chosen, str) else chosen[0]["content"]) == texts[first]


FORMULAS = ["=1+1", "+2", "-3", "@sum", "\tx", "\rx"]


def test_csv_cells_are_never_formulas_and_numbers_stay_numbers(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=1, annotators=[ada], overlap=1)
    lines = [{"ask": f"Is {text!r} a formula?", "a": text, "b": f'"{text}",\n', "from": text} for text in FORMULAS]
    mapping = {"columns": {"prompt": "ask", "responses": ["a", "b"], "source": "from"}}
    import_file(project, as_lines(lines), mapping=mapping)
    project.refresh_from_db()
    for _ in range(7):
        answer(project, ada, -3)
    text = data_file(take_out(project, "csv")).read_bytes().decode()
    found = {row["r1"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert set(found) == {"1", *(f"'{text}" for text in FORMULAS)}
    assert {row["strength"] for row in found.values()} == {"-3"}
    assert (found["'=1+1"]["r2"], found["'=1+1"]["source"]) == ('"=1+1",\n', "'=1+1")


def test_parquet_has_typed_columns_in_bounded_row_groups(judged: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotation.exports.sinks.ROW_GROUP", 3)
    file = pyarrow.parquet.ParquetFile(data_file(take_out(judged, "parquet")))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [3, 3, 2]
    table = file.read().to_pylist()
    assert {type(row["strength"]) for row in table} == {int}
    assert {type(row["counted"]) for row in table} == {bool}
    assert {row["active_ms"] for row in table} == set(Annotation.objects.values_list("active_ms", flat=True))


def test_a_table_without_rows_still_has_its_columns(mia: User) -> None:
    project = make_project(mia, tasks=2)
    assert data_file(take_out(project, "csv")).read_text().startswith("item_id,external_id,")
    empty = pyarrow.parquet.read_table(data_file(take_out(project, "parquet")))
    assert (empty.num_rows, "strength" in empty.column_names) == (0, True)


def test_a_criterion_that_changed_its_scale_becomes_text_rather_than_fail(mia: User, ada: User) -> None:
    project = make_project(mia, tasks=2, annotators=[ada], overlap=1, criteria=[CLARITY])
    lease = claim(project, ada)
    submission.submit(
        assignment=lease,
        answer={"overall": {"verdict": "same"}, "criteria": {"clarity": {"r1": {"value": 2}}}},
        active_ms=1,
        key=lease.public_id,
    )
    free = {**CLARITY, "scale": {"type": "text", "min_length": 0}}
    rubrics.publish(project=project, raw=[free], by=mia)
    project.refresh_from_db()
    lease = claim(project, ada)
    submission.submit(
        assignment=lease,
        answer={"overall": {"verdict": "same"}, "criteria": {"clarity": {"r1": {"value": "fine"}}}},
        active_ms=1,
        key=lease.public_id,
    )
    table = pyarrow.parquet.read_table(data_file(take_out(project, "parquet"))).to_pylist()
    assert {row["criteria.clarity.r1"] for row in table} == {"2", "fine"}


def test_an_export_taken_during_writes_is_of_one_moment(mia: User, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers arrive while it runs: each task's answers and counters in the file belong together."""
    monkeypatch.setattr("annotation.exports.snapshot.CHUNK", 5)
    project = make_project(mia, tasks=60, annotators=[ada], overlap=1)
    for _ in range(10):
        answer(project, ada, 1)
    export, go_on = start(project, "touchstone"), threading.Event()

    def write() -> None:
        while not go_on.is_set() and not isinstance(queue.claim(project=project, annotator=ada), queue.Wait):
            answer(project, ada, -1)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        assert eventually(lambda: Annotation.objects.count() > 14)
        export = run(export)
    finally:
        go_on.set()
        thread.join()
    found = rows(export)
    assert len(found) == 60
    assert all((row["status"] == "answered") == bool(row["annotations"]) for row in found)
    answered = [row for row in found if row["annotations"]]
    assert 14 < len(answered) <= Annotation.objects.count()


def files_under(export: Export) -> list[str]:
    return sorted(path.name for path in located(f"exports/{export.public_id.hex}").glob("*"))


def test_a_cancelled_export_leaves_no_file(judged: Project) -> None:
    export = start(judged, "touchstone")
    Job.objects.filter(pk=export.job_id).update(cancel_requested=True)
    export = run(export)
    assert export.job.status == Job.Status.CANCELLED
    assert (files_under(export), list(export.files.all()), export.manifest) == ([], [], {})


def test_a_restarted_export_starts_anew_and_publishes_each_file_once(judged: Project) -> None:
    export = start(judged, "touchstone")
    folder = located(f"exports/{export.public_id.hex}")
    folder.mkdir(parents=True)
    (folder / f"{DRAFT}half").write_bytes(b"half a row")
    Job.objects.filter(pk=export.job_id).update(status="running", attempts=1, lease_until="2020-01-01T00:00:00Z")
    export = run(export)
    assert export.job.status == Job.Status.SUCCEEDED
    assert [file.path.rpartition("/")[2] for file in export.files.order_by("name")] == [
        "2-manifest.json",
        "2-touchstone.jsonl",
    ]
    before = {file.name: file.sha256 for file in export.files.all()}
    Job.objects.filter(pk=export.job_id).update(status="running", lease_until="2020-01-01T00:00:00Z")
    export = run(export)
    assert export.job.status == Job.Status.SUCCEEDED
    assert {file.name: file.sha256 for file in export.files.all()} == before
    assert export.job.result["rows"] == 5


def test_progress_reaches_the_number_of_tasks(judged: Project) -> None:
    job = take_out(judged, "touchstone").job
    assert (job.done, job.total, job.unit) == (5, 5, "tasks")
    assert job.result == {**job.result, "tasks_in_project": 6, "tasks_written": 5, "rows": 5, "annotations": 8}
