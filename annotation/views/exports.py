"""Data out: ask for an export, see how far it is, fetch its files."""

from __future__ import annotations

import uuid

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import person
from annotation import access, jobs, storage
from annotation.exports import requesting
from annotation.exports.sinks import MEDIA_TYPES
from annotation.models import Export, ExportFile
from annotation.serializers.exports import ExportInput, ExportSerializer
from annotation.views import ranges
from annotation.views.ranges import Served
from config.api import Endpoint, read_body


class ExportsView(Endpoint):
    paginated = True

    @extend_schema(responses=ExportSerializer(many=True))
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """The project's exports, the newest first."""
        project = access.managed(person(request.user), project_id)
        rows = Export.objects.filter(project=project).select_related("job__project").prefetch_related("files__export")
        return self.page(request, rows, ExportSerializer)

    @extend_schema(request=ExportInput, responses={202: ExportSerializer})
    def post(self, request: Request, project_id: uuid.UUID) -> Response:
        """Have a worker write the project's data in a format of its kind."""
        project = access.managed(person(request.user), project_id)
        body = read_body(ExportInput, request)
        export = requesting.start_export(
            project=project, user=person(request.user), format_name=body["format"], raw_filters=body.get("filters", {})
        )
        jobs.start(export.job)
        return Response(ExportSerializer(export).data, status=202)


class ExportView(Endpoint):
    @extend_schema(responses=ExportSerializer)
    def get(self, request: Request, export_id: uuid.UUID) -> Response:
        """One export with its job and, once it is done, its files."""
        return Response(ExportSerializer(access.export_for(person(request.user), export_id)).data)


class ExportFileView(Endpoint):
    @extend_schema(
        parameters=[OpenApiParameter("Range", str, OpenApiParameter.HEADER, description="bytes=first-last")],
        responses={
            **{(status, media): OpenApiTypes.BINARY for status in (200, 206) for media in MEDIA_TYPES.values()},
            304: None,
        },
    )
    def get(self, request: Request, export_id: uuid.UUID, name: str) -> HttpResponseBase:
        """A finished file. A download that broke off goes on with a Range request."""
        export = access.export_for(person(request.user), export_id)
        file = export.files.filter(name=name).first()
        if file is None or not storage.located(file.path).exists():
            raise Http404
        response = ranges.answer(request, _served(file))
        response["Cache-Control"] = "private, no-cache"
        return response


def _served(file: ExportFile) -> Served:
    path = storage.located(file.path)
    return Served(lambda: path.open("rb"), file.size, f'"{file.sha256}"', _media_type(file), _shown_name(file))


def _shown_name(file: ExportFile) -> str:
    return f"{slugify(file.export.project.title)[:60] or 'project'}-{file.name}"


def _media_type(file: ExportFile) -> str:
    return MEDIA_TYPES[file.name.rpartition(".")[2]]
