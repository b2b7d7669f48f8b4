"""Invitations grant roles in projects: accounts carries the grants, this module knows what they mean."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from accounts import inviting
from accounts.models import User
from accounts.signals import invitation_accepted
from annotation import access, projects
from annotation.models import Project, Role


def objection(inviter: User, grant: inviting.Grant) -> str | None:
    """Why this person may not grant this, or None: managers grant roles in their own projects."""
    if set(grant) != {"project", "role"} or grant["role"] not in Role.values:
        return f"Name a project and one of the roles {', '.join(Role.values)}."
    if _project(inviter, grant["project"]) is None:
        return "You manage no such project."
    return None


@receiver(invitation_accepted)
def join_projects(user: User, grants: Sequence[inviting.Grant], **_: Any) -> None:
    for grant in grants:
        project = Project.objects.filter(public_id=grant["project"]).first()
        if project is not None:
            projects.add_member(project=project, user=user, role=grant["role"])


def _project(inviter: User, public_id: str) -> Project | None:
    try:
        return access.projects_of(inviter, Role.MANAGER).filter(public_id=uuid.UUID(public_id)).first()
    except ValueError:
        return None
