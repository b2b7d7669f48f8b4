from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engines import temporary_folder
from tests.journeys.stack import Stack, running_stack


@pytest.fixture(scope="package")
def stack() -> Iterator[Stack]:
    """One stack for all journeys: each has a project and people of its own."""
    with running_stack(temporary_folder() / "stack") as running:
        yield running
