"""The latest figures of each project."""

from __future__ import annotations

from django.db import models

from annotation.models import Project


class ReliabilityReport(models.Model):
    """How far a project's answers can be trusted, as of the newest annotation it covers."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="reliability_report")
    through_annotation = models.BigIntegerField(default=0)
    rubric_version = models.PositiveIntegerField(null=True)
    figures = models.JSONField(default=dict)
    computed_at = models.DateTimeField()
    took_seconds = models.FloatField(default=0)

    def __str__(self) -> str:
        return f"reliability of project {self.project_id}"
