"""`manage.py test`: back end, front end and browser, and one plain line at the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from config.bootstrap import frontend, venv
from config.bootstrap.chromium import MISSING, find_chromium
from config.bootstrap.console import say
from config.env import CHECKOUT

BROWSER = "tests/browser"
NO_TESTS = 5  # pytest's exit code


@dataclass
class Result:
    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)

    def __add__(self, other: Result) -> Result:
        return Result(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


Part = Callable[[], Result]


def test(arguments: Sequence[str]) -> None:
    venv.enter(["manage.py", "test", *arguments], requirements=["requirements.txt", "requirements-dev.txt"])
    frontend.build()
    result = Result()
    for part in chosen_parts(arguments):
        result += part()
    sys.exit(conclude(result, strict=os.environ.get("CI", "").lower() in ("true", "1")))


def chosen_parts(arguments: Sequence[str]) -> list[Part]:
    """All of them; with paths those that the paths lie in. Options go to pytest."""
    options = [word for word in arguments if word.startswith("-")]
    paths = [word for word in arguments if not word.startswith("-")]
    if not paths:
        return [
            partial(back_end, [*options, f"--ignore={BROWSER}"]),
            partial(npm_check, "typecheck"),
            partial(npm_check, "lint"),
            partial(vitest, []),
            partial(browser, [*options, BROWSER]),
        ]
    front = [path.removeprefix("frontend/") for path in paths if path.startswith("frontend")]
    journeys = [path for path in paths if path.startswith(BROWSER)]
    back = [path for path in paths if not path.startswith(("frontend", BROWSER))]
    parts: list[Part] = []
    if back:
        parts.append(partial(back_end, [*options, *back]))
    if front:
        parts.append(partial(vitest, front))
    if journeys:
        parts.append(partial(browser, [*options, *journeys]))
    return parts


def back_end(words: Sequence[str]) -> Result:
    return pytest("Back end", words, dict(os.environ))


def browser(words: Sequence[str]) -> Result:
    if not (CHECKOUT / BROWSER).is_dir():
        return Result(skipped=[f"browser journeys: {BROWSER} is missing"])
    chromium = find_chromium()
    if chromium is None:
        return Result(skipped=[f"browser journeys: {MISSING}"])
    # Playwright keeps an event loop running, in which Django refuses to touch the database unless told.
    settings = {"CHROMIUM_PATH": str(chromium), "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    return pytest("Browser", words, os.environ | settings)


def pytest(title: str, words: Sequence[str], environment: dict[str, str]) -> Result:
    heading(title)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *words]
        code = subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode
        return read_report(report, title, code)


def read_report(report: Path, title: str, code: int) -> Result:
    """What pytest wrote. No report, or a bad end without a failed test, is a failure, too."""
    if code == NO_TESTS:
        return Result(skipped=[f"{title.lower()}: pytest found no test"])
    if not report.exists():
        return Result(failed=1)
    result = Result()
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314
        skipped = case.find("skipped")
        if skipped is not None:
            result.skipped.append(f"{case.get('name')}: {skipped.get('message')}")
        elif case.find("failure") is not None or case.find("error") is not None:
            result.failed += 1
        else:
            result.passed += 1
    return result + Result(failed=1) if code and not result.failed else result


def npm_check(script: str) -> Result:
    heading(f"Front end: {script}")
    return Result(passed=1) if npm("run", "--silent", script) == 0 else Result(failed=1)


def vitest(paths: Sequence[str]) -> Result:
    heading("Front end: tests")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = ["--reporter=default", "--reporter=json", f"--outputFile.json={report}", *paths]
        code = npm("run", "--silent", "test", "--", *words)
        if not report.exists():
            return Result(failed=1)
        found = json.loads(report.read_text())
    pending = int(found["numPendingTests"]) + int(found.get("numTodoTests", 0))
    failed = int(found["numFailedTests"])
    skipped = [f"front end: {pending} tests are marked to be skipped"] if pending else []
    return Result(passed=int(found["numPassedTests"]), failed=failed or int(code != 0), skipped=skipped)


def npm(*words: str) -> int:
    environment = frontend.node_environment()
    command = [frontend.npm(environment), *words]
    return subprocess.run(command, cwd=frontend.FRONTEND, env=environment, check=False).returncode


def heading(title: str) -> None:
    say(f"\n── {title}")


def conclude(result: Result, *, strict: bool) -> int:
    say()
    for reason in result.skipped:
        say(f"skipped {reason}")
    if result.skipped and strict:
        say("With CI=true nothing may be skipped.")
    say(f"{result.passed} passed, {result.failed} failed, {len(result.skipped)} skipped")
    return 1 if result.failed or (result.skipped and strict) else 0
