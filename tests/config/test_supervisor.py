"""The supervisor over real processes: what ends is started again, and at the end nothing is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from config.bootstrap.lock import Held, Lock
from config.env import CHECKOUT
from tests.waiting import eventually

# Two programs, each with a child of its own in its group; each run adds its numbers to a file.
PROGRAM = """
import os, subprocess, sys, time
child = subprocess.Popen(["sleep", "300"])
with open(sys.argv[1], "a") as file:
    file.write(f"{os.getpid()} {child.pid}\\n")
time.sleep(300)
"""
SUPERVISED = """
import sys
from pathlib import Path
from config.bootstrap.processes import Program
from config.bootstrap.supervisor import Supervisor

folder = Path(sys.argv[1])
def program(name):
    notes = folder / name
    return Program(name=name, command=(sys.executable, str(folder / "program.py"), str(notes)), folder=folder,
                   log=folder / f"{name}.log", ready=notes.exists)

supervisor = Supervisor()
supervisor.listen()
try:
    supervisor.start([program("first")])
    supervisor.start([program("second")])
    supervisor.run()
except KeyboardInterrupt:
    pass
finally:
    supervisor.stop()
"""


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "program.py").write_text(PROGRAM)
    command = [sys.executable, "-c", SUPERVISED, str(tmp_path)]
    process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert eventually(lambda: (tmp_path / "second").exists() and runs(tmp_path / "second"))
    yield process
    process.kill()
    process.communicate()
    # A supervisor that was killed could not end the groups of its programs.
    for name in ("first", "second"):
        for group, _ in runs(tmp_path / name):
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)


def runs(notes: Path) -> list[list[int]]:
    return [[int(word) for word in line.split()] for line in notes.read_text().splitlines()]


def everyone(folder: Path) -> list[int]:
    return [pid for name in ("first", "second") for run in runs(folder / name) for pid in run]


def alive(pid: int) -> bool:
    """A process that ended and waits to be collected does not count."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_killed_program_is_started_again_and_what_it_started_is_ended(
    supervised: subprocess.Popen[str], tmp_path: Path
) -> None:
    [[killed, its_child]] = runs(tmp_path / "first")
    os.kill(killed, signal.SIGKILL)

    assert eventually(lambda: len(runs(tmp_path / "first")) == 2)
    assert eventually(lambda: not alive(its_child))
    assert alive(runs(tmp_path / "first")[1][0])
    assert len(runs(tmp_path / "second")) == 1


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_stop_it_leaves_no_process_behind(
    supervised: subprocess.Popen[str], tmp_path: Path, stop: signal.Signals
) -> None:
    supervised.send_signal(stop)
    _, errors = supervised.communicate(timeout=20)
    assert supervised.returncode == 0, errors
    assert [pid for pid in everyone(tmp_path) if alive(pid)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent has died")
def test_when_it_is_killed_itself_its_programs_end_too(supervised: subprocess.Popen[str], tmp_path: Path) -> None:
    programs = [run[0] for name in ("first", "second") for run in runs(tmp_path / name)]
    supervised.kill()
    assert eventually(lambda: not any(alive(pid) for pid in programs))


def test_a_second_holder_of_a_lock_learns_who_has_it(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "up.lock"), Lock(tmp_path / "up.lock")
    first.take(address="http://127.0.0.1:8017")
    with pytest.raises(Held) as refusal:
        second.take(address="http://127.0.0.1:8018")
    assert (refusal.value.pid, refusal.value.address) == (os.getpid(), "http://127.0.0.1:8017")

    first.release()
    second.take(address="http://127.0.0.1:8018")
    assert json.loads((tmp_path / "up.lock").read_text())["address"] == "http://127.0.0.1:8018"
    second.release()
