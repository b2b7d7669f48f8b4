"""Engines of their own for a benchmark, thrown away at the end, with Django set up on their database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

from tests.engines import temporary_folder
from tests.journeys.stack import Stack, running_engines


@contextmanager
def own_engines() -> Iterator[Stack]:
    """Durable, as for people: a commit waits for the disk. The services are started by whoever needs them."""
    with running_engines(temporary_folder() / "data") as stack:
        os.environ.update(stack.variables, DJANGO_SETTINGS_MODULE="config.settings", TOUCHSTONE_LOG_LEVEL="warning")
        django.setup()
        yield stack
