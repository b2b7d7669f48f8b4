"""Looking people up and changing what they are."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts import access, sessions
from accounts.models import User
from config.errors import Refused

# The apps above say here who, besides admins, may look a person up, and in how many projects someone works.
may_look_up: list[Callable[[User], bool]] = []
project_counters: list[Callable[[User], int]] = []


def projects_of(user: User) -> int:
    return sum(count(user) for count in project_counters)


def rename(user: User, display_name: str) -> None:
    user.display_name = display_name
    user.save(update_fields=["display_name"])


def by_email(seeker: User, email: str) -> QuerySet[User]:
    """Nobody or the one person with exactly this address, so that no one can leaf through the directory."""
    if not access.is_admin(seeker) and not any(allowed(seeker) for allowed in may_look_up):
        raise Refused("permission_denied", "Only managers may look people up.", status=403)
    return User.objects.filter(email=email.strip().lower(), is_active=True)


def everybody(admin: User, *, search: str = "") -> QuerySet[User]:
    access.require_admin(admin)
    return User.objects.filter(Q(display_name__icontains=search) | Q(email__icontains=search))


@transaction.atomic
def change(
    user: User, *, display_name: str | None = None, is_active: bool | None = None, is_admin: bool | None = None
) -> User:
    """What an admin may change of a person. Somebody always stays able to administer."""
    admins = list(User.objects.select_for_update().filter(is_admin=True, is_active=True).order_by("pk"))
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_placeholder and (is_active is not None or is_admin is not None):
        raise Refused("cannot_sign_in", "This is only a name on imported verdicts; it has no account.")
    user.display_name = user.display_name if display_name is None else display_name
    user.is_active = user.is_active if is_active is None else is_active
    user.is_admin = user.is_admin if is_admin is None else is_admin
    if admins == [user] and not access.is_admin(user):
        raise Refused("last_admin", "This is the only admin. Make someone else an admin first.")
    user.save(update_fields=["display_name", "is_active", "is_admin"])
    if not user.is_active:
        sessions.end_all(user)
    return user
