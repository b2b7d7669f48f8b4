"""Long work: progress, cancelling, and the rows that were refused."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterator

from django.db.models.functions import Now
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import person
from annotation import access
from annotation.models import Job, Refusal
from annotation.serializers.jobs import JobSerializer, RefusalSerializer
from config.api import Endpoint
from config.errors import Refused
from config.tables import neutral


class JobsView(Endpoint):
    paginated = True

    @extend_schema(responses=JobSerializer(many=True))
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """The project's jobs, the newest first."""
        rows = Job.objects.filter(project=access.managed(person(request.user), project_id)).select_related("project")
        return self.page(request, rows, JobSerializer)


class JobView(Endpoint):
    @extend_schema(responses=JobSerializer)
    def get(self, request: Request, job_id: uuid.UUID) -> Response:
        """How far a job is."""
        return Response(JobSerializer(access.job_for(person(request.user), job_id)).data)


class CancelView(Endpoint):
    @extend_schema(request=None, responses=JobSerializer)
    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        """Stop a job. What it has done stays done."""
        job = access.job_for(person(request.user), job_id)
        waiting = Job.objects.filter(pk=job.pk, status=Job.Status.QUEUED)
        running = Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING)
        stopped = waiting.update(status=Job.Status.CANCELLED, cancel_requested=True, finished_at=Now())
        if not stopped and not running.update(cancel_requested=True):
            raise Refused("finished", "This job has finished already.")
        return Response(JobSerializer(access.job_for(person(request.user), job_id)).data)


class RefusalsView(Endpoint):
    paginated = True

    @extend_schema(responses=RefusalSerializer(many=True))
    def get(self, request: Request, job_id: uuid.UUID) -> Response:
        """The refused rows of an import, in the order of the file."""
        rows = Refusal.objects.filter(job=access.job_for(person(request.user), job_id))
        return self.page(request, rows, RefusalSerializer, ordering=("line", "id"))


class RefusalsFileView(Endpoint):
    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, job_id: uuid.UUID) -> StreamingHttpResponse:
        """The refused rows as a table."""
        job = access.job_for(person(request.user), job_id)
        headers = {"Content-Disposition": f'attachment; filename="refused-{job.public_id}.csv"'}
        return StreamingHttpResponse(_lines(job), content_type="text/csv; charset=utf-8", headers=headers)


class _Line:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(job: Job) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(["line", "file", "field", "reason", "row begins with"])
    for refusal in Refusal.objects.filter(job=job).order_by("line", "id").iterator():
        said = (refusal.file, refusal.field, refusal.reason, refusal.excerpt)
        yield writer.writerow([refusal.line, *map(neutral, said)])
