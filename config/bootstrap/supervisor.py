"""Keeps the processes running: starts again what ends, and at the end stops everything."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

from config.bootstrap import processes
from config.bootstrap.console import say
from config.bootstrap.processes import Program

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY_AFTER = 30.0
TICK = 0.2
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Child:
    program: Program
    process: subprocess.Popen[bytes]
    round: int
    started: float
    failures: int = 0
    next_start: float | None = None


class Supervisor:
    def __init__(self) -> None:
        self.children: list[Child] = []
        self.stop_requests = 0
        self.interruptible = True

    def listen(self) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, self.request_stop)

    def request_stop(self, number: int, frame: FrameType | None) -> None:
        """Breaks into a long step of the start; later it is noticed at the next tick."""
        self.stop_requests += 1
        if self.interruptible:
            self.interruptible = False
            raise KeyboardInterrupt

    def start(self, programs: Sequence[Program], *, seconds: float = 60) -> None:
        """One round: started together, then waited for until each answers."""
        number = max((child.round for child in self.children), default=0) + 1
        for program in programs:
            self.children.append(Child(program, processes.start(program), number, time.monotonic()))
        for child in self.children:
            if child.round == number:
                processes.wait_until_ready(child.program, child.process, seconds=seconds)

    def run(self) -> None:
        """Until somebody asks to stop."""
        self.interruptible = False
        while not self.stop_requests:
            for child in self.children:
                self.look_after(child)
            time.sleep(TICK)

    def look_after(self, child: Child) -> None:
        now = time.monotonic()
        if child.next_start is None:
            if child.process.poll() is not None:
                self.plan_restart(child, now)
        elif now >= child.next_start:
            child.process, child.started, child.next_start = processes.start(child.program), now, None

    def plan_restart(self, child: Child, now: float) -> None:
        # What a dead parent left in its group would go on working beside the new one.
        processes.end_group(child.process)
        child.failures = 0 if now - child.started > STEADY_AFTER else child.failures + 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** max(0, child.failures - 1))
        child.next_start = now + pause
        ended = f"{child.program.name} ended with code {child.process.returncode}"
        say(f"{ended}; starting it again in {pause:.1f} s. See {child.program.log}")

    def stop(self) -> None:
        """The last round first: the engines go when nobody needs them any more."""
        self.interruptible = False
        while self.children:
            last = self.children[-1].round
            together = [child for child in self.children if child.round == last]
            self.children = [child for child in self.children if child.round != last]
            self.stop_together(together)

    def stop_together(self, children: Sequence[Child]) -> None:
        for child in children:
            with suppress(ProcessLookupError):
                child.process.send_signal(child.program.stop_signal)
        deadline = time.monotonic() + max(child.program.patience for child in children)
        while any(child.process.poll() is None for child in children):
            # Asking twice means now.
            if time.monotonic() > deadline or self.stop_requests > 1:
                break
            time.sleep(TICK / 4)
        for child in children:
            processes.end_group(child.process)
