"""A job that is busy without storing anything says now and then that it is alive."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from annotation.activities import progress
from annotation.models import Job

EVERY = 5  # seconds

T = TypeVar("T")


class Pulse:
    """Renews the job's lease, however often it is called. Raises as ``progress`` does if the job must end."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._next = time.monotonic() + EVERY

    def __call__(self) -> None:
        if time.monotonic() >= self._next:
            progress(self._job)
            self._next = time.monotonic() + EVERY

    def wait_for(self, future: Future[T]) -> T:
        while not wait([future], timeout=EVERY).done:
            self()
        return future.result()

    def during(self, work: Callable[[], T]) -> T:
        """Do something that takes long and does not touch the database."""
        with ThreadPoolExecutor(max_workers=1) as pool:
            return self.wait_for(pool.submit(work))
