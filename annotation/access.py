"""The one door: views fetch objects here, and what a person may not see does not exist for them (404)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import User
from annotation.models import Annotation, Assignment, Export, Job, Membership, Project, Role, Task, Upload
from config.errors import Refused

ANY_ROLE = tuple(Role)
M = TypeVar("M", bound=Model)


def projects_of(user: User, *roles: str) -> QuerySet[Project]:
    """The projects in which the user has one of the roles (any, if none is named). Admins manage every project."""
    projects = Project.objects.select_related("rubric")
    wanted = roles or ANY_ROLE
    if user.is_admin and Role.MANAGER in wanted:
        return projects
    mine = Membership.objects.filter(project=OuterRef("pk"), user=user, role__in=wanted)
    return projects.filter(Exists(mine))


def project_for(user: User, public_id: uuid.UUID, *roles: str) -> Project:
    """The project, if the user has one of the roles. A member with another role is told so; others see nothing."""
    project = projects_of(user, *roles).filter(public_id=public_id).first()
    if project is not None:
        return project
    if roles and projects_of(user).filter(public_id=public_id).exists():
        raise Refused("role_needed", f"Only a project's {' or '.join(roles)} may do this.", status=403)
    raise Http404


def managed(user: User, public_id: uuid.UUID) -> Project:
    return project_for(user, public_id, Role.MANAGER)


def may_create_projects(user: User) -> bool:
    """Admins, and whoever manages a project already."""
    return user.is_admin or Membership.objects.filter(user=user, role=Role.MANAGER).exists()


def roles_in(user: User, projects: Collection[Project]) -> dict[int, list[str]]:
    """The user's roles in each of the projects, the manager's first."""
    held: dict[int, set[str]] = {project.pk: {Role.MANAGER} if user.is_admin else set() for project in projects}
    for project_id, role in Membership.objects.filter(project__in=held, user=user).values_list("project_id", "role"):
        held[project_id].add(role)
    return {project_id: [role for role in Role.values if role in roles] for project_id, roles in held.items()}


def assignment_for(user: User, public_id: uuid.UUID) -> Assignment:
    """The user's own assignment, as long as they are a member of its project."""
    found = Assignment.objects.select_related("project__rubric", "suggestion").filter(
        Exists(Membership.objects.filter(project=OuterRef("project"), user=user, role=Role.ANNOTATOR)),
        public_id=public_id,
        annotator=user,
    )
    return _one(found)


def annotation_for(user: User, public_id: uuid.UUID) -> Annotation:
    """The user's own annotation."""
    found = Annotation.objects.select_related("task", "project__rubric", "rubric", "assignment", "suggestion")
    return _one(found.filter(_in_my_project(user, Role.ANNOTATOR), public_id=public_id, annotator=user))


def task_for(user: User, public_id: uuid.UUID) -> Task:
    """A task with everything about it: for the project's managers."""
    tasks = Task.objects.select_related("project__rubric", "original").defer("original__data")
    return _managed_one(user, tasks, public_id)


def job_for(user: User, public_id: uuid.UUID) -> Job:
    return _managed_one(user, Job.objects.select_related("project"), public_id)


def upload_for(user: User, public_id: uuid.UUID) -> Upload:
    return _managed_one(user, Upload.objects.select_related("project__rubric"), public_id)


def export_for(user: User, public_id: uuid.UUID) -> Export:
    return _managed_one(user, Export.objects.select_related("project", "job").prefetch_related("files"), public_id)


def membership_for(user: User, public_id: uuid.UUID) -> Membership:
    return _managed_one(user, Membership.objects.select_related("project", "user"), public_id)


def _managed_one(user: User, rows: QuerySet[M], public_id: uuid.UUID) -> M:
    return _one(rows.filter(_in_my_project(user, Role.MANAGER), public_id=public_id))


def _in_my_project(user: User, role: Role) -> Q:
    if user.is_admin and role == Role.MANAGER:
        return Q()
    return Q(Exists(Membership.objects.filter(project=OuterRef("project"), user=user, role=role)))


def _one(rows: QuerySet[M]) -> M:
    found = rows.first()
    if found is None:
        raise Http404
    return found
