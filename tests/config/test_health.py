"""What load balancers are told, and what people are told while the database is away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from config.env import CHECKOUT

# A process of its own, because its engines are other ones.
ASK = """
import json, sys, time
import django
from django.test import Client
from django.test.utils import setup_test_environment

django.setup()
setup_test_environment()
client = Client(raise_request_exception=False)
if len(sys.argv) > 2:
    client.cookies["touchstone_session"] = sys.argv[2]
began = time.monotonic()
response = client.get(sys.argv[1])
answer = {"status": response.status_code, "headers": dict(response.headers), "body": response.json()}
print(json.dumps(answer | {"seconds": time.monotonic() - began}))
"""
NO_DATABASE = {"DATABASE_URL": "postgresql://nobody:secret@/nothing?host=/nonexistent"}


def ask(*words: str, **variables: str) -> dict[str, Any]:
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings", **variables}
    command = [sys.executable, "-c", ASK, *words]
    done = subprocess.run(command, cwd=CHECKOUT, env=os.environ | settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.django_db
def test_a_process_with_its_engines_is_ready(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ready", "database": "up", "redis": "up"}
    assert "no-store" in response["Cache-Control"]


def test_without_the_database_a_process_is_alive_and_not_ready() -> None:
    assert ask("/healthz", **NO_DATABASE)["status"] == 200
    answer = ask("/readyz", **NO_DATABASE)
    assert answer["status"] == 503
    assert int(answer["headers"]["Retry-After"]) > 0
    assert answer["body"]["database"] == "down"
    assert answer["seconds"] < 5


@pytest.mark.django_db
def test_without_redis_a_process_is_ready_and_says_so(client: Client, settings: Settings) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nonexistent/valkey.sock"}}
    response = client.get("/readyz")
    assert (response.status_code, response.json()["redis"]) == (200, "down")


@pytest.mark.parametrize("path", ["/api/me/", "/_allauth/browser/v1/auth/session"])
def test_without_the_database_every_address_says_to_try_again(path: str) -> None:
    answer = ask(path, "somebody's session", **NO_DATABASE)
    assert answer["status"] == 503
    assert answer["body"]["code"] == "unavailable"
    assert int(answer["headers"]["Retry-After"]) > 0


@pytest.mark.django_db
def test_browsers_are_told_what_they_may_load(client: Client) -> None:
    headers = client.get("/healthz").headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
