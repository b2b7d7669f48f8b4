"""The images of demo projects: kept like any that is imported, and removed when nothing else shows them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from PIL.Image import Image as Picture

from annotation.images import files, keeping
from annotation.kinds import all_kinds
from annotation.models import Image, Project, Task
from config.errors import Invalid

__all__ = ("Picture", "keep", "remove_unused", "shown_in")

QUALITY = 90


def keep(drawn: Iterable[Picture]) -> Iterator[Image]:
    """The pictures as images of the product, in order. While some are kept the next is drawn."""
    for kept in keeping.keep_all(_as_file(picture) for picture in drawn):
        if isinstance(kept, Invalid):
            raise kept
        yield kept


def shown_in(projects: QuerySet[Project]) -> set[str]:
    """The checksums of the images that the projects' tasks show."""
    return _shown(Task.objects.filter(project__in=projects))


def remove_unused(checksums: set[str]) -> None:
    """Delete those of the images that no task shows any more."""
    for image in Image.objects.filter(sha256__in=checksums - _shown(Task.objects.all(), among=checksums)):
        for name in set(files.names(image)):
            transaction.on_commit(partial(files.images().delete, name))
        image.delete()


def _shown(tasks: QuerySet[Task], *, among: set[str] | None = None) -> set[str]:
    found: set[str] = set()
    for field in {name for kind in all_kinds().values() for name in kind.image_fields}:
        key = f"content__{field}__sha256"
        wanted = {f"{key}__isnull": False} if among is None else {f"{key}__in": list(among)}
        found.update(tasks.filter(**wanted).values_list(key, flat=True))
    return found


def _as_file(picture: Picture) -> io.BytesIO:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY)
    file.seek(0)
    return file
