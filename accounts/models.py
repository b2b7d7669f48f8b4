"""People, the links that let them in, and the tokens that programs use in their name."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.pseudonyms import unused_pseudonym

INVITATION_LASTS = timedelta(days=7)


def invitation_ends() -> datetime:
    return timezone.now() + INVITATION_LASTS


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person who signs in; without a password, only after a reset link."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_placeholder(self, display_name: str, **fields: Any) -> User:
        """The author of imported verdicts: has a name, can never sign in."""
        user = self.model(email=None, display_name=display_name, is_placeholder=True, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person, known by e-mail address. Only they and the admins see the address."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True, null=True)
    display_name = models.CharField(max_length=80)
    # What others see where names are hidden; the same for ever.
    pseudonym = models.CharField(max_length=20, unique=True, editable=False)
    is_active = models.BooleanField(default=True)
    is_admin = models.BooleanField(default=False)
    is_placeholder = models.BooleanField(default=False, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            # With `unique`, this makes addresses unique whatever their case.
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_in_lower_case"),
            models.CheckConstraint(
                condition=Q(is_placeholder=False, email__isnull=False)
                | Q(is_placeholder=True, email__isnull=True, is_admin=False),
                name="only_placeholders_have_no_email",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.email is not None:
            self.email = self.email.strip().lower()
        if not self.pseudonym:
            self.pseudonym = unused_pseudonym()
        super().save(*args, **kwargs)


class Invitation(models.Model):
    """A link, good for one use, that lets a new person in or an old one choose a new password."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_sha256 = models.CharField(max_length=64, unique=True)
    email = models.EmailField(null=True)
    # Opaque here: `{"project": public id, "role": …}`. The app that owns projects checks and grants them.
    grants: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)
    is_admin = models.BooleanField(default=False)
    # Set when the link resets this person's password instead of letting someone new in.
    resets = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="resets")
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="invitations")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=invitation_ends)
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"invitation {self.public_id}"


class ApiToken(models.Model):
    """A key with which a program acts in a person's name. Only its hash is stored."""

    class Scope(models.TextChoices):
        READ = "read"
        ANNOTATE = "annotate"
        MANAGE = "manage"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, unique=True)
    # The first letters, so that its owner can tell it from others.
    prefix = models.CharField(max_length=12)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope))
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"token {self.prefix}…"
