"""Invitations: a link lets one new person in, once, until it expires or is revoked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from accounts import access, keys, passwords
from accounts.models import Invitation, User
from accounts.signals import invitation_accepted
from config.errors import Invalid, Refused

Grant = Mapping[str, str]
# Whoever knows projects says here why this person may not make this grant, or None if they may.
GrantChecker = Callable[[User, Grant], str | None]
grant_checkers: list[GrantChecker] = []


def invite(
    *, inviter: User, email: str | None = None, grants: Sequence[Grant] = (), is_admin: bool = False
) -> tuple[Invitation, str]:
    """A new invitation and its token, which is not stored and cannot be shown again."""
    _vet(inviter, grants, is_admin=is_admin)
    email = email.strip().lower() if email else None
    if email and User.objects.filter(email=email).exists():
        raise _email_taken("This person has an account already. Add them to the project by their e-mail address.")
    token = keys.new_key()
    rows = [dict(grant) for grant in grants]
    invitation = Invitation.objects.create(
        token_sha256=keys.digest(token), email=email, grants=rows, is_admin=is_admin, created_by=inviter
    )
    return invitation, token


def offer_reset(*, admin: User, user: User) -> tuple[Invitation, str]:
    """A link with which a person who forgot their password chooses a new one. An older link stops working."""
    access.require_admin(admin)
    if user.is_placeholder or not user.is_active:
        raise Refused("cannot_sign_in", "This person cannot sign in, so they need no password.")
    now = timezone.now()
    Invitation.objects.filter(resets=user, used_at=None, revoked_at=None).update(revoked_at=now)
    token = keys.new_key()
    return Invitation.objects.create(token_sha256=keys.digest(token), resets=user, created_by=admin), token


def look_up(token: str) -> Invitation:
    return _usable(Invitation.objects.select_related("created_by", "resets"), token)


@transaction.atomic
def accept(*, token: str, password: str, email: str | None = None, display_name: str | None = None) -> User:
    """Use an invitation up. Of several people with one link, the row lock lets the first one in."""
    invitation = _usable(Invitation.objects.select_for_update(), token)
    if invitation.resets is not None:
        user = invitation.resets
        passwords.choose(user, password)
    else:
        user = _new_person(invitation, email=email, display_name=display_name, password=password)
        invitation_accepted.send(Invitation, user=user, grants=invitation.grants)
    invitation.used_at, invitation.used_by = timezone.now(), user
    invitation.save(update_fields=["used_at", "used_by"])
    return user


@transaction.atomic
def revoke(invitation: Invitation) -> None:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.used_at:
        raise Refused("invitation_used", "This invitation was used already, so it cannot be revoked.")
    if not invitation.revoked_at:
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])


def status(invitation: Invitation) -> str:
    if invitation.used_at:
        return "used"
    if invitation.revoked_at:
        return "revoked"
    return "expired" if invitation.expires_at <= timezone.now() else "open"


REASONS = {
    "used": "This link was used already. Sign in, or ask for a new one.",
    "revoked": "This link was withdrawn. Ask for a new one.",
    "expired": "This link has expired. Ask for a new one.",
}


def _usable(invitations: QuerySet[Invitation], token: str) -> Invitation:
    invitation = invitations.filter(token_sha256=keys.digest(token)).first()
    if invitation is None:
        raise Http404
    if (found := status(invitation)) != "open":
        raise Refused(f"invitation_{found}", REASONS[found])
    if not _still_stands(invitation):
        raise Refused("invitation_revoked", REASONS["revoked"])
    return invitation


def _still_stands(invitation: Invitation) -> bool:
    """An invitation is worth what its author may grant when it is used, not when it was made."""
    author = invitation.created_by
    if author is None or not author.is_active:
        return False
    if invitation.resets is not None:
        return access.is_admin(author) and invitation.resets.is_active
    try:
        _vet(author, invitation.grants, is_admin=invitation.is_admin)
    except Refused:
        return False
    return True


def _vet(inviter: User, grants: Sequence[Grant], *, is_admin: bool) -> None:
    if not access.is_admin(inviter) and (is_admin or not grants):
        raise Refused("permission_denied", "Only an admin may invite someone without a project.", status=403)
    fields = {f"grants.{place}": why for place, grant in enumerate(grants) if (why := _objection(inviter, grant))}
    if fields:
        raise Invalid("You cannot grant this.", fields=fields)


def _objection(inviter: User, grant: Grant) -> str | None:
    if not grant_checkers:
        return "There are no projects here."
    return next((why for check in grant_checkers if (why := check(inviter, grant))), None)


def _new_person(invitation: Invitation, *, email: str | None, display_name: str | None, password: str) -> User:
    email = _their_email(invitation, email)
    if not display_name:
        raise Invalid("Some fields are not right.", fields={"display_name": "Say how others should call you."})
    user = User(email=email, display_name=display_name, is_admin=invitation.is_admin)
    passwords.check(password, user)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise _email_taken("This address has an account already. Sign in with it instead.") from None
    return user


def _their_email(invitation: Invitation, email: str | None) -> str:
    email = (email or invitation.email or "").strip().lower()
    if not email:
        raise Invalid("Some fields are not right.", fields={"email": "Give the address you will sign in with."})
    if invitation.email and email != invitation.email:
        raise Invalid("Some fields are not right.", fields={"email": "This invitation is for another address."})
    return email


def _email_taken(detail: str) -> Refused:
    return Refused("email_taken", detail, fields={"email": detail})
