"""Uploads, previews and imports as they go over the wire."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotation.imports.detection import Findings
from annotation.imports.verdicts import IGNORE, USES
from annotation.models import Upload
from config.api import StrictSerializer


class UploadForm(serializers.Serializer[Any]):
    file = serializers.FileField()


class ColumnSerializer(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField()
    sample = serializers.CharField(help_text="The first value that is not empty, shortened.")
    values = serializers.ListField(child=serializers.CharField(), help_text="All values seen, where they are few.")


class FolderLabelSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    count = serializers.IntegerField()
    known = serializers.BooleanField(help_text="Whether the project has it; if not, the import can add it.")


class OptionChoiceSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    title = serializers.CharField()


class OptionSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    title = serializers.CharField()
    help = serializers.CharField()
    choices = OptionChoiceSerializer(many=True, help_text="The first is the default.")


class UploadedFolderSerializer(serializers.Serializer[Any]):
    images = serializers.IntegerField()
    files = serializers.IntegerField()
    tasks = serializers.IntegerField(allow_null=True)
    verdicts = serializers.IntegerField(allow_null=True)
    labels = FolderLabelSerializer(many=True, allow_null=True)
    unused = serializers.ListField(
        child=serializers.CharField(), help_text="Files that nothing is made of; at most 20."
    )
    options = OptionSerializer(many=True, help_text="What the files do not say of themselves.")
    too_large_to_look_into = serializers.BooleanField(
        help_text="The documents are large, so only the import tells what is in them."
    )


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
    folder = serializers.SerializerMethodField()

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

    @extend_schema_field(UploadedFolderSerializer(allow_null=True))
    def get_folder(self, upload: Upload) -> dict[str, Any] | None:
        """What an archive, an image or a document holds; null for a file of rows."""
        return self.findings.folder


class PreviewInput(StrictSerializer):
    format = serializers.CharField(required=False, allow_null=True)
    mapping = serializers.JSONField(required=False, allow_null=True)
    options = serializers.DictField(
        child=serializers.CharField(max_length=80), required=False, help_text="Values of the format's options."
    )
    add_labels = serializers.BooleanField(default=False, help_text="Add labels that the project lacks.")

    def validate_mapping(self, value: Any) -> dict[str, Any] | None:
        if value is not None and not isinstance(value, dict):
            raise serializers.ValidationError("A mapping is an object.")
        return value


class VerdictSerializer(serializers.Serializer[Any]):
    annotator = serializers.CharField(allow_blank=True)
    model = serializers.CharField(allow_blank=True)
    answer = serializers.DictField()


class PreviewedItemSerializer(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    file = serializers.CharField(allow_blank=True)
    content = serializers.DictField()
    verdicts = VerdictSerializer(many=True)
    external_id = serializers.CharField(allow_null=True)
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    licence = serializers.CharField(allow_blank=True)
    metadata = serializers.DictField()


class PreviewProblemSerializer(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    file = serializers.CharField(allow_blank=True)
    field = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()


class PreviewSerializer(serializers.Serializer[Any]):
    items = PreviewedItemSerializer(many=True)
    refused = PreviewProblemSerializer(many=True)
    too_large_to_look_into = serializers.BooleanField()


class ImportInput(PreviewInput):
    upload = serializers.UUIDField()
    priority = serializers.IntegerField(default=0, min_value=-1000, max_value=1000)
    verdicts = serializers.ChoiceField(
        choices=USES,
        default=IGNORE,
        help_text="What the verdicts in the file become. A model's are always suggestions, unless they are ignored.",
    )
    annotator = serializers.CharField(
        max_length=80, default="", allow_blank=True, help_text="Whose the verdicts are that name nobody."
    )
    model = serializers.CharField(
        max_length=120,
        default="",
        allow_blank=True,
        help_text="The model of suggestions that name none; else the file.",
    )
    version = serializers.CharField(
        max_length=64, default="", allow_blank=True, help_text="Its version; else the beginning of the file's checksum."
    )
