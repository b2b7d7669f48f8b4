"""The Python environment: `.venv`, with exactly what the requirements files pin."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from config.bootstrap.console import Failed, run, say, step
from config.bootstrap.stamps import unless_stamped
from config.env import CHECKOUT

VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
UV_PIN = Path(__file__).with_name("uv.txt")
INSTALL = ("install", "--quiet", "--require-hashes", "-r")
NETWORK = "Is the network there? A proxy goes into HTTPS_PROXY, another index into pip's settings. Then start again."


def enter(arguments: Sequence[str], *, requirements: Sequence[str]) -> None:
    """Make sure that this very process runs where everything pinned is installed; re-run it there if it does not."""
    if not in_venv() and holds(requirements):
        return
    created = prepare(requirements)
    if created or not in_venv():
        os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606


def in_venv() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def holds(requirements: Iterable[str]) -> bool:
    """Whether the interpreter that runs has every package we name, in the version we name."""
    return all(installed(name) == version for file in requirements for name, version in named(file))


def named(requirements: str) -> list[tuple[str, str]]:
    text = (CHECKOUT / requirements).with_suffix(".in").read_text()
    return re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==(\S+)", text, flags=re.MULTILINE)


def installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def prepare(requirements: Sequence[str]) -> bool:
    """Whether the environment was made anew."""
    sound = works()
    if not sound:
        create()
    for file in requirements:
        content = (CHECKOUT / file).read_bytes()
        stamp = VENV / f".touchstone-{file}.sha256"
        unless_stamped(stamp, hashlib.sha256(content).hexdigest(), partial(install, file))
    return not sound


def works() -> bool:
    """One that was moved, or whose Python was removed, does not: its programs begin with the path of their Python."""
    try:
        probe = [str(PYTHON), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
        starts = subprocess.run(probe, check=False, capture_output=True).returncode == 0
        return starts and str(VENV) in (VENV / "bin" / "pip").read_text()
    except OSError:
        return False


def create() -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise Failed(f"This Python cannot make environments. On Debian and Ubuntu: sudo apt install {package}")
    with step(f"Making {VENV.name} with Python {sys.version.split()[0]}"):
        remedy = f"Remove {VENV} and start again; if it fails again, try another Python from 3.11 on."
        python = getattr(sys, "_base_executable", sys.executable)
        run([python, "-m", "venv", "--clear", VENV], remedy=remedy, folder=CHECKOUT)


def install(requirements: str) -> None:
    with step(f"Installing {requirements}"):
        if not install_with_uv(requirements):
            run([PYTHON, "-m", "pip", *INSTALL, requirements], remedy=NETWORK, folder=CHECKOUT)


def install_with_uv(requirements: str) -> bool:
    """Whether uv did it. It may be missing for a platform, or not know a mirror that pip knows."""
    try:
        get_uv()
        command: list[str | Path] = [VENV / "bin" / "uv", "pip", *INSTALL, requirements, "--python", PYTHON]
        run(command, remedy="", folder=CHECKOUT, environment=os.environ | package_index())
    except Failed as failed:
        say(f"not with uv, so with pip. {failed}")
        return False
    return True


def get_uv() -> None:
    pin = UV_PIN.read_text()
    wanted = re.search(r"^uv==(\S+)", pin, flags=re.MULTILINE)
    path = VENV / "bin" / "uv"
    if path.exists() and wanted and wanted.group(1) in run([path, "--version"], remedy="", folder=CHECKOUT):
        return
    run([PYTHON, "-m", "pip", *INSTALL, UV_PIN], remedy=NETWORK, folder=CHECKOUT)


def package_index() -> dict[str, str]:
    """pip's settings, for uv, which does not read them."""
    settings = dict(re.findall(r"^(?:global|:env:)\.([\w-]+)='(.*)'$", pip_settings(), flags=re.MULTILINE))
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}
    return {names[key]: value for key, value in settings.items() if key in names}


def pip_settings() -> str:
    return run([PYTHON, "-m", "pip", "config", "list"], remedy="", folder=CHECKOUT)
