"""Processes die while people work and files are imported. It costs time, and nothing else."""

from __future__ import annotations

import json
import time

import pytest

from tests.journeys.annotators import Crowd, start_crowd, surprises
from tests.journeys.judging import Watch, judge
from tests.journeys.scene import Scene, set_scene
from tests.journeys.stack import Stack, wait_for
from tests.journeys.tabs import Reply, Tab

TASKS, PEOPLE = 240, 30
SECONDS = 120
DATABASE_AWAY = 4.0  # seconds
LONGEST_ANSWER = 6.0
ROWS = 40_000

ANSWERED = """
    SELECT count(*) >= %(enough)s FROM annotation_annotation n JOIN annotation_project p ON p.id = n.project_id
    WHERE p.public_id = %(project)s
"""

pytestmark = pytest.mark.slow


def test_dying_workers_connections_and_messages_lose_no_answer(stack: Stack) -> None:
    scene = set_scene(stack, tasks=TASKS, annotators=PEOPLE, title="Faults")
    crowd = start_crowd(stack.port, scene)
    with Watch(stack, scene.project) as watch:
        until(stack, scene, 0.10)
        stack.kill("worker")
        until(stack, scene, 0.25)
        stack.forget_messages()
        until(stack, scene, 0.35)
        stack.start("worker")
        until(stack, scene, 0.45)
        stack.kill_one_web_worker()
        until(stack, scene, 0.60)
        assert stack.end_database_connections() > 0
        until(stack, scene, 0.75)
        stack.kill("valkey")
        until(stack, scene, 0.85)
        stack.start("valkey")
        judge_all(stack, crowd)
    assert watch.over == 0
    assert sum(tab.history.unknown for tab in crowd.tabs) > 0


def test_while_the_database_is_away_people_are_told_to_try_again_and_nothing_is_lost(stack: Stack) -> None:
    scene = set_scene(stack, tasks=TASKS, annotators=PEOPLE, title="Database away")
    crowd = start_crowd(stack.port, scene)
    until(stack, scene, 0.3)
    stack.kill_postmaster()
    asked = ask_for(stack, scene, seconds=DATABASE_AWAY)
    stack.start("postgres")
    judge_all(stack, crowd)
    assert {reply.status for reply in asked} == {503}
    assert {reply.code for reply in asked} == {"unavailable"}
    assert all(int(reply.headers["Retry-After"]) > 0 for reply in asked)
    assert max(reply.seconds for reply in asked) < LONGEST_ANSWER
    assert max(tab.history.slowest for tab in crowd.tabs) < LONGEST_ANSWER
    assert sum(tab.history.unavailable for tab in crowd.tabs) > 0


def test_an_import_whose_worker_dies_is_finished_and_every_row_comes_in_once(stack: Stack) -> None:
    scene = set_scene(stack, tasks=1, annotators=1, title="Import")
    manager = Tab(stack.port, scene.manager)
    uploaded = manager.upload(f"projects/{scene.project}/uploads/", "pairs.jsonl", pairs(ROWS))
    assert uploaded.status == 201, uploaded
    choice = {"upload": uploaded.body["id"], "format": uploaded.body["format"]}
    job = manager.post(f"projects/{scene.project}/imports/", choice)
    assert job.status == 202, job
    half_way = "SELECT status = 'running' AND done > 0 FROM annotation_job WHERE public_id = %(job)s"
    assert wait_for(stack, half_way, job=job.body["id"], seconds=30)
    stack.kill("worker")
    came_in = stack.value(TASKS_OF, project=scene.project)
    assert 1 < came_in < ROWS
    let_the_lease_run_out(stack, job.body["id"])
    stack.start("worker")
    finished = "SELECT status NOT IN ('queued', 'running') FROM annotation_job WHERE public_id = %(job)s"
    assert wait_for(stack, finished, job=job.body["id"], seconds=60)
    told = manager.get(f"jobs/{job.body['id']}/").body
    assert (told["status"], told["result"]["added"], told["result"]["read"]) == ("succeeded", ROWS, ROWS)
    assert stack.value(TASKS_OF, project=scene.project) == ROWS + 1
    assert stack.value(f"SELECT attempts FROM annotation_job WHERE public_id = '{job.body['id']}'") == 2


TASKS_OF = """
    SELECT count(*) FROM annotation_task t JOIN annotation_project p ON p.id = t.project_id
    WHERE p.public_id = %(project)s
"""


def until(stack: Stack, scene: Scene, share: float) -> None:
    """Wait until that share of the answers is in."""
    enough = int(share * TASKS * 2)
    assert wait_for(stack, ANSWERED, project=scene.project, enough=enough, seconds=SECONDS), f"stopped before {share}"


def judge_all(stack: Stack, crowd: Crowd) -> None:
    histories = crowd.finish(seconds=SECONDS)
    assert surprises(histories) == []
    assert judge(stack, crowd.scene.project, histories, patience=60).wrong == {}
    assert all(history.told_done is not None for history in histories)


def ask_for(stack: Stack, scene: Scene, *, seconds: float) -> list[Reply]:
    """Ask what any page asks, again and again."""
    tab = Tab(stack.port, scene.manager)
    ends = time.monotonic() + seconds
    replies = []
    while time.monotonic() < ends:
        replies += [tab.get("me/"), tab.get(f"projects/{scene.project}/")]
        time.sleep(0.2)
    tab.close()
    return replies


def pairs(rows: int) -> bytes:
    def line(number: int) -> str:
        row = {"prompt": f"What follows {number}?", "chosen": f"{number + 1}.", "rejected": f"Not {number}."}
        return json.dumps(row)

    return "\n".join(line(number) for number in range(rows)).encode()


def let_the_lease_run_out(stack: Stack, job: str) -> None:
    """As if its minute were over: the sweep leaves a job alone while its worker may live."""
    with stack.sql() as cursor:
        cursor.execute("UPDATE annotation_job SET lease_until = now() WHERE public_id = %s", [job])
