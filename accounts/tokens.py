"""API tokens: made, found by their hash, revoked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts import keys
from accounts.models import ApiToken, User
from config.errors import Invalid, Refused

PREFIX = "tst_"
SHOWN_LETTERS = 10
MOST_AT_ONCE = 50
NOTED_EVERY = timedelta(minutes=1)


def create(*, user: User, name: str, scopes: Iterable[str], expires_at: datetime | None = None) -> tuple[ApiToken, str]:
    """A new token and its key, which is not stored and cannot be shown again."""
    if expires_at and expires_at <= timezone.now():
        raise Invalid("Some fields are not right.", fields={"expires_at": "This time has passed."})
    if user.api_tokens.filter(revoked_at=None).count() >= MOST_AT_ONCE:
        raise Refused("too_many_tokens", f"You have {MOST_AT_ONCE} tokens. Revoke one that is no longer needed.")
    key = keys.new_key(PREFIX)
    token = ApiToken.objects.create(
        user=user,
        name=name,
        sha256=keys.digest(key),
        prefix=key[:SHOWN_LETTERS],
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    return token, key


def find(key: str) -> ApiToken | None:
    """The token of this key, if it may still be used. The index compares hashes, so timing tells nothing of the key."""
    if not key.startswith(PREFIX):
        return None
    alive = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    tokens = ApiToken.objects.select_related("user").filter(alive, revoked_at=None, user__is_active=True)
    return tokens.filter(sha256=keys.digest(key)).first()


def note_use(token: ApiToken) -> None:
    """Remember the last use, to the minute: a busy program does not write a row for every request."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def revoke(token: ApiToken) -> None:
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
