"""How Touchstone's accounts differ from allauth's defaults."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.headless.adapter import DefaultHeadlessAdapter
from django.http import HttpRequest

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: see inviting.py."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is wrong.",
        "incorrect_password": "The password is wrong.",
        "enter_current_password": "This is not your current password.",
        "too_many_login_attempts": "Too many failed log-ins. Try again in a few minutes.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class HeadlessAdapter(DefaultHeadlessAdapter):  # type: ignore[misc]
    """Shows a person by their public id."""

    def serialize_user(self, user: User) -> dict[str, Any]:
        return {"id": str(user.public_id), "display": user.display_name, "email": user.email}
