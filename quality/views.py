"""Figures for a project's managers."""

from __future__ import annotations

import uuid
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import person
from accounts.models import User
from annotation import access
from annotation.models import Project
from config.api import Endpoint
from config.messages import after_commit
from quality import jobs, reports
from quality.serializers import ReliabilitySerializer


class ReliabilityView(Endpoint):
    @extend_schema(responses=ReliabilitySerializer)
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """The project's reliability, as last computed."""
        return Response(_described(access.managed(person(request.user), project_id)))

    @extend_schema(request=None, responses={202: ReliabilitySerializer})
    def post(self, request: Request, project_id: uuid.UUID) -> Response:
        """Compute it anew."""
        project = access.managed(person(request.user), project_id)
        after_commit(jobs.refresh_reliability, project.pk)
        return Response(_described(project), status=202)


def _described(project: Project) -> dict[str, Any]:
    report = reports.latest(project)
    measures = report.figures["measures"] if report else []
    tables = [measure["kappa"] for measure in measures if measure["kappa"]]
    names = _names({rater for table in tables for rater in table["raters"]})
    for table in tables:
        table["raters"] = [{"id": rater, "label": names.get(rater, rater)} for rater in table["raters"]]
    described = {
        "computed_at": report.computed_at if report else None,
        "stale": reports.is_stale(report, project, reports.newest_annotation(project)),
        "rubric_version": report.rubric_version if report else None,
        "measures": measures,
    }
    return dict(ReliabilitySerializer(described).data)


def _names(raters: set[str]) -> dict[str, str]:
    """Managers see names."""
    people = User.objects.filter(public_id__in=raters).values_list("public_id", "display_name")
    return {str(public_id): name for public_id, name in people}
