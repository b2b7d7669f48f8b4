"""Traces that should do harm are sent to the real stack: each is refused by name, and the rest comes in whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

import pytest

from tests.annotation.imports.archiving import zipped
from tests.journeys.hostile_files import (
    DEEP,
    LONG,
    OVERRIDE,
    Json,
    call,
    good_files,
    hostile_files,
    nested,
    node,
    tolerated_spans,
    trace,
    written,
)
from tests.journeys.memory import growing
from tests.journeys.office import Office
from tests.journeys.stack import Stack
from tests.journeys.tabs import Tab
from tests.journeys.traces import set_traces, support_run

MOST_WEB_MB, MOST_WORKER_MB = 150, 200
LONGEST_WAIT = 10.0  # seconds that the web may take for a look at all of it
SMALL_FILES = 1_000
NOT_UTF8 = "This file is not UTF-8 text: byte {} in line 1. Save it as UTF-8."

REFUSALS = {
    "many.json": "This trace has 100,000 steps; at most 10,000 can be graded. Split it.",
    "circle.json": "The node one is above itself: its parents go round.",
    "self.json": "The node one is above itself: its parents go round.",
    "twins.json": "Another node has the id one.",
    "orphan.json": "The parent of the node one is not in this trace.",
    "deep.json": "This JSON is nested more than 64 levels deep.",
    "twice.json": "The key “text_parts” stands twice in one object.",
    "nan.json": "This is not valid JSON: unexpected character, expected a JSON value at character 82.",
    "surrogate.json": "This is not valid JSON: no low surrogate in string at character 84.",
    "utf16.json": NOT_UTF8.format(0),
    "latin.json": NOT_UTF8.format(hostile_files()["latin.json"].index(b"\xfc")),
    "bomb.json": "The file unpacks to far more than files do.",
    "empty.json": "The file is empty.",
    "more.zip": "This is an archive inside the archive. Send it by itself.",
    # The first of the two spans comes in.
    "span-twins.json": "Another span before it has the id c1; this one is left out.",
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(stack: Stack) -> Office:
    office = Office(stack, set_traces(stack, [support_run()]))
    # What a process loads for its first import is no growth.
    office.brought_in(office.upload("first.json", written(trace("first", node("one")))).body)
    return office


def test_hostile_traces_are_refused_by_name_the_rest_comes_in_and_memory_stays_bounded(
    stack: Stack, office: Office
) -> None:
    hostile, good = hostile_files(), {**good_files(), **tolerated_spans()}
    with growing(stack.running["web"].pid, stack.running["worker"].pid) as (web, worker):
        uploaded = office.upload("runs.zip", zipped({**hostile, **good}))
        assert (uploaded.status, uploaded.body["format"]) == (201, "trace_files"), uploaded
        preview = office.tab.post(f"uploads/{uploaded.body['id']}/preview/")
        assert preview.status == 200, preview
        job = office.brought_in(uploaded.body)
    assert job["status"] == "succeeded", job
    assert office.refusals(job) == {name: [reason] for name, reason in REFUSALS.items()}
    tasks = office.tasks()
    assert tasks.keys() == {"first", "span-twins", *(name.removesuffix(".json") for name in good)}
    assert_all_is_as_it_was_sent({name: task["content"]["nodes"] for name, task in tasks.items()})
    assert originals(stack, tasks, but=["first", "span-twins"]) == {sha256(data) for data in good.values()}
    refused = {sha256(data) for name, data in hostile.items() if name != "span-twins.json"}
    assert not refused & originals(stack, tasks)
    assert max(uploaded.seconds, preview.seconds) < LONGEST_WAIT
    assert web.megabytes < MOST_WEB_MB
    assert worker.megabytes < MOST_WORKER_MB
    assert_the_long_line_is_lent_whole(stack, office)


def test_an_archive_that_is_a_bomb_as_a_whole_is_refused_before_anything_is_kept(stack: Stack, office: Office) -> None:
    before = stack.value("SELECT count(*) FROM annotation_upload")
    padded = written(trace("padded", node("one"))) + b" " * (5 << 20)
    with growing(stack.running["web"].pid) as (web,):
        refused = office.upload("bomb.zip", zipped({f"{number}.json": padded for number in range(14)}))
    assert (refused.status, refused.code) == (400, "zip_bomb")
    assert stack.value("SELECT count(*) FROM annotation_upload") == before
    assert web.megabytes < MOST_WEB_MB


def test_a_thousand_small_files_come_in_and_the_one_that_is_broken_is_named(stack: Stack, office: Office) -> None:
    files = {f"{place:04}.json": written(trace(f"small-{place}", node(f"at-{place}"))) for place in range(SMALL_FILES)}
    files["0500.json"] = files["0500.json"][:-1]
    job = office.brought_in(office.upload("small.zip", zipped(files)).body)
    assert (job["status"], job["result"]["added"], job["result"]["refused"]) == ("succeeded", SMALL_FILES - 1, 1)
    ((name, (reason,)),) = office.refusals(job).items()
    assert name == "0500.json"
    assert reason.startswith("This is not valid JSON: ")
    query = "SELECT count(*) FROM annotation_task WHERE external_id LIKE 'small-%%'"
    assert stack.value(query) == SMALL_FILES - 1


def assert_all_is_as_it_was_sent(nodes: Mapping[str, list[Json]]) -> None:
    assert nodes["line"][0]["text_parts"] == ["x" * LONG + " end"]
    assert nodes["turned"][0]["text_parts"] == [f"pay {OVERRIDE}05 euros"]
    assert nodes["nul"][0]["text_parts"] == ["before\u2400after"]
    kept = {name: call_of(nodes[name][0]) for name in ("raw", "nested")}
    assert kept == {"raw": (call("{query: 'tea'}")["tool"]["raw"], None, False), "nested": (nested(DEEP), None, True)}
    # A regular expression is not run; a schema that leads nowhere gives no check.
    assert [one["tool"]["check"] for one in nodes["schema"]] == [
        {"ok": False, "problems": ["again.q: must be text."]},
        None,
    ]
    parents = {name: {one["id"] for one in nodes[name]} for name in ("spans", "lost-parent", "round")}
    assert parents == {
        "spans": {"b7ad6b7169203331", "00f067aa0ba902b7"},
        "lost-parent": {"a1", "a2"},
        "round": {"b1", "b2", "b3"},
    }
    assert [one["tool"]["raw"] for one in nodes["span-twins"]] == [json.dumps({"at": "first"})]


def call_of(one: Json) -> tuple[str, object, bool]:
    return one["tool"]["raw"], one["tool"]["arguments"], one["tool"]["valid"]


def assert_the_long_line_is_lent_whole(stack: Stack, office: Office) -> None:
    annotator, texts = Tab(stack.port, office.scene.annotators[0]), []
    claim = f"projects/{office.scene.project}/claim/"
    while (lent := annotator.post(claim).body)["state"] == "task":
        texts += [part for one in lent["assignment"]["task"]["content"]["nodes"] for part in one["text_parts"]]
        assert annotator.post(f"assignments/{lent['assignment']['id']}/skip/", {"reason": "too_long"}).status == 204
    assert "x" * LONG + " end" in texts


def originals(stack: Stack, tasks: Mapping[str, Json], but: Iterable[str] = ()) -> set[str]:
    """The hashes of the files that these tasks were made from."""
    keys = [task["id"] for name, task in tasks.items() if name not in but]
    query = (
        "SELECT array_agg(o.sha256) FROM annotation_original o JOIN annotation_task t ON t.original_id = o.id "
        "WHERE t.public_id = ANY(%(keys)s::uuid[])"
    )
    return set(stack.value(query, keys=keys))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
