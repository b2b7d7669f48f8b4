"""The queue: how many cycles of claim and submit a second over HTTP, and how long a claim takes in large projects.

    python -m benchmarks.bench_queue [--clients 1 8 32] [--seconds 10] [--tasks 1000 10000 100000 1000000]
                                     [--seen 0 10000 100000] [--claims 300]

The first part runs the product's web server with two workers, Celery worker and beat; clients, servers and PostgreSQL
share the machine. Server CPU is what the web workers used. The second part calls ``queue.claim`` in this process, one
annotator at a time, and submits between the claims, unmeasured.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, Thread
from typing import TYPE_CHECKING

from benchmarks.stack import own_engines
from tests.journeys.stack import SERVICES, Stack

if TYPE_CHECKING:
    from accounts.models import User
    from annotation.models import Project
    from tests.journeys.scene import Scene

TICKS = os.sysconf("SC_CLK_TCK")
WARM_UP = 100


@dataclass
class Loop:
    """One client's cycles, in seconds each."""

    claims: list[float] = field(default_factory=list)
    submits: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, nargs="*", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--tasks", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--seen", type=int, nargs="*", default=[0, 10_000, 100_000])
    parser.add_argument("--claims", type=int, default=300)
    options = parser.parse_args()
    with own_engines() as stack:
        if options.clients:
            queue_loop(stack, options.clients, options.seconds)
        if options.tasks:
            claims_by_size(options.tasks, options.claims)
        if options.seen:
            claims_by_seen(options.seen, options.claims)


def queue_loop(stack: Stack, clients: Sequence[int], seconds: float) -> None:
    stack.start(*SERVICES)
    print(f"Claim and submit over HTTP for {seconds:.0f} s; load of the machine before: {os.getloadavg()[0]:.1f}")
    print(" clients  cycles/s  CPU ms  claim p50     p95  submit p50     p95  (ms)")
    for number in clients:
        scene = large_scene(clients=number, tasks=int(seconds * 400))
        run_loop(stack, scene, seconds=1)  # Connections, caches and code are warm then.
        before = cpu_seconds(stack.web_workers())
        loops = run_loop(stack, scene, seconds=seconds)
        used = cpu_seconds(stack.web_workers()) - before
        print(row(number, loops, used, seconds), flush=True)
    stack.stop(*reversed(SERVICES))


def row(clients: int, loops: Sequence[Loop], used: float, seconds: float) -> str:
    claims = [second for loop in loops for second in loop.claims]
    submits = [second for loop in loops for second in loop.submits]
    cycles = f"{clients:>8} {len(submits) / seconds:>9.1f} {ms(used / len(submits)):>7.1f}"
    claim = f"{ms(statistics.median(claims)):>10.1f} {ms(p95(claims)):>7.1f}"
    submit = f"{ms(statistics.median(submits)):>11.1f} {ms(p95(submits)):>7.1f}"
    return f"{cycles} {claim} {submit}"


def large_scene(*, clients: int, tasks: int) -> Scene:
    """A project that outlasts the measurement, with that many people signed in."""
    from benchmarks.filling import filled_project
    from tests.journeys.scene import Scene, signed_in

    manager, *people = make_people(clients + 1)
    project = filled_project(manager, tasks=tasks, annotators=people, overlap=2)
    return Scene(str(project.public_id), signed_in(manager), [signed_in(person) for person in people])


def run_loop(stack: Stack, scene: Scene, *, seconds: float) -> list[Loop]:
    loops = [Loop() for _ in scene.annotators]
    together = Barrier(len(loops) + 1)
    threads = [
        Thread(target=work, args=(stack.port, scene, number, loop, together, seconds))
        for number, loop in enumerate(loops)
    ]
    for thread in threads:
        thread.start()
    together.wait()
    for thread in threads:
        thread.join()
    return loops


def work(port: int, scene: Scene, number: int, loop: Loop, together: Barrier, seconds: float) -> None:
    from tests.journeys.tabs import Tab
    from tests.work import prefer

    tab = Tab(port, scene.annotators[number])
    together.wait()
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        claim = tab.post(f"projects/{scene.project}/claim/", {"holding": []})
        answer = {"answer": prefer(2), "active_ms": 1500}
        submit = tab.post(f"assignments/{claim.body['assignment']['id']}/submit/", answer, key=str(uuid.uuid4()))
        if (claim.status, submit.status) != (200, 201):
            raise RuntimeError(f"{claim} {submit}")
        loop.claims.append(claim.seconds)
        loop.submits.append(submit.seconds)
    tab.close()


def cpu_seconds(pids: Sequence[int]) -> float:
    """User and system time of these processes, all threads."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(words[11]) + int(words[12]) for words in fields) / TICKS


@dataclass
class Subject:
    """A project and the one annotator whose claims in it are measured."""

    tasks: int
    project: Project
    annotator: User
    times: list[float] = field(default_factory=list)


def claims_by_size(sizes: Sequence[int], claims: int) -> None:
    from benchmarks.filling import filled_project

    print(f"\nqueue.claim by open tasks, {claims} claims by someone new")
    subjects = []
    for size in sizes:
        manager, annotator = make_people(2)
        project = filled_project(manager, tasks=size, annotators=[annotator], overlap=2)
        subjects.append(Subject(size, project, annotator))
    report(subjects, claims)


def claims_by_seen(numbers: Sequence[int], claims: int) -> None:
    from benchmarks.filling import filled_project, mark_seen

    size = max(numbers) * 2
    print(f"\nqueue.claim by tasks that the annotator has answered and that are still open, {size:,} open tasks")
    manager, *people = make_people(len(numbers) + 1)
    project = filled_project(manager, tasks=size, annotators=people, overlap=len(numbers) + 1)
    for number, annotator in zip(numbers, people, strict=True):
        mark_seen(project, annotator, number)
    report([Subject(*row) for row in zip(numbers, [project] * len(numbers), people, strict=True)], claims)


def report(subjects: Sequence[Subject], claims: int) -> None:
    """One line each. They take turns, so that what else the machine does meets them all alike."""
    # The first claim builds the annotator's cursor and stands alone.
    first = [timed_claim(subject) for subject in subjects]
    for subject in [*subjects] * WARM_UP:
        timed_claim(subject)
    for subject in [*subjects] * claims:
        subject.times.append(timed_claim(subject))
    smallest = statistics.median(subjects[0].times)
    print("     tasks    first     p50     p95  p50 to the smallest  (ms)")
    for subject, alone in zip(subjects, first, strict=True):
        middle = statistics.median(subject.times)
        times = f"{ms(alone):>8.2f} {ms(middle):>7.2f} {ms(p95(subject.times)):>7.2f}"
        print(f"{subject.tasks:>10,} {times} {middle / smallest:>20.2f}", flush=True)


def timed_claim(subject: Subject) -> float:
    from annotation import queue
    from tests.work import submit

    began = time.perf_counter()
    lent = queue.claim(project=subject.project, annotator=subject.annotator)
    seconds = time.perf_counter() - began
    if isinstance(lent, queue.Wait):
        raise TypeError(f"there is nothing to claim: {lent}")
    submit(lent, 1)
    return seconds


def make_people(number: int) -> list[User]:
    from tests.factories import make_user

    return [make_user(email=f"{uuid.uuid4().hex}@example.org") for _ in range(number)]


def p95(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def ms(seconds: float) -> float:
    return seconds * 1000


if __name__ == "__main__":
    main()
