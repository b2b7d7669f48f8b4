"""Answers that no annotator gave here: a model's suggestions, and the known answers of gold tasks."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Suggestion(models.Model):
    """A model's answer to a task, with the model's name and the hash of its version."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.ForeignKey("Task", on_delete=models.CASCADE, related_name="suggestions")
    model = models.CharField(max_length=120)
    version = models.CharField(max_length=64)
    answer = models.JSONField()
    imported_by = models.ForeignKey("Job", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "model", "version"], name="one_suggestion_per_model_version")
        ]

    def __str__(self) -> str:
        return f"suggestion {self.public_id} of {self.model}"


class Gold(models.Model):
    """The known answer of a task. It lies in a table of its own, so that nothing that reads tasks gives it away."""

    task = models.OneToOneField("Task", on_delete=models.CASCADE, related_name="gold")
    answer = models.JSONField()
    imported_by = models.ForeignKey("Job", null=True, on_delete=models.SET_NULL, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"gold of task {self.task_id}"
