"""What annotators get and send. Allow-lists: nothing of a task goes out that is not named here."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from annotation.images import links
from annotation.kinds.base import Json
from annotation.models import Annotation, Assignment, Flag, Project, Task
from annotation.serializers.images import ImagesField
from annotation.submission import LONGEST_ACTIVE_MS
from config.api import StrictSerializer

SKIP_REASONS = ["unclear", "outside_my_skill", "too_long", "technical", "conflict", "other"]


class ClaimInput(StrictSerializer):
    holding = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=20)


class DraftSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField()
    content = serializers.DictField()
    device = serializers.CharField()
    updated_at = serializers.DateTimeField()


class DraftInput(StrictSerializer):
    revision = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    content = serializers.DictField()
    device = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")


class DraftSaved(serializers.Serializer[Any]):
    revision = serializers.IntegerField()
    updated_at = serializers.DateTimeField()


class ShownSerializer(serializers.Serializer[Any]):
    """What a person sees of a task: no model names, sides in their order, images by addresses that are theirs alone."""

    content = serializers.DictField()
    images = ImagesField()
    suggestion = serializers.DictField(allow_null=True)


class ShownTaskSerializer(ShownSerializer):
    id = serializers.UUIDField()
    project = serializers.UUIDField()


def shown_to(user: User, project: Project, task: Task, work: Assignment | Annotation) -> Json:
    """A task as it is shown to the one who works on it, with the order of sides and the suggestion of that work."""
    kind, context = project.the_kind, project.context()
    suggestion = work.suggestion
    return {
        "content": kind.public_content(task.content, context, seed=work.side_seed or 0),
        "images": links.shown(task.content, kind.image_fields, user),
        "suggestion": suggestion and kind.public_suggestion(suggestion.answer, content=task.content, context=context),
    }


class AssignmentSerializer(serializers.Serializer[Any]):
    """An assignment with the task as its holder sees it."""

    id = serializers.UUIDField(source="public_id")
    status = serializers.ChoiceField(choices=Assignment.Status.choices)
    leased_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    rubric_version = serializers.SerializerMethodField()
    task = serializers.SerializerMethodField()
    draft = serializers.SerializerMethodField()

    def get_rubric_version(self, assignment: Assignment) -> int | None:
        rubric = self.context["project"].rubric
        return rubric.version if rubric else None

    @extend_schema_field(ShownTaskSerializer())
    def get_task(self, assignment: Assignment) -> Any:
        project, task = self.context["project"], assignment.task
        shown = shown_to(self.context["user"], project, task, assignment)
        return ShownTaskSerializer({"id": task.public_id, "project": project.public_id, **shown}).data

    @extend_schema_field(DraftSerializer(allow_null=True))
    def get_draft(self, assignment: Assignment) -> Any:
        draft = getattr(assignment, "draft", None)
        return DraftSerializer(draft).data if draft else None


class ClaimSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=["task", "retry", "done"])
    assignment = AssignmentSerializer(required=False)
    retry_after = serializers.IntegerField(required=False)


class ExpirySerializer(serializers.Serializer[Any]):
    expires_at = serializers.DateTimeField()


class AnswerInput(StrictSerializer):
    answer = serializers.JSONField()
    active_ms = serializers.IntegerField(min_value=0, max_value=LONGEST_ACTIVE_MS)


class SkipInput(StrictSerializer):
    reason = serializers.ChoiceField(choices=SKIP_REASONS)
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class FlagInput(StrictSerializer):
    category = serializers.ChoiceField(choices=Flag.Category.choices)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class FlagSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    category = serializers.ChoiceField(choices=Flag.Category.choices)
    note = serializers.CharField()
    created_at = serializers.DateTimeField()


class AnnotationSerializer(serializers.Serializer[Any]):
    """One's own annotation."""

    id = serializers.UUIDField(source="public_id")
    task = serializers.UUIDField(source="task.public_id")
    assignment = serializers.UUIDField(source="assignment.public_id", allow_null=True, default=None)
    answer = serializers.DictField()
    revision = serializers.IntegerField()
    counted = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class MyAnnotationSerializer(AnnotationSerializer):
    revisable = serializers.SerializerMethodField()
    snippet = serializers.SerializerMethodField()

    def get_revisable(self, annotation: Annotation) -> bool:
        allowed: bool = self.context["revisable"](annotation)
        return allowed

    def get_snippet(self, annotation: Annotation) -> str:
        return str(self.context["snippet"](annotation))


class MyAnnotationDetailSerializer(MyAnnotationSerializer):
    """One's own annotation, with the task as one saw it."""

    shown = serializers.SerializerMethodField()

    @extend_schema_field(ShownSerializer())
    def get_shown(self, annotation: Annotation) -> Any:
        return ShownSerializer(shown_to(self.context["user"], annotation.project, annotation.task, annotation)).data
