"""Which command goes where: these are ours, every other is Django's."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections.abc import Sequence

from config import env
from config.bootstrap import development, frontend, services, testing, venv
from config.bootstrap.console import Failed
from config.bootstrap.up import port_number, up
from config.env import WrongSetting

RUNTIME = ["requirements.txt"]
DEVELOPMENT = ["requirements-dev.txt"]


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.chdir(env.CHECKOUT)
    try:
        dispatch(arguments[1:])
    except (Failed, WrongSetting) as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit(130)


def dispatch(words: Sequence[str]) -> None:
    ours = {"up": up, "test": testing.test, "engines": engines, "build": build, "run": run_one, "probe": probe}
    name = words[0] if words else "help"
    if name in ours:
        ours[name](words[1:])
    else:
        run_django(words)


def engines(arguments: Sequence[str]) -> None:
    venv.enter(["manage.py", "engines"], requirements=RUNTIME)
    development.run_engines()


def build(arguments: Sequence[str]) -> None:
    """Packages, front end and static files, as an image needs them; with --dev also what the checks need."""
    parser = argparse.ArgumentParser(prog="manage.py build")
    parser.add_argument("--dev", action="store_true", help="install requirements-dev.txt, too")
    requirements = [*RUNTIME, *DEVELOPMENT] if parser.parse_args(arguments).dev else RUNTIME
    venv.enter(["manage.py", "build", *arguments], requirements=requirements)
    frontend.build()


def run_one(arguments: Sequence[str]) -> None:
    """One process in place of this one, for containers: the same that `up` looks after."""
    parser = argparse.ArgumentParser(prog="manage.py run")
    parser.add_argument("service", choices=("web", "worker", "beat"))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=port_number, default=8000)
    options = parser.parse_args(arguments)
    program = services.services(env.read(), host=options.host, port=options.port)[options.service]
    os.execve(program.command[0], program.command, dict(program.environment))  # noqa: S606


def probe(arguments: Sequence[str]) -> None:
    """Ends well when the web server of this container can work."""
    port = port_number(arguments[0]) if arguments else 8000
    sys.exit(not services.is_ready(env.read(), host="127.0.0.1", port=port))


def run_django(words: Sequence[str]) -> None:
    if importlib.util.find_spec("django") is None:
        venv.enter(["manage.py", *words], requirements=RUNTIME)
    env.read()
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(["manage.py", *words])
    except OperationalError as error:
        remedy = "Start it with `python3 manage.py up`, or set DATABASE_URL."
        raise Failed(f"The database does not answer: {error}\n{remedy}") from error
