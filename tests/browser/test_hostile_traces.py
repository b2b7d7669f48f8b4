"""A trace whose every text wants to deceive is only read: nothing of it runs, loads or turns what stands around it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.scene import Scene
from tests.journeys.stack import Stack
from tests.journeys.tabs import CSRF
from tests.journeys.traces import set_traces

pytestmark = pytest.mark.browser

SLOW = 30_000
RUN = "window.deceived = true"
SCRIPT = f"<script>{RUN}</script>"
IMAGE = f"<img src=x onerror='{RUN}'>"
MARKDOWN = f"""**Bold** {SCRIPT} {IMAGE}

[click](javascript:{RUN}) ![seen](https://elsewhere.example/pixel.png) <iframe src="https://elsewhere.example/"></iframe>
"""
OVERRIDE = "\u202e"


def hostile_run() -> dict[str, Any]:
    agents = [f"{IMAGE}clerk", f"{OVERRIDE}treasurer"]
    tool = {"name": f"search{IMAGE}", "raw": json.dumps({"q": SCRIPT})}
    nodes = [
        {"id": "say", "kind": "message", "agent": agents[0], "text_parts": [MARKDOWN]},
        {"id": "turn", "kind": "message", "agent": agents[1], "text_parts": [f"Pay {OVERRIDE}05 euros{SCRIPT}"]},
        {"id": "call", "kind": "tool_call", "agent": agents[0], "tool": {**tool, "call_id": "c"}},
        {"id": "got", "kind": "tool_result", "parent": "call", "text_parts": [f"<h1>Page</h1>{IMAGE}{SCRIPT}"],
         "tool": {"name": tool["name"], "call_id": "c"}},
        {"id": "end", "kind": "final", "agent": agents[1], "text_parts": ["Paid."]},
    ]  # fmt: skip
    return {"problem": MARKDOWN, "reference": f"{OVERRIDE}42 {IMAGE}", "nodes": nodes, "tools": [], "edges": []}


@pytest.fixture(scope="module")
def scene(stack: Stack) -> Scene:
    settings = {"required": "nothing", "outcome": False, "verifiable": False, "attribution": False}
    return set_traces(stack, [hostile_run()], settings=settings)


@pytest.fixture
def asked() -> list[str]:
    """The addresses that the page asked for."""
    return []


@pytest.fixture
def desk(browser: Browser, base_url: str, scene: Scene, asked: list[str]) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, viewport={"width": 1440, "height": 900})
    cookies = {"touchstone_session": scene.annotators[0].session, "csrftoken": CSRF}
    context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in cookies.items()])
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    open_desk(page, scene)
    yield page
    context.close()


def open_desk(page: Page, scene: Scene) -> None:
    page.goto(f"/projects/{scene.project}/label")
    expect(page.get_by_role("button", name="Submit")).to_be_visible(timeout=SLOW)


def test_nothing_in_a_trace_runs_loads_or_turns_its_neighbours(desk: Page, base_url: str, asked: list[str]) -> None:
    for view in ("Conversation", "Timeline", "Agents"):
        desk.get_by_role("tab", name=view).click()
        expect(desk.get_by_role("tabpanel", name=view)).to_contain_text("treasurer")
        assert OVERRIDE not in desk.locator("body").inner_text(), view
        assert_nothing_ran(desk)
    desk.get_by_role("tab", name="Conversation").click()
    conversation = desk.get_by_role("tabpanel", name="Conversation")
    expect(conversation).to_contain_text("Pay ⟦RLO⟧05 euros")
    expect(conversation).to_contain_text(f"<h1>Page</h1>{IMAGE}")
    expect(conversation).to_contain_text(f"{IMAGE}clerk")
    expect(conversation).to_contain_text(f"search{IMAGE}")
    expect(desk.get_by_role("region", name="Problem")).to_contain_text("⟦RLO⟧42")
    expect(desk.get_by_role("region", name="Problem").get_by_text("Bold")).to_be_visible()
    assert_nothing_ran(desk)
    assert [address for address in asked if not address.startswith((base_url, "data:", "blob:"))] == []


def assert_nothing_ran(page: Page) -> None:
    assert page.evaluate("window.deceived") is None
    assert page.locator("main img, main iframe, main h1:text('Page')").count() == 0
    assert page.locator("a[href^='javascript:' i]").count() == 0


def test_a_step_that_has_changed_since_it_was_graded_is_named_and_nothing_is_lost(desk: Page, scene: Scene) -> None:
    changed = {"steps": {"turn": {"sha256": "0" * 64, "label": 1}}, "first_error": {"none": True}}
    lent = claimed(desk, scene)
    saved = desk.request.put(
        f"/api/assignments/{lent}/draft/",
        data={"revision": 1_000, "content": {"answer": changed, "active_ms": 60}, "device": "elsewhere"},
        headers={"X-CSRFToken": CSRF},
    )
    assert saved.ok, saved.text()
    desk.reload()
    expect(desk.get_by_role("button", name="Submit")).to_be_visible(timeout=SLOW)
    with desk.expect_response("**/submit/", timeout=SLOW) as answered:
        desk.get_by_role("button", name="Submit").click()
    assert answered.value.status == 400, answered.value.text()
    refused = desk.get_by_role("alert", name="An answer was not stored")
    expect(refused).to_contain_text("This step has changed since it was graded")
    expect(refused.get_by_role("list", name="Labels").get_by_role("listitem")).to_have_count(1)


def claimed(page: Page, scene: Scene) -> str:
    """The assignment that the page works on."""
    answered = page.request.post(f"/api/projects/{scene.project}/claim/", headers={"X-CSRFToken": CSRF})
    assert answered.ok, answered.text()
    return str(answered.json()["assignment"]["id"])
