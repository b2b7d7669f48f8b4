"""What annotators do: they are lent tasks, keep drafts, submit annotations and raise flags."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotation.models.project import Project, Rubric
from annotation.models.task import Task


class Assignment(models.Model):
    """A task lent to one annotator until a time. One row per task and annotator, for ever."""

    class Status(models.TextChoices):
        LEASED = "leased"
        SUBMITTED = "submitted"
        SKIPPED = "skipped"
        RETURNED = "returned"
        EXPIRED = "expired"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="assignments")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="assignments")
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    status = models.CharField(max_length=10, choices=Status, default=Status.LEASED)
    # Which of the task's places it fills: 0 … overlap − 1 while it is live or counted, else none.
    slot = models.PositiveSmallIntegerField(null=True)
    side_seed = models.BigIntegerField()
    # What was shown with the task, for as long as it is lent.
    suggestion = models.ForeignKey("Suggestion", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    skip_reason = models.CharField(max_length=40, blank=True)
    skip_note = models.CharField(max_length=1000, blank=True)
    leased_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "annotator"], name="one_assignment_per_annotator"),
            models.UniqueConstraint(
                fields=["task", "slot"], condition=Q(slot__isnull=False), name="one_assignment_per_slot"
            ),
            models.CheckConstraint(
                condition=Q(slot__isnull=False) | ~Q(status="leased"), name="a_live_assignment_has_a_slot"
            ),
            models.CheckConstraint(
                condition=Q(slot__isnull=True) | Q(status__in=["leased", "submitted"]),
                name="only_live_or_counted_has_a_slot",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "expires_at"], condition=Q(status="leased"), name="assignment_live"),
            models.Index(fields=["annotator", "project", "-closed_at"], name="assignment_mine"),
        ]

    def __str__(self) -> str:
        return f"assignment {self.public_id}"


class Draft(models.Model):
    """An annotator's unsent work on an assignment. Its revision only grows."""

    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="draft")
    revision = models.PositiveIntegerField(default=0)
    content = models.JSONField(default=dict)
    device = models.CharField(max_length=40, blank=True)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.revision} of assignment {self.assignment_id}"


class Annotation(models.Model):
    """One annotator's submitted answer. A revision is a new row; the row it supersedes stays as it was."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="annotations")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="annotations")
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="annotations")
    assignment = models.ForeignKey(Assignment, null=True, on_delete=models.CASCADE, related_name="annotations")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)
    counted = models.BooleanField(default=True)
    imported = models.BooleanField(default=False)
    active_ms = models.PositiveIntegerField(null=True)
    side_seed = models.BigIntegerField(null=True)
    suggestion = models.ForeignKey("Suggestion", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    idempotency_key = models.UUIDField()
    body_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["annotator", "idempotency_key"], name="one_annotation_per_key"),
            models.UniqueConstraint(
                fields=["task", "annotator"], condition=Q(current=True), name="one_current_annotation_per_annotator"
            ),
            models.UniqueConstraint(fields=["task", "annotator", "revision"], name="one_annotation_per_revision"),
        ]
        indexes = [
            models.Index(fields=["project", "id"], condition=Q(current=True, counted=True), name="annotation_counted"),
            models.Index(fields=["annotator", "project", "-created_at"], name="annotation_mine"),
        ]

    def __str__(self) -> str:
        return f"annotation {self.public_id}"


class Flag(models.Model):
    """Something an annotator says about a task, its content or the guidelines, without losing the task."""

    class Category(models.TextChoices):
        BAD_TASK = "bad_task"
        UNSAFE = "unsafe"
        UNCLEAR_GUIDELINE = "unclear_guideline"
        OTHER = "other"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="flags")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=Category)
    note = models.CharField(max_length=2000, blank=True)
    resolved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.category} on task {self.task_id}"


class QueueCursor(models.Model):
    """How far an annotator has come in a project's queue: nothing before it will be served to them (queue.py)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    priority = models.SmallIntegerField()
    position = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "annotator", "priority"], name="one_cursor_per_priority")
        ]

    def __str__(self) -> str:
        return f"cursor of user {self.annotator_id} in project {self.project_id}"
