"""Files that come in and go out. Their names in storage are ours; the names people gave are only shown."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from annotation.models.job import Job
from annotation.models.project import Project


class Upload(models.Model):
    """A file that a manager sent, waiting to be imported."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    path = models.CharField(max_length=255, unique=True)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    # json, jsonl, csv, parquet, which may end in .gz; zip, tar, tar.gz, image, document: a folder of files
    container = models.CharField(max_length=20)
    format = models.CharField(
        max_length=40, blank=True
    )  # the reader that recognises it, or nothing: a mapping is needed
    columns = models.JSONField(default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Export(models.Model):
    """What was taken out of a project, in which format and by which filters."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="exports")
    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="export")
    format = models.CharField(max_length=40)
    filters = models.JSONField(default=dict)
    manifest = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.format} export {self.public_id}"


class ExportFile(models.Model):
    """One finished file of an export."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=255, unique=True)
    size = models.BigIntegerField()
    rows = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["export", "name"], name="one_file_per_name")]

    def __str__(self) -> str:
        return self.name
