"""Jobs and refused rows as they go over the wire."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from annotation.models import Job


class JobSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    project = serializers.UUIDField(source="project.public_id")
    activity = serializers.CharField()
    file_name = serializers.SerializerMethodField()
    status = serializers.ChoiceField(choices=Job.Status.choices)
    done = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField()
    result = serializers.DictField()
    error = serializers.CharField()
    cancel_requested = serializers.BooleanField()
    refused = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)

    def get_file_name(self, job: Job) -> str:
        """The file that an import reads, as its sender called it."""
        return str(job.parameters.get("name", ""))

    def get_refused(self, job: Job) -> int:
        """Rows refused so far; kept in the checkpoint while the job runs."""
        return int(job.result.get("refused", job.checkpoint.get("refused", 0)))


class RefusalSerializer(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    file = serializers.CharField(allow_blank=True, help_text="The file of an archive.")
    field = serializers.CharField()
    reason = serializers.CharField()
    excerpt = serializers.CharField()
