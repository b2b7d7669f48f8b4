"""What answers name in a project's settings stays: it is renamed, archived or merged, and merging is judged anew."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from annotation import projects, queue, submission
from annotation.images import files
from annotation.images.keeping import keep
from annotation.kinds.base import Json
from annotation.models import Assignment, Gold, Image, Project, Role, Suggestion, Task
from config import strict_json
from config.errors import Invalid, Refused
from review import settling
from tests.annotation.imports.archiving import png
from tests.annotation.imports.pictured import image_project

pytestmark = pytest.mark.django_db

LABELS = [{"title": "Cat"}, {"title": "Dog"}, {"title": "Fox"}]


@pytest.fixture
def project(mia: User, ada: User, ben: User) -> Project:
    """Two images that two people answer: in the second, one calls a cat what the other calls a dog."""
    made = image_project(mia, labels=LABELS, overlap=2, agreement_threshold=0.9)
    for annotator in (ada, ben):
        projects.add_member(project=made, user=annotator, role=Role.ANNOTATOR)
    start = queue.begin_round(made)
    for number in range(2):
        add_image(made, number, start)
    queue.release(made)
    return projects.change_status(made, Project.Status.ACTIVE)


def add_image(project: Project, number: int, start: int) -> Task:
    image = {"sha256": f"{number:064x}", "width": 300, "height": 200, "name": f"secret/{number}.jpg"}
    content = project.the_kind.read_content({"image": image})
    return Task.objects.create(
        project=project,
        external_id=str(image["name"]),
        content=content,
        content_sha256=strict_json.sha256(content),
        position=start + number,
        overlap=project.overlap,
    )


def boxes(*labels: str) -> Json:
    drawn = [
        {"id": f"b{place}", "label": label, "x": 40 * place, "y": 10, "width": 30, "height": 20, "attributes": {}}
        for place, label in enumerate(labels)
    ]
    return {"boxes": drawn, "no_objects": not drawn, "comments": [], "criteria": {}}


def answer(project: Project, annotator: User, *labels: str) -> Task:
    lent = queue.claim(project=project, annotator=annotator)
    assert isinstance(lent, Assignment)
    submission.submit(assignment=lent, answer=boxes(*labels), active_ms=900, key=uuid.uuid4())
    settling.settle(lent.task_id)
    return Task.objects.get(pk=lent.task_id)


def with_labels(project: Project, **changes: Json) -> Json:
    """The project's settings with changes to labels, by their keys."""
    labels = [{**label, **changes.get(label["key"], {})} for label in project.settings["labels"]]
    return {**project.settings, "labels": labels}


def test_usage_counts_boxes_in_answers_suggestions_and_gold(project: Project, ada: User, ben: User) -> None:
    task = answer(project, ada, "cat", "cat", "dog")
    answer(project, ben, "cat")
    Suggestion.objects.create(task=task, model="m", version="1", answer=boxes("dog"))
    Gold.objects.create(task=task, answer=boxes("fox", "dog"))
    found = {entry.name: (entry.mentions, entry.answers, entry.tasks) for entry in projects.usage(project)}
    assert found == {"cat": (3, 2, 1), "dog": (3, 3, 1), "fox": (1, 1, 1)}


def test_a_label_in_use_cannot_be_removed_but_an_unused_one_can(project: Project, ada: User) -> None:
    answer(project, ada, "dog")
    without = {
        key: {**project.settings, "labels": [each for each in project.settings["labels"] if each["key"] != key]}
        for key in ("dog", "fox")
    }
    with pytest.raises(Invalid, match=r"Dog|dog"):
        projects.edit(project, settings=without["dog"])
    kept = projects.edit(project, settings=without["fox"])
    assert [label["key"] for label in kept.settings["labels"]] == ["cat", "dog"]


def test_a_renamed_label_keeps_its_key_and_its_boxes(project: Project, ada: User, ben: User) -> None:
    answer(project, ada, "cat")
    answer(project, ben, "cat")
    renamed = projects.edit(project, settings=with_labels(project, cat={"title": "House cat"}))
    settled = Task.objects.get(outcome_source="consensus")
    assert renamed.settings["labels"][0]["title"] == "House cat"
    assert settled.outcome is not None
    assert settled.outcome["boxes"][0]["label"] == "cat"


def test_merging_two_labels_settles_what_people_only_called_by_both_names(
    project: Project, ada: User, ben: User
) -> None:
    answer(project, ada, "cat", "dog")
    disputed = answer(project, ben, "dog", "dog")
    assert disputed.status == Task.Status.DISPUTED
    projects.edit(project, settings=with_labels(project, cat={"merged_into": "dog"}))
    waiting = Task.objects.get(pk=disputed.pk)
    assert (waiting.status, waiting.agreement) == (Task.Status.ANSWERED, None)
    settling.settle(disputed.pk)
    settled = Task.objects.get(pk=disputed.pk)
    assert (settled.status, settled.agreement) == (Task.Status.SETTLED, 1.0)
    assert settled.outcome is not None
    assert [box["label"] for box in settled.outcome["boxes"]] == ["dog", "dog"]


def test_a_ruling_of_a_reviewer_outlives_a_merge(project: Project, ada: User, ben: User) -> None:
    answer(project, ada, "cat")
    task = answer(project, ben, "dog")
    Task.objects.filter(pk=task.pk).update(status="settled", outcome=boxes("fox"), outcome_source="decision")
    projects.edit(project, settings=with_labels(project, cat={"merged_into": "dog"}))
    assert Task.objects.get(pk=task.pk).outcome == boxes("fox")


def test_an_archived_label_takes_no_new_boxes_and_keeps_the_old_ones(project: Project, ada: User, ben: User) -> None:
    answer(project, ada, "fox")
    projects.edit(project, settings=with_labels(project, fox={"archived": True}))
    archived = Project.objects.select_related("rubric").get(pk=project.pk)
    with pytest.raises(Invalid) as refusal:
        answer(archived, ben, "fox")
    assert "boxes.0.label" in refusal.value.fields
    assert [entry.name for entry in projects.usage(archived)] == ["fox"]


def test_the_threshold_of_matching_cannot_change_under_answers(project: Project, ada: User) -> None:
    answer(project, ada, "cat")
    with pytest.raises(Refused, match="what answers mean cannot change"):
        projects.edit(project, settings={**project.settings, "iou_threshold": 0.75})


def test_neither_the_name_nor_the_checksum_of_an_image_reaches_its_annotator(
    project: Project, ada: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(ada)
    lent = client.post(f"/api/projects/{project.public_id}/claim/", {}, content_type="application/json")
    task = lent.json()["assignment"]["task"]
    assert task["content"] == {"image": {"width": 300, "height": 200}}
    answer(project, ada, "cat")
    told = client.get(f"/api/projects/{project.public_id}/my-annotations/")
    (mine,) = told.json()["results"]
    assert mine["snippet"] == "Image of 300 × 200 pixels"
    assert client.get(f"/api/annotations/{mine['id']}/").json()["shown"]["content"] == task["content"]
    for response in (lent, told):
        assert b"secret" not in response.content
        assert b"000000000" not in response.content


def test_claiming_an_image_takes_no_more_queries_than_a_claim_may(
    project: Project, ada: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(ada)
    with CaptureQueriesContext(connection) as claiming:
        client.post(f"/api/projects/{project.public_id}/claim/", {}, content_type="application/json")
    statements = [query["sql"] for query in claiming if "SAVEPOINT" not in query["sql"]]
    assert len(statements) <= 10, "\n".join(statements)


def test_a_deleted_draft_takes_its_images_along_unless_another_project_shows_them(
    mia: User, django_capture_on_commit_callbacks: Any
) -> None:
    draft, other = image_project(mia), image_project(mia)
    mine, shared = keep(BytesIO(picture_of(3))), keep(BytesIO(picture_of(8)))
    for project, image in ((draft, mine), (draft, shared), (other, shared)):
        content = {"image": {"sha256": image.sha256, "width": 9, "height": 7, "name": ""}}
        Task.objects.create(project=project, content=content, content_sha256=image.sha256, position=1, overlap=1)
    with django_capture_on_commit_callbacks(execute=True):
        projects.delete(draft)
    assert list(Image.objects.all()) == [shared]
    assert files.are_there(files.names(shared))
    assert not any(files.images().exists(name) for name in files.names(mine))


def picture_of(shade: int) -> bytes:
    return png((shade, shade, shade), (9, 7))
