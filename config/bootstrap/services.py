"""The processes of Touchstone itself: web server, worker, beat."""

from __future__ import annotations

import ipaddress
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

from config.bootstrap.processes import Program
from config.env import CHECKOUT, Environment

THREADS_PER_WEB_WORKER = 8


def services(environment: Environment, *, host: str, port: int) -> dict[str, Program]:
    variables = {**os.environ, "TOUCHSTONE_HOSTS": ",".join(hosts_served(environment, host))}
    logs = environment.data / "log"
    # Beat forgets when it last ran what: every sweep simply runs again after a start.
    beat = ("beat", "--scheduler", "celery.beat:Scheduler", "--pidfile=")
    return {
        "web": web(environment, variables, logs, host=host, port=port),
        "worker": celery("Worker", logs / "worker.log", variables, *worker_words(environment)),
        "beat": celery("Beat", logs / "beat.log", variables, *beat),
    }


def hosts_served(environment: Environment, host: str) -> list[str]:
    named = bracketed(host)
    return [*environment.hosts, *([] if is_any(host) or named in environment.hosts else [named])]


def web(environment: Environment, variables: dict[str, str], logs: Path, *, host: str, port: int) -> Program:
    return Program(
        name="Web server",
        command=(
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws",
            "--workers", str(environment.web_workers), "--blocking-threads", str(THREADS_PER_WEB_WORKER),
            "--respawn-failed-workers", "--workers-kill-timeout", "10", "--working-dir", str(CHECKOUT),
            "config.wsgi:application",
        ),
        folder=CHECKOUT,
        log=logs / "web.log",
        environment=variables,
        patience=15,
        ready=lambda: is_ready(environment, host=host, port=port),
    )  # fmt: skip


def worker_words(environment: Environment) -> tuple[str, ...]:
    return ("worker", "--concurrency", str(environment.job_workers), "--without-gossip", "--without-mingle")


def celery(name: str, log: Path, variables: dict[str, str], *words: str) -> Program:
    command = (sys.executable, "-m", "celery", "-A", "config", *words)
    return Program(name=name, command=command, folder=CHECKOUT, log=log, environment=variables, patience=15)


def is_ready(environment: Environment, *, host: str, port: int) -> bool:
    """Asked by a name that is served: a request for another is refused."""
    address = f"http://{bracketed(loopback_for(host))}:{port}/readyz"
    request = urllib.request.Request(address, headers={"Host": environment.hosts[0]})
    try:
        with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_any(host: str) -> bool:
    return host in ("0.0.0.0", "::")  # noqa: S104


def loopback_for(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
