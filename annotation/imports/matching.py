"""Tasks that the project has already, found by the names that a file gives their images."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from django.db.models import F, Func, Value

from annotation.imports import names
from annotation.models import Project, Task


class KnownTasks:
    """The project's tasks by external id; failing that, by the last part of it where only one task has that.

    With ``indexed``, these last parts are read once and held: for whoever asks often.
    """

    def __init__(self, project: Project, *, indexed: bool = True) -> None:
        self.tasks = Task.objects.filter(project=project, external_id__isnull=False)
        self.indexed = indexed

    def find(self, wanted: Collection[str]) -> dict[str, Task]:
        """The tasks that are known, by the wanted names."""
        if not wanted:
            return {}
        tasks = self.tasks.only("external_id", "content", "content_sha256")
        exact = {str(task.external_id): task for task in tasks.filter(external_id__in=wanted)}
        bases = {name: names.base(name) for name in set(wanted) - exact.keys()}
        if not bases:
            return exact
        ids = self._index if self.indexed else self._look_up(bases.values())
        others = {name: pk for name, base in bases.items() if (pk := ids.get(base)) is not None}
        by_id = tasks.in_bulk(list(others.values()))
        return exact | {name: by_id[pk] for name, pk in others.items()}

    @cached_property
    def _index(self) -> Mapping[str, int | None]:
        rows = self.tasks.values_list("pk", "external_id").iterator()
        return _unique((pk, names.base(str(external_id))) for pk, external_id in rows)

    def _look_up(self, bases: Collection[str]) -> Mapping[str, int | None]:
        last_part = Func(F("external_id"), Value("^.*/"), Value(""), function="regexp_replace")
        return _unique(self.tasks.annotate(base=last_part).filter(base__in=bases).values_list("pk", "base"))


def _unique(rows: Iterable[tuple[int, str]]) -> dict[str, int | None]:
    """Tasks by the last part of their external id; None where several share it."""
    found: dict[str, int | None] = {}
    for pk, base in rows:
        found[base] = None if base in found else pk
    return found
