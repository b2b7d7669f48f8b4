"""PostgreSQL and Valkey from their wheels, or from PATH, as children of ours on Unix sockets."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from config.bootstrap.console import Failed
from config.bootstrap.folders import Home, private_folder, write_private
from config.bootstrap.installed import find_postgres, find_valkey, postgres_version, within_reach
from config.bootstrap.processes import Program, end_leftover, run_as, start, stop, wait_until_ready

FIRST_WITH_BUILTIN_LOCALE = 17
PORT = "5432"
DURABLE = {"fsync": "on", "full_page_writes": "on"}
THROW_AWAY = {"fsync": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0"}
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "max_connections": "200",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "cluster_name": "touchstone",
}


VALKEY_SETTINGS = {
    "--port": "0",
    "--unixsocketperm": "600",
    "--appendonly": "yes",
    "--appendfsync": "everysec",
    "--save": "",
    "--maxmemory-policy": "noeviction",
    "--daemonize": "no",
    "--set-proc-title": "no",
}
CREATE_DATABASE = """
SELECT 'CREATE ROLE touchstone LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'touchstone') \\gexec
ALTER ROLE touchstone PASSWORD :'password';
SELECT 'CREATE DATABASE touchstone OWNER touchstone'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'touchstone') \\gexec
"""


@dataclass(frozen=True)
class Postgres:
    home: Home
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.home.folder / "postgres"

    @property
    def url(self) -> str:
        host = quote(str(self.home.runtime))
        return f"postgresql://touchstone:{self.password('postgres')}@/touchstone?host={host}"

    @cached_property
    def bin(self) -> Path:
        return within_reach(find_postgres(), self.home)

    def password(self, name: str) -> str:
        path = self.home.folder / f"{name}.password"
        if not path.exists():
            write_private(path, secrets.token_urlsafe(32))
        return path.read_text()

    def program(self) -> Program:
        care = DURABLE if self.durable else THROW_AWAY
        settings = SETTINGS | care | {"unix_socket_directories": str(self.home.runtime)}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Program(
            name="PostgreSQL",
            command=(str(self.bin / "postgres"), "-D", str(self.data), *words),
            folder=self.home.folder,
            log=self.home.folder / "log" / "postgres.log",
            environment=self.environment,
            account=self.home.account,
            stop_signal=signal.SIGINT,  # "fast": does not wait for clients to leave
            patience=20,
            prepare=self.prepare,
            ready=self.answers,
        )

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}

    def prepare(self) -> None:
        if not self.data.exists():
            self.initialise()
        end_leftover(self.data / "postmaster.pid", mark=str(self.data), stop_signal=signal.SIGINT)

    def initialise(self) -> None:
        """Into a folder that gets its name when complete, so that a start that was cut off leaves nothing half done."""
        draft = self.home.folder / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        private_folder(draft, account=self.home.account)
        password_file = self.home.folder / "postgres.new.password"
        write_private(password_file, self.password("postgres-admin"))
        if self.home.account:
            os.chown(password_file, self.home.account.uid, self.home.account.gid)
        words = ["-D", str(draft), "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={password_file}"]
        words += ["--encoding=UTF8", "--locale=C", "--no-instructions"]
        if self.version >= FIRST_WITH_BUILTIN_LOCALE:
            words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self.tool("initdb", *words)
        password_file.unlink()
        draft.rename(self.data)

    @property
    def version(self) -> int:
        return postgres_version(self.bin)

    def answers(self) -> bool:
        command = [str(self.bin / "pg_isready"), "-h", str(self.home.runtime), "-p", PORT, "-t", "2", "-q"]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0

    def create_database(self) -> None:
        """The program's own role may do everything in its database, and nothing on the machine."""
        words = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", f"password={self.password('postgres')}"]
        words += ["-h", str(self.home.runtime), "-p", PORT, "-U", "postgres", "-d", "postgres"]
        self.tool("psql", *words, standard_input=CREATE_DATABASE, PGPASSWORD=self.password("postgres-admin"))

    def tool(self, name: str, *words: str, standard_input: str = "", **variables: str) -> None:
        done = subprocess.run(
            [str(self.bin / name), *words],
            cwd=self.home.folder,
            env=self.environment | variables,
            input=standard_input,
            text=True,
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            **run_as(self.home.account),
        )
        if done.returncode != 0:
            raise Failed(f"PostgreSQL's {name} failed in {self.home.folder}:\n{done.stdout}")


@dataclass(frozen=True)
class Valkey:
    home: Home

    @property
    def socket(self) -> Path:
        return self.home.runtime / "valkey.sock"

    @property
    def pid_file(self) -> Path:
        return self.home.runtime / "valkey.pid"

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}"

    def program(self) -> Program:
        server = within_reach(find_valkey(), self.home)
        places = {"--unixsocket": self.socket, "--pidfile": self.pid_file, "--dir": self.home.folder / "valkey"}
        words = [word for name, value in (VALKEY_SETTINGS | places).items() for word in (name, str(value))]
        return Program(
            name="Valkey",
            command=(str(server), *words),
            folder=self.home.folder,
            log=self.home.folder / "log" / "valkey.log",
            environment={"PATH": os.defpath, "LC_ALL": "C"},
            account=self.home.account,
            prepare=self.prepare,
            ready=self.answers,
        )

    def prepare(self) -> None:
        private_folder(self.home.folder / "valkey", account=self.home.account)
        end_leftover(self.pid_file, mark=str(self.socket), stop_signal=signal.SIGTERM)

    def answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                client.settimeout(2)
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@dataclass
class Running:
    """Engines that this process started by itself, without a supervisor."""

    children: list[tuple[Program, subprocess.Popen[bytes]]]

    def stop(self) -> None:
        while self.children:
            stop(*self.children.pop())


def start_both(postgres: Postgres, valkey: Valkey) -> Running:
    running = Running(children=[])
    try:
        for program in (postgres.program(), valkey.program()):
            running.children.append((program, start(program)))
        for program, process in running.children:
            wait_until_ready(program, process)
        postgres.create_database()
    except BaseException:
        running.stop()
        raise
    return running
