"""People who work until nothing is left, and write down what they sent and what they were told."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from tests.journeys.scene import Person, Scene
from tests.journeys.tabs import Reply, Tab, Unknown
from tests.work import prefer

SKIPS, RETURNS, REPEATS, REUSES, PREFETCHES = 0.04, 0.05, 0.10, 0.05, 0.30
LONGEST_WAIT = 0.3  # A free task may come back long before the server's estimate.
PAUSE_AFTER_TROUBLE = 0.2
REFUSALS = {"already_submitted", "skipped"}  # What a second tab of the same person may be told.


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer, sent with one key as often as it took."""

    person: str
    assignment: str
    task: str
    key: str
    body: dict[str, Any]
    acknowledged: str | None  # the annotation's id; None: refused


@dataclass
class History:
    """What one tab knows at the end."""

    person: str
    sent: list[Sent] = field(default_factory=list)
    skipped: dict[str, float] = field(default_factory=dict)  # task → when that was acknowledged
    lent: list[tuple[str, float]] = field(default_factory=list)  # task, when the claim was sent
    told_done: float | None = None
    unknown: int = 0
    unavailable: int = 0
    slowest: float = 0.0
    surprises: list[str] = field(default_factory=list)


class Annotator:
    """One tab. ``two_tabs`` allows for what the person's other tab does meanwhile."""

    def __init__(self, port: int, person: Person, project: str, *, seed: int, stop: Event, two_tabs: bool) -> None:
        self.tab = Tab(port, person)
        self.project = project
        self.chance = random.Random(seed)
        self.stop = stop
        self.two_tabs = two_tabs
        self.history = History(person.id)
        self.next_lease: dict[str, Any] | None = None

    def work(self) -> None:
        """Until told that nothing is left."""
        try:
            while self.history.told_done is None and not self.stop.is_set():
                lease, self.next_lease = self.next_lease or self.claim([]), None
                if lease is not None:
                    self.handle(lease)
        except Exception as error:
            self.history.surprises.append(f"the tab broke: {error!r}")
        finally:
            self.tab.close()

    def claim(self, holding: list[str]) -> dict[str, Any] | None:
        sent_at = time.time()
        reply = self.until_known(lambda: self.tab.post(f"projects/{self.project}/claim/", {"holding": holding}))
        if reply is None or not self.expect(reply, 200):
            return None
        if reply.body["state"] == "task":
            self.history.lent.append((reply.body["assignment"]["task"]["id"], sent_at))
            return dict(reply.body["assignment"])
        if reply.body["state"] == "done" and not holding:
            self.history.told_done = time.time()
        elif not holding:
            time.sleep(min(reply.body.get("retry_after", 0), LONGEST_WAIT))
        return None

    def handle(self, lease: dict[str, Any]) -> None:
        if self.chance.random() < PREFETCHES:
            self.next_lease = self.claim([lease["id"]])
        luck = self.chance.random()
        if luck < SKIPS:
            self.skip(lease)
        elif luck < SKIPS + RETURNS:
            self.leave(lease, "return", {})
        else:
            self.submit(lease)

    def skip(self, lease: dict[str, Any]) -> None:
        if self.leave(lease, "skip", {"reason": "unclear"}):
            self.history.skipped[lease["task"]["id"]] = time.time()

    def leave(self, lease: dict[str, Any], act: str, body: dict[str, str]) -> bool:
        reply = self.until_known(lambda: self.tab.post(f"assignments/{lease['id']}/{act}/", body))
        return reply is not None and self.expect(reply, 204)

    def submit(self, lease: dict[str, Any]) -> None:
        key, before = str(uuid.uuid4()), self.history.unknown
        body = {"answer": prefer(self.chance.randint(-3, 3)), "active_ms": self.chance.randint(900, 90_000)}
        reply = self.until_known(lambda: self.send_answer(lease, body, key))
        if reply is None:
            return
        repeated = self.history.unknown > before
        self.expect(reply, 201, *([200] if repeated else []))
        acknowledged = reply.body["id"] if reply.status in (200, 201) else None
        task = lease["task"]["id"]
        self.history.sent.append(Sent(self.history.person, lease["id"], task, key, body, acknowledged))
        if acknowledged:
            self.insist(lease, body, key, acknowledged)

    def insist(self, lease: dict[str, Any], body: dict[str, Any], key: str, acknowledged: str) -> None:
        """Sometimes send it again, and sometimes something else with the same key."""
        luck = self.chance.random()
        if luck < REPEATS:
            reply = self.until_known(lambda: self.send_answer(lease, body, key))
            same = reply is None or (reply.status, reply.body["id"]) == (200, acknowledged)
            if not same or (reply and reply.headers.get("Idempotent-Replayed") != "true"):
                self.history.surprises.append(f"a repeated answer got {reply}")
        elif luck < REPEATS + REUSES:
            other = {**body, "active_ms": body["active_ms"] + 1}
            reply = self.until_known(lambda: self.send_answer(lease, other, key))
            if reply is not None and (reply.status, reply.code) != (409, "key_reused"):
                self.history.surprises.append(f"a key used for something else got {reply}")

    def send_answer(self, lease: dict[str, Any], body: dict[str, Any], key: str) -> Reply:
        return self.tab.post(f"assignments/{lease['id']}/submit/", body, key=key)

    def until_known(self, act: Callable[[], Reply]) -> Reply | None:
        """Ask again while no answer comes or the server says that it cannot; None when the day is over."""
        while not self.stop.is_set():
            try:
                reply = act()
            except Unknown:
                self.history.unknown += 1
            else:
                self.history.slowest = max(self.history.slowest, reply.seconds)
                if reply.status != 503:
                    return reply
                # A transaction that was cut off while it was committed may have been stored.
                self.history.unknown += 1
                self.history.unavailable += 1
                if "Retry-After" not in reply.headers:
                    self.history.surprises.append("503 without Retry-After")
            time.sleep(PAUSE_AFTER_TROUBLE)
        return None

    def expect(self, reply: Reply, *statuses: int) -> bool:
        if reply.status in statuses:
            return True
        # The person's other tab, or the first try of an act whose outcome was unknown, may have closed the lease.
        if not (reply.status == 409 and reply.code in REFUSALS and (self.two_tabs or self.history.unknown)):
            self.history.surprises.append(f"expected {statuses}, got {reply}")
        return False


@dataclass
class Crowd:
    """All tabs of a scene, each a thread."""

    scene: Scene
    tabs: Sequence[Annotator]
    threads: Sequence[Thread]
    stop: Event

    def finish(self, *, seconds: float) -> list[History]:
        """Wait until everybody was told that nothing is left, or the time is over."""
        deadline = time.monotonic() + seconds
        for thread in self.threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        self.stop.set()
        for thread in self.threads:
            thread.join(30)
        return [tab.history for tab in self.tabs]


def start_crowd(port: int, scene: Scene, *, tabs_each: int = 1, seed: int = 27) -> Crowd:
    stop = Event()
    tabs = [
        Annotator(port, person, scene.project, seed=seed * 10_000 + number, stop=stop, two_tabs=tabs_each > 1)
        for number, person in enumerate([*scene.annotators] * tabs_each)
    ]
    threads = [Thread(target=tab.work, daemon=True) for tab in tabs]
    for thread in threads:
        thread.start()
    return Crowd(scene, tabs, threads, stop)


def surprises(histories: Sequence[History]) -> list[str]:
    """The first few answers that nobody should have got."""
    return [surprise for history in histories for surprise in history.surprises][:5]
