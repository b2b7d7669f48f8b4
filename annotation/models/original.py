"""Files and rows that tasks were made from."""

from __future__ import annotations

from django.db import models

from annotation.models.project import Project


class Original(models.Model):
    """What came in, byte for byte, packed with zlib. One file can have given many tasks. See ``originals``."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="originals")
    sha256 = models.CharField(max_length=64)  # of the bytes as they came in
    size = models.PositiveIntegerField()  # of the same, in bytes
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "sha256"], name="one_original_per_project")]

    def __str__(self) -> str:
        return f"original {self.sha256[:12]}"
