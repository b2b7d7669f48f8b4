"""Choosing a password."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from config.errors import Invalid

MAX_LENGTH = 1000


def check(password: str, user: User) -> None:
    """Refuse a password that is too easy to guess, for anyone or for this person."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid("Choose another password.", fields={"password": " ".join(error.messages)}) from None


def choose(user: User, password: str) -> None:
    """Set a new password. Every session of the old one ends with it."""
    check(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
