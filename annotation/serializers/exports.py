"""Exports as they go over the wire."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from annotation.models import Export, ExportFile, Task
from annotation.serializers.jobs import JobSerializer
from config.api import StrictSerializer


class FiltersInput(serializers.Serializer[Any]):
    status = serializers.ListField(child=serializers.ChoiceField(choices=Task.Status.choices), required=False)
    min_agreement = serializers.FloatField(required=False, allow_null=True, min_value=0, max_value=1)
    include_imported = serializers.BooleanField(required=False)
    include_images = serializers.BooleanField(required=False)

    def to_internal_value(self, data: Any) -> Any:
        """What the filters may hold, the domain decides; here they only have to be an object."""
        if not isinstance(data, dict):
            raise serializers.ValidationError("Filters are an object.")
        return data


class ExportInput(StrictSerializer):
    format = serializers.CharField()
    filters = FiltersInput(required=False)


class ExportFileSerializer(serializers.Serializer[ExportFile]):
    name = serializers.CharField()
    size = serializers.IntegerField()
    rows = serializers.IntegerField()
    sha256 = serializers.CharField()
    url = serializers.SerializerMethodField()

    def get_url(self, file: ExportFile) -> str:
        return reverse("export-file", args=[file.export.public_id, file.name])


class ExportSerializer(serializers.Serializer[Export]):
    id = serializers.UUIDField(source="public_id")
    format = serializers.CharField()
    filters = serializers.DictField()
    job = JobSerializer()
    manifest = serializers.DictField()
    files = ExportFileSerializer(many=True)
    created_at = serializers.DateTimeField()
