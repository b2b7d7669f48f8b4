"""The labeling page with traces of 50, 500 and 5,000 nodes: opening, claiming, scrolling, keys, views, search, memory.

    python -m benchmarks.bench_traces [--sizes 50:0.2 500:2 5000:7] [--rounds 3] [--profile FOLDER]

A size is nodes:megabytes of text. The whole product runs for this, with an annotator in headless Chromium; the built
front end is what is measured. `frame` is the time from one frame to the next: 16.7 ms is 60 a second. `busy` is what
the main thread did, by frame. `key` is the time from a key to the next picture, of the keys that took 16 ms or more.
The last column compares the frame p95 and the busy time with those of the first size. With ``--profile``, each act is
written down as a CPU profile that the developer tools of Chromium open.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from benchmarks.bench_canvas import FLAGS, FRONTEND, WINDOW, share
from benchmarks.stack import own_engines
from config.bootstrap import frontend
from config.bootstrap.chromium import MISSING, find_chromium
from tests.journeys.stack import HOST, SERVICES, Stack

if TYPE_CHECKING:
    from tests.journeys.scene import Scene

# Nothing but labels and the first error is asked for, so that an answer can be given by a few keys.
SETTINGS = {"outcome": False, "verifiable": False, "attribution": False}
STRIP = "process.stdout.write(require('module').stripTypeScriptTypes(require('fs').readFileSync(0, 'utf8')))"
CARD, SCROLLED = "article[data-step]", "document.querySelector('[data-conversation]')"


@dataclass(frozen=True)
class Size:
    nodes: int
    megabytes: float

    @classmethod
    def read(cls, word: str) -> Size:
        nodes, megabytes = word.split(":")
        return cls(int(nodes), float(megabytes))

    def __str__(self) -> str:
        return f"{self.nodes:,} nodes, {self.megabytes:g} MB"


@dataclass
class Seen:
    """What was measured on one size."""

    size: Size
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    nexts: list[float] = field(default_factory=list)
    claims: list[dict[str, float]] = field(default_factory=list)
    memory: list[tuple[float, int]] = field(default_factory=list)
    acts: dict[str, Act] = field(default_factory=dict)


@dataclass(frozen=True)
class Act:
    """Milliseconds."""

    frames: Sequence[float]
    busy: float
    keys: Sequence[float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = [Size(50, 0.2), Size(500, 2), Size(5_000, 7)]
    parser.add_argument("--sizes", type=Size.read, nargs="+", default=sizes, metavar="NODES:MB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(MISSING)
    with own_engines() as stack:
        stack.start(*SERVICES)
        # Before Playwright starts: Django refuses to work inside its loop.
        scenes = [traces(size, tasks=options.rounds + 2) for size in options.sizes]
        print(f"Load of the machine before: {os.getloadavg()[0]:.1f}", flush=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
            seen: list[Seen] = []
            for size, scene in zip(options.sizes, scenes, strict=True):
                seen.append(Seen(size))
                measure(browser, stack, scene, seen[-1], rounds=options.rounds, profiles=options.profile)
                report(seen)
            browser.close()


def measure(browser: Browser, stack: Stack, scene: Scene, seen: Seen, *, rounds: int, profiles: Path | None) -> None:
    for _ in range(rounds):
        with window(browser, stack, scene) as context:
            page = context.new_page()
            seen.cold.append(open_page(page, scene))
            seen.warm.append(open_page(page, scene))
            seen.claims += claims(page)
    with window(browser, stack, scene) as context:
        page = context.new_page()
        session = page.context.new_cdp_session(page)
        with profiled(session, profiles, f"{seen.size.nodes}-open"):
            open_page(page, scene)
        work(page, session, seen, profiles)
        for number in range(2, rounds + 2):
            label_all(page)
            page.evaluate(f"claimed({number})")
            with profiled(session, profiles, f"{seen.size.nodes}-submit-{number - 1}"):
                seen.nexts.append(submit(page, number))


def traces(size: Size, *, tasks: int) -> Scene:
    """Each task names its number in its problem, so that one can be told from the next."""
    from tests.journeys.traces import long_run, make_traces

    run = long_run(nodes=size.nodes, characters=int(size.megabytes * 1_000_000))
    contents = [{**run, "problem": f"Run {number}: make it green."} for number in range(1, tasks + 1)]
    return make_traces(contents, {"title": str(size), "settings": SETTINGS})


@contextmanager
def window(browser: Browser, stack: Stack, scene: Scene) -> Iterator[BrowserContext]:
    """Of an annotator with an empty cache."""
    address = f"http://{HOST}:{stack.port}"
    viewport = {"width": WINDOW["width"], "height": WINDOW["height"]}
    context = browser.new_context(base_url=address, viewport=viewport)  # type: ignore[arg-type]
    context.add_cookies([{"name": "touchstone_session", "value": scene.annotators[0].session, "url": address}])
    context.add_init_script(watching())
    yield context
    context.close()


def watching() -> str:
    frames = (FRONTEND / "bench" / "frames.ts").read_bytes()
    node = frontend.node_program(frontend.node_environment()) or "node"
    plain = subprocess.run([node, "-e", STRIP], input=frames, capture_output=True, check=True).stdout.decode()
    here = Path(__file__).with_name("watching.js").read_text()
    return f"{{{plain.replace('export ', '')}\n{here}}}"


def open_page(page: Page, scene: Scene) -> float:
    """Until the first step is painted, from navigation on."""
    page.goto(f"/projects/{scene.project}/label", wait_until="commit")
    shown: float = page.evaluate("firstStepOf('Run 1:')")
    page.evaluate("claimed(2)")  # The next task is fetched ahead.
    page.wait_for_timeout(500)
    return shown


def claims(page: Page) -> list[dict[str, float]]:
    found: list[dict[str, float]] = page.evaluate("claims()")
    return found


def work(page: Page, session: CDPSession, seen: Seen, profiles: Path | None) -> None:
    session.send("Performance.enable")
    seen.memory.append(memory(page, session))
    for name, act in ACTS.items():
        with profiled(session, profiles, f"{seen.size.nodes}-{name}"):
            seen.acts[name] = acted(page, session, act)
    scroll_to_end(page)
    seen.memory.append(memory(page, session))


@contextmanager
def profiled(session: CDPSession, folder: Path | None, name: str) -> Iterator[None]:
    if folder is None:
        yield
        return
    session.send("Profiler.enable")
    session.send("Profiler.start")
    yield
    folder.mkdir(parents=True, exist_ok=True)
    profile = session.send("Profiler.stop")["profile"]
    (folder / f"{name.replace(' ', '-')}.cpuprofile").write_text(json.dumps(profile))


def acted(page: Page, session: CDPSession, act: Callable[[Page], None]) -> Act:
    page.evaluate("void (window.keys.length = 0, window.stopMeasuring = window.measureFrames())")
    before = metrics(session)["TaskDuration"]
    act(page)
    page.wait_for_timeout(100)
    used = metrics(session)["TaskDuration"] - before
    frames = page.evaluate("window.stopMeasuring()")["frames"]
    return Act(frames, 1000 * used / max(1, len(frames)), page.evaluate("window.keys"))


def metrics(session: CDPSession) -> dict[str, float]:
    return {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}


def memory(page: Page, session: CDPSession) -> tuple[float, int]:
    """Megabytes of JavaScript that are in use, and elements in the page."""
    session.send("HeapProfiler.collectGarbage")
    used = metrics(session)["JSHeapUsedSize"] / 1e6
    elements: int = page.evaluate("document.querySelectorAll('*').length")
    return used, elements


def wheel(page: Page) -> None:
    """For five seconds, down to the end and up again."""
    place = page.locator("[data-conversation]").bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    by, before, ends = 400, 0.0, time.perf_counter() + 5
    while time.perf_counter() < ends:
        page.mouse.wheel(0, by)
        page.wait_for_timeout(16)
        at = page.evaluate(f"{SCROLLED}.scrollTop")
        by, before = (by if at != before else -by), at


def press(page: Page, key: str, times: int, *, every: int) -> None:
    for _ in range(times):
        page.keyboard.press(key)
        page.wait_for_timeout(every)


def go_to(page: Page, step: int) -> None:
    press(page, "g", 1, every=50)
    page.keyboard.type(str(step))
    press(page, "Enter", 1, every=300)


def walk(page: Page) -> None:
    press(page, "j", 50, every=33)


def label(page: Page) -> None:
    """Each label leads on to the next open step."""
    press(page, "Shift+A", 1, every=100)
    before = steps_left(page)
    press(page, "1", 30, every=100)
    if steps_left(page) != before - 30:
        raise SystemExit(f"{before - steps_left(page)} steps got a label, not 30, so something else was measured.")


def steps_left(page: Page) -> int:
    said = page.get_by_title("steps have no label yet").get_attribute("title") or ""
    return int(said.split()[0].replace(",", ""))


def switch_views(page: Page) -> None:
    for name in ("Timeline", "Agents", "Conversation") * 3:
        press(page, "v", 1, every=500)
        page.get_by_role("tab", name=name, selected=True).wait_for()


def search(page: Page) -> None:
    press(page, "/", 1, every=100)
    page.keyboard.type("module 15 is at fault", delay=100)
    page.wait_for_timeout(500)
    press(page, "Escape", 1, every=300)


ACTS: dict[str, Callable[[Page], None]] = {
    "wheel for 5 s": wheel,
    "j × 50": walk,
    "1 × 30": label,
    "views × 9": switch_views,
    "search": search,
}


def scroll_to_end(page: Page) -> None:
    """Down by windows, so that every row on the way is drawn once."""
    down = f"(() => {{ const at = {SCROLLED}; const from = at.scrollTop; at.scrollTop += 8000; return from; }})()"
    before = -1.0
    while (at := page.evaluate(down)) != before:
        before = at
        page.evaluate("new Promise(requestAnimationFrame)")
    page.wait_for_timeout(500)


def label_all(page: Page) -> None:
    """All steps are right, there is no error."""
    go_to(page, 1_000_000)
    press(page, "a", 1, every=200)
    press(page, "1", 1, every=200)
    press(page, "Shift+N", 1, every=500)


def submit(page: Page, number: int) -> float:
    """How long it takes until the first step of the next task is painted, whose number is given."""
    page.evaluate(f"void (window.submitted = submitToFirstStepOf('Run {number}:'))")
    page.keyboard.press("Control+Enter")
    shown: float = page.evaluate("submitted")
    return shown


def report(seen: Sequence[Seen]) -> None:
    """All sizes so far, so that what was measured is not lost when a later size fails."""
    first = seen[0]
    print("\n| trace | first step, cold | warm | submit to next | claim (ms) ", end="")
    print("| KB sent | KB unpacked | heap MB, open | at end | elements, open | at end |\n" + "|---" * 11 + "|")
    for each in seen:
        print(opening_line(each, first))
    print("\n| trace | act | frames | frame p50 | p95 | max | busy | key p50 | max | p95, busy to the first |")
    print("|---" * 10 + "|")
    for each in seen:
        for name, act in each.acts.items():
            print(act_line(f"{each.size} | {name}", act, first.acts[name]), flush=True)


def opening_line(seen: Seen, first: Seen) -> str:
    middle = statistics.median
    times = [with_ratio(middle(a), middle(b)) for a, b in zip(opened(seen), opened(first), strict=True)]
    sizes = [f"{middle(claim[key] for claim in seen.claims) / 1000:,.0f}" for key in ("sent", "unpacked")]
    heap = [f"{used:.1f}" for used, _ in seen.memory]
    elements = [f"{number:,}" for _, number in seen.memory]
    return f"| {seen.size} | " + " | ".join([*times, *sizes, *heap, *elements]) + " |"


def opened(seen: Seen) -> list[list[float]]:
    return [seen.cold, seen.warm, seen.nexts, [claim["server"] for claim in seen.claims]]


def with_ratio(value: float, first: float) -> str:
    return f"{value:,.0f} (× {value / first:.1f})"


def act_line(name: str, act: Act, first: Act) -> str:
    frames = [share(act.frames, 0.5), share(act.frames, 0.95), max(act.frames), act.busy]
    keys = [share(act.keys, 0.5), max(act.keys)] if act.keys else []
    figures = [f"{value:.1f}" for value in frames] + ([f"{value:.0f}" for value in keys] or ["", ""])
    ratios = f"× {share(act.frames, 0.95) / share(first.frames, 0.95):.1f}, × {act.busy / first.busy:.1f}"
    return f"| {name} | {len(act.frames)} | " + " | ".join(figures) + f" | {ratios} |"


if __name__ == "__main__":
    main()
