"""A short line that tells a person which task is meant."""

from __future__ import annotations

from annotation.models import Annotation, Task

LONGEST = 160


def snippet(task: Task) -> str:
    """The first words of the task, as its kind sees them."""
    return _line(task.project.the_kind.summary(task.content))


def public_snippet(annotation: Annotation) -> str:
    """The same for the one who answered the task: nothing that they were not shown."""
    project = annotation.project
    seed = annotation.side_seed or 0
    shown = project.the_kind.public_content(annotation.task.content, project.context(), seed=seed)
    return _line(project.the_kind.summary(shown))


def _line(summary: str) -> str:
    words = " ".join(summary.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
