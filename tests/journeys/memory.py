"""How much memory a program and all that it started come to hold. Linux tells that of each process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.stack import children

FORGET_THE_PEAK = "5"


@dataclass
class Growth:
    """What a program came to hold beyond what it held at first, in megabytes. Known when the block is left."""

    megabytes: float = 0.0


@contextmanager
def growing(*programs: int) -> Iterator[list[Growth]]:
    """For each program, by its first process, how far its memory rises in the block at most, whenever that is."""
    families = [family(pid) for pid in programs]
    for pid in (pid for processes in families for pid in processes):
        Path(f"/proc/{pid}/clear_refs").write_text(FORGET_THE_PEAK)
    before = [sum(held(pid, "VmRSS") for pid in processes) for processes in families]
    grown = [Growth() for _ in programs]
    yield grown
    assert [family(pid) for pid in programs] == families, "a process ended or began meanwhile"
    for growth, processes, start in zip(grown, families, before, strict=True):
        growth.megabytes = sum(held(pid, "VmHWM") for pid in processes) - start


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    return [pid, *(member for child in children(pid) for member in family(child))]


def held(pid: int, what: str) -> float:
    """``VmRSS``, what a process holds, or ``VmHWM``, the most that it held; in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024
