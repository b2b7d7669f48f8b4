"""A project with someone in each role, and all that their routes may be asked for."""

from __future__ import annotations

from accounts.models import User
from annotation import originals, projects, storage
from annotation.exports import requesting
from annotation.models import Annotation, Assignment, Export, ExportFile, Job, Original, Project, Role, Task, Upload
from tests.accounts.access_cases import Cast
from tests.annotation.imports import importing
from tests.factories import make_user
from tests.work import CLARITY, answer, claim, make_project

ROWS = [{"question": f"Is {n} even?", "a": "yes", "b": f"no, {n}"} for n in (4, 7)]
MAPPING = {"columns": {"prompt": ["question"], "responses": ["a", "b"]}}


def make_team() -> dict[str, User]:
    """An outsider, an admin, and one person in each role of a project."""
    team = {role: make_user() for role in ("outsider", *Role.values)}
    project = make_project(team["manager"], tasks=3, annotators=[team["annotator"]], criteria=[CLARITY])
    projects.add_member(project=project, user=team["reviewer"], role=Role.REVIEWER)
    return {**team, "admin": make_user(is_admin=True)}


def project_of(team: Cast) -> Project:
    return Project.objects.select_related("rubric").get(created_by=team["manager"])


def lease(team: Cast) -> Assignment:
    return claim(project_of(team), team["annotator"])


def answered(team: Cast) -> Annotation:
    return answer(project_of(team), team["annotator"], 2)


def task_with_original(team: Cast) -> Task:
    project = project_of(team)
    packed = originals.pack(b'{"history": []}')
    originals.keep(project, [packed])
    task = Task.objects.filter(project=project).earliest("pk")
    task.original = Original.objects.get(project=project, sha256=packed.sha256)
    task.save(update_fields=["original"])
    return task


def uploaded(team: Cast) -> Upload:
    return importing.send(project_of(team), importing.as_lines(ROWS))


def refused_import(team: Cast) -> Job:
    """An import that ended with one refused row."""
    data = importing.as_lines(ROWS) + b'{"question": "and here it breaks"\n'
    return importing.import_file(project_of(team), data, mapping=MAPPING)


def queued_job(team: Cast) -> Job:
    return importing.start(project_of(team), uploaded(team), mapping=MAPPING)


def finished_export(team: Cast) -> Export:
    """An export with one small file. How exports are written, their own tests tell."""
    export = requesting.start_export(
        project=project_of(team), user=team["manager"], format_name="touchstone", raw_filters={}
    )
    with storage.DraftFile(f"exports/{export.public_id}") as draft:
        draft.write(b'{"id": "t1"}\n')
        kept = draft.keep()
    ExportFile.objects.create(
        export=export, name="touchstone.jsonl", path=kept.path, size=kept.size, rows=1, sha256=kept.sha256
    )
    return export
