"""Tasks as managers see them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import person
from accounts.models import User
from annotation import access, originals, outcomes, snippets
from annotation.images import links
from annotation.models import Project, Task
from annotation.serializers.tasks import ReasonInput, TaskRowSerializer, TaskSerializer
from config.api import Endpoint, read_body
from config.errors import Invalid

ORDERINGS = {
    "-created": ("-id",),
    "created": ("id",),
    "agreement": ("agreement", "id"),
    "-agreement": ("-agreement", "id"),
}


class TasksView(Endpoint):
    query_parameters = frozenset({"status", "search", "ordering"})
    paginated = True

    @extend_schema(
        parameters=[
            OpenApiParameter("status", str, enum=Task.Status.values),
            OpenApiParameter("search", str, description="Part of an external id, or a task's id."),
            OpenApiParameter("ordering", str, enum=list(ORDERINGS)),
        ],
        responses=TaskRowSerializer(many=True),
    )
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """The project's tasks."""
        project = access.managed(person(request.user), project_id)
        rows = Task.objects.filter(project=project).select_related("project")
        rows = _filtered(rows, request.query_params.get("status"), request.query_params.get("search", ""))
        ordering = request.query_params.get("ordering", "-created")
        if ordering not in ORDERINGS:
            raise Invalid("There is no such ordering.", fields={"ordering": f"One of {', '.join(ORDERINGS)}."})
        if "agreement" in ordering:
            rows = rows.filter(agreement__isnull=False)
        context = partial(_row_context, project, person(request.user))
        return self.page(request, rows, TaskRowSerializer, ordering=ORDERINGS[ordering], context=context)


class TaskView(Endpoint):
    @extend_schema(responses=TaskSerializer)
    def get(self, request: Request, task_id: uuid.UUID) -> Response:
        """One task with its answers, flags and history."""
        return _described(request, access.task_for(person(request.user), task_id))


class OriginalView(Endpoint):
    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, task_id: uuid.UUID) -> HttpResponse:
        """What the task was made from, as it came in."""
        task = access.task_for(person(request.user), task_id)
        if task.original is None:
            raise Http404
        return HttpResponse(
            originals.unpacked(task.original),
            content_type="application/octet-stream",
            headers={"Content-Disposition": content_disposition_header(True, f"{task.public_id}.json") or ""},
        )


class WithdrawView(Endpoint):
    @extend_schema(request=ReasonInput, responses=TaskSerializer)
    def post(self, request: Request, task_id: uuid.UUID) -> Response:
        """Take a task out of the work."""
        task = access.task_for(person(request.user), task_id)
        outcomes.withdraw(task, reason=read_body(ReasonInput, request)["reason"])
        return _described(request, access.task_for(person(request.user), task_id))


class ReopenView(Endpoint):
    @extend_schema(request=None, responses=TaskSerializer)
    def post(self, request: Request, task_id: uuid.UUID) -> Response:
        """Bring a withdrawn task back."""
        outcomes.restore(access.task_for(person(request.user), task_id))
        return _described(request, access.task_for(person(request.user), task_id))


def _row_context(project: Project, user: User, tasks: Sequence[Task]) -> dict[str, Any]:
    fields = project.the_kind.image_fields
    images = links.images_of([task.content for task in tasks], fields)
    shown = {task.pk: links.shown(task.content, fields, user, images) for task in tasks}
    thumbnails = {pk: next(iter(found.values()))["thumbnail_url"] for pk, found in shown.items() if found}
    return {"snippet": snippets.snippet, "thumbnails": thumbnails}


def _described(request: Request, task: Task) -> Response:
    user = person(request.user)
    context = {**_row_context(task.project, user, [task]), "user": user}
    return Response(TaskSerializer(task, context=context).data)


def _filtered(rows: QuerySet[Task], status: str | None, search: str) -> QuerySet[Task]:
    if status is not None:
        if status not in Task.Status.values:
            raise Invalid("There is no such status.", fields={"status": f"One of {', '.join(Task.Status.values)}."})
        rows = rows.filter(status=status)
    if search:
        rows = rows.filter(Q(external_id__icontains=search) | Q(public_id=_uuid(search)))
    return rows


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
