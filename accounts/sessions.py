"""Where a person is signed in, and signing out there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from allauth.account.utils import perform_login
from allauth.headless.constants import Client
from allauth.headless.internal.decorators import mark_request_as_headless
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import Http404, HttpRequest

from accounts import keys
from accounts.models import User


@dataclass(frozen=True)
class OpenSession:
    id: uuid.UUID
    ip: str
    user_agent: str
    created_at: datetime
    is_current: bool


def sign_in(request: HttpRequest, user: User) -> None:
    """Sign in someone who has just proved who they are by a link; a second factor is still asked for."""
    if request.user.is_authenticated:
        logout(request)
    mark_request_as_headless(request, Client.BROWSER)
    perform_login(request, user)


def open_sessions(user: User, request: HttpRequest) -> list[OpenSession]:
    rows = UserSession.objects.purge_and_list(user)
    rows.sort(key=lambda row: row.created_at, reverse=True)
    return [_shown(row, request) for row in rows]


def end(user: User, session_id: uuid.UUID, request: HttpRequest) -> None:
    row = next((row for row in UserSession.objects.filter(user=user) if _public_id(row) == session_id), None)
    if row is None:
        raise Http404
    is_current = row.session_key == request.session.session_key
    row.end()
    if is_current:
        logout(request)


def end_all(user: User) -> None:
    for row in UserSession.objects.filter(user=user):
        row.end()


def _shown(row: UserSession, request: HttpRequest) -> OpenSession:
    return OpenSession(
        id=_public_id(row),
        ip=row.ip,
        user_agent=row.user_agent,
        created_at=row.created_at,
        is_current=row.session_key == request.session.session_key,
    )


def _public_id(row: UserSession) -> uuid.UUID:
    """Made of the session's key, which is itself a secret, so that nobody can get from one to the other."""
    return uuid.UUID(keys.digest(row.session_key)[:32])
