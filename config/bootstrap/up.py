"""`manage.py up`: everything a newcomer needs, from nothing to a page in the browser."""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from config import env
from config.bootstrap import frontend, services, venv
from config.bootstrap.console import Failed, run, say, step
from config.bootstrap.engines import Postgres, Valkey
from config.bootstrap.folders import Home, engine_home, make_data_folder, write_private
from config.bootstrap.lock import Held, Lock
from config.bootstrap.processes import Program
from config.bootstrap.supervisor import Supervisor
from config.env import CHECKOUT, Environment


def up(arguments: Sequence[str]) -> None:
    options = parse(arguments)
    began = float(os.environ.pop("UP_BEGAN", time.monotonic()))
    environment = env.read()
    make_data_folder(environment.data)
    keep_bytecode(environment.data)
    locks = [take_lock(environment.data, host=options.host, port=options.port)]
    check_host(environment, options.host)
    check_port(options.host, options.port)
    supervisor = Supervisor()
    supervisor.listen()
    try:
        enter_venv(arguments, began)
        frontend.build()
        locks.append(start_engines(supervisor, environment))
        log_ins = prepare_database(options.host)
        with step("Starting web server, worker and beat"):
            supervisor.start([*services.services(environment, host=options.host, port=options.port).values()])
        greet(environment, log_ins, address(options.host, options.port), seconds=time.monotonic() - began)
        supervisor.run()
    finally:
        shut_down(supervisor)
        for lock in locks:
            lock.release()


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    description = "Start Touchstone: web server, worker, beat, and its own database."
    parser = argparse.ArgumentParser(prog="manage.py up", description=description)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, for this machine)"
    )
    parser.add_argument("--port", type=port_number, default=8000, help="port to listen on (default: 8000)")
    return parser.parse_args(arguments)


def port_number(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; allowed: 1 to 65535")
    return int(text)


def address(host: str, port: int) -> str:
    return f"http://{services.bracketed(services.loopback_for(host))}:{port}"


def keep_bytecode(data: Path) -> None:
    """Where Python may not leave bytecode beside the sources, ours goes to the data: else each start compiles anew."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(data / "bytecode")


def enter_venv(arguments: Sequence[str], began: float) -> None:
    """The time goes along: it is that of the person who waits."""
    os.environ["UP_BEGAN"] = str(began)
    venv.enter(["manage.py", "up", *arguments], requirements=["requirements.txt"])
    del os.environ["UP_BEGAN"]


def take_lock(data: Path, *, host: str, port: int) -> Lock:
    lock = Lock(data / "up.lock")
    try:
        lock.take(address=address(host, port))
    except Held as held:
        raise Failed(
            f"Touchstone already runs with the data in {data}: process {held.pid}, {held.address}\n"
            f"Stop it with Ctrl-C in its terminal, or with: kill {held.pid}"
        ) from None
    return lock


def check_host(environment: Environment, host: str) -> None:
    if services.is_any(host) and environment.hosts == env.LOOPBACK:
        raise Failed(
            f"With --host {host} people come by a name that is not known here. Set TOUCHSTONE_HOSTS to the names they "
            "type into the browser, for example TOUCHSTONE_HOSTS=label.example.org,localhost"
        )


def check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            problem = f"Cannot listen on {host} port {port}: {error.strerror}."
            raise Failed(f"{problem} Choose another port: python3 manage.py up --port {port + 1}") from None


def start_engines(supervisor: Supervisor, environment: Environment) -> Lock:
    """Those that no address was given for. Ones that `manage.py engines` already runs are used as they are."""
    lock = Lock(environment.data / "engines.lock")
    if not (environment.embedded_database or environment.embedded_redis):
        return lock
    try:
        lock.take()
    except Held as held:
        say(f"PostgreSQL and Valkey already run (process {held.pid}); using them")
        return lock
    home = engine_home(environment.data)
    if home.folder != environment.data:
        say(f"The account the database runs as cannot reach {environment.data}; its data lies in {home.folder}")
    with step("Starting " + " and ".join(chosen_names(environment))):
        run_engines(supervisor, home, environment)
    return lock


def chosen_names(environment: Environment) -> list[str]:
    chosen = {"PostgreSQL": environment.embedded_database, "Valkey": environment.embedded_redis}
    return [name for name, embedded in chosen.items() if embedded]


def run_engines(supervisor: Supervisor, home: Home, environment: Environment) -> None:
    postgres, valkey = Postgres(home), Valkey(home)
    programs: list[Program] = []
    addresses: dict[str, str] = {}
    if environment.embedded_database:
        programs.append(postgres.program())
        addresses["DATABASE_URL"] = postgres.url
    if environment.embedded_redis:
        programs.append(valkey.program())
        addresses["REDIS_URL"] = valkey.url
    supervisor.start(programs)
    if environment.embedded_database:
        postgres.create_database()
    write_private(environment.data / "engines.json", json.dumps(addresses))


def prepare_database(host: str) -> str:
    """Returns the demo's log-ins, if there are any."""
    with step("Preparing the database"):
        remedy = "The last line says what is wrong. Put it right and start again."
        return run([sys.executable, "manage.py", "prepare", "--host", host], remedy=remedy, folder=CHECKOUT)


def greet(environment: Environment, log_ins: str, where: str, *, seconds: float) -> None:
    say(f"\nTouchstone is ready after {seconds:.1f} s: {where}\n")
    if log_ins.strip():
        say(f"{log_ins.strip()}\n")
    say(f"Logs are in {environment.data / 'log'}. Ctrl-C stops everything.")


def shut_down(supervisor: Supervisor) -> None:
    if supervisor.children:
        say()
        with step("Stopping"):
            supervisor.stop()
