"""Tasks as their project's managers see them, with everything about them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotation import outcomes
from annotation.images import links
from annotation.models import Assignment, Flag, Task
from annotation.serializers.images import ImagesField
from annotation.serializers.labeling import FlagSerializer
from annotation.serializers.projects import ColleagueSerializer
from config.api import StrictSerializer


class TaskRowSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    external_id = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(choices=Task.Status.choices)
    overlap = serializers.IntegerField()
    answers = serializers.IntegerField()
    agreement = serializers.FloatField(allow_null=True)
    outcome = serializers.DictField(allow_null=True)
    outcome_source = serializers.ChoiceField(choices=Task.Source.choices, allow_null=True)
    priority = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    snippet = serializers.SerializerMethodField()
    thumbnail_url = serializers.SerializerMethodField()

    def get_thumbnail_url(self, task: Task) -> str | None:
        """A small picture of the task's first image, if it has one."""
        found: str | None = self.context["thumbnails"].get(task.pk)
        return found

    def get_snippet(self, task: Task) -> str:
        return str(self.context["snippet"](task))


class GivenAnswerSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    annotator = ColleagueSerializer()
    answer = serializers.DictField()
    revision = serializers.IntegerField()
    current = serializers.BooleanField()
    counted = serializers.BooleanField()
    imported = serializers.BooleanField()
    active_ms = serializers.IntegerField(allow_null=True)
    rubric_version = serializers.IntegerField(source="rubric.version")
    created_at = serializers.DateTimeField()


class RaisedFlagSerializer(FlagSerializer):
    raised_by = ColleagueSerializer()

    class Meta:
        model = Flag


class LoanSerializer(serializers.Serializer[Any]):
    """One line of a task's history: who was lent it, and how that ended."""

    annotator = ColleagueSerializer()
    status = serializers.ChoiceField(choices=Assignment.Status.choices)
    skip_reason = serializers.CharField()
    skip_note = serializers.CharField()
    leased_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)


class SuggestionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    model = serializers.CharField()
    version = serializers.CharField()
    answer = serializers.DictField()
    created_at = serializers.DateTimeField()


class OriginalSerializer(serializers.Serializer[Any]):
    """What the task was made from, byte for byte."""

    sha256 = serializers.CharField()
    size = serializers.IntegerField()


class DisputeSerializer(serializers.Serializer[Any]):
    """A unit of the task that people judged differently by one measure."""

    unit = serializers.CharField()
    measure = serializers.CharField()
    values = serializers.ListField(
        child=serializers.JSONField(allow_null=True), help_text="One for each current answer, in their order."
    )


class TaskSerializer(TaskRowSerializer):
    project = serializers.UUIDField(source="project.public_id")
    content = serializers.DictField()
    images = serializers.SerializerMethodField()
    content_sha256 = serializers.CharField()
    metadata = serializers.DictField()
    source = serializers.CharField()  # type: ignore[assignment]  # DRF takes declared fields off the class
    licence = serializers.CharField()
    importer = serializers.CharField()
    withdrawn_reason = serializers.CharField()
    original = OriginalSerializer(allow_null=True)
    gold = serializers.DictField(source="gold.answer", allow_null=True, default=None)
    suggestions = serializers.SerializerMethodField()
    annotations = serializers.SerializerMethodField()
    disputes = serializers.SerializerMethodField()
    flags = serializers.SerializerMethodField()
    assignments = serializers.SerializerMethodField()

    @extend_schema_field(ImagesField())
    def get_images(self, task: Task) -> Any:
        return links.shown(task.content, task.project.the_kind.image_fields, self.context["user"])

    @extend_schema_field(SuggestionSerializer(many=True))
    def get_suggestions(self, task: Task) -> Any:
        return SuggestionSerializer(task.suggestions.order_by("-pk"), many=True).data

    @extend_schema_field(GivenAnswerSerializer(many=True))
    def get_annotations(self, task: Task) -> Any:
        rows = task.annotations.select_related("annotator", "rubric").order_by("created_at", "pk")
        return GivenAnswerSerializer(rows, many=True).data

    @extend_schema_field(DisputeSerializer(many=True))
    def get_disputes(self, task: Task) -> Any:
        annotations = task.annotations.filter(current=True).select_related("rubric").order_by("created_at", "pk")
        return DisputeSerializer(outcomes.disputes(task, list(annotations)), many=True).data

    @extend_schema_field(RaisedFlagSerializer(many=True))
    def get_flags(self, task: Task) -> Any:
        return RaisedFlagSerializer(task.flags.select_related("raised_by"), many=True).data

    @extend_schema_field(LoanSerializer(many=True))
    def get_assignments(self, task: Task) -> Any:
        rows = task.assignments.select_related("annotator").order_by("leased_at", "pk")
        return LoanSerializer(rows, many=True).data


class ReasonInput(StrictSerializer):
    reason = serializers.CharField(max_length=300)


class TaskListResult(serializers.Serializer[Any]):
    results = TaskRowSerializer(many=True)
