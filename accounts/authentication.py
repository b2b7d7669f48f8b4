"""Who is asking: a program with a token, or a person with a session."""

from __future__ import annotations

from typing import NoReturn

from rest_framework import authentication, exceptions
from rest_framework.request import Request

from accounts import tokens
from accounts.models import ApiToken, User


class TokenAuthentication(authentication.BaseAuthentication):
    """``Authorization: Bearer tst_…``"""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = tokens.find(key.strip())
        if token is None:
            detail = "This token is not valid: it may be mistyped, expired or revoked."
            raise exceptions.AuthenticationFailed(detail, code="invalid_token")
        tokens.note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser's session, with the CSRF token that proves that our own page is asking."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied:
            _refuse_csrf()


def _refuse_csrf() -> NoReturn:
    detail = "The page is out of date, so nothing was changed. Reload it and try again."
    raise exceptions.PermissionDenied(detail, code="csrf_failed") from None
