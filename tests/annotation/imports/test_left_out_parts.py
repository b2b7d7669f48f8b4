"""What a file says that cannot be taken is told, and the task comes in without it."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from annotation import projects, rubrics
from annotation.imports.previewing import preview
from annotation.imports.uploads import Order
from annotation.kinds.base import Json
from annotation.models import Gold, Project, Task
from tests.annotation.imports.importing import as_array, as_lines, import_file, refusals, send

pytestmark = pytest.mark.django_db


def blaming(agent: str, question: str) -> Json:
    """A history whose mistake is said to be that of an agent."""
    return {
        "question": question,
        "question_ID": question,
        "history": [
            {"role": "human", "content": question},
            {"role": "assistant", "name": "Counter", "content": "I count 41."},
        ],
        "mistake_agent": agent,
        "mistake_step": "1",
        "mistake_reason": "One was left out.",
    }


@pytest.fixture
def project(rui: User) -> Project:
    project = projects.create(by=rui, kind="trace", title="Runs")
    rubrics.publish(project=project, raw=[], by=rui)
    return project


@pytest.mark.parametrize(
    ("name", "format_name", "write"),
    [("runs.jsonl", "who_and_when", as_lines), ("run.json", "trace_files", lambda rows: as_array(rows)[1:-1])],
)
def test_a_label_of_nobody_is_told_and_the_rest_is_taken(
    project: Project, name: str, format_name: str, write: Any
) -> None:
    upload = send(project, write([blaming("Nobody", "How many?")]), name)
    shown = preview(upload, Order(format_name=format_name, verdicts="gold"))
    job = import_file(project, upload, format_name=format_name, verdicts="gold")
    ((_, field, reason),) = refusals(job)
    assert field == "part"
    assert "Nobody" in reason
    assert [row["reason"] for row in shown["refused"]] == [reason]
    assert (job.result["added"], job.result["refused"], job.result["parts_refused"]) == (1, 0, 1)
    assert Gold.objects.get(task__project=project).answer["attribution"] is None


def test_of_a_task_that_is_refused_no_parts_are_told(project: Project) -> None:
    rows = [blaming("Counter", "How many?"), {**blaming("Nobody", "How many?"), "ground_truth": "42"}]
    job = import_file(project, as_lines(rows), format_name="who_and_when")
    assert [field for _, field, _ in refusals(job)] == ["external_id"]
    assert (job.result["refused"], Task.objects.filter(project=project).count()) == (1, 1)
