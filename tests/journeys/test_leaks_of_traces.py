"""What others said about a trace, and what stands in it for managers, is told to nobody else."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from accounts.models import User
from annotation import drafts, projects, rubrics, submission
from annotation.models import (
    Annotation,
    Assignment,
    Gold,
    Job,
    Membership,
    Project,
    Role,
    Suggestion,
    Task,
    Upload,
)
from quality import jobs as quality_jobs
from tests.annotation.imports import importing
from tests.contract import ContractClient, call
from tests.factories import make_user
from tests.journeys.hearing import Stage, everything_said_to, ids, lent, text_of

pytestmark = pytest.mark.django_db

# What a trace holds beside the words of its steps, and who said what about it.
SECRETS = {
    "model": "canary-model",
    "pointer": "canary-pointer",
    "cost": "0.4821937",
    "metadata": "canary-metadata",
    "original": "canary-original",
    "gold": "canary-gold",
    "suggesting model": "canary-suggester",
    "other's answer": "canary-rationale",
    "other's draft": "canary-draft",
}
UNDEMANDING = {"required": "nothing", "outcome": False, "verifiable": False, "attribution": False}


def a_run(number: int) -> dict[str, Any]:
    said = {"model": "canary-model", "pointer": "/canary-pointer", "cost": 0.4821937, "agent": "clerk"}
    nodes = [{"id": f"n{place}", "kind": "message", "text_parts": [f"Part {place}."], **said} for place in (1, 2, 3)]
    content = {"problem": f"Open problem {number}", "nodes": nodes}
    return {"external_id": f"run-{number}", "content": content, "metadata": {"judge": "canary-metadata"}}


def graded(word: str) -> dict[str, Any]:
    return {"steps": {"n2": {"label": -1, "comment": word}}, "first_error": {"node": "n2"}, "rationale": word}


@pytest.fixture
def stage(db: None) -> Stage:
    people = {
        role: make_user(email=f"{role}@traces.example.org")
        for role in ("annotator", "reviewer", "outsider", "manager", "other")
    }
    project = projects.create(by=people["manager"], kind="trace", title="Open runs", overlap=2, settings=UNDEMANDING)
    rubrics.publish(project=project, raw=[], by=people["manager"])
    for person, role in (("annotator", "annotator"), ("reviewer", "reviewer"), ("other", "annotator")):
        projects.add_member(project=project, user=people[person], role=Role(role))
    rows = [{**a_run(number), "note": "canary-original"} for number in range(4)]
    importing.import_file(project, importing.send(project, importing.as_lines(rows)), format_name="touchstone")
    project = projects.change_status(Project.objects.get(), Project.Status.ACTIVE)
    leave_grades(project, people["other"])
    quality_jobs.refresh_reliability(project.pk)
    kept = {"project_id": Project, "task_id": Task, "assignment_id": Assignment, "annotation_id": Annotation,
            "membership_id": Membership, "upload_id": Upload, "job_id": Job}  # fmt: skip
    known = {name: ids(model) for name, model in kept.items()}
    unknown = {name: [uuid.uuid4()] for name in ("export_id", "token_id", "invitation_id", "session_id", "user_id")}
    return Stage(people, {**known, **unknown, "name": ["touchstone.jsonl"]}, frozenset())


def leave_grades(project: Project, other: User) -> None:
    kind, context = project.the_kind, project.context()
    for task in Task.objects.all():
        found, known = (
            kind.read_answer(graded(word), content=task.content, context=context)
            for word in ("canary-suggester", "canary-gold")
        )
        task.suggestion = Suggestion.objects.create(task=task, model="canary-suggester", answer=found)
        task.save(update_fields=["suggestion"])
        Gold.objects.create(task=task, answer=known)
    for _ in range(2):
        held = lent(project, other)
        submission.submit(assignment=held, answer=graded("canary-rationale"), active_ms=7, key=uuid.uuid4())
    held = lent(project, other)
    drafts.save_draft(assignment=held, revision=3, content={"rationale": "canary-draft"}, device="canary-draft")


def leaks(said: Mapping[str, str], *names: str) -> list[str]:
    return [f"{request}: {name}" for request, text in said.items() for name in names if SECRETS[name] in text]


def grade_a_trace(person: User) -> dict[str, str]:
    """What an annotator hears while they claim, answer wrongly and answer."""
    client = ContractClient()
    client.force_login(person)
    heard = {}
    claimed = call(client, "POST", f"/api/projects/{Project.objects.get().public_id}/claim/", {})
    heard["claim"] = text_of(claimed)
    path = f"/api/assignments/{claimed.json()['assignment']['id']}/"
    wrong = {"steps": {"n2": {"sha256": "0" * 64, "label": 1}, "n9": {"label": 1}}, "first_error": {"none": True}}
    for name, answer in {"wrong answer": wrong, "answer": graded("mine")}.items():
        body = {"answer": answer, "active_ms": 60}
        response = call(client, "POST", f"{path}submit/", body, **{"Idempotency-Key": str(uuid.uuid4())})
        heard[name] = text_of(response)
    return heard


@pytest.mark.parametrize("role", ["annotator", "reviewer", "outsider"])
def test_no_route_tells_what_is_for_others_about_a_trace(stage: Stage, role: str) -> None:
    heard = grade_a_trace(stage.people[role]) if role == "annotator" else {}
    ids_now = {**stage.ids, "assignment_id": ids(Assignment), "annotation_id": ids(Annotation)}
    stage = Stage(stage.people, ids_now, frozenset())
    said = {**heard, **everything_said_to(stage.people[role], stage, methods=("GET", "POST", "PUT", "PATCH"))}
    assert leaks(said, *SECRETS) == []
    assert not [request for request, text in said.items() if text.startswith("5")]
    assert any("Open runs" in text for text in said.values()) is (role != "outsider")
    if role == "annotator":
        assert heard["wrong answer"].startswith("400")
        assert heard["answer"].startswith("201")


def test_a_manager_hears_what_stands_in_a_trace_so_the_search_can_find_it(stage: Stage) -> None:
    said = everything_said_to(stage.people["manager"], stage, methods=("GET",))
    found = {leak.rpartition(": ")[2] for leak in leaks(said, *SECRETS)}
    assert found == set(SECRETS) - {"other's draft"}
