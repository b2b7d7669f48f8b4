"""Boxes are drawn by mouse, keys and touch, and what the server stores is what was drawn, to half a pixel."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.journeys.pictures import set_pictures
from tests.journeys.scene import Scene
from tests.journeys.stack import Stack

pytestmark = pytest.mark.browser

SLOW = 30_000
SIZE = {"width": 1440, "height": 900}
ANSWER = (
    "SELECT a.answer::text FROM annotation_annotation a JOIN annotation_project p ON p.id = a.project_id "
    "WHERE p.public_id = %(project)s AND a.current ORDER BY a.id DESC LIMIT 1"
)


@dataclass(frozen=True)
class Canvas:
    """The stage of a page, with the way from the image's pixels to the window's."""

    page: Page

    @property
    def stage(self) -> Locator:
        return self.page.get_by_role("application")

    @property
    def scale(self) -> float:
        return self._image()["scale"]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the image lies in the window."""
        image = self._image()
        return image["x"] + x * image["scale"], image["y"] + y * image["scale"]

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """From one point of the image to another, with the left button down."""
        mouse = self.page.mouse
        mouse.move(*self.at(*start))
        mouse.down()
        mouse.move(*self.at((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), steps=3)
        mouse.move(*self.at(*end))
        mouse.up()

    def click(self, x: float, y: float) -> None:
        self.page.mouse.click(*self.at(x, y))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def draw(self, x: float, y: float, width: float, height: float) -> None:
        self.press("n")
        self.drag((x, y), (x + width, y + height))

    def zoom_to(self, scale: float, *, around: tuple[float, float]) -> None:
        """Turn the wheel over a point of the image until about that scale."""
        self.page.mouse.move(*self.at(*around))
        for _ in range(80):
            if 0.8 <= self.scale / scale <= 1.25:
                return
            self.page.mouse.wheel(0, -60 if self.scale < scale else 60)
            self.page.wait_for_timeout(30)
        raise AssertionError(f"the scale stays at {self.scale}")

    def _image(self) -> dict[str, float]:
        measured: dict[str, float] = self.stage.locator("img").first.evaluate(
            "img => { const r = img.getBoundingClientRect(); return {x: r.left, y: r.top, scale: r.width / img.width} }"
        )
        return measured


@pytest.fixture
def boxes(stack: Stack) -> Scene:
    return set_pictures(stack, [(1600, 1200, 1)])


def desk(browser: Browser, base_url: str, scene: Scene, **options: Any) -> Iterator[Canvas]:
    context = browser.new_context(**{"base_url": base_url, "viewport": SIZE, **options})
    sign_in(context, base_url, scene)
    page = context.new_page()
    page.goto(f"/projects/{scene.project}/label")
    expect(page.get_by_role("application").locator("img").first).to_be_visible(timeout=SLOW)
    yield Canvas(page)
    context.close()


def sign_in(context: BrowserContext, base_url: str, scene: Scene) -> None:
    cookie = {"name": "touchstone_session", "value": scene.annotators[0].session, "url": base_url}
    context.add_cookies([cookie])  # type: ignore[list-item]


@pytest.fixture
def canvas(browser: Browser, base_url: str, boxes: Scene) -> Iterator[Canvas]:
    yield from desk(browser, base_url, boxes)


def submitted(canvas: Canvas) -> dict[str, Any]:
    """The answer as the API gives it back, once it is what was posted."""
    posted: list[str] = []

    def keep(route: Route) -> None:
        posted.append(route.request.post_data or "")
        route.continue_()

    canvas.page.route("**/submit/", keep)
    with canvas.page.expect_response("**/submit/", timeout=SLOW) as answered:
        canvas.press("Control+Enter")
    assert answered.value.status == 201, answered.value.text()
    sent: dict[str, Any] = json.loads(posted[-1])["answer"]
    stored = canvas.page.request.get(f"/api/annotations/{answered.value.json()['id']}/").json()["answer"]
    for drawn, kept in zip(sent["boxes"], stored["boxes"], strict=True):
        assert kept["id"] == drawn["id"]
        assert rectangle(kept) == pytest.approx(rectangle(drawn), abs=0.001)
    return dict(stored)


def rectangle(box: dict[str, Any]) -> list[float]:
    return [box["x"], box["y"], box["width"], box["height"]]


def close_to(*wanted: float) -> Any:
    return pytest.approx(list(wanted), abs=0.5)


@pytest.mark.parametrize("scale", [0.25, 1.0, 4.0])
@pytest.mark.parametrize(("orientation", "size"), [(1, (2400, 1600)), (6, (1600, 2400))], ids=["upright", "turned"])
def test_a_box_is_stored_where_it_was_drawn(
    browser: Browser, base_url: str, stack: Stack, scale: float, orientation: int, size: tuple[int, int]
) -> None:
    scene = set_pictures(stack, [(*size, orientation)])
    for canvas in desk(browser, base_url, scene):
        left, top = size[0] / 2, size[1] / 2
        canvas.zoom_to(scale, around=(left, top))
        width, height = 200 / canvas.scale, 120 / canvas.scale
        canvas.draw(left - width / 2, top - height / 2, width, height)
        (box,) = submitted(canvas)["boxes"]
        assert rectangle(box) == close_to(left - width / 2, top - height / 2, width, height)


def test_a_box_is_drawn_by_two_clicks_and_by_its_four_extreme_points(canvas: Canvas) -> None:
    canvas.press("n")
    canvas.click(100, 150)
    canvas.click(420, 390)
    canvas.press("e")
    for point in ((900, 500), (1100, 640), (1000, 400), (980, 810)):
        canvas.click(*point)
    first, second = submitted(canvas)["boxes"]
    assert rectangle(first) == close_to(100, 150, 320, 240)
    assert rectangle(second) == close_to(900, 400, 200, 410)


def test_boxes_are_moved_resized_relabelled_and_deleted_by_mouse(canvas: Canvas) -> None:
    canvas.draw(200, 200, 160, 120)
    canvas.draw(800, 600, 240, 160)
    canvas.draw(1200, 100, 100, 100)
    canvas.press("v")
    canvas.click(280, 260)
    canvas.drag((280, 260), (380, 330))
    canvas.click(920, 680)
    canvas.drag((1040, 760), (1100, 860))
    canvas.press("2")
    canvas.click(1250, 150)
    canvas.press("Delete")
    moved, resized = submitted(canvas)["boxes"]
    assert (moved["label"], resized["label"]) == ("boat", "buoy")
    assert rectangle(moved) == close_to(300, 270, 160, 120)
    assert rectangle(resized) == close_to(800, 600, 300, 260)


def test_everything_can_be_done_by_keys_alone(canvas: Canvas) -> None:
    canvas.stage.focus()
    canvas.press("2", "b", "ArrowRight", "ArrowRight", "Shift+ArrowDown", "Control+ArrowRight")
    canvas.press("Control+d", "Shift+ArrowLeft", "1", "Control+z", "Control+Shift+z")
    canvas.press("b", "Delete")
    first, second = submitted(canvas)["boxes"]
    assert (first["label"], second["label"]) == ("buoy", "boat")
    assert second["width"] == pytest.approx(first["width"], abs=0.01)
    assert first["id"] != second["id"]


def test_undo_and_redo_go_through_every_step(canvas: Canvas) -> None:
    canvas.draw(300, 300, 200, 100)
    canvas.press("v", "ArrowDown", "2", "Delete")
    count = canvas.page.get_by_role("application", name=re.compile("0 boxes"))
    expect(count).to_be_visible()
    for _ in range(4):
        canvas.press("Control+z")
    expect(count).to_be_visible()
    for _ in range(3):
        canvas.press("Control+Shift+z")
    (box,) = submitted(canvas)["boxes"]
    assert box["label"] == "buoy"
    assert rectangle(box) == close_to(300, 301, 200, 100)


def test_copied_boxes_are_pasted_with_ids_of_their_own(canvas: Canvas) -> None:
    canvas.draw(300, 300, 200, 100)
    canvas.press("v", "Control+a", "Control+c", "Control+v")
    one, other = submitted(canvas)["boxes"]
    assert one["id"] != other["id"]
    assert (one["width"], one["height"]) == pytest.approx((other["width"], other["height"]), abs=0.01)


def test_a_box_never_leaves_the_image(canvas: Canvas) -> None:
    canvas.draw(1500, 1100, 400, 400)
    (box,) = submitted(canvas)["boxes"]
    assert rectangle(box) == close_to(1500, 1100, 100, 100)


def test_an_image_without_objects_says_so_itself(canvas: Canvas, stack: Stack, boxes: Scene) -> None:
    canvas.press("Control+Enter")
    expect(canvas.page.get_by_text(re.compile("no objects", re.IGNORECASE)).first).to_be_visible()
    assert stack.value(ANSWER, project=boxes.project) is None
    canvas.press("x")
    answer = submitted(canvas)
    assert (answer["boxes"], answer["no_objects"]) == ([], True)


def test_a_required_attribute_is_asked_for_before_the_answer_goes(canvas: Canvas, stack: Stack, boxes: Scene) -> None:
    canvas.press("3")
    canvas.draw(500, 500, 80, 60)
    canvas.press("Control+Enter")
    expect(canvas.page.get_by_role("status").filter(has_text=re.compile("In danger"))).to_be_visible()
    assert stack.value(ANSWER, project=boxes.project) is None
    canvas.page.get_by_role("group", name="In danger").get_by_role("radio", name="Yes").check()
    (box,) = submitted(canvas)["boxes"]
    assert box["attributes"] == {"in_danger": {"value": True}}


def test_a_finger_draws_and_two_fingers_zoom(browser: Browser, base_url: str, boxes: Scene) -> None:
    tablet = {"viewport": {"width": 1024, "height": 768}, "has_touch": True, "is_mobile": True}
    for canvas in desk(browser, base_url, boxes, **tablet):
        fingers = Fingers(canvas)
        before = canvas.scale
        fingers.pinch((800, 600), by=2)
        assert canvas.scale == pytest.approx(2 * before, rel=0.15)
        canvas.page.get_by_role("button", name=re.compile("^Draw$")).tap()
        fingers.drag((700, 500), (860, 620))
        (box,) = submitted(canvas)["boxes"]
        assert rectangle(box) == close_to(700, 500, 160, 120)


class Fingers:
    """Touches, sent as the browser gets them from a screen."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.session = canvas.page.context.new_cdp_session(canvas.page)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        first, last = self.canvas.at(*start), self.canvas.at(*end)
        self._send("touchStart", [first])
        for part in (0.3, 0.7, 1):
            self._send("touchMove", [(first[0] + part * (last[0] - first[0]), first[1] + part * (last[1] - first[1]))])
        self._send("touchEnd", [])

    def pinch(self, around: tuple[float, float], *, by: float) -> None:
        x, y = self.canvas.at(*around)
        apart = 60.0
        self._send("touchStart", [(x - apart, y), (x + apart, y)])
        for part in (0.25, 0.5, 0.75, 1):
            now = apart * (1 + part * (by - 1))
            self._send("touchMove", [(x - now, y), (x + now, y)])
        self._send("touchEnd", [])

    def _send(self, kind: str, points: list[tuple[float, float]]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
