"""Traces come in through the same import as everything else, and what they were made from is kept byte for byte."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from annotation import originals, projects, rubrics
from annotation.kinds.base import Json
from annotation.models import Annotation, Gold, Original, Project, Task
from config import strict_json
from tests.annotation.imports.archiving import zipped
from tests.annotation.imports.importing import as_array, as_lines, import_file, refusals, send

pytestmark = pytest.mark.django_db


def who_and_when(question: str, step: int) -> Json:
    return {
        "is_correct": False,
        "question": question,
        "question_ID": f"q-{step}",
        "ground_truth": "42",
        "history": [
            {"role": "human", "content": question},
            {"role": "assistant", "name": "Planner", "content": "Ask the Counter."},
            {"role": "assistant", "name": "Counter", "content": "I count 41."},
        ],
        "mistake_agent": "Counter",
        "mistake_step": str(step),
        "mistake_reason": "One was left out.",
    }


def solution(number: int) -> Json:
    steps = [f"{number} is odd.", f"So {number} is prime."]
    problem = f"Is {number} prime?"
    return {
        "id": f"p-{number}",
        "generator": "m",
        "problem": problem,
        "steps": steps,
        "final_answer_correct": False,
    } | {"label": 1}


def written(document: object) -> bytes:
    """JSON as a person would indent it, so that nothing but the very bytes is the same."""
    return json.dumps(document, indent=3).encode()


@pytest.fixture
def project(rui: User) -> Project:
    project = projects.create(by=rui, kind="trace", title="Runs")
    rubrics.publish(project=project, raw=[], by=rui)
    return project


def original_of(task: Task) -> bytes:
    assert task.original is not None
    return originals.unpacked(task.original)


def test_a_file_of_one_trace_is_kept_as_it_came(project: Project) -> None:
    data = written(who_and_when("How many?", 2))
    job = import_file(project, send(project, data, "run 1.json"), format_name="trace_files")
    task = Task.objects.get(project=project)
    assert job.result["added"] == 1
    assert original_of(task) == data
    assert strict_json.loads(original_of(task))["history"][2]["content"] == task.content["nodes"][2]["text_parts"][0]


def test_the_mistake_that_a_file_names_becomes_gold(project: Project) -> None:
    data = written(who_and_when("How many are there?", 2))
    import_file(project, send(project, data, "run.json"), format_name="trace_files", verdicts="gold")
    task, gold = Task.objects.get(project=project), Gold.objects.get(task__project=project)
    counted = task.content["nodes"][2]
    assert gold.answer["first_error"] == {"node": counted["id"], "sha256": counted["sha256"]}
    assert (gold.answer["attribution"]["agent"], gold.answer["attribution"]["reason"]) == (
        "Counter",
        "One was left out.",
    )


def test_or_the_answer_of_a_named_person(project: Project) -> None:
    data = written(who_and_when("How many will there be?", 1))
    order = {"format_name": "trace_files", "verdicts": "annotations", "annotator": "Who & When"}
    job = import_file(project, send(project, data, "run.json"), **order)
    annotation = Annotation.objects.get(project=project)
    assert (job.result["verdicts_added"], annotation.imported) == (1, True)
    assert annotation.answer["first_error"]["node"] == annotation.task.content["nodes"][1]["id"]


def test_an_archive_of_several_formats_comes_in_file_by_file(project: Project) -> None:
    files = {
        "a/hand.json": written(who_and_when("How many?", 2)),
        "b/solved.jsonl": as_lines([solution(9), solution(15)]),
        "broken.json": b'{"history": [',
        "latin.json": '{"messages": [{"role": "user", "content": "caf\xe9"}]}'.encode("latin-1"),
        "else.json": b'{"weather": "fine"}',
    }
    job = import_file(project, send(project, zipped(files), "runs.zip"), format_name="trace_files")
    assert job.result["added"] == 3
    refused = dict(job.refusals.values_list("file", "reason"))
    assert refused.keys() == {"broken.json", "latin.json", "else.json"}
    assert all("known" in reason or "JSON" in reason or "UTF-8" in reason for reason in refused.values()), refused
    by_hand = Task.objects.get(project=project, content__reference="42")
    assert original_of(by_hand) == files["a/hand.json"]


def test_rows_are_kept_each_by_itself(project: Project) -> None:
    rows = [solution(9), solution(15)]
    import_file(project, as_lines(rows), format_name="processbench", verdicts="gold")
    kept = [strict_json.loads(original_of(task)) for task in Task.objects.filter(project=project).order_by("pk")]
    assert kept == rows
    assert Original.objects.filter(project=project).count() == 2
    assert Gold.objects.filter(task__project=project).count() == 2


def test_an_array_of_rows_is_kept_element_by_element(project: Project) -> None:
    rows = [solution(21), solution(25)]
    import_file(project, as_array(rows, indent=2), format_name="processbench")
    first = Task.objects.filter(project=project).earliest("pk")
    assert original_of(first) == json.dumps(rows, indent=2)[4:].split("\n  },")[0].encode() + b"\n  }"


def test_the_same_file_again_adds_nothing(project: Project) -> None:
    data = written(who_and_when("How many?", 2))
    for _ in range(2):
        job = import_file(project, send(project, data, "run.json"), format_name="trace_files")
    assert (job.result["added"], job.result["already_there"]) == (0, 1)
    assert Original.objects.filter(project=project).count() == 1


def test_one_bad_row_keeps_nothing_and_stops_nothing(project: Project) -> None:
    bad: dict[str, Any] = {**solution(27), "steps": "not a list", "id": "bad"}
    job = import_file(project, as_lines([solution(9), bad, solution(33)]), format_name="processbench")
    assert job.result["added"] == 2
    assert [line for line, _, _ in refusals(job)] == [2]
    assert Original.objects.filter(project=project).count() == 2


def test_managers_fetch_what_came_in(client: Client, rui: User, project: Project) -> None:
    data = written(who_and_when("How many?", 2))
    import_file(project, send(project, data, "run.json"), format_name="trace_files")
    task = Task.objects.get(project=project)
    client.force_login(rui)
    described = client.get(f"/api/tasks/{task.public_id}/").json()
    answer = client.get(f"/api/tasks/{task.public_id}/original/")
    assert described["original"]["size"] == len(data)
    assert answer.content == data
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_task_of_a_kind_that_keeps_nothing_has_no_original(client: Client, rui: User) -> None:
    project = projects.create(by=rui, kind="preference", title="Texts")
    rubrics.publish(project=project, raw=[], by=rui)
    rows = [{"prompt": "Count.", "chosen": "1 2", "rejected": "2 1"}]
    import_file(project, as_lines(rows), format_name="trl_preference")
    task = Task.objects.get(project=project)
    client.force_login(rui)
    assert client.get(f"/api/tasks/{task.public_id}/").json()["original"] is None
    assert client.get(f"/api/tasks/{task.public_id}/original/").status_code == 404
