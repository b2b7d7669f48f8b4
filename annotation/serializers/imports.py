"""Uploads, previews and imports as they go over the wire."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotation.imports.detection import Findings
from annotation.models import Upload
from config.api import StrictSerializer


class UploadForm(serializers.Serializer[Any]):
    file = serializers.FileField()


class ColumnSerializer(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField()
    sample = serializers.CharField(help_text="The first value that is not empty, shortened.")
    values = serializers.ListField(child=serializers.CharField(), help_text="All values seen, where they are few.")


class UploadSerializer(serializers.Serializer[Upload]):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    size = serializers.IntegerField()
    container = serializers.CharField()
    format = serializers.SerializerMethodField()
    format_title = serializers.SerializerMethodField()
    columns = serializers.SerializerMethodField()
    rows_sampled = serializers.SerializerMethodField()
    suggested_mapping = serializers.SerializerMethodField()

    @property
    def findings(self) -> Findings:
        found: Findings = self.context["findings"]
        return found

    def get_format(self, upload: Upload) -> str | None:
        return upload.format or None

    def get_format_title(self, upload: Upload) -> str | None:
        return self.findings.reader.title if self.findings.reader else None

    @extend_schema_field(ColumnSerializer(many=True))
    def get_columns(self, upload: Upload) -> list[dict[str, Any]]:
        return self.findings.columns

    def get_rows_sampled(self, upload: Upload) -> int:
        return self.findings.rows_sampled

    def get_suggested_mapping(self, upload: Upload) -> dict[str, Any]:
        return self.findings.suggested_mapping


class PreviewInput(StrictSerializer):
    format = serializers.CharField(required=False, allow_null=True)
    mapping = serializers.JSONField(required=False, allow_null=True)

    def validate_mapping(self, value: Any) -> dict[str, Any] | None:
        if value is not None and not isinstance(value, dict):
            raise serializers.ValidationError("A mapping is an object.")
        return value


class VerdictSerializer(serializers.Serializer[Any]):
    annotator = serializers.CharField()
    answer = serializers.DictField()


class PreviewedItemSerializer(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    content = serializers.DictField()
    verdicts = VerdictSerializer(many=True)
    external_id = serializers.CharField(allow_null=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    licence = serializers.CharField(allow_blank=True)
    metadata = serializers.DictField()


class PreviewProblemSerializer(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    field = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()


class PreviewSerializer(serializers.Serializer[Any]):
    items = PreviewedItemSerializer(many=True)
    refused = PreviewProblemSerializer(many=True)


class ImportInput(PreviewInput):
    upload = serializers.UUIDField()
    priority = serializers.IntegerField(default=0, min_value=-1000, max_value=1000)
    verdicts = serializers.ChoiceField(choices=["import", "ignore"], default="ignore")
