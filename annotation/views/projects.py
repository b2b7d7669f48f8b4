"""Projects, their rubric versions and their people."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import person
from accounts.models import User
from annotation import access, projects, rubrics
from annotation.kinds import all_kinds
from annotation.models import Membership, Project, Role, Rubric
from annotation.serializers.projects import (
    KindSerializer,
    MembershipInput,
    MembershipSerializer,
    ProjectEdit,
    ProjectInput,
    ProjectSerializer,
    RubricInput,
    RubricSerializer,
    StatusInput,
    UsageSerializer,
)
from config.api import Endpoint, read_body
from config.errors import Invalid, Refused


def project_json(request: Request, project: Project) -> dict[str, Any]:
    return dict(ProjectSerializer(project, context=_project_context(person(request.user), [project])).data)


def _project_context(user: User, rows: list[Project]) -> dict[str, Any]:
    roles = access.roles_in(user, rows)
    return {"roles": roles, "progress": projects.progress(roles, user)}


class KindsView(Endpoint):
    @extend_schema(responses=KindSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The kinds of question, with what a settings form and a mapping screen need."""
        kinds = sorted(all_kinds().values(), key=lambda kind: kind.name)
        return Response(KindSerializer(kinds, many=True).data)


class ProjectsView(Endpoint):
    query_parameters = frozenset({"status"})
    paginated = True

    @extend_schema(
        parameters=[OpenApiParameter("status", str, enum=Project.Status.values)],
        responses=ProjectSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """The projects in which I have a role."""
        rows = access.projects_of(person(request.user))
        status = request.query_params.get("status")
        if status is not None:
            if status not in Project.Status.values:
                raise Invalid("There is no such status.", fields={"status": f"One of {Project.Status.values}."})
            rows = rows.filter(status=status)
        return self.page(request, rows, ProjectSerializer, context=partial(_project_context, person(request.user)))

    @extend_schema(request=ProjectInput, responses={201: ProjectSerializer})
    def post(self, request: Request) -> Response:
        """Make a draft project; I become its manager."""
        if not access.may_create_projects(person(request.user)):
            raise Refused("role_needed", "Only admins and managers can make projects.", status=403)
        project = projects.create(by=person(request.user), **read_body(ProjectInput, request))
        return Response(project_json(request, project), status=201)


class ProjectView(Endpoint):
    @extend_schema(responses=ProjectSerializer)
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """One project."""
        return Response(project_json(request, access.project_for(person(request.user), project_id)))

    @extend_schema(request=ProjectEdit, responses=ProjectSerializer)
    def patch(self, request: Request, project_id: uuid.UUID) -> Response:
        """Change a project."""
        project = projects.edit(access.managed(person(request.user), project_id), **read_body(ProjectEdit, request))
        return Response(project_json(request, project))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, project_id: uuid.UUID) -> Response:
        """Remove a draft that nobody has worked on."""
        projects.delete(access.managed(person(request.user), project_id))
        return Response(status=204)


class ProjectStatusView(Endpoint):
    @extend_schema(request=StatusInput, responses=ProjectSerializer)
    def post(self, request: Request, project_id: uuid.UUID) -> Response:
        """Start, pause, resume or archive a project."""
        project = access.managed(person(request.user), project_id)
        return Response(project_json(request, projects.change_status(project, **read_body(StatusInput, request))))


class UsageView(Endpoint):
    @extend_schema(responses=UsageSerializer(many=True))
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """What of the settings answers name, such as labels, and how often: before something is archived or merged."""
        project = access.managed(person(request.user), project_id)
        return Response(UsageSerializer(projects.usage(project), many=True).data)


class RubricsView(Endpoint):
    paginated = True

    @extend_schema(responses=RubricSerializer(many=True))
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """All published versions, the newest first."""
        project = access.project_for(person(request.user), project_id)
        return self.page(request, Rubric.objects.filter(project=project), RubricSerializer, ordering="-version")

    @extend_schema(request=RubricInput, responses={200: RubricSerializer, 201: RubricSerializer})
    def post(self, request: Request, project_id: uuid.UUID) -> Response:
        """Publish the next version."""
        project = access.managed(person(request.user), project_id)
        raw = read_body(RubricInput, request)["criteria"]
        rubric, is_new = rubrics.publish(project=project, raw=raw, by=person(request.user))
        return Response(RubricSerializer(rubric).data, status=201 if is_new else 200)


class MembersView(Endpoint):
    paginated = True

    @extend_schema(responses=MembershipSerializer(many=True))
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """Who works on the project, and as what."""
        rows = Membership.objects.filter(project=access.managed(person(request.user), project_id)).select_related(
            "user"
        )
        return self.page(request, rows, MembershipSerializer, ordering="id")

    @extend_schema(request=MembershipInput, responses={201: MembershipSerializer})
    def post(self, request: Request, project_id: uuid.UUID) -> Response:
        """Give a person who has an account a role; invite the others."""
        project = access.managed(person(request.user), project_id)
        body = read_body(MembershipInput, request)
        user = User.objects.filter(email=body["email"].lower(), is_active=True).first()
        if user is None:
            fields = {"email": "Nobody with this address has an account. Send them an invitation."}
            raise Invalid("There is no such person.", code="unknown_person", fields=fields)
        membership = projects.add_member(project=project, user=user, role=Role(body["role"]))
        return Response(MembershipSerializer(membership).data, status=201)


class MemberView(Endpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, membership_id: uuid.UUID) -> Response:
        """Take a role away from a person."""
        projects.remove_member(access.membership_for(person(request.user), membership_id))
        return Response(status=204)
