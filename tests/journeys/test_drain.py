"""Fifty people empty a project at once, each in one tab and then each in two."""

from __future__ import annotations

import pytest

from tests.journeys.annotators import History, start_crowd, surprises
from tests.journeys.judging import Watch, judge
from tests.journeys.scene import set_scene
from tests.journeys.stack import Stack

TASKS, OVERLAP, PEOPLE = 400, 2, 50
SECONDS = 90

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("tabs_each", [1, 2])
def test_fifty_people_empty_a_project_and_every_task_gets_exactly_its_overlap(stack: Stack, tabs_each: int) -> None:
    scene = set_scene(stack, tasks=TASKS, annotators=PEOPLE, overlap=OVERLAP, title=f"{tabs_each} tabs each")
    crowd = start_crowd(stack.port, scene, tabs_each=tabs_each)
    with Watch(stack, scene.project) as watch:
        histories = crowd.finish(seconds=SECONDS)
    assert judge(stack, scene.project, histories).wrong == {}
    assert watch.looks > 3
    assert watch.over == 0
    assert surprises(histories) == []
    assert everybody_finished(histories)
    assert acknowledged(histories) >= TASKS * OVERLAP
    assert sum(len(history.skipped) for history in histories) > 0


def everybody_finished(histories: list[History]) -> bool:
    return all(history.told_done is not None for history in histories)


def acknowledged(histories: list[History]) -> int:
    return sum(1 for history in histories for answer in history.sent if answer.acknowledged)
