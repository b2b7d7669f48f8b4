"""Engines for a test run: its own, fresh and thrown away, unless DATABASE_URL and REDIS_URL name others.

pytest loads this as a plugin, before the settings are read.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from config.bootstrap.engines import Postgres, Valkey, start_both
from config.bootstrap.folders import Home, runtime_folder, unprivileged_account


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    folder = temporary_folder()
    os.environ["TOUCHSTONE_DATA"] = str(folder / "data")
    given = "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ
    if not given and not early_config.known_args_namespace.collectonly:
        start_engines(folder)


def temporary_folder() -> Path:
    """Open enough that the engines' account can pass through; what lies in it is closed on its own."""
    folder = Path(tempfile.mkdtemp(prefix="touchstone-test-"))
    folder.chmod(0o711)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def start_engines(folder: Path) -> None:
    account = unprivileged_account()
    home = Home(folder=folder, runtime=runtime_folder(folder, account), account=account)
    postgres, valkey = Postgres(home, durable=False), Valkey(home)
    running = start_both(postgres, valkey)
    atexit.register(running.stop)
    os.environ.setdefault("DATABASE_URL", postgres.url)
    os.environ.setdefault("REDIS_URL", valkey.url)
