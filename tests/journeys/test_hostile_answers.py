"""Answers that no canvas of ours sends: each is refused with what is wrong, and the work of the annotator stays."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.pictures import set_pictures
from tests.journeys.stack import Stack
from tests.journeys.tabs import Reply, Tab
from tests.journeys.traces import set_traces, support_run

Json = dict[str, Any]

DEEPEST = 64
AROUND = 5  # levels around what is said of an attribute: body, answer, boxes, box, attributes

pytestmark = pytest.mark.slow


def box(**said: Any) -> Json:
    return {"id": "b1", "label": "boat", "x": 20, "y": 30, "width": 50, "height": 40, "attributes": {}, **said}


def answer(*boxes: Json, **said: Any) -> Json:
    return {"boxes": list(boxes), "no_objects": False, "comments": [], "criteria": {}, **said}


def nested(levels: int) -> Any:
    return [nested(levels - 1)] if levels > 1 else []


def many(count: int) -> Json:
    return answer(*(box(id=f"b{number}", x=number % 500, y=number % 400) for number in range(count)))


DRAWN = box(id="drawn", x=100.125, y=200.5)

WRONG: dict[str, tuple[Json, dict[str, str]]] = {
    "a box outside the image": (
        answer(DRAWN, box(x=640)),
        {"boxes.1": "This box lies outside the image of 640 × 480 pixels."},
    ),
    "a box without width": (answer(box(width=0)), {"boxes.0.width": "This must be greater than 0."}),
    "a box smaller than the least": (
        answer(box(x=639, width=50)),
        {"boxes.0": "Within the image this box is less than 2 pixels wide or high; draw it larger or delete it."},
    ),
    "an unknown label": (answer(box(label="whale")), {"boxes.0.label": "The project has no such label."}),
    "an archived label": (
        answer(box(label="buoy")),
        {"boxes.0.label": "The label Buoy is archived; choose another."},
    ),
    "more boxes than anyone draws": (
        many(10_001),
        {"boxes": "These are 10,001 boxes; at most 10,000 are allowed."},
    ),
    "a number that is a text": (
        answer(box(x="NaN")),
        {"boxes.0.x": "This must be a number, in pixels of the image."},
    ),
    "a number beyond all images": (
        answer(box(x=1e300)),
        {"boxes.0.x": "This must be a number, in pixels of the image."},
    ),
    "the score of a model": (answer(box(score=0.9)), {"boxes.0.score": "Only a suggestion's boxes have a score."}),
    "boxes beside no objects": (
        answer(DRAWN, no_objects=True),
        {"no_objects": "There are boxes; delete them, or take back that there are no objects."},
    ),
    "two boxes of one id": (answer(DRAWN, DRAWN), {"boxes.1.id": "Another box has this id."}),
    "as deep as JSON may be": (
        answer(box(attributes={"mast": nested(DEEPEST - AROUND)})),
        {"boxes.0.attributes.mast": "The label Boat has no such attribute."},
    ),
}
UNREADABLE: dict[str, tuple[Json, str, str]] = {
    "a number that is none": (answer(box(width=float("nan"))), "invalid_json", "This is not valid JSON: "),
    "a number without end": (answer(box(width=float("inf"))), "invalid_json", "This is not valid JSON: "),
    "deeper than JSON may be": (
        answer(box(attributes={"mast": nested(DEEPEST - AROUND + 1)})),
        "too_deep",
        "This JSON is nested more than 64 levels deep.",
    ),
}


@dataclass
class Desk:
    """An annotator with one task, whose draft is saved."""

    stack: Stack
    project: str
    tab: Tab
    assignment: str

    def submit(self, answer: Json) -> Reply:
        body = {"answer": answer, "active_ms": 4_000}
        return self.tab.post(f"assignments/{self.assignment}/submit/", body, key=str(uuid.uuid4()))

    def save(self, revision: int, answer: Json) -> Reply:
        body = json.dumps({"revision": revision, "content": answer, "device": "desk"}).encode()
        return self.tab.send("PUT", f"assignments/{self.assignment}/draft/", body, {})

    @property
    def draft(self) -> Json:
        return dict(self.tab.get(f"assignments/{self.assignment}/").body["draft"])

    @property
    def stored(self) -> int:
        query = (
            "SELECT count(*) FROM annotation_annotation a JOIN annotation_project p ON p.id = a.project_id "
            "WHERE p.public_id = %(project)s"
        )
        return int(self.stack.value(query, project=self.project))


@pytest.fixture(scope="module")
def desk(stack: Stack) -> Desk:
    scene = set_pictures(stack, [(640, 480, 1)])
    archive(Tab(stack.port, scene.manager), scene.project, "buoy")
    tab = Tab(stack.port, scene.annotators[0])
    claimed = tab.post(f"projects/{scene.project}/claim/")
    desk = Desk(stack, scene.project, tab, claimed.body["assignment"]["id"])
    assert desk.save(1, answer(DRAWN)).status == 200
    return desk


def archive(manager: Tab, project: str, key: str) -> None:
    settings = manager.get(f"projects/{project}/").body["settings"]
    for label in settings["labels"]:
        label["archived"] = label["key"] == key
    changed = manager.send("PATCH", f"projects/{project}/", json.dumps({"settings": settings}).encode(), {})
    assert changed.status == 200, changed


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_answer_is_refused_field_by_field_and_the_draft_stays(desk: Desk, what: str) -> None:
    sent, fields = WRONG[what]
    refused = desk.submit(sent)
    assert (refused.status, refused.body.get("fields")) == (400, fields), refused
    assert refused.body["detail"] == "The answer is not complete, or something in it is not right."
    assert (desk.draft["content"], desk.stored) == (answer(DRAWN), 0)


@pytest.mark.parametrize("what", UNREADABLE)
def test_an_answer_that_is_no_json_we_take_is_refused_and_the_draft_stays(desk: Desk, what: str) -> None:
    sent, code, detail = UNREADABLE[what]
    refused = desk.submit(sent)
    assert (refused.status, refused.code) == (400, code)
    assert refused.body["detail"].startswith(detail)
    assert (desk.draft["content"], desk.stored) == (answer(DRAWN), 0)


def test_a_right_answer_of_as_many_boxes_as_may_be_goes_in_after_all_that(desk: Desk) -> None:
    most = many(10_000)
    submitted = desk.submit(most)
    assert submitted.status == 201, submitted
    assert submitted.body["answer"] == most
    assert desk.stored == 1


REFUSED = "The answer is not complete, or something in it is not right."
STEP_CHANGED = "This step has changed since it was graded. Look at it again."
NOT_THERE = "This trace has no such node."
LABEL = {"label": 1}
GRADED: Json = {"steps": {"look": LABEL}, "first_error": {"none": True}}
ASKED_NOTHING = {"required": "nothing", "outcome": False, "verifiable": False, "attribution": False}

WRONG_GRADES: dict[str, tuple[Json, dict[str, str]]] = {
    "a step that is not there": ({"steps": {"nowhere": LABEL}}, {"steps.nowhere": NOT_THERE}),
    "a step that has changed": (
        {"steps": {"look": {**LABEL, "sha256": "0" * 64}}},
        {"steps.look.sha256": STEP_CHANGED},
    ),
    "a hash that is no text": ({"steps": {"look": {**LABEL, "sha256": [1]}}}, {"steps.look.sha256": STEP_CHANGED}),
    "a first error that is not there": (
        {"first_error": {"node": "__proto__"}},
        {"first_error.node": NOT_THERE},
    ),
    "a first error of another trace": (
        {"steps": {}, "first_error": {"node": "look", "sha256": "f" * 64}},
        {"first_error.sha256": STEP_CHANGED},
    ),
    "someone responsible where nobody is asked for": (
        {"attribution": {"agent": "nobody-here", "node": "look"}},
        {"attribution": "This project does not ask who is responsible."},
    ),
    "the call of a step that calls nothing": (
        {"steps": {"look": {"rewrite": {"name": "refund", "arguments": {}}}}},
        {"steps.look.rewrite": "Only a tool call can be rewritten as a call; write a text."},
    ),
}
UNREADABLE_GRADES: dict[str, tuple[Json, str]] = {
    "arguments deeper than JSON may be": (
        {"steps": {"pay": {"rewrite": {"name": "refund", "arguments": nested(DEEPEST)}}}},
        "too_deep",
    ),
    "a label that is no number": ({"steps": {"look": {"label": float("nan")}}}, "invalid_json"),
    "a half of a sign": ({"rationale": "\ud800"}, "invalid_json"),
    "a sign that cannot be stored": ({"rationale": "a\0b"}, "nul_character"),
}


@pytest.fixture(scope="module")
def grading(stack: Stack) -> Desk:
    scene = set_traces(stack, [support_run()], settings=ASKED_NOTHING)
    tab = Tab(stack.port, scene.annotators[0])
    claimed = tab.post(f"projects/{scene.project}/claim/")
    desk = Desk(stack, scene.project, tab, claimed.body["assignment"]["id"])
    assert desk.save(1, GRADED).status == 200
    return desk


@pytest.mark.parametrize("what", WRONG_GRADES)
def test_wrong_grades_of_a_trace_are_refused_field_by_field_and_the_draft_stays(grading: Desk, what: str) -> None:
    sent, fields = WRONG_GRADES[what]
    refused = grading.submit({**GRADED, **sent})
    assert (refused.status, refused.body.get("fields"), refused.body["detail"]) == (400, fields, REFUSED), refused
    assert (grading.draft["content"], grading.stored) == (GRADED, 0)


@pytest.mark.parametrize("what", UNREADABLE_GRADES)
def test_grades_that_are_no_json_we_take_are_refused_and_the_draft_stays(grading: Desk, what: str) -> None:
    sent, code = UNREADABLE_GRADES[what]
    refused = grading.submit({**GRADED, **sent})
    assert (refused.status, refused.code) == (400, code), refused
    assert (grading.draft["content"], grading.stored) == (GRADED, 0)


def test_grades_go_in_after_all_that_with_the_hashes_of_their_steps(grading: Desk) -> None:
    submitted = grading.submit(GRADED)
    assert submitted.status == 201, submitted
    hashes = {node["id"]: node["sha256"] for node in support_run()["nodes"]}
    assert submitted.body["answer"]["steps"] == {"look": {"sha256": hashes["look"], "label": 1}}
    assert grading.stored == 1
