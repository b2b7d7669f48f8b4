"""A run of several agents is graded by keyboard alone, and what the server stores names the right nodes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.scene import Scene
from tests.journeys.stack import Stack
from tests.journeys.traces import long_run, set_traces, support_run

pytestmark = pytest.mark.browser

SLOW = 30_000
TAXONOMY = {"taxonomy": {"preset": "trail"}}


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return support_run()


@pytest.fixture
def scene(stack: Stack, run: dict[str, Any]) -> Scene:
    return set_traces(stack, [run], settings=TAXONOMY)


@pytest.fixture
def desk(browser: Browser, base_url: str, scene: Scene) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, viewport={"width": 1440, "height": 900})
    cookie = {"name": "touchstone_session", "value": scene.annotators[0].session, "url": base_url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"/projects/{scene.project}/label")
    expect(page.get_by_role("button", name="Submit")).to_be_visible(timeout=SLOW)
    yield page
    context.close()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def submitted(page: Page) -> dict[str, Any]:
    """The answer as the API gives it back; it is what was posted."""
    posted: list[str] = []

    def keep(route: Route) -> None:
        posted.append(route.request.post_data or "")
        route.continue_()

    page.route("**/submit/", keep)
    with page.expect_response("**/submit/", timeout=SLOW) as answered:
        press(page, "Control+Enter")
    assert answered.value.status == 201, answered.value.text()
    stored = page.request.get(f"/api/annotations/{answered.value.json()['id']}/").json()["answer"]
    sent = json.loads(posted[-1])["answer"]
    assert {node: step.get("label") for node, step in stored["steps"].items()} == {
        node: step.get("label") for node, step in sent["steps"].items()
    }
    return dict(stored)


def test_a_run_of_four_agents_is_graded_by_keyboard_in_all_three_views(desk: Page, run: dict[str, Any]) -> None:
    tabs = desk.get_by_role("tablist").first
    # Conversation: the first two steps.
    press(desk, "1", "j", "1", "j")
    # Timeline: the step that the router thinks.
    press(desk, "v")
    expect(desk.get_by_role("tab", name="Timeline")).to_have_attribute("aria-selected", "true")
    expect(tabs).to_be_visible()
    press(desk, "1", "j")
    # Agents: where research misreads the sum.
    press(desk, "v")
    expect(desk.get_by_role("tab", name="Agents")).to_have_attribute("aria-selected", "true")
    press(desk, "f", "x")
    palette = desk.get_by_role("dialog")
    expect(palette).to_be_visible()
    desk.keyboard.type("tool output mis")
    press(desk, "Enter")
    expect(palette).not_to_be_visible()
    press(desk, "Space")  # its severity, which has the focus now
    # The whole trace, by Tab and arrows from its first field on.
    desk.get_by_role("tab", name="Whole trace").focus()
    press(desk, "Enter")
    choose(desk, "Outcome", "Fail")
    choose(desk, "How can it be verified?", "Exact match")
    take = desk.get_by_role("button", name="Take both")
    take.focus()
    press(desk, "Enter")
    desk.get_by_role("textbox", name="Reason", exact=True).focus()
    desk.keyboard.type("The digits were swapped.")

    answer = submitted(desk)

    hashes = {node["id"]: node["sha256"] for node in run["nodes"]}
    assert {node: step["label"] for node, step in answer["steps"].items() if "label" in step} == {
        "take": 1,
        "pass": 1,
        "route": 1,
        "look": -1,
    }
    assert all(step["sha256"] == hashes[node] for node, step in answer["steps"].items())
    assert answer["first_error"] == {"node": "look", "sha256": hashes["look"]}
    (error,) = answer["errors"]
    assert (error["node"], error["code"], error["severity"]) == ("look", "tool_output_misinterpretation", "high")
    assert (answer["outcome"], answer["verifiable"]) == ("fail", "exact_match")
    assert answer["attribution"] == {
        "agent": "research",
        "node": "look",
        "sha256": hashes["look"],
        "reason": "The digits were swapped.",
    }


def choose(page: Page, group: str, name: str) -> None:
    """Choose by keyboard, within a group of radio buttons or of buttons that are pressed."""
    option = page.get_by_role("radiogroup", name=group).get_by_role("radio", name=name)
    option.focus()
    press(page, "Space")
    expect(option).to_be_checked()


def test_the_schema_speaks_after_the_person(desk: Page) -> None:
    press(desk, "g")
    desk.keyboard.type("5")
    press(desk, "Enter")
    panel = desk.get_by_role("tabpanel", name="This step")
    expect(panel.get_by_text("is shown after your verdict")).to_be_visible()
    expect(desk.get_by_text("do not fit the tool’s schema")).to_have_count(0)
    press(desk, "t", "Space")
    expect(panel.get_by_text("do not fit the tool’s schema")).to_be_visible()


@pytest.fixture
def long_desk(browser: Browser, base_url: str, stack: Stack) -> Iterator[Page]:
    scene = set_traces(stack, [long_run(nodes=500, characters=2_000_000)])
    context = browser.new_context(base_url=base_url, viewport={"width": 1024, "height": 768})
    cookie = {"name": "touchstone_session", "value": scene.annotators[0].session, "url": base_url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"/projects/{scene.project}/label")
    expect(page.get_by_role("button", name="Submit")).to_be_visible(timeout=SLOW)
    yield page
    context.close()


def test_a_long_run_is_drawn_only_where_it_is_looked_at(long_desk: Page) -> None:
    press(long_desk, "g")
    long_desk.keyboard.type("300")
    press(long_desk, "Enter", "3")
    expect(long_desk.get_by_role("heading", name="Step 300 of")).to_be_visible()
    assert long_desk.locator("*").count() < 6_000
    press(long_desk, "/")
    long_desk.keyboard.type("Thought 150")
    press(long_desk, "Enter")
    expect(long_desk.get_by_text("perhaps module 150 is at fault").first).to_be_visible()
