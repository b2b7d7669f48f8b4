"""Images that tasks show. Each is kept once, under the checksum of the file that came in."""

from __future__ import annotations

import uuid

from django.db import models


class Image(models.Model):
    """One image: the file as it came in, what browsers get, and what is known of both.

    ``width`` and ``height`` are those that people see: after the EXIF orientation. All files lie in the storage
    ``images`` under ``folder``.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.BigIntegerField()  # of the file that came in, in bytes
    format = models.CharField(max_length=10)  # of the file that came in: jpeg, png, webp, gif
    shown_format = models.CharField(max_length=10)  # of what browsers get: jpeg or png
    shown_width = models.PositiveIntegerField()
    shown_height = models.PositiveIntegerField()
    turned = models.BooleanField(default=False)  # the EXIF orientation was not the usual one
    # Levels of tiles for images too large to be shown as one; see images/tiles.py. Null while there are none.
    tiles = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"image {self.public_id}"

    @property
    def folder(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256}"
