"""The front end: Node, its packages, the build, and the collected static files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from config.bootstrap.console import Failed, run, step
from config.bootstrap.stamps import fingerprint, unless_stamped
from config.env import CHECKOUT

FRONTEND = CHECKOUT / "frontend"
DIST = FRONTEND / "dist"
STATIC = CHECKOUT / "build" / "static"
OLDEST_NODE = (22, 22)
NOT_SOURCES = {"node_modules", "dist", "coverage", "test-results", ".vite"}


def build() -> None:
    environment = node_environment()
    install(environment)
    sources = fingerprint(source_files(), root=FRONTEND, extra="vite")
    unless_stamped(DIST / ".touchstone-sources", sources, lambda: build_bundle(environment))
    unless_stamped(STATIC / ".touchstone-sources", collected_from(sources), collect)


def install(environment: dict[str, str]) -> None:
    """`npm ci` takes half a minute, so only when the lock file or Node has changed."""
    lock = FRONTEND / "package-lock.json"
    if not lock.exists():
        raise Failed(f"{lock} is missing: the checkout is not complete.")
    value = fingerprint([lock], root=FRONTEND, extra=str(node_version(node_program(environment))))
    unless_stamped(FRONTEND / "node_modules" / ".touchstone-lock", value, lambda: install_packages(environment))


def install_packages(environment: dict[str, str]) -> None:
    with step("Installing the front end's packages"):
        remedy = "Is the network there? A proxy goes into HTTPS_PROXY, another registry into ~/.npmrc. Start again."
        command = [npm(environment), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        run(command, remedy=remedy, folder=FRONTEND, environment=environment)


def build_bundle(environment: dict[str, str]) -> None:
    with step("Building the front end"):
        remedy = "The lines above name the file. If you changed nothing, remove frontend/node_modules and start again."
        run([npm(environment), "run", "--silent", "build"], remedy=remedy, folder=FRONTEND, environment=environment)


def collect() -> None:
    with step("Collecting static files"):
        shutil.rmtree(STATIC, ignore_errors=True)
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        run(command, remedy="The line above says what is wrong.", folder=CHECKOUT)


def collected_from(sources: str) -> str:
    """Static files come from the front end and from Python packages."""
    files = [CHECKOUT / "requirements.txt", CHECKOUT / "config" / "settings.py"]
    return fingerprint(files, root=CHECKOUT, extra=sources)


def source_files() -> Iterator[Path]:
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        yield from (Path(folder) / name for name in files)


def node_environment() -> dict[str, str]:
    """The environment in which `node` and `npm` are found: from PATH when new enough, else from the wheel."""
    environment = dict(os.environ)
    if node_version(node_program(environment)) >= OLDEST_NODE and shutil.which("npm"):
        return environment
    scripts = sysconfig.get_path("scripts")
    environment["PATH"] = os.pathsep.join([scripts, environment.get("PATH", os.defpath)])
    found = node_version(node_program(environment))
    if found < OLDEST_NODE:
        oldest = ".".join(str(part) for part in OLDEST_NODE)
        raise Failed(
            f"Node {oldest} or newer is needed, and is neither on PATH nor in {scripts}. See https://nodejs.org"
        )
    return environment


def npm(environment: dict[str, str]) -> str:
    """Its path: a program is looked for in our own PATH, not in the one that it is given."""
    return shutil.which("npm", path=environment["PATH"]) or "npm"


def node_program(environment: dict[str, str]) -> str | None:
    return shutil.which("node", path=environment.get("PATH"))


def node_version(program: str | None) -> tuple[int, ...]:
    if program is None:
        return (0,)
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return (0,)
    found = re.match(r"v(\d+)\.(\d+)", answer)
    return tuple(int(part) for part in found.groups()) if found else (0,)
