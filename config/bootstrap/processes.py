"""Child processes: started in a group of their own, under an account, and gone when their parent is gone."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from config.bootstrap.console import Failed, excerpt

LOG_LIMIT = 10 * 1024 * 1024
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Program:
    name: str
    command: tuple[str, ...]
    folder: Path
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    prepare: Callable[[], None] = lambda: None
    ready: Callable[[], bool] = lambda: True


def start(program: Program) -> subprocess.Popen[bytes]:
    program.prepare()
    with open_log(program.log) as log:
        return subprocess.Popen(
            program.command,
            cwd=program.folder,
            env=dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=partial(die_with_parent, program.stop_signal, os.getpid()),  # noqa: PLW1509
            **run_as(program.account),
        )


def run_as(account: Account | None) -> dict[str, Any]:
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}


def die_with_parent(stop_signal: signal.Signals, parent: int) -> None:
    """Runs in the child between fork and exec. Linux only; elsewhere the next start clears what was left."""
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(stop_signal))
    if os.getppid() != parent:
        os._exit(1)


def open_log(path: Path) -> Any:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def wait_until_ready(program: Program, process: subprocess.Popen[bytes], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not program.ready():
        if process.poll() is not None:
            raise Failed(not_started(program, f"ended with code {process.returncode}"))
        if time.monotonic() > deadline:
            raise Failed(not_started(program, f"did not answer within {seconds:.0f} s"))
        time.sleep(0.05)


def not_started(program: Program, what: str) -> str:
    output = program.log.read_text(errors="replace") if program.log.exists() else ""
    return f"{program.name} {what}. The end of {program.log}:\n{excerpt(output)}"


def stop(program: Program, process: subprocess.Popen[bytes]) -> None:
    """Ask, wait, then end what is left of the process's group."""
    with suppress(ProcessLookupError):
        process.send_signal(program.stop_signal)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=program.patience)
    end_group(process)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Also when the process itself is gone: what it started carries its group's number."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def is_running(pid: int, *, mark: str) -> bool:
    """Whether this process lives and is the one meant: its command line holds the mark. Numbers are used again."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return mark in command_line(pid)


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except FileNotFoundError:
        listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S607
        return listed.stdout


def end_leftover(pid_file: Path, *, mark: str, stop_signal: signal.Signals) -> None:
    """End what a killed parent left behind, and remove the note that would keep its successor from starting."""
    try:
        pid = int(pid_file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return
    for signal_sent in (stop_signal, signal.SIGKILL):
        deadline = time.monotonic() + 10
        with suppress(ProcessLookupError):
            if is_running(pid, mark=mark):
                os.kill(pid, signal_sent)
        while is_running(pid, mark=mark) and time.monotonic() < deadline:
            time.sleep(0.1)
    pid_file.unlink(missing_ok=True)
