"""Touchstone as it runs for people: engines, web server, worker and beat, as processes that can be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions
from redis import Redis

from config import env
from config.bootstrap import processes, services
from config.bootstrap.engines import Postgres, Valkey
from config.bootstrap.folders import engine_home
from config.bootstrap.processes import Program
from config.env import CHECKOUT

HOST = "127.0.0.1"
ENGINES = ("postgres", "valkey")
SERVICES = ("web", "worker", "beat")


@dataclass
class Stack:
    """Each program has a process group of its own. Nobody restarts what was killed: the test does."""

    variables: dict[str, str]
    port: int
    programs: dict[str, Program]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, *names: str) -> None:
        for name in names:
            self.running[name] = processes.start(self.programs[name])
        for name in names:
            processes.wait_until_ready(self.programs[name], self.running[name])

    def stop(self, *names: str) -> None:
        for name in names:
            if name in self.running:
                processes.stop(self.programs[name], self.running.pop(name))

    def kill(self, name: str) -> None:
        """SIGKILL to the program and to all that it started."""
        processes.end_group(self.running.pop(name))

    def kill_postmaster(self) -> None:
        """SIGKILL to PostgreSQL's first process alone, as the kernel does when memory is short."""
        process = self.running.pop("postgres")
        process.kill()
        process.wait()

    def kill_one_web_worker(self) -> None:
        os.kill(self.web_workers()[0], signal.SIGKILL)

    def web_workers(self) -> list[int]:
        """The processes of the web server that answer requests."""
        return [pid for pid in children(self.running["web"].pid) if "config.wsgi" in processes.command_line(pid)]

    @contextmanager
    def sql(self) -> Iterator[psycopg2.extensions.cursor]:
        """A cursor beside the product, outside any transaction."""
        database = env.parse_database(self.variables["DATABASE_URL"])
        connection = psycopg2.connect(
            dbname=database.name, user=database.user, password=database.password, host=database.host,
            application_name="judge", connect_timeout=5,
        )  # fmt: skip
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    def value(self, query: str, **parameters: object) -> Any:
        """The only column of the only row."""
        with self.sql() as cursor:
            cursor.execute(query, parameters)
            row = cursor.fetchone()
        return row[0] if row else None

    def end_database_connections(self) -> int:
        """End every connection of the product; how many there were."""
        ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'touchstone'"
        return int(self.value(ended))

    def forget_messages(self) -> None:
        Redis.from_url(self.variables["REDIS_URL"]).flushall()

    def manage(self, *words: str, standard_input: str = "") -> str:
        """Run a program of the checkout beside the stack, with the stack's settings; what it printed."""
        done = subprocess.run(
            [sys.executable, *words],
            cwd=CHECKOUT,
            env=os.environ | self.variables,
            input=standard_input,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(words)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done.stdout

    def log(self, name: str) -> str:
        return self.programs[name].log.read_text(errors="replace")


@contextmanager
def running_engines(folder: Path) -> Iterator[Stack]:
    """A new cluster in this folder with the product's tables, and no service yet; everything is stopped at the end."""
    home = engine_home(folder)
    postgres, valkey = Postgres(home), Valkey(home)
    variables = {"TOUCHSTONE_DATA": str(folder), "DATABASE_URL": postgres.url, "REDIS_URL": valkey.url}
    port = free_port()
    engines = {"postgres": postgres.program(), "valkey": valkey.program()}
    stack = Stack(variables, port, engines | service_programs(variables, port))
    try:
        stack.start(*ENGINES)
        postgres.create_database()
        stack.manage("manage.py", "migrate", "--verbosity=0")
        yield stack
    finally:
        stack.stop(*reversed(ENGINES + SERVICES))


@contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    with running_engines(folder) as stack:
        stack.start(*SERVICES)
        yield stack


def service_programs(variables: dict[str, str], port: int) -> dict[str, Program]:
    found = services.services(env.read(variables), host=HOST, port=port)
    return {name: replace(program, environment={**program.environment, **variables}) for name, program in found.items()}


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return sorted(int(word) for word in listed.stdout.split())


def wait_for(stack: Stack, query: str, *, seconds: float, **parameters: object) -> bool:
    """Whether the query's value becomes true in time. A database that is away for a moment is asked again."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(psycopg2.OperationalError):
            if stack.value(query, **parameters):
                return True
        time.sleep(0.1)
    return False
