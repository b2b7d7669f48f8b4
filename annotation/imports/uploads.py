"""Files that managers send: stored under names of ours, looked into, and made into jobs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from annotation import storage
from annotation.imports import detection, looking, verdicts
from annotation.imports.files import containers, limits
from annotation.imports.files.rows import Json
from annotation.imports.folders import CONTAINERS
from annotation.imports.mapping import check
from annotation.imports.reading import Recipe, recipe_for
from annotation.models import Job, Project, Suggestion, Upload
from config.errors import Invalid, Refused

FOLDER = "uploads"


@dataclass(frozen=True, slots=True)
class Order:
    """How a file is to be imported. ``annotator``, ``model`` and ``version`` are for verdicts that name none."""

    format_name: str | None = None
    mapping: Json | None = None
    options: dict[str, str] = field(default_factory=dict)
    priority: int = 0
    verdicts: str = verdicts.IGNORE
    annotator: str = ""
    model: str = ""
    version: str = ""
    add_labels: bool = False


def draft(*, expected: int) -> storage.DraftFile:
    """A file to write an upload into, if there is room for it."""
    limit: int = settings.UPLOAD_LIMIT
    if expected > limit + (1 << 20):  # the form around the file counts, too
        raise storage.too_large(limit)
    storage.refuse_if_disk_is_short(expected)
    storage.remove_old_drafts(FOLDER)
    return storage.DraftFile(FOLDER, limit=limit)


def receive(
    *, project: Project, user: User | None, name: str, file: storage.DraftFile
) -> tuple[Upload, detection.Findings]:
    """Keep a file that has arrived, with what it seems to hold."""
    stored = file.keep()
    path = stored.path
    try:
        container = looking.container_of(storage.located(path), name, project.the_kind)
        if container == "tar.gz":
            path = _unpacked(path)
        findings = looking.look_at(storage.located(path), container, name, project)
        upload = Upload.objects.create(
            project=project,
            name=name[:255],
            path=path,
            size=stored.size,
            sha256=stored.sha256,
            container=container,
            format=findings.reader.name if findings.reader else "",
            columns=[column["name"] for column in findings.columns],
            created_by=user,
        )
    except BaseException:
        storage.remove(stored.path)
        storage.remove(path)
        raise
    return upload, findings


@transaction.atomic
def start_import(*, upload: Upload, user: User, order: Order) -> Job:
    """A job that imports the file. The mapping is remembered for the project's next file."""
    project = upload.project
    if project.status == Project.Status.ARCHIVED:
        raise Refused("project_archived", "This project is archived, so nothing can be imported.")
    recipe = recipe_of(upload, order)
    if order.verdicts == verdicts.ANNOTATIONS:
        verdicts.rubric_of(project)
    if order.verdicts != verdicts.IGNORE:
        _refuse_missing_values(recipe)
    if recipe.reader is None:
        Project.objects.filter(pk=project.pk).update(import_mapping=recipe.mapping)
    in_files = recipe.folder_reader is not None
    unit = "tasks" if upload.container == containers.DOCUMENT else "files"
    return Job.objects.create(
        project=project,
        activity="import",
        parameters=_parameters(upload, order, recipe),
        unit=unit if in_files else "bytes",
        total=None if in_files else upload.size,
        created_by=user,
    )


def recipe_of(upload: Upload, order: Order) -> Recipe:
    """By the named format, else by the given mapping, else by the format that the file was recognised as."""
    given = order.mapping
    if order.format_name and given:
        raise Invalid("Give a format or a mapping, not both.")
    if given is None and not (order.format_name or upload.format):
        raise Invalid("The format of this file is not known: say which columns hold what.", code="mapping_needed")
    checked = check(given, upload.project.the_kind, upload.columns) if given is not None else None
    name = None if checked else order.format_name or upload.format
    recipe = recipe_for(upload.project, format_name=name, mapping=checked, options=order.options)
    _refuse_other_container(upload, recipe)
    return recipe


def _unpacked(path: str) -> str:
    """A gzipped tar is kept as the plain one: it is read in any order, several times."""
    with storage.DraftFile(FOLDER, limit=limits.unpacked_bytes()) as plain:

        def write(data: bytes) -> None:
            storage.refuse_if_disk_is_short(len(data))
            plain.write(data)

        containers.unpack(storage.located(path), write)
        kept = plain.keep()
    storage.remove(path)
    return kept.path


def _parameters(upload: Upload, order: Order, recipe: Recipe) -> dict[str, Any]:
    longest: int = Suggestion._meta.get_field("model").max_length or 0
    return {
        "upload": str(upload.public_id),
        "name": upload.name,
        "format": recipe.reader.name if recipe.reader else None,
        "mapping": dict(recipe.mapping),
        "options": recipe.options,
        "priority": order.priority,
        "verdicts": order.verdicts,
        "annotator": order.annotator.strip(),
        "model": order.model.strip() or upload.name[:longest],
        "version": order.version.strip() or upload.sha256[:12],
        "add_labels": order.add_labels,
    }


def _refuse_missing_values(recipe: Recipe) -> None:
    judged = recipe.mapping.get("verdicts", {})
    if judged.get("columns") and not judged.get("values"):
        fields = {"verdicts.values": "Say which answer each value means, or leave the verdicts out."}
        raise Invalid("The mapping does not say what the verdicts mean.", code="wrong_mapping", fields=fields)


def _refuse_other_container(upload: Upload, recipe: Recipe) -> None:
    """A format of folders reads no rows. In a folder, rows are read where a file of rows was found in it."""
    of_folders = recipe.folder_reader is not None
    if of_folders and upload.container not in CONTAINERS:
        raise Invalid("This format is one of archives.", fields={"format": "The file is a file of rows."})
    if not of_folders and upload.container in CONTAINERS and not upload.columns:
        raise Invalid("This format is one of rows.", fields={"format": "No file of rows was found in the archive."})
