"""Someone asks for an export; its job writes it."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from annotation.exports import filters
from annotation.exports.running import writer_of
from annotation.kinds.base import Json
from annotation.models import Export, Job, Project


@transaction.atomic
def start_export(*, project: Project, user: User, format_name: str, raw_filters: Json) -> Export:
    writer = writer_of(project.the_kind, format_name)
    chosen = filters.read(raw_filters).as_json()
    parameters = {"format": writer.name, "filters": chosen}
    job = Job.objects.create(project=project, activity="export", parameters=parameters, unit="tasks", created_by=user)
    return Export.objects.create(project=project, job=job, format=writer.name, filters=chosen)
