"""A project, its people and the versions of its rubric."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.conf import settings as django_settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from annotation.kinds import get_kind
from annotation.kinds.base import Context, Kind

MAX_OVERLAP = 10


def random_seed() -> int:
    return secrets.randbits(62)


class Role(models.TextChoices):
    MANAGER = "manager"
    REVIEWER = "reviewer"
    ANNOTATOR = "annotator"


class Project(models.Model):
    """A body of work of one kind, with guidelines, a rubric, rules and members."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        ACTIVE = "active"
        PAUSED = "paused"
        ARCHIVED = "archived"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    description = models.CharField(max_length=500, blank=True)
    guidelines = models.TextField(blank=True)
    settings = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    rubric = models.ForeignKey("Rubric", null=True, on_delete=models.SET_NULL, related_name="+")
    overlap = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(MAX_OVERLAP)]
    )
    lease_minutes = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(1), MaxValueValidator(7 * 24 * 60)]
    )
    agreement_threshold = models.FloatField(default=0.7, validators=[MinValueValidator(0), MaxValueValidator(1)])
    revisable = models.BooleanField(default=True)
    seed = models.BigIntegerField(default=random_seed, editable=False)
    import_mapping = models.JSONField(default=dict, blank=True)
    # Tasks at a position below the first are served; new rounds begin at the second (queue.py).
    released_position = models.BigIntegerField(default=0, editable=False)
    next_position = models.BigIntegerField(default=0, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    created_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(overlap__gte=1, overlap__lte=MAX_OVERLAP), name="project_overlap_1_to_10"
            ),
            models.CheckConstraint(
                condition=Q(agreement_threshold__gte=0, agreement_threshold__lte=1), name="project_threshold_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def the_kind(self) -> Kind:
        return get_kind(self.kind)

    def context(self, rubric: Rubric | None = None) -> Context:
        """What gives answers their meaning, under the given rubric version or the current one."""
        version = rubric or self.rubric
        return Context(settings=self.settings, criteria=version.criteria if version else [])


class Rubric(models.Model):
    """One version of a project's criteria. Once published, it cannot change: a trigger in the database sees to it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="rubrics")
    version = models.PositiveIntegerField()
    criteria: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    created_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["project_id", "version"]
        constraints = [models.UniqueConstraint(fields=["project", "version"], name="one_rubric_per_version")]

    def __str__(self) -> str:
        return f"rubric {self.version} of project {self.project_id}"


class Membership(models.Model):
    """A role that a person has in a project. One person may have several."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(django_settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = [F("created_at").asc(), "id"]
        constraints = [models.UniqueConstraint(fields=["project", "user", "role"], name="one_membership_per_role")]

    def __str__(self) -> str:
        return f"user {self.user_id} is {self.role} of project {self.project_id}"
