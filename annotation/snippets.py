"""A short line that tells a person which task is meant."""

from __future__ import annotations

from annotation.models import Task

LONGEST = 160


def snippet(task: Task) -> str:
    """The first words of the task, as its kind sees them."""
    words = " ".join(task.project.the_kind.summary(task.content).split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
