"""The images that items name: those in the folder are kept, others are those of tasks that are there already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from typing import BinaryIO

from django.db.models import F, Func, QuerySet, Value

from annotation.images.keeping import keep_all
from annotation.imports.files import names
from annotation.imports.folders import StoredFolder
from annotation.imports.reading import Found
from annotation.models import Image, Project, Task
from config.errors import Invalid


class KnownTasks:
    """The project's tasks by external id; failing that, the only one that may be meant by a name.

    With ``indexed``, the external ids are read once and held: for whoever asks often.
    """

    def __init__(self, project: Project, *, indexed: bool = True) -> None:
        self.tasks = Task.objects.filter(project=project, external_id__isnull=False)
        self.indexed = indexed

    def find(self, wanted: Collection[str]) -> dict[str, Task]:
        """The tasks that are known, by the wanted names."""
        found = self._called(wanted)
        others = set(wanted) - found.keys()
        if not others:
            return found
        known = self._index if self.indexed else self._look_up(others)
        meant = {name: known.the_one(name) for name in others}
        tasks = self._called(set(meant.values()) - {None})
        return found | {name: tasks[external_id] for name, external_id in meant.items() if external_id}

    def _called(self, external_ids: Collection[str | None]) -> dict[str, Task]:
        tasks = self.tasks.filter(external_id__in=external_ids).only("external_id", "content", "content_sha256")
        return {str(task.external_id): task for task in tasks}

    @cached_property
    def _index(self) -> names.Names:
        return _external_ids(self.tasks)

    def _look_up(self, wanted: Collection[str]) -> names.Names:
        last_part = Func(F("external_id"), Value("^.*/"), Value(""), function="regexp_replace")
        bases = {names.base(name) for name in wanted}
        return _external_ids(self.tasks.annotate(base=last_part).filter(base__in=bases))


class Gallery:
    """Gives the items of one import their images, batch by batch."""

    def __init__(self, project: Project, folder: StoredFolder | None, pulse: Callable[[], None]) -> None:
        self.fields = project.the_kind.image_fields
        self.folder = folder
        self.known = KnownTasks(project)
        self.pulse = pulse

    def fill(self, found: Sequence[Found]) -> None:
        """Put into each content what is known of the images it names. An item that lacks one is refused."""
        wanted = {name for one in found for name in named(one, self.fields).values()}
        files = located(wanted, self.folder)
        tasks = self.known.find(wanted - files.keys())
        images = dict(self._kept(sorted(set(files.values()))))
        for one in found:
            fields = named(one, self.fields)
            one.task = next((tasks[name] for name in fields.values() if name in tasks), None)
            if one.task is None:
                _fill(one, {field: files.get(name, name) for field, name in fields.items()}, images)
            refuse_unnamed(one, fields, self.fields)

    def _kept(self, wanted: Sequence[str]) -> Iterator[tuple[str, Image | Invalid]]:
        """Each file with the image that it is, or what is wrong with it. Their rows and files outlive a crash."""
        with closing(keep_all(self._opened(wanted))) as kept:
            for name, image in zip(wanted, kept, strict=True):
                self.pulse()
                yield name, image

    def _opened(self, wanted: Sequence[str]) -> Iterator[BinaryIO]:
        for name in wanted:
            if self.folder is not None:
                with self.folder.open(name) as file:
                    yield file


def named(one: Found, fields: Collection[str]) -> dict[str, str]:
    """The names that an item gives in the fields that hold images."""
    content = one.item.content if one.item else {}
    return {field: names.alike(content[field]) for field in fields if isinstance(content.get(field), str)}


def located(wanted: Collection[str], folder: StoredFolder | None) -> dict[str, str]:
    """The files of the folder that are meant by names."""
    found = {name: folder.find(name) for name in wanted} if folder else {}
    return {name: file for name, file in found.items() if file is not None}


def refuse_unnamed(one: Found, fields: Collection[str], wanted: Collection[str]) -> None:
    """An image comes in as a file: a checksum written into a content could be that of anybody's image."""
    for field in wanted:
        if field not in fields and one.item is not None:
            one.refuse(Invalid("The image is missing.", fields={field: "Give the name of an image."}))


def missing(name: str) -> Invalid:
    return Invalid(f"There is no image “{name[:200]}” in the file or among the project's tasks.", code="no_image")


def _external_ids(tasks: QuerySet[Task]) -> names.Names:
    return names.Names(map(str, tasks.values_list("external_id", flat=True).iterator()))


def _fill(one: Found, fields: Mapping[str, str], images: Mapping[str, Image | Invalid]) -> None:
    for field, file in fields.items():
        image = images.get(file) or missing(file)
        if isinstance(image, Invalid):
            one.refuse(image)
        elif one.item is not None:
            one.item.content[field] = {
                "sha256": image.sha256, "width": image.width, "height": image.height, "name": file,
            }  # fmt: skip
