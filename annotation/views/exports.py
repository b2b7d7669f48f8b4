"""Data out: ask for an export, see how far it is, fetch its files."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponseNotModified, StreamingHttpResponse
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
from config.api import Endpoint, read_body

CHUNK = 1 << 20
ONE_RANGE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))")


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
        response = _answer(request, file)
        response["ETag"] = _etag(file)
        response["Accept-Ranges"] = "bytes"
        response["Cache-Control"] = "private, no-cache"
        return response


@dataclass(frozen=True, slots=True)
class _Span:
    """The bytes asked for: from ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def _answer(request: Request, file: ExportFile) -> HttpResponseBase:
    if request.headers.get("If-None-Match") == _etag(file):
        return HttpResponseNotModified()
    asked = request.headers.get("Range", "")
    found = ONE_RANGE.fullmatch(asked)
    if found is None or request.headers.get("If-Range", _etag(file)) != _etag(file):
        return _whole(file)
    span = _span(found, file.size)
    if span is None:
        body = {"code": "no_such_part", "detail": f"The file has {file.size:,} bytes; what you asked for lies outside."}
        return Response(body, status=416, headers={"Content-Range": f"bytes */{file.size}"})
    return _part(file, span)


def _span(found: re.Match[str], size: int) -> _Span | None:
    """The span of a Range header, cut to the file; None if it lies outside."""
    first, last, tail = found.groups()
    if tail is not None:
        span = _Span(max(size - int(tail), 0), size - 1)
    else:
        span = _Span(int(first), min(int(last or size), size - 1))
    return span if span.length > 0 else None


def _whole(file: ExportFile) -> HttpResponseBase:
    stream = storage.located(file.path).open("rb")
    return FileResponse(stream, as_attachment=True, filename=_shown_name(file), content_type=_media_type(file))


def _part(file: ExportFile, span: _Span) -> HttpResponseBase:
    headers = {
        "Content-Range": f"bytes {span.first}-{span.last}/{file.size}",
        "Content-Length": str(span.length),
        "Content-Disposition": f'attachment; filename="{_shown_name(file)}"',
    }
    chunks = _chunks(storage.located(file.path), span)
    return StreamingHttpResponse(chunks, status=206, content_type=_media_type(file), headers=headers)


def _chunks(path: Path, span: _Span) -> Iterator[bytes]:
    left = span.length
    with path.open("rb") as stream:
        stream.seek(span.first)
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _shown_name(file: ExportFile) -> str:
    return f"{slugify(file.export.project.title)[:60] or 'project'}-{file.name}"


def _media_type(file: ExportFile) -> str:
    return MEDIA_TYPES[file.name.rpartition(".")[2]]


def _etag(file: ExportFile) -> str:
    return f'"{file.sha256}"'
