"""Every page of the demo projects, in both themes: no rule of accessibility broken, nothing refused by the content
security policy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from config.env import CHECKOUT
from tests.browser.people import ADA, ADMIN, DEE, MIA, PASSWORD
from tests.journeys.stack import Stack

pytestmark = pytest.mark.browser
Theme = Literal["light", "dark"]

AXE = CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']}"
PAGES = {MIA: ["/", "/projects", "/projects/new", "/account"], DEE: ["/"], ADMIN: ["/people"]}
KINDS = ("preference", "bounding_box", "trace")
PROJECT_PAGES = {
    MIA: (
        *("", "tasks", "tasks?status=disputed", "tasks/{task}", "guidelines", "rubric", "quality"),
        *("imports", "exports", "people", "settings"),
    ),
    ADA: ("", "my-answers", "my-answers/{answer}"),
    DEE: ("label",),
}
ERRORS = re.compile("There is nothing here|Not for you|Something broke")
# The answers of many are compared; with boxes, that of an image of an ordinary size.
TASK = (
    "SELECT t.public_id::text FROM annotation_task t JOIN annotation_project p ON p.id = t.project_id "
    "JOIN annotation_annotation a ON a.task_id = t.id AND a.current "
    "WHERE p.public_id = %(project)s GROUP BY t.id ORDER BY t.status <> 'disputed', count(*) DESC, t.id LIMIT 1"
)
ANSWER = (
    "SELECT a.public_id::text FROM annotation_annotation a JOIN annotation_project p ON p.id = a.project_id "
    "JOIN accounts_user u ON u.id = a.annotator_id "
    "WHERE p.public_id = %(project)s AND u.email = %(email)s AND a.current ORDER BY a.id LIMIT 1"
)
# Nothing on its way, all images there, and no colour half faded: axe would measure its contrast.
AT_REST = """() =>
    document.querySelector('h1, h2, [role=application]') &&
    !document.querySelector('[role=status][aria-label=Loading], .mantine-Skeleton-root, [aria-busy=true]') &&
    [...document.images].every((image) => image.complete || image.loading === 'lazy') &&
    document.getAnimations().every((animation) => animation.playState !== 'running')
"""


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return "dark" if request.param == "dark" else "light"


@pytest.fixture
def page_in_theme(browser: Browser, base_url: str, theme: Theme, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(
        base_url=base_url, viewport={"width": 1024, "height": 768}, color_scheme=theme, reduced_motion="reduce"
    )  # fmt: skip
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda heard: complaints.append(heard.text) if "Content Security" in heard.text else None)
    yield page
    context.close()


@pytest.mark.parametrize("email", PAGES)
def test_pages_are_accessible_and_keep_to_the_content_security_policy(page_in_theme: Page, email: str) -> None:
    page_in_theme.goto("/sign-in")
    found = broken_rules(page_in_theme)
    sign_in(page_in_theme, email)
    assert found + broken_on(page_in_theme, PAGES[email]) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("email", PROJECT_PAGES)
def test_pages_of_a_project_are_accessible_whatever_its_kind(
    page_in_theme: Page, stack: Stack, email: str, kind: str
) -> None:
    demo = "SELECT public_id::text FROM annotation_project WHERE is_demo AND kind = %(kind)s"
    project = stack.value(demo, kind=kind)
    names = {"task": stack.value(TASK, project=project), "answer": stack.value(ANSWER, project=project, email=email)}
    page_in_theme.goto("/sign-in")
    sign_in(page_in_theme, email)
    paths = [f"/projects/{project}/{page.format(**names)}".rstrip("/") for page in PROJECT_PAGES[email]]
    assert broken_on(page_in_theme, paths) == []


def test_every_view_of_a_trace_is_accessible(page_in_theme: Page, stack: Stack) -> None:
    project = stack.value("SELECT public_id::text FROM annotation_project WHERE is_demo AND kind = 'trace'")
    page_in_theme.goto("/sign-in")
    sign_in(page_in_theme, DEE)
    page_in_theme.goto(f"/projects/{project}/label")
    expect(page_in_theme.get_by_role("tab", name="Conversation")).to_be_visible(timeout=30_000)
    found = []
    for view in ("Timeline", "Agents"):
        page_in_theme.keyboard.press("v")
        expect(page_in_theme.get_by_role("tab", name=view)).to_have_attribute("aria-selected", "true")
        found += broken_rules(page_in_theme)
    page_in_theme.keyboard.press("b")
    assert found + broken_rules(page_in_theme) == []


def sign_in(page: Page, email: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")


def broken_on(page: Page, paths: Sequence[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        found += broken_rules(page)
        expect(page.get_by_role("heading", name=ERRORS)).to_have_count(0)
    return found


def broken_rules(page: Page) -> list[str]:
    """The rules that axe finds broken, with where."""
    page.wait_for_function(AT_REST)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(f"axe.run(document, {RULES})")
    return [
        f"{page.url}: {rule['id']} at {node['target']}: {node.get('failureSummary', '')[:200]}"
        for rule in result["violations"]
        for node in rule["nodes"][:3]
    ]
