"""A task: one item to be answered, with the facts that others need to know of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from annotation.models.project import MAX_OVERLAP, Project


class Task(models.Model):
    """One item to be answered. ``content`` is never changed after import."""

    class Status(models.TextChoices):
        OPEN = "open"
        ANSWERED = "answered"
        DISPUTED = "disputed"
        SETTLED = "settled"
        WITHDRAWN = "withdrawn"

    class Source(models.TextChoices):
        CONSENSUS = "consensus"
        DECISION = "decision"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="tasks")
    external_id = models.CharField(max_length=200, null=True, blank=True)
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    metadata = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    importer = models.CharField(max_length=60, blank=True)
    # What it was made from, if its kind keeps that.
    original = models.ForeignKey("Original", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    imported_by = models.ForeignKey("Job", null=True, on_delete=models.SET_NULL, related_name="+")
    priority = models.SmallIntegerField(default=0)
    position = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    overlap = models.PositiveSmallIntegerField()
    # Live assignments and counted answers; counted answers alone.
    taken = models.PositiveSmallIntegerField(default=0)
    answers = models.PositiveSmallIntegerField(default=0)
    # The suggestion that annotators are shown, if any: the newest.
    suggestion = models.ForeignKey("Suggestion", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    agreement = models.FloatField(null=True)
    outcome = models.JSONField(null=True)
    outcome_source = models.CharField(max_length=10, choices=Source, null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "external_id"],
                condition=Q(external_id__isnull=False),
                name="one_task_per_external_id",
            ),
            models.UniqueConstraint(
                fields=["project", "content_sha256"], condition=Q(external_id__isnull=True), name="one_task_per_content"
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("overlap")), name="task_never_over_its_overlap"),
            models.CheckConstraint(condition=Q(answers__lte=F("taken")), name="task_answers_are_taken"),
            models.CheckConstraint(condition=Q(overlap__gte=1, overlap__lte=MAX_OVERLAP), name="task_overlap_1_to_10"),
        ]
        indexes = [
            # The queue walks this one; `taken` is left out so that lending a task stays a cheap update.
            models.Index(
                fields=["project", "priority", "position", "id"], condition=Q(status="open"), name="task_queue"
            ),
            models.Index(fields=["project", "status", "id"], name="task_by_status"),
            # The settling sweep looks for answered tasks in all projects.
            models.Index(fields=["id"], condition=Q(status="answered"), name="task_to_settle"),
        ]

    def __str__(self) -> str:
        return f"task {self.public_id}"
