"""What an annotator has done stays done: through reloads, lost connections, ended sessions and a second window."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.factories import PASSWORD
from tests.journeys.scene import Scene, set_scene
from tests.journeys.stack import Stack, wait_for
from tests.waiting import eventually

pytestmark = pytest.mark.browser

FROM_PROJECT = (
    "FROM annotation_annotation a JOIN annotation_project p ON p.id = a.project_id AND p.public_id = %(project)s"
)
ANSWERS = f"SELECT count(*) {FROM_PROJECT}"
SLOW = 30_000


@pytest.fixture
def scene(stack: Stack) -> Scene:
    return set_scene(stack, tasks=6, annotators=1, title="Above and below")


@pytest.fixture
def window(browser: Browser, base_url: str, scene: Scene) -> Iterator[BrowserContext]:
    """The browser of the scene's only annotator, signed in."""
    yield from signed_in(browser, base_url, scene)


@pytest.fixture
def elsewhere(browser: Browser, base_url: str, scene: Scene) -> Iterator[BrowserContext]:
    """The same person's browser on another machine."""
    yield from signed_in(browser, base_url, scene)


def signed_in(browser: Browser, base_url: str, scene: Scene) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=base_url, viewport={"width": 1280, "height": 800})
    cookie = {"name": "touchstone_session", "value": scene.annotators[0].session, "url": base_url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    yield context
    context.close()


@pytest.fixture
def desk(window: BrowserContext, scene: Scene) -> Page:
    """The labeling page with the first task on it."""
    page = window.new_page()
    open_desk(page, scene)
    return page


def open_desk(page: Page, scene: Scene) -> None:
    page.goto(f"/projects/{scene.project}/label")
    expect(verdict(page, "A better")).to_be_visible(timeout=SLOW)


def verdict(page: Page, name: str) -> Locator:
    return page.get_by_role("radio", name=name, exact=True)


def stored(stack: Stack, scene: Scene, wanted: int) -> bool:
    """Whether the product holds that many answers before long."""
    return wait_for(stack, f"{ANSWERS} HAVING count(*) = {wanted}", seconds=20, project=scene.project)


def test_an_unfinished_answer_is_there_again_after_a_reload(desk: Page) -> None:
    desk.keyboard.press("2")
    desk.keyboard.press("r")
    desk.keyboard.type("Nearer to the point.")
    expect(desk.get_by_text("saved", exact=False).first).to_be_visible(timeout=SLOW)
    desk.reload()
    expect(verdict(desk, "A better")).to_be_checked(timeout=SLOW)
    expect(desk.get_by_role("textbox", name="Rationale")).to_have_value("Nearer to the point.")


def test_work_submitted_without_a_connection_arrives_when_it_is_back(
    desk: Page, window: BrowserContext, stack: Stack, scene: Scene
) -> None:
    window.set_offline(True)
    desk.keyboard.press("7")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("on this device", exact=False).first).to_be_visible(timeout=SLOW)
    assert stack.value(ANSWERS, project=scene.project) == 0
    window.set_offline(False)
    assert stored(stack, scene, 1)


def test_work_kept_on_the_device_survives_closing_the_page(
    desk: Page, window: BrowserContext, stack: Stack, scene: Scene
) -> None:
    window.set_offline(True)
    desk.keyboard.press("6")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("on this device", exact=False).first).to_be_visible(timeout=SLOW)
    desk.close(run_before_unload=False)
    window.set_offline(False)
    open_desk(window.new_page(), scene)
    assert stored(stack, scene, 1)


def test_a_session_that_ended_mid_task_is_renewed_in_place(desk: Page, stack: Stack, scene: Scene) -> None:
    desk.keyboard.press("1")
    # Whatever else the page asks for would open the dialog before the answer is sent.
    expect(desk.get_by_text("saved", exact=False).first).to_be_visible(timeout=SLOW)
    desk.wait_for_load_state("networkidle")
    with stack.sql() as cursor:
        cursor.execute("DELETE FROM django_session")
    desk.keyboard.press("Control+Enter")
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_label("Password").first).to_be_visible(timeout=SLOW)
    dialog.get_by_label("Password").first.fill(PASSWORD)
    desk.keyboard.press("Enter")
    expect(dialog).to_be_hidden(timeout=SLOW)
    assert stored(stack, scene, 1)


def test_two_machines_on_one_task_show_both_drafts_and_let_the_person_choose(
    desk: Page, elsewhere: BrowserContext, scene: Scene
) -> None:
    other = elsewhere.new_page()
    open_desk(other, scene)
    desk.keyboard.press("1")
    expect(desk.get_by_role("status").filter(has_text=re.compile("saved .* ago"))).to_be_visible(timeout=SLOW)
    other.keyboard.press("7")
    dialog = other.get_by_role("dialog")
    expect(dialog).to_contain_text("Response A is much better", timeout=SLOW)
    expect(dialog).to_contain_text("Response B is much better")


def test_two_windows_of_one_browser_work_on_two_tasks(desk: Page, window: BrowserContext, scene: Scene) -> None:
    other = window.new_page()
    open_desk(other, scene)
    questions = [page.get_by_role("region", name="Conversation").inner_text() for page in (desk, other)]
    assert questions[0] != questions[1]


def test_an_answer_can_be_undone_redone_and_revised(desk: Page, stack: Stack, scene: Scene) -> None:
    desk.keyboard.press("1")
    desk.keyboard.press("7")
    desk.keyboard.press("Control+z")
    expect(verdict(desk, "A much better")).to_be_checked()
    desk.keyboard.press("Control+Shift+z")
    expect(verdict(desk, "B much better")).to_be_checked()
    desk.keyboard.press("Control+Enter")
    assert stored(stack, scene, 1)
    desk.goto(f"/projects/{scene.project}/my-answers")
    desk.get_by_role("link", name="Revise").first.click()
    expect(verdict(desk, "B much better")).to_be_checked(timeout=SLOW)
    desk.keyboard.press("2")
    desk.keyboard.press("Control+Enter")
    assert stored(stack, scene, 2)
    revisions = f"SELECT max(a.revision) {FROM_PROJECT} WHERE a.current"
    assert stack.value(revisions, project=scene.project) == 2


def test_a_flag_is_raised_with_its_note_and_the_task_stays(desk: Page, stack: Stack, scene: Scene) -> None:
    question = desk.get_by_role("region", name="Conversation").inner_text()
    desk.keyboard.press("Shift+f")
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("radio", name="Unsafe content").check()
    dialog.get_by_label("What should they know?").fill("A private address.")
    dialog.get_by_role("button", name="Flag").click()
    expect(dialog).to_be_hidden()
    raised = (
        "SELECT f.category || ': ' || f.note FROM annotation_flag f JOIN annotation_task t ON t.id = f.task_id "
        "JOIN annotation_project p ON p.id = t.project_id WHERE p.public_id = %(project)s"
    )
    assert eventually(lambda: stack.value(raised, project=scene.project) == "unsafe: A private address.")
    assert desk.get_by_role("region", name="Conversation").inner_text() == question


def test_a_skipped_task_gives_way_to_another_and_keeps_the_reason(desk: Page, stack: Stack, scene: Scene) -> None:
    conversation = desk.get_by_role("region", name="Conversation")
    question = conversation.inner_text()
    desk.keyboard.press("s")
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("radio", name="Outside what I know").check()
    dialog.get_by_role("button", name="Skip").click()
    skipped = (
        "SELECT a.skip_reason FROM annotation_assignment a JOIN annotation_project p ON p.id = a.project_id "
        "WHERE a.status = 'skipped' AND p.public_id = %(project)s"
    )
    assert eventually(lambda: stack.value(skipped, project=scene.project) == "outside_my_skill")
    expect(conversation).not_to_have_text(question, use_inner_text=True, timeout=SLOW)
