"""Every page, in both themes: no rule of accessibility broken, nothing refused by the content security policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from config.env import CHECKOUT
from tests.browser.people import ADMIN, DEE, MIA, PASSWORD
from tests.journeys.stack import Stack

pytestmark = pytest.mark.browser

AXE = CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']}"
PROJECT_PAGES = ("", "tasks", "guidelines", "rubric", "quality", "imports", "exports", "people", "settings")
PAGES = {
    MIA: ["/", "/projects", "/projects/new", "/account", *(f"/projects/{{project}}/{page}" for page in PROJECT_PAGES)],
    DEE: ["/", "/projects/{project}", "/projects/{project}/my-answers", "/projects/{project}/label"],
    ADMIN: ["/people"],
}


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Literal["light", "dark"]:
    return "dark" if request.param == "dark" else "light"


@pytest.fixture
def page_in_theme(
    browser: Browser, base_url: str, theme: Literal["light", "dark"], complaints: list[str]
) -> Iterator[Page]:
    context = browser.new_context(
        base_url=base_url, viewport={"width": 1024, "height": 768}, color_scheme=theme, reduced_motion="reduce"
    )  # fmt: skip
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda heard: complaints.append(heard.text) if "Content Security" in heard.text else None)
    yield page
    context.close()


@pytest.mark.parametrize("email", PAGES)
def test_pages_are_accessible_and_keep_to_the_content_security_policy(
    page_in_theme: Page, stack: Stack, email: str
) -> None:
    page = page_in_theme
    page.goto("/sign-in")
    found = broken_rules(page)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")
    project = stack.value("SELECT public_id::text FROM annotation_project WHERE is_demo ORDER BY id LIMIT 1")
    for path in PAGES[email]:
        page.goto(path.format(project=project))
        expect(page.get_by_role("heading").first).to_be_visible()
        page.wait_for_timeout(400)
        found += broken_rules(page)
    assert found == []


def broken_rules(page: Page) -> list[str]:
    """The rules that axe finds broken, with where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(f"axe.run(document, {RULES})")
    return [
        f"{page.url}: {rule['id']} at {node['target']}: {node.get('failureSummary', '')[:200]}"
        for rule in result["violations"]
        for node in rule["nodes"][:3]
    ]
