"""What a folder adds to the project's settings, such as labels that its answers name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db import transaction

from annotation import projects
from annotation.imports.folders import StoredFolder
from annotation.imports.pulse import Pulse
from annotation.imports.reading import Recipe, recipe_for
from annotation.kinds.base import FolderReader
from annotation.models import Job, Project


def add_labels(job: Job, project: Project, folder: StoredFolder, pulse: Pulse) -> None:
    """Add to the project's settings what the job's folder brings, if the order says so. A second time adds nothing."""
    order = job.parameters
    recipe = recipe_for(project, format_name=order["format"], mapping={}, options=order["options"])
    reader, seen = recipe.folder_reader, project.settings
    if reader is None or not order["add_labels"]:
        return
    wanted = pulse.during(lambda: reader.new_settings(folder, seen, recipe.options))
    with transaction.atomic():
        locked = Project.objects.select_for_update().get(pk=project.pk)
        if locked.settings != seen:  # they were changed while the folder was read
            wanted = reader.new_settings(folder, locked.settings, recipe.options)
        if wanted != locked.settings:
            projects.edit(locked, settings=wanted)
    project.refresh_from_db(fields=["settings"])


def with_new_labels(recipe: Recipe, folder: StoredFolder, project: Project) -> Recipe:
    """The recipe as it will be once the folder's labels are added; the project stays as it is."""
    if recipe.folder_reader is None:
        return recipe
    wanted = recipe.folder_reader.new_settings(folder, project.settings, recipe.options)
    return replace(recipe, context=replace(recipe.context, settings=recipe.kind.read_settings(wanted)))


def new_labels(reader: FolderReader, folder: StoredFolder, project: Project) -> set[str]:
    """The titles of what the reader would add to the project's settings."""
    options = {option.key: option.choices[0][0] for option in reader.options}
    wanted = reader.new_settings(folder, project.settings, options)
    return set(_titles(wanted)) - set(_titles(project.settings))


def _titles(settings: Any) -> Iterator[str]:
    """The titles of everything in the settings that has one."""
    if isinstance(settings, dict):
        if isinstance(settings.get("title"), str):
            yield settings["title"]
        settings = list(settings.values())
    for entry in settings if isinstance(settings, list) else ():
        yield from _titles(entry)
