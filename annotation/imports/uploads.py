"""Files that managers send: stored under names of ours, looked into, and made into jobs."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from annotation import storage
from annotation.imports import containers, detection, verdicts
from annotation.imports.mapping import check, without_verdicts
from annotation.imports.reading import NewTask, Recipe, groups, read_task, recipe_for
from annotation.imports.rows import Json, Problem
from annotation.models import Job, Project, Upload
from config import strict_json
from config.errors import Invalid, Refused

FOLDER = "uploads"
PREVIEWED_TASKS = 3
PREVIEWED_GROUPS = 200
PREVIEWED_PROBLEMS = 50


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
    try:
        path = storage.located(stored.path)
        container = containers.recognise(path)
        findings = detection.look_at(path, container, project.the_kind, remembered=project.import_mapping)
        upload = Upload.objects.create(
            project=project,
            name=name[:255],
            path=stored.path,
            size=stored.size,
            sha256=stored.sha256,
            container=container,
            format=findings.reader.name if findings.reader else "",
            columns=[column["name"] for column in findings.columns],
            created_by=user,
        )
    except BaseException:
        storage.remove(stored.path)
        raise
    return upload, findings


def preview(upload: Upload, *, format_name: str | None, mapping: Json | None) -> Json:
    """The first tasks that the file would give, and what would be refused on the way to them."""
    recipe = _recipe(upload, format_name, mapping)
    if not recipe.mapping.get("verdicts", {}).get("values"):
        recipe = replace(recipe, mapping=without_verdicts(recipe.mapping))
    tasks: list[NewTask] = []
    problems: list[Problem] = []
    with containers.open_rows(storage.located(upload.path), upload.container) as file:
        for group in islice(groups(file.rows, recipe), PREVIEWED_GROUPS):
            task = read_task(group, recipe)
            problems += group.problems
            tasks += [task] if task else []
            if len(tasks) == PREVIEWED_TASKS or len(problems) >= PREVIEWED_PROBLEMS:
                break
    items = [_shown(task, recipe, problems) for task in tasks]
    refused = [{"line": problem.line, "field": problem.field, "reason": problem.reason} for problem in problems]
    return {"items": items, "refused": refused[:PREVIEWED_PROBLEMS]}


@transaction.atomic
def start_import(
    *, upload: Upload, user: User, format_name: str | None, mapping: Json | None, priority: int, with_verdicts: bool
) -> Job:
    """A job that imports the file. The mapping is remembered for the project's next file."""
    project = upload.project
    if project.status == Project.Status.ARCHIVED:
        raise Refused("project_archived", "This project is archived, so nothing can be imported.")
    recipe = _recipe(upload, format_name, mapping)
    if with_verdicts:
        verdicts.desk_for(project)
        _refuse_missing_values(recipe)
    if recipe.reader is None:
        Project.objects.filter(pk=project.pk).update(import_mapping=recipe.mapping)
    parameters: dict[str, Any] = {
        "upload": str(upload.public_id),
        "name": upload.name,
        "format": recipe.reader.name if recipe.reader else None,
        "mapping": dict(recipe.mapping),
        "priority": priority,
        "verdicts": "import" if with_verdicts else "ignore",
    }
    return Job.objects.create(
        project=project, activity="import", parameters=parameters, unit="bytes", total=upload.size, created_by=user
    )


def _refuse_missing_values(recipe: Recipe) -> None:
    judged = recipe.mapping.get("verdicts", {})
    if judged.get("columns") and not judged.get("values"):
        fields = {"verdicts.values": "Say which answer each value means, or leave the verdicts out."}
        raise Invalid("The mapping does not say what the verdicts mean.", code="wrong_mapping", fields=fields)


def _recipe(upload: Upload, format_name: str | None, given: Json | None) -> Recipe:
    """By the named format, else by the given mapping, else by the format that the file was recognised as."""
    if format_name and given:
        raise Invalid("Give a format or a mapping, not both.")
    if given is None and not (format_name or upload.format):
        raise Invalid("The format of this file is not known: say which columns hold what.", code="mapping_needed")
    checked = check(given, upload.project.the_kind, upload.columns) if given is not None else None
    name = None if checked else format_name or upload.format
    return recipe_for(upload.project, format_name=name, mapping=checked)


def _shown(task: NewTask, recipe: Recipe, problems: list[Problem]) -> Json:
    context = recipe.kind.undemanding(recipe.context)
    shown = []
    for verdict in task.verdicts:
        try:
            answer = recipe.kind.read_answer(verdict.answer, content=task.parsed_content, context=context)
        except Invalid as error:
            problems.append(Problem(task.line, "; ".join(error.fields.values()) or error.detail, "verdicts"))
        else:
            shown.append({"annotator": verdict.annotator, "answer": answer})
    return {
        "line": task.line,
        "content": task.parsed_content,
        "verdicts": shown,
        "external_id": task.external_id,
        "source": task.source,
        "licence": task.licence,
        "metadata": strict_json.loads(task.metadata),
    }
