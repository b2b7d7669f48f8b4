"""The main job: a manager imports a file, two people label it by keyboard, a trainer's library reads what comes out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import krippendorff
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import ADA, BEN, MIA

pytestmark = pytest.mark.browser
SignIn = Callable[[str], Page]

TASKS = 32
# Ben takes the other side on each of these.
BEN_DIFFERS = {5, 11, 17, 23}
SLOW = 30_000


def rows() -> list[dict[str, object]]:
    """In odd rows the left text is right, in even rows the right one."""
    made = []
    for number in range(1, TASKS + 1):
        right, wrong = f"It is {number * 7}.", f"It is {number * 7 + 3}."
        left_is_right = number % 2 == 1
        texts = (right, wrong) if left_is_right else (wrong, right)
        made.append({"nr": number, "ask": f"How much is {number} times 7?", "left": texts[0], "other": texts[1]})
    return made


def test_a_mapped_file_becomes_training_data_by_way_of_two_keyboards(
    sign_in: SignIn, downloads: Path, base_url: str
) -> None:
    mia = sign_in(MIA)
    make_project(mia, title="Times seven")
    publish_rubric(mia, "Quality")
    import_mapped(mia, write_file(downloads))
    add_annotators(mia, [ADA, BEN])
    go_to(mia, "Overview")
    mia.get_by_role("button", name="Start project").click()
    expect(mia.get_by_text("active", exact=True)).to_be_visible()

    for email in (ADA, BEN):
        label_everything(sign_in(email), differs=BEN_DIFFERS if email == BEN else set())

    go_to(mia, "Quality")
    row = mia.get_by_role("row").filter(has_text="Overall: which is better")
    expect(row).to_contain_text(f"{expected_alpha():.3f}"[1:5], timeout=SLOW)
    expect(mia.get_by_role("row").filter(has_text="Quality").first).to_be_visible()

    check_exports(mia, downloads)


def make_project(page: Page, *, title: str) -> None:
    page.goto("/projects/new")
    page.get_by_role("radio", name="Preference").check()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Create project").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def publish_rubric(page: Page, title: str) -> None:
    go_to(page, "Rubric")
    page.get_by_role("button", name="Write the rubric").click()
    page.get_by_role("button", name="Add criterion").click()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Version 1")).to_be_visible()


def write_file(folder: Path) -> Path:
    path = folder / "times.json"
    path.write_text(json.dumps(rows()), encoding="utf-8")
    return path


def import_mapped(page: Page, path: Path) -> None:
    go_to(page, "Imports")
    page.locator("input[type=file]").set_input_files(path)
    choose(page, "Prompt", ["ask"])
    choose(page, "Responses", ["left", "other"])
    choose(page, "Id", ["nr"])
    expect(page.get_by_role("tabpanel")).to_contain_text("How much is 1 times 7?")
    page.get_by_role("button", name="Start import").click()
    expect(page.get_by_text(re.compile(rf"{TASKS} (tasks )?added"))).to_be_visible(timeout=SLOW)


def choose(page: Page, field: str, columns: Sequence[str]) -> None:
    """Take these columns, and no others, in this order."""
    box = page.get_by_role("combobox", name=field, exact=True)
    expect(box).to_be_visible(timeout=SLOW)
    for column in columns:
        box.click()
        option = page.get_by_role("option", name=column, exact=True)
        if option.get_attribute("aria-selected") != "true":
            option.click()
    page.keyboard.press("Escape")


def add_annotators(page: Page, emails: Sequence[str]) -> None:
    go_to(page, "People")
    for email in emails:
        page.get_by_role("button", name="Add person").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("E-mail").fill(email)
        dialog.get_by_role("button", name="Add").click()
        expect(dialog).to_be_hidden()
    expect(page.get_by_role("row").filter(has_text="Ben (demo annotator)")).to_be_visible()


def label_everything(page: Page, *, differs: set[int]) -> None:
    """Nothing but keys from here on."""
    page.goto("/")
    press_until_focused(page, page.get_by_role("article").filter(has_text="Times seven").get_by_role("link").last)
    page.keyboard.press("Enter")
    for done in range(TASKS):
        number = number_in(page, done)
        decide(page, number, other_side=number in differs)
    expect(page.get_by_text("Nothing left for you here")).to_be_visible(timeout=SLOW)


def press_until_focused(page: Page, wanted: Locator) -> None:
    expect(wanted).to_be_visible()
    for _ in range(40):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


def number_in(page: Page, done: int) -> int:
    """Which task is on screen, once as many as ``done`` are behind it."""
    expect(page.get_by_text(f"{done} answer{'' if done == 1 else 's'} by me")).to_be_visible(timeout=SLOW)
    found = re.search(r"How much is (\d+) times 7", page.get_by_role("region", name="Conversation").inner_text())
    assert found
    return int(found[1])


def decide(page: Page, number: int, *, other_side: bool) -> None:
    """Judge what stands on the screen's left: the sides are shuffled for each person."""
    left = page.get_by_role("region", name="Response A", exact=True)
    left_wins = (f"It is {number * 7}." in left.inner_text()) != other_side
    for key in ("5", "2", "2") if left_wins else ("2", "5", "6"):
        page.keyboard.press(key)
    page.keyboard.press("Control+Enter")


def expected_alpha() -> float:
    """What an independent implementation says of the answers that were meant."""
    ada = [number % 2 for number in range(1, TASKS + 1)]
    ben = [1 - side if number in BEN_DIFFERS else side for number, side in enumerate(ada, start=1)]
    return float(krippendorff.alpha([ada, ben], level_of_measurement="nominal", value_domain=[0, 1]))


def check_exports(page: Page, folder: Path) -> None:
    from datasets import load_dataset

    agreed = TASKS - len(BEN_DIFFERS)
    counts = {"TRL preference, standard": agreed, "TRL preference, conversational": agreed}
    go_to(page, "Exports")
    for title, expected in counts.items():
        data = load_dataset("json", data_files=str(export(page, title, folder)), split="train")
        assert data.num_rows == expected
        for row in data:
            number = int(str(row["item_id"]) if str(row["item_id"]).isdigit() else 0) or number_of(row)
            assert last_text(row["chosen"]) == f"It is {number * 7}."
            assert last_text(row["rejected"]) == f"It is {number * 7 + 3}."
    unpaired = load_dataset("json", data_files=str(export(page, "TRL unpaired", folder)), split="train")
    labels = {(last_text(row["completion"]), row["label"]) for row in unpaired}
    assert labels == {(f"It is {n * 7 + extra}.", extra == 0) for n in kept_numbers() for extra in (0, 3)}
    canonical = [json.loads(line) for line in export(page, "Canonical JSONL", folder).read_text().splitlines()]
    assert len(canonical) == agreed
    assert {len(row["annotations"]) for row in canonical} == {2}


def kept_numbers() -> list[int]:
    return [number for number in range(1, TASKS + 1) if number not in BEN_DIFFERS]


def number_of(row: dict[str, object]) -> int:
    found = re.search(r"How much is (\d+) times 7", str(row["prompt"]))
    assert found
    return int(found[1])


def last_text(side: object) -> str:
    """The text of a side, standard or conversational."""
    return str(side[-1]["content"] if isinstance(side, list) else side).strip()


def export(page: Page, title: str, folder: Path) -> Path:
    """Write the settled tasks in this format and download the file."""
    page.get_by_role("radio", name=re.compile(f"^{re.escape(title)}")).check()
    page.get_by_role("button", name="Start export").click()
    newest = page.get_by_role("article").filter(has_text=title).first
    link = newest.get_by_role("link", name=re.compile(r"\.jsonl"))
    expect(link).to_be_visible(timeout=SLOW)
    with page.expect_download() as download:
        link.click()
    path = folder / f"{title.replace(' ', '-')}.jsonl"
    download.value.save_as(path)
    return path


def go_to(page: Page, tab: str) -> None:
    page.get_by_role("navigation", name="Project").get_by_role("link", name=tab).click()
