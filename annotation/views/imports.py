"""Data in: upload a file, look at what it gives, have it imported."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import person
from accounts.authentication import SessionAuthentication, TokenAuthentication
from accounts.throttles import PerPerson
from annotation import access, jobs
from annotation.imports import previewing, uploads
from annotation.models import Job
from annotation.serializers.imports import ImportInput, PreviewInput, PreviewSerializer, UploadForm, UploadSerializer
from annotation.serializers.jobs import JobSerializer
from annotation.storage import DraftFile
from config.api import Endpoint, read_body
from config.errors import Invalid


class HeaderSession(SessionAuthentication):
    """Takes the CSRF token from its header alone: looking for it in the form would read the file of anyone at all."""

    def enforce_csrf(self, request: Request) -> None:
        request._request._post = QueryDict()  # type: ignore[attr-defined]
        super().enforce_csrf(request._request)  # type: ignore[arg-type]


class HeaderSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """In the API's description it is the session that every other view takes, so it defines nothing anew."""

    target_class = HeaderSession
    name: list[str] = []

    def get_security_requirement(self, auto_schema: AutoSchema) -> dict[str, list[Any]]:
        return {"session": []}

    def get_security_definition(self, auto_schema: AutoSchema) -> list[dict[str, Any]]:
        return []


class NewUploads(PerPerson):
    scope = "new-uploads"
    rate = "120/hour"


class UploadsView(Endpoint):
    throttle_classes = [NewUploads]
    authentication_classes = [TokenAuthentication, HeaderSession]
    parser_classes = [MultiPartParser]

    @extend_schema(request={"multipart/form-data": UploadForm}, responses={201: UploadSerializer})
    def post(self, request: Request, project_id: uuid.UUID) -> Response:
        """Send a file. It is stored as it arrives and tells what it seems to hold."""
        project = access.managed(person(request.user), project_id)
        with uploads.draft(expected=int(request.META.get("CONTENT_LENGTH") or 0)) as file:
            name = _receive(request, file)
            upload, findings = uploads.receive(project=project, user=person(request.user), name=name, file=file)
        return Response(UploadSerializer(upload, context={"findings": findings}).data, status=201)


class PreviewView(Endpoint):
    @extend_schema(request=PreviewInput, responses=PreviewSerializer)
    def post(self, request: Request, upload_id: uuid.UUID) -> Response:
        """The first three tasks that the file would give."""
        upload = access.upload_for(person(request.user), upload_id)
        body = read_body(PreviewInput, request)
        shown = previewing.preview(upload, _order(body))
        return Response(PreviewSerializer(shown).data)


class ImportsView(Endpoint):
    paginated = True

    @extend_schema(responses=JobSerializer(many=True))
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """The project's imports, the newest first."""
        project = access.managed(person(request.user), project_id)
        rows = Job.objects.filter(project=project, activity="import").select_related("project")
        return self.page(request, rows, JobSerializer)

    @extend_schema(request=ImportInput, responses={202: JobSerializer})
    def post(self, request: Request, project_id: uuid.UUID) -> Response:
        """Have a worker import an uploaded file."""
        project = access.managed(person(request.user), project_id)
        body = read_body(ImportInput, request)
        upload = project.uploads.select_related("project__rubric").filter(public_id=body["upload"]).first()
        if upload is None:
            raise Invalid("There is no such upload.", fields={"upload": "This project has no such upload."})
        job = uploads.start_import(upload=upload, user=person(request.user), order=_order(body))
        jobs.start(job)
        return Response(JobSerializer(job).data, status=202)


def _order(body: dict[str, Any]) -> uploads.Order:
    """What the body says of the import; the upload itself is no part of it."""
    given = {name: value for name, value in body.items() if name not in ("upload", "format")}
    return uploads.Order(format_name=body.get("format"), **given)


def _receive(request: Request, file: DraftFile) -> str:
    """Read the form; its file goes straight into ``file``. The name that the sender gave it comes back."""
    request._request.upload_handlers = [_Storing(file)]
    received = request.FILES.get("file")
    if received is None:
        raise Invalid("No file was sent.", fields={"file": "Send a multipart form with a field called “file”."})
    return str(received.name)


class _Storing(FileUploadHandler):
    """Writes what arrives to a file of ours, neither to memory nor to a shared temporary folder."""

    def __init__(self, file: DraftFile) -> None:
        super().__init__()
        self.draft = file
        self.started = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.started or self.field_name != "file":
            raise Invalid("Send one file, in a field called “file”.", fields={"file": "Send exactly one file."})
        self.started = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.draft.write(raw_data)

    def file_complete(self, file_size: int) -> Any:
        return _Received(self.file_name or "file")


class _Received:
    """What a form holds in place of a file that is stored already."""

    def __init__(self, name: str) -> None:
        self.name = name

    def close(self) -> None:
        """Nothing is open."""
