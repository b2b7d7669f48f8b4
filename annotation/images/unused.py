"""Images that no task shows any more, now that a project is gone."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from annotation.images import files
from annotation.kinds import all_kinds
from annotation.models import Image, Project, Task


def shown_in(projects: QuerySet[Project]) -> set[str]:
    """The checksums of the images that the projects' tasks show."""
    return _shown(Task.objects.filter(project__in=projects))


def remove(checksums: Collection[str]) -> None:
    """Delete those of the images that no task shows; their files once the transaction is through."""
    left = set(checksums) - _shown(Task.objects.all(), among=checksums) if checksums else set()
    for image in Image.objects.filter(sha256__in=left):
        for name in set(files.names(image)):
            transaction.on_commit(partial(files.images().delete, name))
        image.delete()


def _shown(tasks: QuerySet[Task], *, among: Collection[str] | None = None) -> set[str]:
    found: set[str] = set()
    for field in {name for kind in all_kinds().values() for name in kind.image_fields}:
        key = f"content__{field}__sha256"
        wanted = {f"{key}__isnull": False} if among is None else {f"{key}__in": list(among)}
        found.update(tasks.filter(**wanted).values_list(key, flat=True))
    return found
