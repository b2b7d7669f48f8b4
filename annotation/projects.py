"""Creating and running projects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, QuerySet

from accounts.models import User
from annotation import outcomes, storage
from annotation.images import unused
from annotation.kinds import all_kinds
from annotation.kinds.base import Json
from annotation.models import Annotation, Assignment, ExportFile, Membership, Project, Role, Task
from config.errors import Invalid, Refused

S = Project.Status
MOVES: dict[str, tuple[str, ...]] = {
    S.DRAFT: (S.ACTIVE, S.ARCHIVED),
    S.ACTIVE: (S.PAUSED, S.ARCHIVED),
    S.PAUSED: (S.ACTIVE, S.ARCHIVED),
    S.ARCHIVED: (S.PAUSED,),
}
EDITABLE = ("title", "description", "guidelines", "overlap", "lease_minutes", "agreement_threshold", "revisable")


@transaction.atomic
def create(*, by: User, kind: str, title: str, settings: Json | None = None, **fields: Any) -> Project:
    """Create a draft project; its creator is its manager."""
    if kind not in all_kinds():
        raise Invalid("There is no such kind.", fields={"kind": f"Choose one of: {', '.join(sorted(all_kinds()))}."})
    chosen = all_kinds()[kind]
    read = chosen.read_settings(chosen.default_settings() if settings is None else settings)
    project = Project.objects.create(kind=kind, title=title, settings=read, created_by=by, **fields)
    Membership.objects.create(project=project, user=by, role=Role.MANAGER)
    return project


@transaction.atomic
def edit(project: Project, *, settings: Json | None = None, **fields: Any) -> Project:
    """Change a project. What gives existing answers their meaning cannot change under them."""
    locked = Project.objects.select_for_update(of=("self",)).select_related("rubric").get(pk=project.pk)
    if settings is not None:
        _change_settings(locked, settings)
    for name in EDITABLE:
        if name in fields:
            setattr(locked, name, fields[name])
    locked.save()
    if "overlap" in fields:
        _change_overlap(locked)
    return locked


def _change_settings(project: Project, raw: Json) -> None:
    kind, before = project.the_kind, project.settings
    settings = kind.read_settings(raw)
    answered = Annotation.objects.filter(project=project).exists()
    if answered and kind.meaning(settings) != kind.meaning(before):
        detail = (
            "People have answered under these settings, so what answers mean cannot change. Make a new project for it."
        )
        raise Refused("settings_in_use", detail)
    if kind.vocabulary and settings != before:
        kind.check_change(before, settings, {entry.name: entry.mentions for entry in usage(project)})
    project.settings = settings
    if answered and not kind.reads_alike(before, settings):
        outcomes.settle_anew(project)


@dataclass(frozen=True, slots=True)
class Usage:
    """How often answers, suggestions and gold name an entry of the settings: in all, and in how many of what."""

    name: str
    mentions: int
    answers: int
    tasks: int


def usage(project: Project) -> list[Usage]:
    """What of the kind's vocabulary is in use, the most used first."""
    if not project.the_kind.vocabulary:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_USAGE, {"project": project.pk, "path": project.the_kind.vocabulary})
        return [Usage(*row) for row in cursor.fetchall()]


_USAGE = """
    SELECT named.entry #>> '{}', count(*), count(DISTINCT (given.source, given.id)), count(DISTINCT given.task_id)
    FROM (
        SELECT 1 AS source, id, task_id, answer FROM annotation_annotation WHERE project_id = %(project)s
        UNION ALL
        SELECT 2, s.id, s.task_id, s.answer FROM annotation_suggestion s JOIN annotation_task t ON t.id = s.task_id
        WHERE t.project_id = %(project)s
        UNION ALL
        SELECT 3, g.id, g.task_id, g.answer FROM annotation_gold g JOIN annotation_task t ON t.id = g.task_id
        WHERE t.project_id = %(project)s
    ) given
    CROSS JOIN LATERAL jsonb_path_query(given.answer, %(path)s::jsonpath) AS named(entry)
    GROUP BY 1 ORDER BY 2 DESC, 1
"""


def _change_overlap(project: Project) -> None:
    """Tasks that nobody has been lent yet follow the project; those under way keep the overlap they began with."""
    untouched = Task.objects.filter(project=project, status=Task.Status.OPEN, taken=0)
    untouched.exclude(overlap=project.overlap).update(overlap=project.overlap)


@transaction.atomic
def change_status(project: Project, status: str) -> Project:
    """Move a project along its life; refused with what is missing."""
    locked = Project.objects.select_for_update(of=("self",)).select_related("rubric").get(pk=project.pk)
    if status not in MOVES[locked.status]:
        raise Refused("wrong_status", f"A project that is {locked.status} cannot become {status}.")
    if status == S.ACTIVE:
        _must_be_ready(locked)
    locked.status = status
    locked.save(update_fields=["status", "updated_at"])
    return locked


def _must_be_ready(project: Project) -> None:
    missing = {
        "rubric": "Publish a rubric first." if project.rubric is None else "",
        "tasks": "" if Task.objects.filter(project=project).exists() else "Import tasks first.",
    }
    missing = {name: what for name, what in missing.items() if what}
    if missing:
        raise Refused("not_ready", " ".join(missing.values()), fields=missing)


@transaction.atomic
def delete(project: Project) -> None:
    """Remove a draft nobody has worked on, and its files. Everything else is archived instead."""
    if project.status != S.DRAFT or Annotation.objects.filter(project=project).exists():
        raise Refused("not_deletable", "Only a draft without answers can be deleted. Archive the project instead.")
    paths = [*project.uploads.values_list("path", flat=True)]
    paths += ExportFile.objects.filter(export__project=project).values_list("path", flat=True)
    images = unused.shown_in(Project.objects.filter(pk=project.pk))
    project.delete()
    unused.remove(images)

    def remove_files() -> None:
        for path in paths:
            storage.remove(path)

    transaction.on_commit(remove_files)


@transaction.atomic
def add_member(*, project: Project, user: User, role: str) -> Membership:
    """Give a person a role in the project; nothing changes if they have it already."""
    membership, _ = Membership.objects.get_or_create(project=project, user=user, role=role)
    return membership


@transaction.atomic
def remove_member(membership: Membership) -> None:
    """Take a role away. A project keeps at least one manager; leases of a former annotator end by themselves."""
    managers = Membership.objects.select_for_update().filter(project=membership.project, role=Role.MANAGER)
    if membership.role == Role.MANAGER and len(managers) == 1:
        raise Refused("last_manager", "This is the project's only manager. Name another one first.")
    membership.delete()


def progress(roles: Mapping[int, Collection[str]], user: User) -> dict[int, Json]:
    """How far each project is, and the person's share of it, by project id; ``roles`` are theirs in each."""
    tasks = _counts(Task.objects.filter(project__in=roles), "status")
    mine = _counts(Assignment.objects.filter(project__in=roles, annotator=user), "status")
    answers = _counts(Annotation.objects.filter(project__in=roles, current=True), "current")
    return {
        project_id: _progress(tasks[project_id], mine[project_id], answers[project_id][True], Role.ANNOTATOR in held)
        for project_id, held in roles.items()
    }


def _counts(rows: QuerySet[Any], by: str) -> dict[int, Counter[Any]]:
    """How many rows each project has with each value of the field."""
    found: dict[int, Counter[Any]] = defaultdict(Counter)
    for project_id, value, n in rows.order_by().values_list("project_id", by).annotate(n=Count("pk")):
        found[project_id][value] = n
    return found


def _progress(tasks: Counter[str], mine: Counter[str], answers: int, is_annotator: bool) -> Json:
    finished = mine[Assignment.Status.SUBMITTED] + mine[Assignment.Status.SKIPPED]
    total = tasks.total() - tasks[Task.Status.WITHDRAWN]
    # At most this many open tasks still want this person, known without walking the queue.
    waiting = max(0, min(tasks[Task.Status.OPEN], total - finished)) if is_annotator else 0
    return {
        "tasks": tasks.total(),
        **{status: tasks[status] for status in Task.Status.values},
        "answers": answers,
        "mine": {
            "submitted": mine[Assignment.Status.SUBMITTED],
            "skipped": mine[Assignment.Status.SKIPPED],
            "leased": mine[Assignment.Status.LEASED],
            "waiting": waiting,
        },
    }
