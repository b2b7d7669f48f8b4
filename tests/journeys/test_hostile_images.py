"""Files and answers that should do harm are sent to the real stack: each is told apart, and the rest goes on."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.annotation.images.pictures import HTML, SVG, gif, png_chunk, saved, smooth
from tests.annotation.imports.archiving import zipped
from tests.journeys.memory import growing
from tests.journeys.office import Json, Office
from tests.journeys.pictures import set_pictures
from tests.journeys.scene import Scene
from tests.journeys.stack import Stack
from tests.journeys.tabs import Tab

Boxes = list[tuple[str, int, list[Any]]]  # image, category, bbox

BOAT, BUOY, UNKNOWN = 3, 8, 99
TOO_MANY = 10_001
MOST_WEB_MB, MOST_WORKER_MB = 60, 100
BOMB = (20_000, 15_000)

NO_IMAGE = "This is not a PNG, JPEG, WebP or GIF image. Save it as one of these and send that."

pytestmark = pytest.mark.slow


def bomb() -> bytes:
    """A PNG of 300 KB whose pixels, all of them there, take 300 MB."""
    width, height = BOMB
    packer, row = zlib.compressobj(6), bytes(1 + width)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")


def good_images() -> dict[str, bytes]:
    return {
        "pier.png": saved(smooth(60, 50)),
        "boat.jpg": saved(smooth(64, 48), "JPEG"),
        "crowd.png": saved(smooth(400, 300)),
    }


def hostile_files() -> dict[str, bytes]:
    return {
        "bomb.png": bomb(),
        "drawing.svg": SVG,
        "page.png": HTML,
        "cut.jpg": saved(smooth(200, 150), "JPEG")[:-1500],
        "../../escape.png": saved(smooth(30, 20)),
        "long.png": saved(Image.new("L", (20_001, 2))),
        "film.gif": gif(5_000),
        "nothing.png": b"",
        "more.zip": zipped({"inside.png": saved(smooth(20, 30))}),
    }


def coco(names: list[str], boxes: Boxes, *, sizes: Mapping[str, tuple[int, int]]) -> Json:
    numbers = {name: place for place, name in enumerate(names, start=11)}
    return {
        "images": [
            {"id": numbers[name], "file_name": name, "width": sizes[name][0], "height": sizes[name][1]}
            for name in names
        ],
        "categories": [{"id": BOAT, "name": "Boat"}, {"id": BUOY, "name": "Buoy"}],
        "annotations": [
            {"id": place, "image_id": numbers[name], "category_id": category, "bbox": bbox}
            for place, (name, category, bbox) in enumerate(boxes, start=500)
        ],
    }


SIZES = {"pier.png": (60, 50), "boat.jpg": (64, 48), "crowd.png": (400, 300), "cut.jpg": (200, 150)}
BOXES: Boxes = [
    ("boat.jpg", BOAT, [5, 6, 20, 10]),
    ("pier.png", BOAT, [200, 5, 10, 10]),
    ("pier.png", BOAT, [5, 5, 0, 10]),
    ("pier.png", BOAT, ["NaN", 5, 10, 10]),
    ("pier.png", UNKNOWN, [7, 7, 10, 10]),
    ("pier.png", BUOY, [1, 2.5, 30, 40]),
    ("cut.jpg", BOAT, [10, 10, 50, 50]),
    *(("crowd.png", BUOY, [number % 390, number % 290, 5, 5]) for number in range(TOO_MANY)),
]

REFUSALS = {
    "bomb.png": ["This image has more than 200 million pixels, the limit here. Scale it down or cut it into parts."],
    "drawing.svg": [NO_IMAGE],
    "page.png": [NO_IMAGE],
    "cut.jpg": ["This image is broken: part of it is missing or damaged. Send a whole copy of it."],
    "../../escape.png": ["The file's name leads out of the archive with “..”. Pack the folder itself anew."],
    "long.png": [
        "This image is 20,001 × 2 pixels; a side may have 20,000 at most. Scale it down or cut it into parts."
    ],
    "film.gif": ["This animation has more than 1,000 frames. Send the frame that is meant."],
    "nothing.png": ["This file is empty. Send a whole copy of it."],
    "more.zip": ["This is an archive inside the archive. Send it by itself."],
    "crowd.png": ["This image has 10,001 boxes; at most 10,000 are allowed. It comes in without them."],
    "coco.json": [
        "annotations.1: The box lies outside the image of 60 × 50.",
        "annotations.2: The box has no area: it is 0 wide and 10 high.",
        "annotations.3: The box must be four numbers.",
        "annotations.4: There is no category with the id 99.",
    ],
}


@pytest.fixture
def office(stack: Stack) -> Office:
    return Office(stack, set_pictures(stack, [(70, 40, 1)]))


def test_hostile_files_are_refused_by_name_the_rest_comes_in_and_memory_stays_flat(
    stack: Stack, office: Office
) -> None:
    good, hostile = good_images(), hostile_files()
    document = json.dumps(coco([*SIZES], BOXES, sizes=SIZES)).encode()
    archive = zipped({**hostile, **good, "coco.json": document})
    # What a process loads for its first import is no growth.
    office.brought_in(office.upload("first.zip", zipped({"first.png": saved(smooth(80, 90))})).body)
    with growing(stack.running["web"].pid, stack.running["worker"].pid) as (web, worker):
        uploaded = office.upload("harbour.zip", archive)
        assert (uploaded.status, uploaded.body["format"]) == (201, "coco"), uploaded
        preview = office.tab.post(f"uploads/{uploaded.body['id']}/preview/")
        assert preview.status == 200, preview
        job = office.brought_in(uploaded.body, verdicts="annotations", annotator="Ann")
        tasks = office.tasks()
        shown = [fetched(stack, office.tab, task["images"]["image"]["url"]) for task in tasks.values()]
    assert job["status"] == "succeeded"
    assert office.refusals(job) == REFUSALS
    answers = {name: [boxes_of(one["answer"]) for one in task["annotations"]] for name, task in tasks.items()}
    assert answers == {
        "pier.png": [[("buoy", 1, 2.5, 30, 40)]],
        "boat.jpg": [[("boat", 5, 6, 20, 10)]],
        "crowd.png": [],
        "first.png": [],
    }
    assert sorted(Image.open(io.BytesIO(body)).size for body in shown) == [(60, 50), (64, 48), (80, 90), (400, 300)]
    assert_nothing_is_kept_of(hostile, stack)
    assert web.megabytes < MOST_WEB_MB
    assert worker.megabytes < MOST_WORKER_MB


def test_a_document_that_is_no_json_is_refused_by_name_before_anything_is_taken(office: Office) -> None:
    document = json.dumps(coco(["pier.png"], [("pier.png", BOAT, [float("nan"), 5, 10, 10])], sizes=SIZES)).encode()
    refused = office.upload("harbour.zip", zipped({**good_images(), "boxes/coco.json": document}))
    place = document.index(b"NaN")
    assert (refused.status, refused.code) == (400, "invalid_json")
    assert refused.body["detail"].startswith("boxes/coco.json: This is not valid JSON: ")
    assert refused.body["detail"].endswith(f" at character {place}.")
    assert office.tasks() == {}


def test_gold_stays_with_managers_and_a_suggestion_goes_to_the_annotator_without_its_model(
    stack: Stack, office: Office
) -> None:
    known: Boxes = [("pier.png", BUOY, [1, 2.5, 30, 40]), ("boat.jpg", BOAT, [11, 12, 13, 14])]
    found = [
        {"image_id": 12, "category_id": BOAT, "bbox": [5, 6, 20, 10], "score": 0.83},
        {"image_id": 12, "category_id": BUOY, "bbox": [40, 30, 9, 7.25], "score": 0.41},
    ]
    names = ["pier.png", "boat.jpg"]
    documents = {"coco.json": coco(names, known, sizes=SIZES), "sextant-4.json": found}
    files = {name: json.dumps(document).encode() for name, document in documents.items()}
    uploaded = office.upload("harbour.zip", zipped({**good_images(), **files}))
    job = office.brought_in(uploaded.body, verdicts="gold")
    assert (job["status"], office.refusals(job)) == ("succeeded", {})
    assert (job["result"]["gold_added"], job["result"]["suggestions_added"]) == (2, 1)
    tasks = office.tasks()
    assert {name: task["gold"] and boxes_of(task["gold"]) for name, task in tasks.items()} == {
        "pier.png": [("buoy", 1, 2.5, 30, 40)],
        "boat.jpg": [("boat", 11, 12, 13, 14)],
        "crowd.png": None,
    }
    (suggestion,) = tasks["boat.jpg"]["suggestions"]
    assert (suggestion["model"], boxes_of(suggestion["answer"])) == (
        "sextant-4",
        [("boat", 5, 6, 20, 10), ("buoy", 40, 30, 9, 7.25)],
    )
    lent = lent_tasks(Tab(stack.port, office.scene.annotators[0]), office.scene)
    shown = {tuple(task["content"]["image"].values()): task["suggestion"] for task in lent}
    assert {size: one and [(box["label"], box["score"]) for box in one["boxes"]] for size, one in shown.items()} == {
        (70, 40): None,
        (60, 50): None,
        (64, 48): [("boat", 0.83), ("buoy", 0.41)],
        (400, 300): None,
    }
    for task in lent:
        assert task.keys() == {"id", "project", "content", "images", "suggestion"}
        assert task["content"]["image"].keys() == {"width", "height"}
        assert "sextant" not in json.dumps(task)


def lent_tasks(annotator: Tab, scene: Scene) -> list[Json]:
    """All tasks of the project, as the one who labels them gets them."""
    holding: list[str] = []
    tasks = []
    while (reply := annotator.post(f"projects/{scene.project}/claim/", {"holding": holding})).body["state"] == "task":
        holding.append(reply.body["assignment"]["id"])
        tasks.append(reply.body["assignment"]["task"])
    return tasks


def boxes_of(answer: Json) -> list[tuple[Any, ...]]:
    return [(box["label"], box["x"], box["y"], box["width"], box["height"]) for box in answer["boxes"]]


def fetched(stack: Stack, tab: Tab, address: str) -> bytes:
    tab.connection.request("GET", address, headers=tab.headers)
    answer = tab.connection.getresponse()
    body = answer.read()
    assert (answer.status, answer.headers["Content-Type"].partition("/")[0]) == (200, "image")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return body


def assert_nothing_is_kept_of(hostile: Mapping[str, bytes], stack: Stack) -> None:
    """Neither a row nor a file of any of them, here or where a name would have led; apart from the archive itself."""
    sums = {hashlib.sha256(data).hexdigest() for data in hostile.values()}
    data = Path(stack.variables["TOUCHSTONE_DATA"])
    kept = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (data / "media").rglob("*") if path.is_file()}
    assert not sums & kept
    assert stack.value("SELECT count(*) FROM annotation_image WHERE sha256 = ANY(%(sums)s)", sums=list(sums)) == 0
    assert not [*data.parent.rglob("escape.png"), *data.parent.rglob("inside.png")]
