"""The demo: made once in seconds, with people who agree and disagree, and removed as a whole."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from PIL import Image as Pillow
from pytest_django import DjangoDbBlocker

from accounts.models import User
from annotation.demo import pictures
from annotation.demo.drawing import boats
from annotation.demo.drawing.boats import Afloat
from annotation.demo.drawing.canvas import Canvas
from annotation.demo.drawing.light import NOON
from annotation.demo.drawing.scenes import SCENES
from annotation.images import files, unused
from annotation.models import Annotation, Gold, Image, Project, Suggestion, Task
from review import settling
from tests.factories import make_user

EMPTY = {"empty-beach.jpg", "open-sea-overcast.jpg"}
pytestmark = pytest.mark.django_db
Committing = Callable[..., AbstractContextManager[list[Any]]]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo as the command makes it: once for all tests here, since drawing takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def boxes(demo: None) -> Project:
    return Project.objects.get(is_demo=True, kind="bounding_box")


def answers_of(task: Task) -> list[Annotation]:
    return list(Annotation.objects.filter(task=task).select_related("annotator").order_by("annotator__email"))


def test_there_is_a_demo_project_of_each_kind(demo: None) -> None:
    kinds = Project.objects.filter(is_demo=True, status="active").values_list("kind", flat=True)
    assert sorted(kinds) == ["bounding_box", "preference"]
    assert Task.objects.filter(project__kind="preference").count() > 20
    assert set(Task.objects.values_list("licence", flat=True)) == {"CC0-1.0"}


def test_the_pictures_are_many_and_one_is_crowded_one_large_and_two_empty(boxes: Project) -> None:
    tasks = {task.external_id: task for task in boxes.tasks.all()}
    assert len(tasks) == len(SCENES) >= 24
    sizes = {name: (task.content["image"]["width"], task.content["image"]["height"]) for name, task in tasks.items()}
    assert [name for name, (width, height) in sizes.items() if width * height >= 12_000_000] == ["whole-harbour.jpg"]
    crowd = [len(annotation.answer["boxes"]) for annotation in answers_of(tasks["regatta-start.jpg"])]
    assert len(crowd) == 3
    assert min(crowd) > 300
    empty = boxes.tasks.filter(annotations__answer__no_objects=True).distinct()
    assert {task.external_id for task in empty} == EMPTY


def test_a_scene_is_drawn_alike_each_time() -> None:
    scene = next(scene for scene in SCENES if scene.name == "rough-water")
    one, other = scene.draw(), scene.draw()
    assert one.things == other.things
    assert np.array_equal(np.asarray(one.image), np.asarray(other.image))


def test_a_box_of_the_truth_goes_around_what_can_be_seen() -> None:
    """Two buoys on black, the second one half hidden."""
    canvas = Canvas(Pillow.new("RGB", (100, 60)), replace(NOON, darkness=0))
    boats.buoy(canvas, Afloat((30, 30), 20), colour="yellow")
    whole = np.asarray(canvas.image).max(axis=2) > 40
    boats.buoy(canvas, Afloat((70, 30), 20), colour="red")
    cover = Pillow.new("RGBA", (20, 40), (0, 0, 0, 255))
    canvas.put(cover, (80, 30), height=1)
    free, hidden = canvas.things()
    columns, rows = np.flatnonzero(whole.any(axis=0)), np.flatnonzero(whole.any(axis=1))
    assert (free.x, free.x + free.width) == pytest.approx((columns[0], columns[-1] + 1), abs=1)
    assert (free.y, free.y + free.height) == pytest.approx((rows[0], rows[-1] + 1), abs=1)
    assert (free.occluded, hidden.occluded) == (False, True)
    assert hidden.x + hidden.width == 70
    assert (hidden.label, hidden.attributes) == ("buoy", {"colour": "red"})


def test_a_picture_is_kept_like_any_that_is_imported(boxes: Project) -> None:
    content = boxes.tasks.get(external_id="rough-water.jpg").content["image"]
    image = Image.objects.get(sha256=content["sha256"])
    with Pillow.open(files.images().open(files.upright(image))) as kept:
        assert kept.size == (content["width"], content["height"]) == (1440, 810)


def test_three_people_answered_and_each_in_their_own_way(boxes: Project) -> None:
    answered = boxes.tasks.filter(status="answered")
    assert answered.count() >= 14
    for task in answered:
        assert [answer.annotator.display_name[:3] for answer in answers_of(task)] == ["Ada", "Ben", "Chi"]
    one, other, third = answers_of(answered.get(external_id="sailing-golden.jpg"))
    shapes = [[(box["x"], box["y"]) for box in answer.answer["boxes"]] for answer in (one, other, third)]
    assert shapes[0] != shapes[1] != shapes[2]
    assert boxes.tasks.filter(status="open", answers=1).exists()


def test_most_tasks_settle_and_some_are_disputed(boxes: Project) -> None:
    for task in boxes.tasks.filter(status="answered"):
        settling.settle(task.pk)
    disputed = set(boxes.tasks.filter(status="disputed").values_list("external_id", flat=True))
    assert {"fairway-fog.jpg", "small-marina-dusk.jpg", "mooring-field-morning.jpg"} <= disputed
    assert boxes.tasks.filter(status="settled").count() > len(disputed)
    empty = boxes.tasks.filter(external_id__in=EMPTY)
    assert [task.status for task in empty] == ["settled", "settled"]


def test_a_model_suggests_boxes_with_scores_for_open_tasks(boxes: Project) -> None:
    suggested = boxes.tasks.filter(suggestion__isnull=False)
    assert suggested.count() >= 4
    for task in suggested:
        assert task.status == "open"
        assert task.suggestion is not None
        assert all(0 < box["score"] < 1 for box in task.suggestion.answer["boxes"])
    assert not Annotation.objects.filter(suggestion__isnull=False).exists()


def test_the_right_answer_of_some_tasks_is_known(boxes: Project) -> None:
    gold = Gold.objects.select_related("task__project__rubric").filter(task__project=boxes)
    assert {one.task.external_id for one in gold} == {"sailing-golden.jpg", "bathing-beach-noon.jpg"}
    known = gold.get(task__external_id="sailing-golden.jpg")
    context, kind = boxes.context(), boxes.the_kind
    scores = [
        kind.gold_score(answer.answer, known.answer, content=known.task.content, context=context)
        for answer in answers_of(known.task)
    ]
    assert all(0.7 < score <= 1 for score in scores)


def test_the_demo_is_removed_as_a_whole_with_its_images(
    boxes: Project, django_capture_on_commit_callbacks: Committing
) -> None:
    make_user(is_admin=True)
    image = Image.objects.earliest("pk")
    assert files.are_there(files.names(image))
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        call_command("demo", "--remove", stdout=io.StringIO())
    assert not any(model._default_manager.exists() for model in (Project, Task, Annotation, Suggestion, Gold, Image))
    assert not User.objects.filter(is_demo=True).exists()
    assert callbacks


def test_the_files_of_a_removed_image_go_too(db: None, django_capture_on_commit_callbacks: Committing) -> None:
    (image,) = pictures.keep([Pillow.new("RGB", (30, 20), (200, 90, 10))])
    assert files.are_there(files.names(image))
    with django_capture_on_commit_callbacks(execute=True):
        unused.remove({image.sha256})
    assert not any(files.images().exists(name) for name in files.names(image))


def test_an_image_that_another_project_shows_stays(boxes: Project, mia: User) -> None:
    make_user(is_admin=True)
    task = boxes.tasks.get(external_id="rough-water.jpg")
    mine = Project.objects.create(kind="bounding_box", title="Mine", created_by=mia)
    Task.objects.create(project=mine, content=task.content, content_sha256="f" * 64, position=1, overlap=1)
    call_command("demo", "--remove", stdout=io.StringIO())
    assert Image.objects.get().sha256 == task.content["image"]["sha256"]


def test_the_demo_is_not_removed_while_nobody_else_could_sign_in(demo: None) -> None:
    with pytest.raises(CommandError):
        call_command("demo", "--remove")
