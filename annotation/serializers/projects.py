"""Projects, rubrics and members as they go over the wire."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotation.models import Project, Role
from annotation.models.project import MAX_OVERLAP
from config.api import StrictSerializer


class FieldSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    title = serializers.CharField()
    help = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]  # DRF takes declared fields off the class
    many = serializers.BooleanField()  # type: ignore[assignment]


class ReaderSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()


class WriterSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    help = serializers.CharField()
    extension = serializers.CharField()


class KindSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    fields_to_map = FieldSerializer(many=True, source="fields")
    readers = ReaderSerializer(many=True)
    folder_readers = ReaderSerializer(many=True)
    image_fields = serializers.ListField(child=serializers.CharField())
    shows_suggestions = serializers.BooleanField()
    writers = WriterSerializer(many=True, source="formats")
    settings = serializers.JSONField(source="describe_settings")
    default_settings = serializers.JSONField()


class UsageSerializer(serializers.Serializer[Any]):
    """How often answers, suggestions and gold name an entry of the settings: in all, and in how many of what."""

    name = serializers.CharField()
    mentions = serializers.IntegerField()
    answers = serializers.IntegerField()
    tasks = serializers.IntegerField()


class RubricSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    version = serializers.IntegerField()
    criteria = serializers.ListField(child=serializers.DictField())
    sha256 = serializers.CharField()
    published_at = serializers.DateTimeField()


class RubricInput(StrictSerializer):
    criteria = serializers.ListField(child=serializers.JSONField(), max_length=50)


class MineSerializer(serializers.Serializer[Any]):
    submitted = serializers.IntegerField()
    skipped = serializers.IntegerField()
    leased = serializers.IntegerField()
    waiting = serializers.IntegerField()


class ProgressSerializer(serializers.Serializer[Any]):
    tasks = serializers.IntegerField()
    open = serializers.IntegerField()
    answered = serializers.IntegerField()
    disputed = serializers.IntegerField()
    settled = serializers.IntegerField()
    withdrawn = serializers.IntegerField()
    answers = serializers.IntegerField()
    mine = MineSerializer()


class ProjectSerializer(serializers.Serializer[Any]):
    """Expects in the context the reader's ``roles`` and the ``progress``, each by project id."""

    id = serializers.UUIDField(source="public_id")
    kind = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    guidelines = serializers.CharField()
    settings = serializers.DictField()
    status = serializers.ChoiceField(choices=Project.Status.choices)
    overlap = serializers.IntegerField()
    lease_minutes = serializers.IntegerField()
    agreement_threshold = serializers.FloatField()
    revisable = serializers.BooleanField()
    is_demo = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    roles = serializers.SerializerMethodField()
    rubric = RubricSerializer(allow_null=True)
    import_mapping = serializers.SerializerMethodField()
    progress = serializers.SerializerMethodField()

    def get_roles(self, project: Project) -> list[str]:
        roles: list[str] = self.context["roles"][project.pk]
        return roles

    def get_import_mapping(self, project: Project) -> dict[str, Any]:
        """Only managers import, so only they see which columns were mapped to what."""
        return project.import_mapping if Role.MANAGER in self.get_roles(project) else {}

    @extend_schema_field(ProgressSerializer())
    def get_progress(self, project: Project) -> Any:
        return self.context["progress"][project.pk]


class ProjectInput(StrictSerializer):
    kind = serializers.CharField(max_length=40)
    title = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=500, required=False, allow_blank=True)
    guidelines = serializers.CharField(max_length=100_000, required=False, allow_blank=True, trim_whitespace=False)
    settings = serializers.DictField(required=False)
    overlap = serializers.IntegerField(min_value=1, max_value=MAX_OVERLAP, required=False)
    lease_minutes = serializers.IntegerField(min_value=1, max_value=7 * 24 * 60, required=False)
    agreement_threshold = serializers.FloatField(min_value=0, max_value=1, required=False)
    revisable = serializers.BooleanField(required=False)


class ProjectEdit(ProjectInput):
    kind = None  # type: ignore[assignment]
    title = serializers.CharField(max_length=200, required=False)


class StatusInput(StrictSerializer):
    status = serializers.ChoiceField(choices=Project.Status.choices)


class ColleagueSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    display_name = serializers.CharField()
    pseudonym = serializers.CharField()
    is_placeholder = serializers.BooleanField()


class MembershipSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    user = ColleagueSerializer()
    role = serializers.ChoiceField(choices=Role.choices)
    created_at = serializers.DateTimeField()


class MembershipInput(StrictSerializer):
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)
