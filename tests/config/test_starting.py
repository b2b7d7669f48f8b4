"""`manage.py up`, from outside: started as a person starts it, killed, and stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from config.env import CHECKOUT
from tests.engines import temporary_folder
from tests.waiting import eventually

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def up(data: Path, *words: str, **variables: str) -> subprocess.Popen[str]:
    """With nothing set but the data folder: this test run has engines of its own."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TOUCHSTONE_", "DATABASE_", "REDIS_"))
    }
    environment = kept | {"TOUCHSTONE_DATA": str(data)} | variables
    command = [sys.executable, "manage.py", "up", *words]
    return subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def refusal(data: Path, *words: str, **variables: str) -> str:
    process = up(data, *words, **variables)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1, output
    return output


@dataclass
class Started:
    process: subprocess.Popen[str]
    data: Path
    address: str
    greeting: str

    def descendants(self) -> list[psutil.Process]:
        family: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return family

    def workers(self) -> list[int]:
        """The worker's main process; those in its pool are its children."""
        children = psutil.Process(self.process.pid).children()
        return [child.pid for child in children if {"celery", "worker"} <= set(words_of(child))]

    def state(self) -> dict[str, str]:
        with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as response:
            answer: dict[str, str] = json.load(response)
            return answer


def words_of(process: psutil.Process) -> list[str]:
    """None for one that has just ended."""
    try:
        words: list[str] = process.cmdline()
    except psutil.Error:
        return []
    return words


def start(data: Path) -> Started:
    port = free_port()
    process = up(data, "--port", str(port))
    lines: list[str] = []
    for line in process.stdout or ():
        lines.append(line)
        if "Ctrl-C stops everything" in line:
            return Started(process, data, f"http://127.0.0.1:{port}", "".join(lines))
    raise AssertionError("".join(lines))


@pytest.fixture
def starting() -> Iterator[Callable[[Path], Started]]:
    begun: list[Started] = []

    def begin(data: Path) -> Started:
        begun.append(start(data))
        return begun[-1]

    yield begin
    for started in begun:
        finish(started)


@pytest.fixture(scope="module")
def running() -> Iterator[Started]:
    started = start(temporary_folder() / "data")
    yield started
    finish(started)


def finish(started: Started) -> None:
    started.process.terminate()
    started.process.communicate(timeout=60)


def test_it_says_where_it_is_and_who_may_sign_in(running: Started) -> None:
    assert running.address in running.greeting
    assert "annotator@demo.example" in running.greeting
    assert running.state() == {"status": "ready", "database": "up", "redis": "up"}


def test_the_page_at_its_address_is_the_front_end(running: Started) -> None:
    with urllib.request.urlopen(running.address, timeout=10) as response:
        page = response.read().decode()
    assert "<title>Touchstone</title>" in page
    assert "/static/assets/" in page


def test_a_second_start_says_who_runs_already(running: Started) -> None:
    output = refusal(running.data, "--port", str(free_port()))
    assert str(running.process.pid) in output
    assert running.address in output


def test_a_killed_worker_is_started_again_and_the_pages_stay(running: Started) -> None:
    [killed] = running.workers()
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: running.workers() not in ([], [killed]))
    assert running.state()["status"] == "ready"


def test_a_killed_database_comes_back_with_its_data(running: Started) -> None:
    [postgres] = [child for child in psutil.Process(running.process.pid).children() if "postgres" in child.name()]
    postgres.kill()
    assert eventually(lambda: is_ready(running), seconds=40)


def is_ready(started: Started) -> bool:
    try:
        return started.state()["status"] == "ready"
    except OSError:
        return False


def test_after_a_kill_nothing_is_left_and_it_starts_again(starting: Callable[[Path], Started]) -> None:
    data = temporary_folder() / "data"
    first = starting(data)
    family = first.descendants()
    first.process.kill()
    first.process.communicate()
    assert eventually(lambda: not any(process.is_running() for process in family), seconds=40)

    second = starting(data)
    family = second.descendants()
    assert len(family) > 5
    second.process.terminate()
    second.process.communicate(timeout=60)
    assert second.process.returncode == 0
    assert [process.pid for process in family if process.is_running()] == []


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"port {port}" in refusal(tmp_path, "--port", str(port))


def test_listening_everywhere_needs_the_names_that_people_type(tmp_path: Path) -> None:
    assert "TOUCHSTONE_HOSTS=" in refusal(tmp_path, "--host", "0.0.0.0")


def test_a_wrong_setting_stops_the_start_in_one_line(tmp_path: Path) -> None:
    output = refusal(tmp_path, TOUCHSTONE_WEB_WORKERS="many")
    assert output.strip() == "TOUCHSTONE_WEB_WORKERS is 'many'. Allowed: a whole number from 1 to 64."
