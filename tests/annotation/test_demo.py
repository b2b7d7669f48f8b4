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
from annotation.kinds.base import Json
from annotation.kinds.trace.steps import agents, handoffs, steps
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


@pytest.fixture
def traces(demo: None) -> Project:
    return Project.objects.get(is_demo=True, kind="trace")


def answers_of(task: Task) -> list[Annotation]:
    return list(Annotation.objects.filter(task=task).select_related("annotator").order_by("annotator__email"))


def content_of(project: Project, name: str) -> Json:
    content: Json = project.tasks.get(external_id=name).content
    return content


def problems_of(content: Json) -> dict[str, list[str]]:
    """What the machine found wrong with the arguments of calls, by node."""
    calls = [node for node in content["nodes"] if node["kind"] == "tool_call"]
    return {node["id"]: node["tool"]["check"]["problems"] for node in calls if not node["tool"]["check"]["ok"]}


def test_there_is_a_demo_project_of_each_kind(demo: None) -> None:
    kinds = Project.objects.filter(is_demo=True, status="active").values_list("kind", flat=True)
    assert sorted(kinds) == ["bounding_box", "preference", "trace"]
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


def test_traces_are_of_many_sorts(traces: Project) -> None:
    domains = list(traces.tasks.values_list("metadata__domain", flat=True))
    expected = {
        "mathematics": 5, "tool use": 3, "several agents": 3, "coding": 2, "research": 1, "customer support": 1
    }  # fmt: skip
    assert {domain: domains.count(domain) for domain in domains} == expected


def test_a_long_coding_run_has_a_demonstration_that_is_not_graded_and_a_long_log(traces: Project) -> None:
    content = content_of(traces, "coding-tides")
    shown = {node["id"] for node in content["nodes"] if node["context"] == "demo"}
    assert len(content["nodes"]) >= 60
    assert any(node["kind"] == "tool_call" and node["id"] in shown for node in content["nodes"])
    assert not shown & {node["id"] for node in steps(content, traces.settings)}
    assert max(len(text) for node in content["nodes"] for text in node["text_parts"]) > 3_000


def test_the_machine_finds_arguments_of_a_wrong_type_and_arguments_that_are_no_json(traces: Project) -> None:
    found = {name: problems_of(content_of(traces, name)) for name in ("tools-room", "tools-heater", "tools-label")}
    assert found == {
        "tools-room": {"n3": ["seats: must be a whole number."]},
        "tools-heater": {"n2": ["The arguments are not valid JSON."]},
        "tools-label": {},
    }


def test_four_agents_hand_over_though_the_first_could_have_asked_the_last(traces: Project) -> None:
    content = content_of(traces, "team-refund")
    assert agents(content) == ["intake", "router", "research", "billing"]
    assert [(step.from_agent, step.to_agent) for step in handoffs(content)] == [
        ("intake", "router"), ("router", "research"), ("research", "billing")
    ]  # fmt: skip
    answers = [annotation.answer for annotation in answers_of(traces.tasks.get(external_id="team-refund"))]
    bypass = next(edit for answer in answers for edit in answer["counterfactuals"] if edit["op"] == "bypass")
    assert (bypass["from_agent"], bypass["to_agent"]) == ("intake", "billing")
    assert bypass["permitted"] is True
    assert bypass["preconditions"][0]["evidence"]["quote"] == "This is a matter for billing."


def test_sub_agents_work_at_the_same_time_below_the_node_that_set_them_to_work(traces: Project) -> None:
    nodes = content_of(traces, "research-library")["nodes"]
    assert {node["parent"] for node in nodes if node["agent"] == "scout: old mill"} == {"to-mill"}
    spans = {
        agent: [(node["start"], node["end"]) for node in nodes if node["agent"] == agent]
        for agent in ("scout: old mill", "scout: harbour hall", "scout: north school")
    }
    assert max(each[0][0] for each in spans.values()) < min(each[-1][1] for each in spans.values())
    assert [node["start"] for node in nodes] == sorted(node["start"] for node in nodes)
    assert all(node["tokens"]["output"] > 0 and node["cost"] > 0 for node in nodes if node["model"])


def test_models_are_never_named_to_annotators(traces: Project) -> None:
    content = content_of(traces, "team-dinner")
    assert any(node["model"] for node in content["nodes"])
    shown = traces.the_kind.public_content(content, traces.context(), seed=1)
    assert not any("model" in node for node in shown["nodes"])


def test_three_people_graded_ten_traces_one_is_begun_and_the_rest_is_open(traces: Project) -> None:
    answered = traces.tasks.filter(status="answered")
    assert answered.count() == 10
    for task in answered:
        assert [answer.annotator.display_name[:3] for answer in answers_of(task)] == ["Ada", "Ben", "Chi"]
    assert [task.external_id for task in traces.tasks.filter(status="open", answers=1)] == ["support-deposit"]
    assert traces.tasks.filter(status="open", answers=0).count() == 4


def test_people_grade_in_many_ways(traces: Project) -> None:
    answers = [annotation.answer for annotation in Annotation.objects.filter(project=traces)]
    said = [step for answer in answers for step in answer["steps"].values()]
    exits = {answer["exit"]["reason"] for answer in answers if answer["exit"]}
    assert exits == {"wrong_reference", "bad_problem"}
    assert {answer["outcome"] for answer in answers if not answer["exit"]} == {"success", "partial", "fail"}
    assert any("text" in step.get("rewrite", {}) for step in said)
    assert any("arguments" in step.get("rewrite", {}) for step in said)
    verdicts = {step["tool"]["verdict"] for step in said if "tool" in step}
    assert verdicts >= {"correct", "wrong_arguments", "wrong_order", "unnecessary"}
    assert any(no == "no" for step in said for no in step.get("handoff", {}).values())
    assert all(answer["errors"] == [] or answer["rationale"] for answer in answers)
    assert any(error["evidence"] for answer in answers for error in answer["errors"])


def test_about_a_third_of_the_traces_is_disputed(traces: Project) -> None:
    for task in traces.tasks.filter(status="answered"):
        settling.settle(task.pk)
    disputed = set(traces.tasks.filter(status="disputed").values_list("external_id", flat=True))
    assert disputed == {"maths-clock", "tools-label", "team-notice"}
    assert traces.tasks.filter(status="settled").count() == 7


def test_people_agree_on_a_trace_and_still_name_neighbouring_steps(traces: Project) -> None:
    first = [answer.answer["first_error"]["node"] for answer in answers_of(traces.tasks.get(external_id="tools-room"))]
    assert first == ["n3", "n5", "n3"]
    severities = {
        error["severity"]
        for answer in answers_of(traces.tasks.get(external_id="team-dinner"))
        for error in answer.answer["errors"]
        if error["node"] == "n3"
    }
    assert severities == {"high", "medium"}


def test_gold_of_a_trace_finds_who_named_the_planted_error_better(traces: Project) -> None:
    gold = Gold.objects.select_related("task").filter(task__project=traces)
    names = {"maths-balls", "maths-multiples", "tools-heater"}
    assert {one.task.external_id for one in gold} == names
    known = gold.get(task__external_id="maths-balls")
    ada, ben, _ = (
        traces.the_kind.gold_score(one.answer, known.answer, content=known.task.content, context=traces.context())
        for one in answers_of(known.task)
    )
    assert 0.8 < ben < ada == 1


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
