"""Make the first admin of an installation."""

from __future__ import annotations

import os
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts import passwords
from accounts.models import User
from config.errors import Invalid

VARIABLE = "ADMIN_PASSWORD"


class Command(BaseCommand):
    help = f"Make an admin. The password is asked for, or taken from the environment variable {VARIABLE}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="how others see them; by default the part before the @")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        email = _checked(email)
        user = User(email=email, display_name=(name or email.partition("@")[0])[:80], is_admin=True)
        password = os.environ.get(VARIABLE) or _asked()
        try:
            passwords.check(password, user)
        except Invalid as refusal:
            raise CommandError(refusal.fields["password"]) from None
        user.set_password(password)
        user.save()
        self.stdout.write(f"{email} is an admin now.")


def _checked(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"“{email}” is not an e-mail address.") from None
    if User.objects.filter(email=email).exists():
        raise CommandError(f"{email} has an account already.")
    return email


def _asked() -> str:
    password = getpass("Password: ")
    if password != getpass("Once more: "):
        raise CommandError("The two passwords differ. Nothing was made.")
    return password
