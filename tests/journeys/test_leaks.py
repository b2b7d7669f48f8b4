"""Everything that an annotator, a reviewer or an outsider can make the API say, searched for what is not for them."""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from accounts import inviting, tokens
from accounts.models import User
from annotation import drafts, outcomes, projects, queue, rubrics, submission
from annotation.models import (
    Annotation,
    Assignment,
    Flag,
    Gold,
    Job,
    Membership,
    Project,
    QueueCursor,
    Refusal,
    Role,
    Suggestion,
    Task,
    Upload,
)
from quality import jobs as quality_jobs
from tests import team
from tests.annotation.imports import importing
from tests.contract import ContractClient, call
from tests.factories import make_user
from tests.journeys.hearing import Stage, everything_said_to, ids, lent, text_of
from tests.work import CLARITY, make_project, prefer

pytestmark = pytest.mark.django_db

# What stands in the data, and which of the people who look on may see it.
FOR_MANAGERS = {
    "model": "canary-model",
    "suggesting model": "canary-suggester",
    "gold": "canary-gold",
    "metadata": "canary-metadata",
    "source": "canary-source",
    "licence": "canary-licence",
    "importer": "canary-importer",
    "external id": "canary-external",
    "column of the mapping": "canary_column",
    "other's name": "canary-name",
    "other's rationale": "canary-rationale",
    "other's flag": "canary-flag",
    "other's reason to skip": "canary-skip",
    "outcome": "canary-outcome",
    "agreement": "0.7312891",
    "priority": "31777",
    "upload": "canary-upload",
    "reason to withdraw": "canary-withdrawn",
    "error of a job": "canary-error",
    "refused row": "canary-excerpt",
    "e-mail of someone invited": "canary-invited@example.org",
}
FOR_NOBODY_HERE = {
    "other's e-mail": "canary-other@example.org",
    "other's draft": "canary-draft",
    "other's token": "canary-token",
    "other project": "canary-elsewhere",
    "manager's e-mail": "canary-manager@example.org",
}

MAPPING = {
    "columns": {
        "prompt": ["question"],
        "responses": ["a", "b"],
        "models": ["canary_column", "second_model"],
        "external_id": "number",
    },
    "constants": {"source": "canary-source", "licence": "canary-licence"},
    "metadata": ["judge"],
}


@pytest.fixture
def stage(db: None) -> Stage:
    people = {
        "annotator": make_user(email="ada@example.org", display_name="Ada"),
        "reviewer": make_user(email="rui@example.org", display_name="Rui"),
        "outsider": make_user(email="oda@example.org", display_name="Oda"),
        "manager": make_user(email="canary-manager@example.org", display_name="Mia"),
        "other": make_user(email="canary-other@example.org", display_name="canary-name"),
    }
    project = a_project(people)
    leave_traces(project, people)
    make_project(people["other"], title="canary-elsewhere", description="canary-elsewhere")
    quality_jobs.refresh_reliability(project.pk)
    return Stage(people, paths_hold(project, people), secret_numbers())


def a_project(people: Mapping[str, User]) -> Project:
    manager = people["manager"]
    project = projects.create(by=manager, kind="preference", title="Open title", overlap=2)
    rubrics.publish(project=project, raw=[CLARITY], by=manager)
    for role in (Role.ANNOTATOR, Role.REVIEWER):
        projects.add_member(project=project, user=people[role], role=role)
    projects.add_member(project=project, user=people["other"], role=Role.ANNOTATOR)
    upload = importing.send(project, importing.as_lines(map(row, range(8))), "canary-upload.jsonl")
    importing.import_file(project, upload, mapping=MAPPING, priority=31777)
    Task.objects.update(importer="canary-importer")
    return projects.change_status(Project.objects.get(), Project.Status.ACTIVE)


def row(number: int) -> dict[str, Any]:
    return {
        "number": f"canary-external-{number}",
        "question": f"What is {number} + {number}?",
        "a": f"{2 * number}",
        "b": f"{3 * number + 1}",
        "canary_column": "canary-model-one",
        "second_model": "canary-model-two",
        "judge": "canary-metadata",
    }


def leave_traces(project: Project, people: Mapping[str, User]) -> None:
    """What another annotator, the manager, a model and the workers leave behind."""
    for task in Task.objects.all():
        task.suggestion = Suggestion.objects.create(
            task=task, model="canary-suggester", version="canary-suggester-7", answer=prefer(1)
        )
        task.save(update_fields=["suggestion"])
        Gold.objects.create(task=task, answer=prefer(2, rationale="canary-gold"))
    other = people["other"]
    secret = prefer(-2, rationale="canary-rationale")
    for _ in range(2):
        submission.submit(assignment=lent(project, other), answer=secret, active_ms=7, key=uuid.uuid4())
    queue.skip(lent(project, other), reason="other", note="canary-skip")
    held = lent(project, other)
    drafts.save_draft(assignment=held, revision=3, content={"rationale": "canary-draft"}, device="canary-draft")
    Flag.objects.create(task=held.task, raised_by=other, category="unsafe", note="canary-flag")
    settled, withdrawn = Task.objects.filter(answers=0, taken=0).order_by("-position")[:2]
    outcome = prefer(3, rationale="canary-outcome")
    outcomes.settle(settled, outcome, source=Task.Source.CONSENSUS, agreement=0.7312891)
    outcomes.withdraw(withdrawn, reason="canary-withdrawn")
    job = Job.objects.create(project=project, activity="import", status="failed", error="canary-error")
    Refusal.objects.create(job=job, line=1, reason="not JSON", excerpt="canary-excerpt")
    inviting.invite(inviter=people["manager"], email="canary-invited@example.org", grants=[grant(project)])
    team.finished_export({"manager": people["manager"]})


def grant(project: Project) -> dict[str, str]:
    return {"project": str(project.public_id), "role": "annotator"}


def paths_hold(project: Project, people: Mapping[str, User]) -> dict[str, list[Any]]:
    """Every id that a path can hold. The annotator's own things are added when they have some."""
    token, _ = tokens.create(user=people["other"], name="canary-token", scopes=["read"])
    invitation, _ = inviting.invite(inviter=people["manager"], email="second@example.org", grants=[grant(project)])
    return {
        "project_id": ids(Project),
        "task_id": ids(Task),
        "assignment_id": ids(Assignment),
        "annotation_id": ids(Annotation),
        "membership_id": ids(Membership)[:2],
        "upload_id": ids(Upload),
        "export_id": [project.exports.get().public_id],
        "job_id": ids(Job),
        "name": ["touchstone.jsonl"],
        "user_id": [people["other"].public_id],
        "token_id": [token.public_id],
        "invitation_id": [invitation.public_id],
        "session_id": [uuid.uuid4()],
    }


def secret_numbers() -> frozenset[str]:
    """Seeds and positions: with them one could foretell sides and order."""
    rows = itertools.chain(
        *Project.objects.values_list("seed", "released_position", "next_position"),
        Assignment.objects.values_list("side_seed", flat=True),
        Task.objects.values_list("position", flat=True),
        QueueCursor.objects.values_list("position", flat=True),
        Task.objects.values_list("content_sha256", flat=True),
    )
    return frozenset(str(number) for number in rows if len(str(number)) > 8)


def leaks(said: Mapping[str, str], stage: Stage) -> list[str]:
    """Each request whose answer holds what stands in the data for others."""
    words = {**FOR_MANAGERS, **FOR_NOBODY_HERE, **{f"number {number}": number for number in stage.numbers}}
    patterns = {name: re.compile(rf"(?<![\w.]){re.escape(word)}(?!\d)", re.IGNORECASE) for name, word in words.items()}
    return [
        f"{request}: {name}" for request, text in said.items() for name, word in patterns.items() if word.search(text)
    ]


def work_through(person: User, stage: Stage) -> dict[str, str]:
    """What an annotator hears while they claim, draft, flag, answer wrongly, answer, revise, skip and return."""
    client = ContractClient()
    client.force_login(person)
    project = Project.objects.get(title="Open title")
    heard: dict[str, str] = {}

    def act(name: str, method: str, path: str, body: Any = None, expect: int = 200, **headers: str) -> Any:
        response = call(client, method, path, body, **headers)
        assert response.status_code == expect, (name, response.content)
        heard[name] = text_of(response)
        return response

    def claim() -> str:
        lent = act(f"claim {len(heard)}", "POST", f"/api/projects/{project.public_id}/claim/", {}).json()
        return f"/api/assignments/{lent['assignment']['id']}/"

    first, key = claim(), {"Idempotency-Key": str(uuid.uuid4())}
    good = {"answer": prefer(1), "active_ms": 60}
    wrong = prefer(1, criteria={"charm": {"r1": {"value": 1}}}, edit={"base": "r9", "text": ""})
    act("assignment", "GET", first)
    act("heartbeat", "POST", f"{first}heartbeat/")
    act("draft", "PUT", f"{first}draft/", {"revision": 1, "content": {"rationale": "mine"}})
    act("stale draft", "PUT", f"{first}draft/", {"revision": 1, "content": {"rationale": "mine again"}}, 409)
    act("flag", "POST", f"{first}flag/", {"category": "other", "note": "mine"}, 201)
    act("wrong answer", "POST", f"{first}submit/", {"answer": wrong, "active_ms": 1}, 400, **key)
    given = act("submit", "POST", f"{first}submit/", good, 201, **key).json()
    act("submit once more", "POST", f"{first}submit/", good, 200, **key)
    act("submit other", "POST", f"{first}submit/", {**good, "active_ms": 61}, 409, **key)
    revision = {"Idempotency-Key": str(uuid.uuid4())}
    act("revise", "POST", f"/api/annotations/{given['id']}/revise/", good, 201, **revision)
    act("skip", "POST", f"{claim()}skip/", {"reason": "too_long", "note": "mine"}, 204)
    act("return", "POST", f"{claim()}return/", None, 204)
    while act("claim to the end", "POST", f"/api/projects/{project.public_id}/claim/", {}).json()["state"] == "task":
        act("skip to the end", "POST", f"{claim()}skip/", {"reason": "too_long"}, 204)
    return heard


def test_an_annotator_hears_nothing_that_is_for_others_while_they_work(stage: Stage) -> None:
    heard = work_through(stage.people["annotator"], stage)
    assert leaks(heard, Stage(stage.people, stage.ids, secret_numbers())) == []
    assert "retry" in heard["claim to the end"] or "done" in heard["claim to the end"]


@pytest.mark.parametrize("role", ["annotator", "reviewer", "outsider"])
def test_no_route_tells_what_is_for_others(stage: Stage, role: str) -> None:
    if role == "annotator":
        work_through(stage.people[role], stage)
    whole = Stage(
        stage.people,
        {**stage.ids, "assignment_id": ids(Assignment), "annotation_id": ids(Annotation)},
        secret_numbers(),
    )
    said = everything_said_to(stage.people[role], whole, methods=("GET", "POST", "PUT", "PATCH", "DELETE"))
    assert leaks(said, whole) == []
    assert not [request for request, text in said.items() if text.startswith("5")]
    title_is_told = any("Open title" in text for text in said.values())
    assert title_is_told is (role != "outsider")


def test_a_manager_hears_what_is_for_managers_so_the_search_can_find_it(stage: Stage) -> None:
    said = everything_said_to(stage.people["manager"], stage, methods=("GET",))
    found = {leak.rpartition(": ")[2] for leak in leaks(said, stage)}
    assert found >= set(FOR_MANAGERS)
    hidden = found - set(FOR_MANAGERS)
    assert {name for name in hidden if not name.startswith("number")} <= {"manager's e-mail"}
