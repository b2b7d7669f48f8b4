"""What the compose file and its example settings promise."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from config import env
from config.bootstrap.services import services
from config.env import CHECKOUT

COMPOSE: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
OURS = ("web", "worker", "beat")


def example() -> dict[str, str]:
    lines = (CHECKOUT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_example_settings_are_ones_that_the_program_accepts() -> None:
    environment = env.read(example())
    assert environment.hosts == ("localhost",)


def test_every_setting_of_the_program_that_containers_may_change_is_in_the_example() -> None:
    reader_source = (CHECKOUT / "config" / "env.py").read_text()
    known = set(re.findall(r'"(TOUCHSTONE_[A-Z_]+)"', reader_source))
    assert known - set(example()) == {"TOUCHSTONE_DATA", "TOUCHSTONE_DEBUG"}


@pytest.mark.parametrize("name", OURS)
def test_each_container_runs_a_process_that_the_program_knows(name: str) -> None:
    assert COMPOSE["services"][name]["command"][:4] == ["python", "manage.py", "run", name]
    assert set(services(env.read({}), host="0.0.0.0", port=8000)) == set(OURS)


@pytest.mark.parametrize("name", [*OURS, "postgres", "redis"])
def test_each_container_tells_whether_it_is_well(name: str) -> None:
    assert COMPOSE["services"][name]["healthcheck"]["test"]


def test_every_volume_that_is_mounted_is_declared() -> None:
    mounted = {mount.split(":")[0] for service in COMPOSE["services"].values() for mount in service.get("volumes", [])}
    assert mounted == set(COMPOSE["volumes"])


def test_the_image_does_not_run_as_root() -> None:
    stages = (CHECKOUT / "Dockerfile").read_text().split("\nFROM ")
    assert re.search(r"^USER touchstone$", stages[-1], flags=re.MULTILINE)
