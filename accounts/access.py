"""The door to what a person owns. What is not theirs looks exactly like what does not exist."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import ApiToken, Invitation, User
from config.errors import Refused


def person(user: AbstractBaseUser | AnonymousUser) -> User:
    """The signed-in person."""
    if not isinstance(user, User):
        raise Refused("not_authenticated", "Sign in first.", status=401)
    return user


def is_admin(user: User) -> bool:
    return user.is_active and user.is_admin


def require_admin(user: User) -> None:
    if not is_admin(user):
        raise Refused("permission_denied", "Only an admin may do this.", status=403)


def person_for(admin: User, person_id: UUID) -> User:
    require_admin(admin)
    return get_object_or_404(User, public_id=person_id)


def tokens_of(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user=user, revoked_at=None)


def token_for(user: User, token_id: UUID) -> ApiToken:
    return get_object_or_404(tokens_of(user), public_id=token_id)


def invitations_of(user: User) -> QuerySet[Invitation]:
    """Admins see every invitation, others the ones that they made."""
    everything = Invitation.objects.select_related("created_by", "resets")
    return everything if is_admin(user) else everything.filter(created_by=user, resets=None)


def invitation_for(user: User, invitation_id: UUID) -> Invitation:
    return get_object_or_404(invitations_of(user), public_id=invitation_id)
