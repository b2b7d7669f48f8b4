"""The people of the demo. They do not exist; their password is known to everyone, so they sign in on loopback only."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from accounts.models import User

PASSWORD = "touchstone-demo"  # noqa: S105  printed at every start, and refused on any other host than loopback


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str
    role: str  # admin, or a role in every demo project

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


PEOPLE = (
    Person("admin", "Ari (demo admin)", "admin"),
    Person("manager", "Mia (demo manager)", "manager"),
    Person("reviewer", "Rui (demo reviewer)", "reviewer"),
    Person("annotator", "Dee (demo annotator)", "annotator"),
    Person("ada", "Ada (demo annotator)", "annotator"),
    Person("ben", "Ben (demo annotator)", "annotator"),
    Person("chi", "Chi (demo annotator)", "annotator"),
)


def create() -> dict[str, User]:
    """All demo people by key."""
    return {
        person.key: User.objects.create_user(
            person.email, PASSWORD, display_name=person.name, is_admin=person.role == "admin", is_demo=True
        )
        for person in PEOPLE
    }


def with_known_password() -> list[User]:
    """The demo people whom anyone could sign in as."""
    demo = User.objects.filter(is_demo=True, is_active=True).order_by("pk")
    return [user for user in demo if user.check_password(PASSWORD)]


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
