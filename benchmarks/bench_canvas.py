"""Frame times of the box canvas in headless Chromium: one of N boxes is dragged over 4000 × 3000 pixels, then zoomed.

    python -m benchmarks.bench_canvas [--boxes 100 1000 5000]

The canvas stands on a page of its own (``frontend/bench``), built by Vite for this run. The baseline is a page that
draws nothing but the image, under the same pointer and wheel. `frame` is the time from one frame to the next: 16.7 ms
is 60 a second. `work` is what the main thread did for a frame.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import math
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from config.bootstrap import frontend
from config.bootstrap.chromium import MISSING, find_chromium

FRONTEND = Path(__file__).parent.parent / "frontend"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
WINDOW = {"width": 1440, "height": 900}
STEPS = 180


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        return


@contextmanager
def built_page() -> Iterator[str]:
    """The address of the page, built and served for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        environment = frontend.node_environment()
        vite = [frontend.node_program(environment) or "node", "node_modules/vite/bin/vite.js", "build"]
        options = ["--config", "bench/vite.config.ts", "--logLevel", "error", "--outDir", folder]
        subprocess.run([*vite, *options], cwd=FRONTEND, env=environment, check=True)
        handler = functools.partial(Quiet, directory=folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def held_at(page: Page) -> float | None:
    """Where the box in the middle is; None on the page without boxes."""
    at: float | None = page.evaluate("window.answer?.boxes.find((box) => box.id === 'held')?.x ?? null")
    return at


def drag(page: Page) -> None:
    """Takes hold of the box in the middle of the picture and moves it in circles, to end a little beside its place."""
    stage = page.locator("[data-stage]").bounding_box()
    assert stage is not None
    before = held_at(page)
    x, y = stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(STEPS):
        turn = 6 * math.pi * step / STEPS
        page.mouse.move(x + 150 * math.sin(turn), y + 150 * (1 - math.cos(turn)))
    page.mouse.move(x + 1, y + 1)
    page.mouse.up()
    if before is not None and held_at(page) == before:
        raise SystemExit("The box did not move, so nothing was measured.")


def zoom(page: Page) -> None:
    """Wheels in and out where the pointer is."""
    page.mouse.move(WINDOW["width"] / 2, WINDOW["height"] / 2)
    for step in range(STEPS):
        page.mouse.wheel(0, -60 if step % 60 < 30 else 60)


def measured(page: Page, act: Callable[[Page], None]) -> dict[str, list[float]]:
    page.evaluate("void (window.stopMeasuring = window.measureFrames())")
    act(page)
    result: dict[str, list[float]] = page.evaluate("window.stopMeasuring()")
    return result


def opened(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}?{query}")
    page.wait_for_selector("[data-stage] img")
    page.evaluate("document.querySelector('[data-stage] img').decode()")
    page.keyboard.press("v")
    for act in (drag, zoom):  # once without measuring: code is compiled, the image is decoded
        act(page)
    page.keyboard.press("0")


def share(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def line(name: str, act: str, result: dict[str, list[float]]) -> str:
    frames, work = result["frames"], result["work"]
    figures = [share(frames, 0.5), share(frames, 0.95), max(frames), share(work, 0.5), share(work, 0.95)]
    return f"| {name} | {act} | {len(frames)} | " + " | ".join(f"{figure:.1f}" for figure in figures) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--boxes", type=int, nargs="+", default=[100, 1_000, 5_000])
    counts: list[int] = parser.parse_args().boxes
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(MISSING)
    print("| page | act | frames | frame p50 | p95 | max | work p50 | p95 |\n|---|---|---|---|---|---|---|---|")
    pages = [("image only", "baseline"), *((f"{count:,} boxes", f"boxes={count}") for count in counts)]
    with built_page() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
        for name, query in pages:
            page = browser.new_page(viewport={"width": WINDOW["width"], "height": WINDOW["height"]})
            opened(page, address, query)
            for act in (drag, zoom):
                print(line(name, act.__name__, measured(page, act)), flush=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
