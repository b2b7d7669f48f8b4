"""A real browser on the real product with its demo people."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from config.bootstrap.chromium import MISSING, find_chromium
from tests.browser.people import PASSWORD
from tests.engines import temporary_folder
from tests.journeys.stack import HOST, Stack, running_stack

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SignIn = Callable[[str], Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    chromium = find_chromium()
    if chromium is None:
        pytest.skip(MISSING)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": str(chromium), "args": [*FLAGS, *sandbox]}


@pytest.fixture(scope="package")
def stack() -> Iterator[Stack]:
    with running_stack(temporary_folder() / "browser") as running:
        running.manage("manage.py", "demo")
        yield running


@pytest.fixture(scope="package")
def base_url(stack: Stack) -> str:
    return f"http://{HOST}:{stack.port}"


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained about: script errors and broken rules of the content security policy."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def sign_in(browser: Browser, base_url: str, complaints: list[str]) -> Iterator[SignIn]:
    """A window of their own for each person, as if at another machine."""
    contexts = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(message.text)

    def as_person(email: str) -> Page:
        context = browser.new_context(base_url=base_url, viewport={"width": 1440, "height": 900}, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", listen)
        page.goto("/sign-in")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").first.fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base_url}/")
        return page

    yield as_person
    for context in contexts:
        context.close()


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    return tmp_path
