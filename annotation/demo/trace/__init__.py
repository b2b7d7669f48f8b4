"""The demo of traces: runs of agents that go wrong somewhere, and what three people said of them."""

from __future__ import annotations

from collections.abc import Iterator

from annotation.demo.material import Material
from annotation.demo.trace import answering
from annotation.demo.trace.answers import ANSWERS, GOLD
from annotation.demo.trace.runs import RUNS
from annotation.demo.trace.telling import Run

SOURCE = "Written for Touchstone's demo"


def tasks() -> Iterator[Material]:
    for run in RUNS:
        yield _task(run)


def _task(run: Run) -> Material:
    content = run.content()
    known = GOLD.get(run.name)
    return Material(
        external_id=run.name,
        content=content,
        source=SOURCE,
        metadata={"domain": run.domain},
        answers=[answering.given(said, content) for said in ANSWERS.get(run.name, ())],
        gold=None if known is None else answering.answer(known, content),
    )
